using AngleSharp.Html.Parser;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Notifications;
using Portal.Web.Shared;

namespace Portal.Tests.Notifications;

/// <summary>Every mail, in both languages and both parts, as its samples fill it.</summary>
[TestFixture]
public sealed class MailShapeTests
{
    [TestCaseSource(typeof(MailTemplates), nameof(MailTemplates.Names))]
    public void A_mail_is_whole_in_both_languages_and_both_parts(string template)
    {
        foreach (var language in Texts.Languages)
        {
            var samples = MailSamples.For(language, template);
            foreach (var name in MailTemplates.ArgumentsOf(language, template).Where(a => a is not ("path" or "role")))
                Assert.That(Texts.Has(language, $"notifications.sample.{name}"), Is.True, $"notifications.sample.{name} ({language}), so that the preview shows what people get");
            var mail = new MailTemplates(new PortalOptions()).Render(language, template, samples)!;
            Assert.That(mail.Subject, Has.Length.LessThan(120).And.StartsWith("[두레장] ").And.Not.EndsWith("."), $"{template} ({language})");

            var html = new HtmlParser().ParseDocument(mail.Html);
            Assert.That((html.DocumentElement.GetAttribute("lang"), html.QuerySelectorAll("h1").Length), Is.EqualTo((language, 1)));
            Assert.That(html.QuerySelectorAll("table").Select(t => t.GetAttribute("role")), Has.All.EqualTo("presentation"));
            Assert.That(html.QuerySelectorAll("script, img, link, iframe, form"), Is.Empty, "a mail asks nobody for anything");
            Assert.That(html.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"), Is.EqualTo("light dark"));
            var words = Words(mail.Text);
            foreach (var paragraph in html.QuerySelectorAll(".sheet > p:not(.dim)"))
                Assert.That(words, Does.Contain(Words(paragraph.TextContent)), $"{template} ({language}): the text part says what the HTML part says");
        }
    }

    [Test]
    public async Task The_preview_shows_both_parts_in_both_languages()
    {
        await using var web = await WebPortal.Create();
        var data = new TestData(web.Portal);
        using var admin = await web.As(await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal)));
        var page = await admin.Get("/mail-templates/order.placed");
        Assert.That(page.Html.QuerySelectorAll("iframe").Select(f => f.GetAttribute("src")), Is.EquivalentTo(new[] { "/mail-templates/order.placed/html?language=ko", "/mail-templates/order.placed/html?language=en" }));
        Assert.That(page.Html.QuerySelectorAll("details[open] .pre").Select(p => p.GetAttribute("lang")), Is.EquivalentTo(new[] { "ko", "en" }));
        Assert.That((await admin.Get("/mail-templates/order.placed/html?language=en")).Html.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        foreach (var template in MailTemplates.Names) Assert.That((await admin.Get($"/mail-templates/{template}")).Flaws(), Is.Empty, template);
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
