using System.Net;
using System.Xml.Linq;
using NUnit.Framework;
using Portal.Core.Content;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Content;

/// <summary>The pages that an administrator writes, as they are written and as everybody reads them.</summary>
[TestFixture]
public sealed class ContentPageTests
{
    private WebPortal _web = null!;
    private Actor _administrator = null!;
    private Actor _buyer = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        var data = new TestData(_web.Portal);
        _administrator = await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal, name: "두레장 본부"));
        _buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task No_page_is_empty_before_anybody_wrote_it()
    {
        using var visitor = _web.Anonymous();
        string[] pages = ["/about", "/partners", "/location", "/guide", .. ContentKeys.Guides.Select(g => $"/guide/{g}"), "/terms", "/terms/use", "/terms/privacy", "/terms/producers", "/terms/sellers", "/news", "/site-map"];
        foreach (var language in Texts.Languages)
        {
            await visitor.Post("/language", ("language", language), ("back", "/"));
            foreach (var url in pages)
            {
                var page = await visitor.Get(url);
                Assert.That((page.Status, page.Flaws()), Is.EqualTo((HttpStatusCode.OK, Array.Empty<string>())), url);
                Assert.That(page.Main, Does.Not.Contain("{portal}"));
                Assert.That(page.Main.Length, Is.GreaterThan(100), url);
                if (url.StartsWith("/guide", StringComparison.Ordinal)) Assert.That(page.Html.QuerySelector(".page-text[lang]"), Is.Null, $"{url} is there in {language}");
            }
        }

        Assert.That((await visitor.Get("/guide/nobody")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Get("/terms/nothing")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_text_is_previewed_saved_and_read_and_the_one_before_can_come_back()
    {
        using var admin = await _web.As(_administrator);
        var preview = await admin.Post("/contents/partners/preview", ("language", "ko"), ("Form.Title", "협력"), ("Form.Body", "## 조합\n\n- 첫째\n\n<script>alert(1)</script>"), ("Form.Version", "0"));
        Assert.That(preview.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(preview.Html.QuerySelector(".page-text li")!.TextContent, Is.EqualTo("첫째"));
        Assert.That(preview.Html.QuerySelector("#main script"), Is.Null);
        Assert.That(preview.Html.QuerySelector("textarea")!.TextContent, Does.Contain("<script>"));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM content_versions WHERE page = 'partners'"), Is.Zero);

        await admin.Post("/contents/partners", ("language", "ko"), ("Form.Title", "협력"), ("Form.Body", "첫 글"), ("Form.Version", "0"));
        await admin.Post("/contents/partners", ("language", "ko"), ("Form.Title", "협력"), ("Form.Body", "둘째 글 😀 =cmd()"), ("Form.Version", "1"));
        var stale = await admin.Post("/contents/partners", ("language", "ko"), ("Form.Title", "협력"), ("Form.Body", "늦은 글"), ("Form.Version", "1"));
        Assert.That(stale.Status, Is.EqualTo(HttpStatusCode.Conflict));

        using var visitor = _web.Anonymous();
        Assert.That((await visitor.Get("/partners")).Main, Does.Contain("둘째 글 😀 =cmd()").And.Not.Contain("늦은 글"));
        await visitor.Post("/language", ("language", "en"), ("back", "/"));
        var english = await visitor.Get("/partners");
        Assert.That(english.Main, Does.Contain("Korean only"));
        Assert.That(english.Html.QuerySelector(".page-text")!.GetAttribute("lang"), Is.EqualTo("ko"));

        Assert.That((await admin.Get("/contents/partners/versions/1")).Html.QuerySelectorAll(".diff ins").Select(i => i.TextContent), Is.EqualTo(new[] { "둘째 글 😀 =cmd()" }));
        Assert.That((await admin.PostAndFollow("/contents/partners/versions/1/restoration", ("language", "ko"), ("latest", "2"))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await admin.Post("/contents/partners/versions/1/restoration", ("language", "ko"), ("latest", "2"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await admin.Get("/partners")).Main, Does.Contain("첫 글"));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM content_versions WHERE page = 'partners'"), Is.EqualTo(3));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'content.save' AND subject_label = 'partners ko'"), Is.EqualTo(3));
    }

    [Test]
    public async Task Only_administrators_write_and_a_bad_form_keeps_what_was_typed()
    {
        using var buyer = await _web.As(_buyer);
        Assert.That((await buyer.Get("/contents")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await buyer.Post("/contents/about", ("language", "ko"), ("Form.Title", "x"), ("Form.Body", "x"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var admin = await _web.As(_administrator);
        var bad = await admin.Post("/contents/about", ("language", "ko"), ("Form.Title", ""), ("Form.Body", "적던 글"), ("Form.Version", "0"));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector("textarea")!.TextContent, Does.Contain("적던 글"));
        Assert.That((await admin.Get("/contents/nothing")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await admin.Get("/contents/about?language=xx")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task News_is_a_draft_until_its_day_and_then_in_the_list_and_the_feed()
    {
        using var admin = await _web.As(_administrator);
        var slug = await admin.Post("/contents/news/new", ("Form.Slug", "Not A Slug"), ("Form.Title", "제목"), ("Form.Body", "글"));
        Assert.That((slug.Status, slug.Html.QuerySelector("#Form_Title")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "제목")));
        Assert.That((await admin.PostAndFollow("/contents/news/new", ("Form.Slug", "first"), ("Form.Title", "첫 <b>소식</b> & 😀"), ("Form.Body", "**첫** 문단"))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await admin.Post("/contents/news/new", ("Form.Slug", "first"), ("Form.Title", "x"), ("Form.Body", "x"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));

        using var visitor = _web.Anonymous();
        Assert.That((await visitor.Get("/news/first")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await admin.Get("/news/first")).Main, Does.Contain("초안"));
        await admin.Post("/contents/news/first/publication", ("on", "2026-03-03"));
        Assert.That((await visitor.Get("/news/first")).Status, Is.EqualTo(HttpStatusCode.NotFound), "tomorrow");
        await admin.Post("/contents/news/first/publication", ("on", "2026-03-01"));
        Assert.That((await visitor.Get("/news/first")).Html.QuerySelector("h1")!.TextContent, Is.EqualTo("첫 <b>소식</b> & 😀"));
        Assert.That((await visitor.Get("/news")).Html.QuerySelector("a[href='/news/first']"), Is.Not.Null);
        var (type, bytes) = await visitor.Download("/news.rss");
        var item = XDocument.Load(new MemoryStream(bytes)).Descendants("item").Single();
        Assert.That((type, item.Element("title")!.Value, item.Element("description")!.Value), Is.EqualTo(("application/rss+xml", "첫 <b>소식</b> & 😀", "첫 문단")));
        Assert.That(item.Element("link")!.Value, Does.EndWith("/news/first"));
        await admin.Post("/contents/news/first/publication");
        Assert.That((await visitor.Get("/news/first")).Status, Is.EqualTo(HttpStatusCode.NotFound), "withdrawn");
        Assert.That((await admin.Post("/contents/news/nothing/publication", ("on", "2026-03-01"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_picture_is_added_and_seen_by_everybody_and_what_is_none_is_refused()
    {
        using var admin = await _web.As(_administrator);
        var none = await admin.Upload("/contents/images", "Form.File", "a.png", "<svg onload=alert(1)>"u8.ToArray(), ("Form.Title", "그림"));
        Assert.That((none.Status, none.Html.QuerySelector("#Form_Title")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "그림")));
        Assert.That((await admin.Upload("/contents/images", "Form.File", "a.png", TestFiles.Png, ("Form.Title", "그림"))).Location, Is.EqualTo("/contents/images"));
        var source = (await admin.Get("/contents/images")).Html.QuerySelector(".photos img")!.GetAttribute("src")!;
        using var visitor = _web.Anonymous();
        Assert.That((await visitor.Download(source)).Type, Is.EqualTo("image/png"));
        Assert.That((await visitor.Get("/content-files/9")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_foot_names_who_runs_the_portal()
    {
        await _web.Portal.Execute("UPDATE organizations SET representative = '한가람', business_number = '1231231231', phone = '02-555-0100', address = '서울 중구' WHERE kind = 'Portal'");
        using var admin = await _web.As(_administrator);
        await admin.Post("/contents/footer", ("language", "ko"), ("Form.Title", "아래"), ("Form.Body", "통신판매업 신고번호 제2026-1호"), ("Form.Version", "0"));
        using var visitor = _web.Anonymous();
        var foot = (await visitor.Get("/about")).Html.QuerySelector("footer")!;
        Assert.That(foot.TextContent, Does.Contain("두레장 본부").And.Contain("한가람").And.Contain("123-12-31231").And.Contain("02-555-0100").And.Contain("제2026-1호"));
        Assert.That(foot.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Is.SupersetOf(new[] { "/about", "/terms/use", "/terms/privacy", "/guide", "/site-map" }));
    }

    [Test]
    public async Task A_guide_leads_only_where_its_reader_may_go()
    {
        using var buyer = await _web.As(_buyer);
        using var visitor = _web.Anonymous();
        string?[] Links(WebPage page) => [.. page.Html.QuerySelectorAll(".page-text a").Select(a => a.GetAttribute("href"))];
        Assert.That(Links(await buyer.Get("/guide/buyer")), Does.Contain("/orders").And.Contain("/mileage"));
        var producers = await buyer.Get("/guide/producer");
        Assert.That(Links(producers), Does.Not.Contain("/shipments/list").And.Not.Contain("/catalog"));
        Assert.That(producers.Main, Does.Contain("발송 목록"), "the words stay");
        Assert.That(Links(await visitor.Get("/guide/producer")), Does.Contain("/shipments/list"));
    }

    [Test]
    public async Task The_site_map_has_the_pages_of_everybody_and_those_of_the_role()
    {
        using var visitor = _web.Anonymous();
        using var admin = await _web.As(_administrator);
        Assert.That(Links(await visitor.Get("/site-map")), Is.SupersetOf(new[] { "/products", "/about", "/news", "/terms/use" }).And.Not.Contain("/contents"));
        Assert.That(Links(await admin.Get("/site-map")), Is.SupersetOf(new[] { "/contents", "/audit", "/about" }));
    }

    private static IEnumerable<string?> Links(WebPage page) => page.Html.QuerySelectorAll("#main .site-map a").Select(a => a.GetAttribute("href"));
}
