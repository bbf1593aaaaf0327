using System.Net;
using NUnit.Framework;
using Portal.Core.Content;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Content;

/// <summary>Terms come into force, and everybody whom they concern is asked once for each version.</summary>
public sealed class ConsentTests
{
    [Test]
    public async Task Who_is_signed_in_agrees_once_and_goes_on_where_they_were()
    {
        await using var web = await WebPortal.Create();
        var (admin, buyer) = await People(web);
        await Publish(web, admin, TermsKind.Use, 0, new DateOnly(2026, 3, 2));
        using var visitor = await web.As(buyer);

        var asked = await visitor.Get("/orders?view=all");
        Assert.That((asked.Status, asked.Location), Is.EqualTo((HttpStatusCode.Found, "/consents?returnUrl=%2Forders%3Fview%3Dall")));
        Assert.That((await visitor.Get("/")).Location, Does.StartWith("/consents"));
        Assert.That((await visitor.Get("/terms/use")).Status, Is.EqualTo(HttpStatusCode.OK), "what is public needs no consent");
        var page = await visitor.Get(asked.Location!);
        Assert.That(page.Html.QuerySelectorAll("input[name=terms]").Select(i => i.GetAttribute("value")), Is.EqualTo(new[] { "use:1" }));
        Assert.That(page.Main, Does.Contain("제1조"));

        var without = await visitor.Post("/consents", ("returnUrl", "/orders?view=all"));
        Assert.That((without.Status, without.Html.QuerySelector("input[name=returnUrl]")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "/orders?view=all")));
        Assert.That((await visitor.Post("/consents", ("terms", "use:1"), ("returnUrl", "/orders?view=all"))).Location, Is.EqualTo("/orders?view=all"));
        Assert.That((await visitor.Get("/orders?view=all")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await web.Portal.Scalar<long>("SELECT COUNT(*) FROM consents WHERE person_id = @PersonId AND kind = 'Use' AND version = 1", buyer), Is.EqualTo(1));
        Assert.That((await visitor.Get("/account/consents")).Main, Does.Contain("이용약관 1판"));
    }

