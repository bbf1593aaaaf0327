using System.Net;
using NUnit.Framework;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

[TestFixture]
public sealed class SignInTests
{
    private const string Password = "고양이는야옹하고운다";

    private WebPortal _web = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        var page = await _web.Anonymous().Get("/");
        Assert.That(page.Location, Is.EqualTo("/setup"), "an empty portal asks its first visitor to be the administrator");
        var set = await _web.Anonymous().Post("/setup", ("Name", "김관리"), ("Organization", "두레"), ("Email", "admin@example.test"), ("Password", Password));
        Assert.That(set.Location, Is.EqualTo("/sign-in"));
        Assert.That((await _web.Anonymous().Get("/setup")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it can be done once");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task A_buyer_signs_up_confirms_by_mail_and_signs_in()
    {
        var visitor = _web.Anonymous();
        await visitor.Post("/sign-up", ("Name", "박구매"), ("Organization", "한빛식자재"), ("Email", "Buyer1@Example.test"), ("Password", Password));
        var early = await visitor.Post("/sign-in", ("Email", "buyer1@example.test"), ("Password", Password));
        Assert.That(early.Status, Is.EqualTo(HttpStatusCode.BadRequest), "the address is not confirmed");

        await visitor.Post("/mail-confirmation", Query(await Link("account.confirm", "Buyer1@Example.test")));
        var signedIn = await visitor.Post("/sign-in", ("Email", "buyer1@example.test"), ("Password", Password));
        Assert.That(signedIn.Location, Is.EqualTo("/"));
        Assert.That((await visitor.Get("/account")).Main, Does.Contain("한빛식자재").And.Contain("구매자"));
    }

    [Test]
    public async Task Five_wrong_passwords_lock_for_a_quarter_of_an_hour()
    {
        await SignUp("locked@example.test");
        var visitor = _web.Anonymous();
        for (var i = 0; i < 5; i++) await visitor.Post("/sign-in", ("Email", "locked@example.test"), ("Password", "wrong password"));
        var right = await visitor.Post("/sign-in", ("Email", "locked@example.test"), ("Password", Password));
        Assert.That(right.Main, Does.Contain("잠겼습니다"));
        _web.Portal.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.That((await visitor.Post("/sign-in", ("Email", "locked@example.test"), ("Password", Password))).Location, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_new_password_by_mail_ends_all_sessions_and_its_link_works_once()
    {
        await SignUp("forgot@example.test");
        var old = _web.Anonymous();
        await old.Post("/sign-in", ("Email", "forgot@example.test"), ("Password", Password));
        Assert.That((await old.Get("/account")).Status, Is.EqualTo(HttpStatusCode.OK));

        await _web.Anonymous().Post("/forgotten-password", ("Email", "forgot@example.test"));
        var link = await Link("account.reset", "forgot@example.test");
        var fields = Query(link).Select(f => (f.Name == "person" ? "Person" : "Token", f.Value)).Append(("Password", "완전히 새로운 비밀번호")).ToArray();
        Assert.That((await _web.Anonymous().Post("/new-password", fields)).Location, Is.EqualTo("/sign-in"));
        var used = await _web.Anonymous().Post("/new-password", fields);
        Assert.That((used.Status, used.Html.QuerySelector("#main a.btn")?.GetAttribute("href")), Is.EqualTo((HttpStatusCode.Conflict, "/forgotten-password")), "it says where there is a new one");
        Assert.That((await old.Get("/account")).Location, Does.StartWith("/sign-in?"), "the old session is over");
    }

    [Test]
    public async Task Nobody_learns_whether_an_address_has_an_account()
    {
        var there = await _web.Anonymous().Post("/forgotten-password", ("Email", "admin@example.test"));
        var not = await _web.Anonymous().Post("/forgotten-password", ("Email", "nobody@example.test"));
        Assert.That((there.Status, there.Location), Is.EqualTo((not.Status, not.Location)));
        var taken = await _web.Anonymous().Post("/sign-up", ("Name", "남"), ("Email", "admin@example.test"), ("Password", Password));
        Assert.That(taken.Location, Is.EqualTo("/sign-in"));
    }

    [Test]
    public async Task An_address_without_an_account_is_locked_as_one_with_an_account_is()
    {
        await SignUp("hunted@example.test");
        var answers = new List<string>[] { [], [] };
        foreach (var (email, to) in new[] { ("hunted@example.test", answers[0]), ("nobody.there@example.test", answers[1]) })
            for (var i = 0; i < 7; i++)
            {
                var page = await _web.Anonymous().Post("/sign-in", ("Email", email), ("Password", "wrong password"));
                to.Add($"{page.Status} {page.Html.QuerySelector(".errors a")!.TextContent}");
            }

        Assert.That(answers[1], Is.EqualTo(answers[0]).And.Some.Contain("잠겼습니다"));
    }

    [Test]
    public async Task A_bad_form_says_what_is_wrong_and_keeps_what_was_typed()
    {
        var page = await _web.Anonymous().Post("/sign-up", ("Name", "정=cmd 😀"), ("Email", "no address"), ("Password", "short"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Does.Contain("#Password"));
        Assert.That(page.Html.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("정=cmd 😀"));
        Assert.That(page.Html.QuerySelector("#Password")!.GetAttribute("value"), Is.Null.Or.Empty);
    }

    [Test]
    public async Task An_address_without_a_page_is_told_as_such_and_not_denied()
    {
        await SignUp("lost@example.test");
        var person = _web.Anonymous();
        Assert.That((await person.Get("/no/such/page")).Status, Is.EqualTo(HttpStatusCode.NotFound), "visitors are not sent to sign in for it");
        await person.Post("/sign-in", ("Email", "lost@example.test"), ("Password", Password));
        Assert.That((await person.Get("/favicon.ico")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await person.Get("/drafts/lines")).Status, Is.EqualTo(HttpStatusCode.NotFound), "what only takes forms is no page");
        Assert.That((await person.Get("/shipments/99999999999999999999")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_form_sent_after_the_session_ended_leads_back_to_its_page_or_home()
    {
        var sent = await _web.Anonymous().Post("/account/sessions/end");
        Assert.That(sent.Location, Does.EndWith("/sign-in?returnUrl=%2F"), "the address of the form has no page");
    }

    [TestCase("abc")]
    [TestCase("12")]
    public async Task A_phone_that_cannot_exist_is_refused_when_signing_up(string phone)
    {
        var page = await _web.Anonymous().Post("/sign-up", ("Name", "박구매"), ("Email", "phone@example.test"), ("Password", Password), ("Phone", phone));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector("#Phone")!.GetAttribute("value"), Is.EqualTo(phone));
    }

    private async Task SignUp(string email)
    {
        await _web.Anonymous().Post("/sign-up", ("Name", "사람"), ("Email", email), ("Password", Password));
        await _web.Anonymous().Post("/mail-confirmation", Query(await Link("account.confirm", email)));
    }

    private async Task<string> Link(string template, string recipient)
    {
        var arguments = await _web.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = @template AND recipient = @recipient ORDER BY id DESC", new { template, recipient });
        return System.Text.Json.JsonDocument.Parse(arguments!).RootElement.GetProperty("path").GetString()!;
    }

    private static (string Name, string Value)[] Query(string link) =>
        [.. link.Split('?')[1].Split('&').Select(p => (p.Split('=')[0], Uri.UnescapeDataString(p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..])))];
}
