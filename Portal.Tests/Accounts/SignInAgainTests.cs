using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>A session that ended takes nothing that was typed with it: after signing in the form is there again, filled and not sent.</summary>
[TestFixture]
public sealed class SignInAgainTests
{
    private const string Password = "고양이는야옹하고운다";
    private const string Page = "/catalog/new";

    private static readonly (string, string)[] Typed = [("Form.Name", "자동 급수기"), ("Form.Code", "W-1"), ("Form.Kind", "Equipment"), ("Form.Tax", "Standard"), ("Form.Price", "12000"), ("Form.Stock", "1"), ("Form.DeliveryDays", "7"), ("Form.Do", "save")];

    private WebPortal _web = null!;
    private TestData _data = null!;
    private Actor _producer = Actor.Portal;
    private WebVisitor _visitor = null!;

    [SetUp]
    public async Task Open()
    {
        _web = await WebPortal.Create();
        _data = new TestData(_web.Portal);
        await _data.Person(Role.Administrator, await _data.Organization(OrganizationKind.Portal));
        var first = await _data.Person(Role.Buyer, await _data.Organization(OrganizationKind.Buyer));
        _producer = await _data.Member(first, Role.Producer, await _data.Organization(OrganizationKind.Producer));
        _visitor = await _web.As(_producer);
        // so that the page with its token was opened before
        await _visitor.Post("/account/drafts/end", ("page", Page));
        // somebody ends all sessions of the person; the browser's cookie stays behind
        await _web.Portal.Execute("UPDATE people SET security_stamp = 'another' WHERE id = @PersonId", _producer);
    }

    [TearDown]
    public async Task Close()
    {
        _visitor.Dispose();
        await _web.DisposeAsync();
    }

    [Test]
    public async Task What_was_typed_comes_back_in_the_same_role_and_is_not_sent()
    {
        var asked = await _visitor.PostFrom(Page, Page, true, Typed);
        Assert.That(asked.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(asked.Main, Does.Contain("내용은 보관했습니다"));
        var kept = Kept(asked);
        Assert.That(kept, Does.Not.Contain("급수기"));
        var wrong = await SignIn(_visitor, _producer, asked, "wrong password");
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.BadRequest), wrong.Main);
        Assert.That(Kept(wrong), Is.EqualTo(kept), "a wrong password loses nothing");

        var back = await SignIn(_visitor, _producer, wrong);
        Assert.That(back.Location, Is.EqualTo("/catalog/new?draft=1"));
        var form = await _visitor.Get(back.Location!);
        Assert.That(form.Html.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo("자동 급수기"), "the role in which it was typed is the current one");
        Assert.That(form.Main, Does.Contain("처리하지 않았고"));
        Assert.That(await Products(), Is.Zero);
        var sent = await _visitor.PostFrom(back.Location!, Page, true, [.. Typed, ("__draft", Page)]);
        Assert.That(sent.Location, Does.StartWith("/catalog/"));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM form_drafts"), Is.Zero);
    }

    [Test]
    public async Task Somebody_else_at_the_same_browser_does_not_get_it()
    {
        var asked = await _visitor.PostFrom(Page, Page, true, Typed);
        var other = await _data.Person(Role.Producer, _producer.OrganizationId);
        Assert.That((await SignIn(_visitor, other, asked)).Location, Is.EqualTo(Page));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM form_drafts"), Is.Zero);
    }

    [Test]
    public async Task After_an_hour_or_when_the_seal_is_broken_it_is_gone()
    {
        var asked = await _visitor.PostFrom(Page, Page, true, Typed);
        Assert.That((await SignIn(_visitor, _producer, asked, kept: Kept(asked)[..^4] + "AAAA")).Location, Is.EqualTo(Page));
        await _visitor.Post("/sign-out");
        _web.Portal.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.That((await SignIn(_visitor, _producer, await _visitor.Get("/sign-in"), kept: Kept(asked))).Location, Is.EqualTo(Page));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM form_drafts"), Is.Zero);
    }

    [Test]
    public async Task What_another_site_sends_is_not_kept_and_the_way_back_leads_to_this_portal()
    {
        Assert.That((await _visitor.PostForged(Page, Typed)).Location, Does.StartWith("/sign-in"));
        Assert.That((await _visitor.PostFrom("https://elsewhere.test/", Page, true, Typed)).Location, Does.StartWith("/sign-in"));
        var asked = await _visitor.PostFrom(Page, Page, true, [.. Typed, ("__page", "//elsewhere.test/")]);
        Assert.That(asked.Location, Is.EqualTo("/sign-in?returnUrl=%2Fcatalog%2Fnew"));
    }

    [Test]
    public async Task A_stale_token_loses_nothing_either()
    {
        using var visitor = await _web.As(_producer);
        var back = await visitor.PostFrom(Page, Page, false, [.. Typed, ("__RequestVerificationToken", "stale")]);
        Assert.That(back.Location, Is.EqualTo("/catalog/new?draft=1"));
        Assert.That((await visitor.Get(back.Location!)).Html.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo("자동 급수기"));
        Assert.That(await Products(), Is.Zero);
        Assert.That((await visitor.PostForged(Page, Typed)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "a forged form is refused as ever");
    }

    [Test]
    public async Task Buttons_without_anything_typed_lead_to_the_sign_in_page()
    {
        Assert.That((await _visitor.PostFrom("/catalog", "/account/sessions/end", true)).Location, Is.EqualTo("/sign-in?returnUrl=%2Fcatalog"));
    }

    private async Task<WebPage> SignIn(WebVisitor visitor, Actor actor, WebPage asked, string password = Password, string? kept = null)
    {
        using var scope = _web.Services.CreateScope();
        var hash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<PersonRow>>().HashPassword(new PersonRow(), Password);
        await _web.Portal.Execute("UPDATE people SET password_hash = @hash WHERE id = @PersonId", new { hash, actor.PersonId });
        var token = asked.Html.QuerySelector("#main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.PostFrom("/sign-in", "/sign-in", false, ("__RequestVerificationToken", token), ("Email", await Mail(actor)), ("Password", password), ("ReturnUrl", Page), ("Kept", kept ?? Kept(asked)));
    }

    private static string Kept(WebPage page) => page.Html.QuerySelector("input[name=Kept]")!.GetAttribute("value")!;

    private async Task<string> Mail(Actor actor) => (await _web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", actor))!;

    private Task<long> Products() => _web.Portal.Scalar<long>("SELECT COUNT(*) FROM products");
}