    [Test]
    public async Task A_new_version_is_asked_for_from_its_day_and_the_way_back_leads_to_this_portal_only()
    {
        await using var web = await WebPortal.Create();
        var (admin, buyer) = await People(web);
        await Publish(web, admin, TermsKind.Use, 0, new DateOnly(2026, 3, 2));
        await web.Portal.Run<AgreeToTerms, AgreeToTermsOutcome>(u => u.Handle(new AgreeToTermsRequest(buyer.PersonId, [new TermsRef(TermsKind.Use, 1)])));
        await Publish(web, admin, TermsKind.Use, 1, new DateOnly(2026, 3, 10));
        using var visitor = await web.As(buyer);
        Assert.That((await visitor.Get("/orders")).Status, Is.EqualTo(HttpStatusCode.OK), "not yet in force");
        Assert.That(await web.Portal.Run<AgreeToTerms, AgreeToTermsOutcome>(u => u.Handle(new AgreeToTermsRequest(buyer.PersonId, [new TermsRef(TermsKind.Use, 2)]))), Is.EqualTo(AgreeToTermsOutcome.NotInForce));

        web.Portal.Time.Advance(TimeSpan.FromDays(9));
        Assert.That((await visitor.Get("/orders")).Location, Does.StartWith("/consents"));
        Assert.That((await visitor.Post("/consents", ("terms", "use:1"), ("returnUrl", "/orders"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "the version before does not do");
        Assert.That((await visitor.Post("/consents", ("terms", "use:2"), ("returnUrl", "https://elsewhere.example/"))).Location, Is.EqualTo("/"));
        Assert.That((await visitor.Get("/orders")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await visitor.Get("/terms/use/2/comparison")).Html.QuerySelectorAll(".diff del, .diff ins").Select(e => e.TextContent), Is.EqualTo(new[] { "1판의 글", "2판의 글" }));
        Assert.That((await visitor.Get("/terms/use/1")).Main, Does.Contain("1판의 글").And.Contain("2판"), "what was agreed to stays readable");
        Assert.That((await visitor.Get("/terms/use/1/comparison")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Get("/terms/use/3")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Terms_of_producers_and_sellers_concern_them_alone()
    {
        await using var web = await WebPortal.Create();
        var (admin, buyer) = await People(web);
        var data = new TestData(web.Portal);
        var producer = await data.Person(Role.Producer, await data.Organization(OrganizationKind.Producer));
        await Publish(web, admin, TermsKind.Producers, 0, new DateOnly(2026, 3, 2));
        using var visitor = await web.As(buyer);
        using var maker = await web.As(producer);
        Assert.That((await visitor.Get("/orders")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await maker.Get("/orders")).Location, Does.StartWith("/consents"));
        Assert.That((await maker.Post("/account/notifications", ("Language", "ko"))).Location, Is.EqualTo("/account/notifications"), "a form that was on its way is not lost");
    }

    [Test]
    public async Task Signing_up_needs_consent_once_there_is_something_to_agree_to()
    {
        await using var web = await WebPortal.Create();
        var (admin, _) = await People(web);
        await Publish(web, admin, TermsKind.Use, 0, new DateOnly(2026, 3, 2));
        await Publish(web, admin, TermsKind.Privacy, 0, new DateOnly(2026, 3, 2));
        await Publish(web, admin, TermsKind.Sellers, 0, new DateOnly(2026, 3, 2));
        using var visitor = web.Anonymous();
        (string, string)[] form = [("Name", "새 사람"), ("Email", "new@example.test"), ("Password", "고양이는 야옹하고 운다")];
        var without = await visitor.Post("/sign-up", [.. form, ("Agreed", "false")]);
        Assert.That((without.Status, without.Html.QuerySelector("#Name")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "새 사람")));
        Assert.That((await visitor.Post("/sign-up", [.. form, ("Agreed", "true")])).Location, Is.EqualTo("/sign-in"));
        Assert.That(await web.Portal.Query<string>("SELECT c.kind FROM consents c JOIN people p ON p.id = c.person_id WHERE p.email = 'new@example.test' ORDER BY c.kind"), Is.EqualTo(new[] { "Privacy", "Use" }));
    }

    [Test]
    public async Task An_administrator_publishes_once_and_for_good_and_sees_how_many_agreed()
    {
        await using var web = await WebPortal.Create();
        var (admin, buyer) = await People(web);
        using var visitor = await web.As(admin);
        Assert.That((await visitor.Get("/")).Main, Does.Contain("공포할 약관"));
        var past = await visitor.Post("/contents/terms/privacy/new", Form("2026-03-01", "개인정보", "글", 0));
        Assert.That((past.Status, past.Html.QuerySelector("#Form_Body")!.TextContent.Trim()), Is.EqualTo((HttpStatusCode.BadRequest, "글")));
        var half = await visitor.Post("/contents/terms/privacy/new", [.. Form("2026-03-02", "개인정보", "글", 0), ("Form.TitleEn", "Privacy")]);
        Assert.That(half.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await visitor.Post("/contents/terms/privacy/new/preview", Form("2026-03-02", "개인정보", "**굵게**", 0))).Html.QuerySelector(".page-text strong")!.TextContent, Is.EqualTo("굵게"));
        Assert.That((await visitor.Post("/contents/terms/privacy/new", Form("2026-03-02", "개인정보", "글", 0))).Location, Is.EqualTo("/contents/terms/privacy"));
        Assert.That((await visitor.Post("/contents/terms/privacy/new", Form("2026-03-02", "개인정보", "다른 글", 0))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await web.Portal.Run<AgreeToTerms, AgreeToTermsOutcome>(u => u.Handle(new AgreeToTermsRequest(buyer.PersonId, [new TermsRef(TermsKind.Privacy, 1)])));
        await visitor.Post("/consents", ("terms", "privacy:1"));
        Assert.That((await visitor.Get("/contents/terms/privacy")).Main, Does.Contain("2명").And.Contain("시행 중"));
        Assert.That(await web.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'terms.publish'"), Is.EqualTo(1));
    }

    private static (string, string)[] Form(string day, string title, string body, int version) =>
        [("Form.EffectiveOn", day), ("Form.Title", title), ("Form.Body", body), ("Form.Version", $"{version}")];

    private static async Task<(Actor Admin, Actor Buyer)> People(WebPortal web)
    {
        var data = new TestData(web.Portal);
        return (await data.Person(Role.Administrator, await data.Organization(OrganizationKind.Portal)), await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer)));
    }

    private static async Task Publish(WebPortal web, Actor admin, TermsKind kind, int basedOn, DateOnly on) =>
        Assert.That(await web.Portal.Run<PublishTerms, PublishTermsOutcome>(u => u.Handle(new PublishTermsRequest(admin, kind, basedOn, on, "약관", $"## 제1조\n\n{basedOn + 1}판의 글"))), Is.InstanceOf<PublishTermsOutcome.Published>());
}
