using AngleSharp.Html.Parser;
using NUnit.Framework;
using Portal.Web.Content;

namespace Portal.Tests.Content;

/// <summary>Markdown of an administrator: a part of the page, and never more than that.</summary>
public sealed class MarkupTests
{
    [TestCase("<script>alert(1)</script>")]
    [TestCase("<img src=x onerror=alert(1)>")]
    [TestCase("[x](javascript:alert(1))")]
    [TestCase("[x](JaVaScRiPt:alert(1))")]
    [TestCase("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [TestCase("![x](data:image/svg+xml;base64,PHN2Zz4=)")]
    [TestCase("![x](https://elsewhere.example/a.png)")]
    [TestCase("![x](//elsewhere.example/a.png)")]
    [TestCase("<iframe src=\"https://elsewhere.example\"></iframe>")]
    [TestCase("<p style=\"position:fixed\">x</p>")]
    [TestCase("<a href=\"/x\" onclick=\"alert(1)\">x</a>")]
    [TestCase("<svg/onload=alert(1)>")]
    [TestCase("<math><mtext><style><img src onerror=alert(1)></style></mtext></math>")]
    [TestCase("[x](vbscript:x)")]
    [TestCase("<form action=/sign-out method=post><button>x</button></form>")]
    [TestCase("[x]( java\u0000script:alert(1))")]
    [TestCase("<https://x.example/\" onmouseover=\"alert(1)>")]
    public void What_is_hostile_is_inert(string markdown)
    {
        var html = $"{Markup.Show($"앞\n\n{markdown}\n\n뒤", "제목")}";
        var body = new HtmlParser().ParseDocument(html).Body!;
        Assert.That(body.QuerySelectorAll("script, iframe, style, svg, math, form, object, embed, button, img, link, meta, base"), Is.Empty, html);
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.That(element.Attributes.Select(a => a.Name).Where(a => a.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a == "style"), Is.Empty, html);
            if (element.GetAttribute("href") is { } href) Assert.That(href, Does.Match("^(https?:|mailto:|tel:|/|#)"), html);
        }

        Assert.That(body.TextContent, Does.StartWith("앞").And.Contain("뒤"));
    }

    [Test]
    public void Headings_go_on_from_the_title_of_the_page_and_leave_no_level_out()
    {
        var html = $"{Markup.Show("# 가\n\n### 나\n\n#### 다\n\n## 라\n\n# 마", "제목")}";
        var levels = new HtmlParser().ParseDocument(html).QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(h => h.LocalName + h.TextContent);
        Assert.That(levels, Is.EqualTo(new[] { "h2가", "h3나", "h4다", "h3라", "h2마" }));
    }

    [Test]
    public void A_table_has_a_name_and_its_heads_a_scope()
    {
        var html = $"{Markup.Show("## 결제\n\n| 방법 | 때 |\n|---|---|\n| 카드 | 바로 |", "제목")}";
        var table = new HtmlParser().ParseDocument(html).QuerySelector("table")!;
        Assert.That(table.QuerySelector("caption")!.TextContent, Is.EqualTo("결제"));
        Assert.That(table.QuerySelectorAll("th").Select(h => h.GetAttribute("scope")), Is.EqualTo(new[] { "col", "col" }));
    }

    [Test]
    public void Pictures_are_the_portals_own() =>
        Assert.That($"{Markup.Show("![그림](/content-files/12)", "제목")}", Does.Contain("src=\"/content-files/12\"").And.Contain("alt=\"그림\""));

    [Test]
    public void Lists_show_the_first_paragraph_as_plain_text() =>
        Assert.That(Markup.Begin("# 제목\n\n**첫** [문단](/x)입니다. <b>\n\n둘째"), Does.StartWith("첫 문단입니다."));
}
