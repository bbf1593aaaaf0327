using System.Net;
using NUnit.Framework;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Accounts;

/// <summary>Who works where, and that somebody always does.</summary>
[TestFixture]
public sealed class TeamTests
{
    private WebPortal _web = null!;
    private TestData _data = null!;
    private long _centre;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        _data = new TestData(_web.Portal);
        _centre = await _data.Organization(OrganizationKind.Centre);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task A_member_invites_somebody_new_who_sets_a_password_by_mail_and_works_there()
    {
        var (producer, code) = await Firm();
        using var visitor = await _web.As(producer);
        var sent = await visitor.Post($"/organizations/{code}/members", ("Form.Name", "새 직원 =cmd"), ("Form.Email", "New.Staff@example.test"), ("Form.Role", "Producer"));
        Assert.That(sent.Location, Is.EqualTo($"/organizations/{code}/members"));
        var page = await visitor.Get($"/organizations/{code}/members");
        Assert.That(page.Main, Does.Contain("새 직원 =cmd").And.Contain("초대함"));

        var arguments = await _web.Portal.Scalar<string>("SELECT arguments FROM outbox WHERE template = 'account.invitation' AND recipient = 'New.Staff@example.test'");
        var path = System.Text.Json.JsonDocument.Parse(arguments!).RootElement.GetProperty("path").GetString()!;
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]);
        using var staff = _web.Anonymous();
        var set = await staff.Post("/new-password", ("Person", query["person"].ToString()), ("Token", query["token"].ToString()), ("Password", "아주 긴 비밀번호 하나"));
        Assert.That(set.Location, Is.EqualTo("/sign-in"));
        await staff.Post("/sign-in", ("Email", "new.staff@example.test"), ("Password", "아주 긴 비밀번호 하나"));
        Assert.That((await staff.Get($"/organizations/{code}/members")).Status, Is.EqualTo(HttpStatusCode.OK));

        await visitor.Post($"/organizations/{code}/members", ("Form.Name", "-"), ("Form.Email", "new.staff@example.test"), ("Form.Role", "Producer"));
        var again = await visitor.Post($"/organizations/{code}/members", ("Form.Name", "누구"), ("Form.Email", "new.staff@example.test"), ("Form.Role", "Producer"));
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(again.Html.QuerySelector("[name='Form.Name']")!.GetAttribute("value"), Is.EqualTo("누구"));
    }

    [Test]
    public async Task Who_has_an_account_becomes_a_member_at_once_and_is_told()
    {
        var (producer, code) = await Firm();
        var reviewer = await _data.Person(Role.Reviewer, _centre);
        var email = await _web.Portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", reviewer);
        using var visitor = await _web.As(producer);
        await visitor.Post($"/organizations/{code}/members", ("Form.Name", "x"), ("Form.Email", email!), ("Form.Role", "Producer"));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'membership.added' AND person_id = @PersonId", reviewer), Is.EqualTo(1));
        using var both = await _web.As(reviewer);
        var home = await both.Get("/account");
        Assert.That(home.Html.QuerySelectorAll("#membership option"), Has.Count.EqualTo(2), "the switch is on every page");
    }

    [Test]
    public async Task Roles_that_do_not_belong_there_are_refused()
    {
        var (producer, code) = await Firm();
        using var visitor = await _web.As(producer);
        foreach (var role in new[] { "Operator", "Administrator", "Seller", "System", "9", "" })
        {
            var page = await visitor.Post($"/organizations/{code}/members", ("Form.Name", "x"), ("Form.Email", $"r{role}@example.test"), ("Form.Role", role));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), role);
        }

        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM people WHERE email LIKE 'r%@example.test'"), Is.Zero, "a refused invitation registers nobody");
    }

    [Test]
    public async Task An_ended_role_takes_effect_with_the_next_request()
    {
        var (first, code) = await Firm();
        var second = await _data.Person(Role.Producer, first.OrganizationId);
        using var other = await _web.As(second);
        Assert.That((await other.Get($"/organizations/{code}")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var visitor = await _web.As(first);
        Assert.That((await visitor.Post($"/memberships/{await Membership(second)}/end")).Location, Is.EqualTo("/organizations"));
        Assert.That((await other.Get($"/organizations/{code}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await visitor.Post($"/memberships/{await Membership(second)}/end")).Status, Is.EqualTo(HttpStatusCode.Conflict), "ended before");
        var audit = await _web.Portal.Scalar<string>("SELECT before_value FROM audit_entries WHERE action = 'membership.end' AND subject_id = @PersonId", second);
        Assert.That(audit, Does.Contain(code));
    }

    [TestCase(Role.Producer, OrganizationKind.Producer)]
    [TestCase(Role.Operator, OrganizationKind.Centre)]
    [TestCase(Role.Administrator, OrganizationKind.Portal)]
    public async Task The_last_one_stays(Role role, OrganizationKind kind)
    {
        var organization = await _data.Organization(kind);
        var only = await _data.Person(role, organization);
        using var visitor = await _web.As(only);
        var page = await visitor.Post($"/memberships/{await Membership(only)}/end");
        Assert.That((page.Status, await Current(organization, role)), Is.EqualTo((HttpStatusCode.Conflict, 1)));
    }

    [Test]
    public async Task Of_two_who_remove_each_other_one_stays()
    {
        for (var round = 0; round < 10; round++)
        {
            var (first, _) = await Firm();
            var second = await _data.Person(Role.Producer, first.OrganizationId);
            var outcomes = await Task.WhenAll(End(first, second), End(second, first));
            Assert.That(outcomes, Is.EquivalentTo(new[] { EndMembershipOutcome.Ended, EndMembershipOutcome.LastOne }));
            Assert.That(await Current(first.OrganizationId, Role.Producer), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_suspended_colleague_does_not_count()
    {
        var portal = await _data.Organization(OrganizationKind.Portal);
        var one = await _data.Person(Role.Administrator, portal);
        var two = await _data.Person(Role.Administrator, portal);
        Assert.That(await _web.Portal.Run<SuspendPerson, PersonOutcome>(u => u.Handle(new PersonRequest(one, two.PersonId, "x"))), Is.EqualTo(PersonOutcome.Done));
        Assert.That(await End(one, one), Is.EqualTo(EndMembershipOutcome.LastOne));
        Assert.That(await _web.Portal.Run<SuspendPerson, PersonOutcome>(u => u.Handle(new PersonRequest(two, one.PersonId, "x"))), Is.EqualTo(PersonOutcome.LastOne));
    }

    [Test]
    public async Task Nobody_changes_another_firm_and_reviewers_change_nothing()
    {
        var (mine, _) = await Firm();
        var (theirs, code) = await Firm();
        using var visitor = await _web.As(mine);
        Assert.That((await visitor.Get($"/organizations/{code}/members")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Post($"/memberships/{await Membership(theirs)}/end")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await End(await _data.Person(Role.Reviewer, _centre), await _data.Person(Role.Operator, _centre)), Is.EqualTo(EndMembershipOutcome.NotFound));
        var other = await _data.Person(Role.Operator, await _data.Organization(OrganizationKind.Centre));
        Assert.That(await End(other, theirs), Is.EqualTo(EndMembershipOutcome.NotFound));
    }

    private async Task<(Actor Member, string Code)> Firm()
    {
        var id = await _data.Organization(OrganizationKind.Producer, _centre);
        return (await _data.Person(Role.Producer, id), (await _web.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id }))!);
    }

    private async Task<EndMembershipOutcome> End(Actor actor, Actor whom)
    {
        var id = await Membership(whom);
        return await _web.Portal.Run<EndMembership, EndMembershipOutcome>(u => u.Handle(new EndMembershipRequest(actor, id)));
    }

    private Task<long> Membership(Actor actor) => _web.Portal.Scalar<long>("SELECT id FROM memberships WHERE person_id = @PersonId AND organization_id = @OrganizationId", actor);

    private async Task<int> Current(long organization, Role role) =>
        (int)await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM memberships WHERE organization_id = @organization AND role = @role AND ended_at IS NULL", new { organization, role = role.ToString() });
}
