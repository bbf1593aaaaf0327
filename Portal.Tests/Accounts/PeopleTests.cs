using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>What administrators do to accounts.</summary>
[TestFixture]
public sealed class PeopleTests
{
    private WebPortal _web = null!;
    private TestData _data = null!;
    private Actor _administrator = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        _data = new TestData(_web.Portal);
        _administrator = await _data.Person(Role.Administrator, await _data.Organization(OrganizationKind.Portal), "김관리");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task A_person_is_found_by_name_and_by_mail_and_strange_text_finds_nobody()
    {
        var person = await Buyer("나비 <b>😀");
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Get("/people?q=나비")).Html.QuerySelector($"a[href='/people/{person.PersonId}']")!.TextContent, Is.EqualTo("나비 <b>😀"));
        var email = await _web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", person);
        Assert.That((await admin.Get($"/people?q={email!.ToUpperInvariant()}")).Main, Does.Contain("나비"));
        Assert.That((await admin.Get("/people?q=%25_%27--")).Main, Does.Contain("조건에 맞는 것이 없습니다"));
        Assert.That((await admin.Get("/people/123")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_suspended_person_is_out_at_once_and_told_why()
    {
        var person = await Buyer();
        using var visitor = await _web.As(person);
        Assert.That((await visitor.Get("/account")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Post($"/people/{person.PersonId}/suspension", ("reason", " "))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await admin.PostAndFollow($"/people/{person.PersonId}/suspension", ("reason", "=서류 위조"))).Main, Does.Contain("정지됨"));
        Assert.That((await visitor.Get("/account")).Location, Does.Contain("/sign-in"));
        Assert.That(await _web.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = 'account.suspended' AND person_id = @PersonId", person), Does.Contain("reason"));
        Assert.That((await admin.Post($"/people/{person.PersonId}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await admin.PostAndFollow($"/people/{person.PersonId}/suspension/end")).Main, Does.Not.Contain("정지됨"));
        Assert.That((await visitor.Get("/account")).Location, Does.Contain("/sign-in"), "a session that was refused is over");
    }

    [Test]
    public async Task People_correct_their_own_name_and_phone()
    {
        using var visitor = await _web.As(await Buyer());
        var bad = await visitor.Post("/account/profile", ("Name", "나=1"), ("Phone", "1"));
        Assert.That((bad.Status, bad.Html.QuerySelector("#Name")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.BadRequest, "나=1")));
        Assert.That((await visitor.PostAndFollow("/account/profile", ("Name", " 새 이름 😀 "), ("Phone", "010 1234 5678"))).Main, Does.Contain("새 이름 😀"));
        Assert.That((await visitor.Get("/account/profile")).Html.QuerySelector("#Phone")!.GetAttribute("value"), Is.EqualTo("010-1234-5678"));
    }

    [Test]
    public async Task Nobody_suspends_themselves()
    {
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Post($"/people/{_administrator.PersonId}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Sessions_are_ended_and_locks_undone()
    {
        var person = await Buyer();
        using var visitor = await _web.As(person);
        using var admin = await _web.As(_administrator);
        await admin.Post($"/people/{person.PersonId}/sessions/end");
        Assert.That((await visitor.Get("/account")).Location, Does.Contain("/sign-in"));

        Assert.That((await admin.Post($"/people/{person.PersonId}/lock/end")).Status, Is.EqualTo(HttpStatusCode.Conflict), "not locked");
        var email = await _web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", person);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _web.Anonymous().Post("/sign-in", ("Email", email!), ("Password", "not the password"))));
        Assert.That((await admin.Get("/people?view=locked")).Main, Does.Contain(email));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'account.locked' AND person_id = @PersonId", person), Is.GreaterThan(0));
        Assert.That((await admin.Post($"/people/{person.PersonId}/lock/end")).Location, Is.EqualTo($"/people/{person.PersonId}"));
        Assert.That((await admin.Get("/people?view=locked")).Main, Does.Not.Contain(email));
    }

    [Test]
    public async Task A_role_is_added_where_it_fits()
    {
        var person = await Buyer();
        var centre = await _data.Organization(OrganizationKind.Centre);
        var code = await _web.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @centre", new { centre });
        using var admin = await _web.As(_administrator);
        var url = $"/people/{person.PersonId}/memberships";
        Assert.That((await admin.Post(url, ("Form.OrganizationCode", "NOWHERE"), ("Form.Role", "Reviewer"))).Html.QuerySelector("[name='Form.OrganizationCode']")!.GetAttribute("value"), Is.EqualTo("NOWHERE"));
        Assert.That((await admin.Post(url, ("Form.OrganizationCode", code!), ("Form.Role", "Seller"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await admin.PostAndFollow(url, ("Form.OrganizationCode", code!), ("Form.Role", "Reviewer"))).Main, Does.Contain("심의자"));
        Assert.That((await admin.Post(url, ("Form.OrganizationCode", code!), ("Form.Role", "Reviewer"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var membership = await _web.Portal.Scalar<long>("SELECT id FROM memberships WHERE person_id = @PersonId AND role = 'Reviewer'", person);
        Assert.That((await admin.Post($"/memberships/{membership}/end", ("back", $"/people/{person.PersonId}"))).Location, Is.EqualTo($"/people/{person.PersonId}"), "reviewers come and go");
        var evil = await admin.Post($"/memberships/{membership}/end", ("back", "//evil.test"));
        Assert.That(evil.Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private async Task<Actor> Buyer(string? name = null) => await _data.Person(Role.Buyer, await _data.Organization(OrganizationKind.Buyer), name);
}
