using System.Net;
using NUnit.Framework;
using Portal.Core.Ledger;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Organizations;

/// <summary>Organizations as their members, their centre and the administrator see and change them.</summary>
[TestFixture]
public sealed class OrganizationPageTests
{
    private WebPortal _web = null!;
    private TestData _data = null!;
    private long _centre;
    private Actor _operator = null!;
    private Actor _administrator = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _web = await WebPortal.Create();
        _data = new TestData(_web.Portal);
        _centre = await _data.Organization(OrganizationKind.Centre, name: "강원센터");
        _operator = await _data.Person(Role.Operator, _centre);
        _administrator = await _data.Person(Role.Administrator, await _data.Organization(OrganizationKind.Portal));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _web.DisposeAsync();

    [Test]
    public async Task An_operator_registers_for_the_own_centre_and_only_what_trades()
    {
        using var visitor = await _web.As(_operator);
        Assert.That((await visitor.Get("/organizations/new")).Html.QuerySelectorAll("[name='Form.Kind'] option").Select(o => o.GetAttribute("value")), Is.EquivalentTo(new[] { "Producer", "Seller", "Buyer", "Supplier" }));
        var made = await visitor.Post("/organizations/new", ("Form.Kind", "Producer"), ("Form.Name", "  한빛정밀 😀 "), ("Form.BusinessNumber", "123-12-31231"), ("Form.Phone", "0212345678"),
            ("Form.PostalCode", "24232"), ("Form.Tax", "Business"), ("Form.CentreId", $"{_administrator.OrganizationId}"));
        Assert.That(made.Location, Does.StartWith("/organizations/M").And.EndWith("/members"));
        var row = (await _web.Portal.Query<Row>("SELECT name, business_number, phone, centre_id FROM organizations WHERE business_number = '1231231231'")).Single();
        Assert.That((row.Name, row.Phone, row.CentreId), Is.EqualTo(("한빛정밀 😀", "02-1234-5678", _centre)), "the centre is never taken from the form");

        var carrier = await visitor.Post("/organizations/new", ("Form.Kind", "Carrier"), ("Form.Name", "택배"));
        Assert.That(carrier.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_bad_form_says_what_is_wrong_and_keeps_what_was_typed()
    {
        using var visitor = await _web.As(_operator);
        var page = await visitor.Post("/organizations/new", ("Form.Kind", "Seller"), ("Form.Name", ""), ("Form.BusinessNumber", "1231231232"), ("Form.Phone", "02-1"), ("Form.PostalCode", "123-456"),
            ("Form.Email", "no address"), ("Form.Address", "=HYPERLINK(\"x\") \u202egnp"), ("Form.Code", "a b"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")),
            Is.SupersetOf(new[] { "#Form_Name", "#Form_BusinessNumber", "#Form_Phone", "#Form_PostalCode", "#Form_Email", "#Form_Code" }));
        Assert.That(page.Html.QuerySelector("#Form_Address")!.GetAttribute("value"), Is.EqualTo("=HYPERLINK(\"x\") \u202egnp"));
    }

    [Test]
    public async Task Members_edit_how_they_are_reached_but_not_what_they_are_registered_as()
    {
        var (member, code) = await Firm(OrganizationKind.Producer, Role.Producer);
        using var visitor = await _web.As(member);
        var form = await visitor.Get($"/organizations/{code}/data");
        Assert.That(form.Html.QuerySelector("[name='Form.BusinessNumber']"), Is.Null);
        var changed = await visitor.PostAndFollow($"/organizations/{code}/data", ("Form.Version", "0"), ("Form.Name", "새 이름"), ("Form.Phone", "01012345678"), ("Form.BusinessNumber", "1234567891"), ("Form.Tax", "Individual"));
        Assert.That(changed.Main, Does.Contain("새 이름").And.Contain("010-1234-5678").And.Contain("사업자 (세금계산서)").And.Not.Contain("123-45-67891"));
        Assert.That(changed.Html.QuerySelector("#h-history")!.ParentElement!.ParentElement!.TextContent, Does.Contain("업체 정보 변경").And.Contain("새 이름"));

        var stale = await visitor.Post($"/organizations/{code}/data", ("Form.Version", "0"), ("Form.Name", "늦은 이름"));
        Assert.That((stale.Status, stale.Main.Contains("다른 사람이", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.Conflict, true)));
    }

    [Test]
    public async Task An_operator_sees_and_edits_those_of_the_centre_and_no_others()
    {
        var (_, code) = await Firm(OrganizationKind.Seller, Role.Seller);
        var other = await _data.Organization(OrganizationKind.Seller, await _data.Organization(OrganizationKind.Centre));
        var otherCode = await Code(other);
        using var visitor = await _web.As(_operator);
        var edited = await visitor.PostAndFollow($"/organizations/{code}/data", ("Form.Version", "0"), ("Form.Name", "판매 한 사람"), ("Form.Tax", "Individual"), ("Form.BusinessNumber", ""), ("Form.Region", "강원"));
        Assert.That(edited.Main, Does.Contain("개인 (3.3% 원천징수)"));
        foreach (var path in new[] { "", "/data", "/members", "/bank-account" })
            Assert.That((await visitor.Get($"/organizations/{otherCode}{path}")).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        var list = await visitor.Get("/organizations?q=판매");
        Assert.That(list.Main, Does.Contain(code).And.Not.Contain(otherCode));
    }

    [Test]
    public async Task A_bank_account_is_checked_shown_masked_and_told_to_all_members()
    {
        var (member, code) = await Firm(OrganizationKind.Seller, Role.Seller);
        using var visitor = await _web.As(member);
        var app = await Authenticator.Of(_web.Portal, member);
        foreach (var (bank, account) in new[] { ("999", "12345678901"), ("004", "12a4567"), ("004", "123"), ("", "12345678901") })
            Assert.That((await visitor.Post($"/organizations/{code}/bank-account", ("Form.Version", "0"), ("Form.BankCode", bank), ("Form.BankAccount", account), ("Form.BankHolder", "판매"), ("Form.Code", "000000"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), bank + account);
        var set = await visitor.PostAndFollow($"/organizations/{code}/bank-account", ("Form.Version", "0"), ("Form.BankCode", "004"), ("Form.BankAccount", "123456-78-901234"), ("Form.BankHolder", "판매"), ("Form.Code", app.Next()));
        Assert.That(set.Main, Does.Contain("국민은행").And.Contain("****1234").And.Not.Contain("123456"));
        Assert.That((await visitor.Get($"/organizations/{code}/bank-account")).Text, Does.Not.Contain("123456-78"));
        Assert.That(await _web.Portal.Scalar<string>("SELECT after_value FROM audit_entries WHERE action = 'organization.bank' AND subject_id = @OrganizationId", member), Is.EqualTo("004 ****1234"));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'organization.bank' AND person_id = @PersonId", member), Is.EqualTo(1));
    }

    [Test]
    public async Task The_account_of_a_centre_is_set_by_the_administrator_only()
    {
        var code = await Code(_centre);
        using var visitor = await _web.As(_operator);
        Assert.That((await visitor.Get($"/organizations/{code}/bank-account")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var admin = await _web.As(_administrator);
        var app = await Authenticator.Of(_web.Portal, _administrator);
        var version = await _web.Portal.Scalar<int>("SELECT version FROM organizations WHERE id = @_centre", new { _centre });
        Assert.That((await admin.PostAndFollow($"/organizations/{code}/bank-account", ("Form.Version", $"{version}"), ("Form.BankCode", "011"), ("Form.BankAccount", "3010123456789"), ("Form.BankHolder", "강원센터"), ("Form.Code", app.Next()))).Main, Does.Contain("농협은행"));
    }

    [Test]
    public async Task A_suspended_firm_acts_no_longer_sells_nothing_and_its_history_says_why()
    {
        var (member, code) = await Firm(OrganizationKind.Producer, Role.Producer);
        using var inside = await _web.As(member);
        using var visitor = await _web.As(_operator);
        Assert.That((await visitor.Post($"/organizations/{code}/suspension")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var page = await visitor.PostAndFollow($"/organizations/{code}/suspension", ("reason", "서류 기한 지남"));
        Assert.That(page.Main, Does.Contain("정지됨").And.Contain("서류 기한 지남"));
        Assert.That((await visitor.Post($"/organizations/{code}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await inside.Get("/account")).Status, Is.EqualTo(HttpStatusCode.OK), "the person is not suspended");
        Assert.That((await inside.Get("/")).Main, Does.Contain("업체의 활동이 정지되었습니다"), "and learns why nothing can be done");
        Assert.That((await inside.Get($"/organizations/{code}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await _web.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'organization.suspended' AND person_id = @PersonId", member), Is.EqualTo(1));
        await visitor.Post($"/organizations/{code}/suspension/end", ("reason", "서류 도착"));
        Assert.That((await inside.Get($"/organizations/{code}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Who_may_suspend_whom()
    {
        var (member, code) = await Firm(OrganizationKind.Buyer, Role.Buyer);
        using var inside = await _web.As(member);
        Assert.That((await inside.Post($"/organizations/{code}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var visitor = await _web.As(_operator);
        Assert.That((await visitor.Post($"/organizations/{await Code(_centre)}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "not their own centre");
        using var admin = await _web.As(_administrator);
        Assert.That((await admin.Post($"/organizations/{await Code(_administrator.OrganizationId)}/suspension", ("reason", "x"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "the portal stays");
    }

    [Test]
    public async Task A_producer_sets_its_freight()
    {
        var (member, code) = await Firm(OrganizationKind.Producer, Role.Producer);
        using var visitor = await _web.As(member);
        foreach (var (fee, from) in new[] { ("-1", ""), ("3000", "0"), ("3천만만", ""), ("", "") })
            Assert.That((await visitor.Post($"/organizations/{code}/freight", ("Form.Fee", fee), ("Form.FreeFrom", from))).Status, Is.EqualTo(HttpStatusCode.BadRequest), fee + from);
        Assert.That((await visitor.PostAndFollow($"/organizations/{code}/freight", ("Form.Fee", "3,000"), ("Form.FreeFrom", "50000"))).Main, Does.Contain("배송비 3,000원, 제품 50,000원부터 무료"));
        await visitor.Post($"/organizations/{code}/freight", ("Form.Fee", "2500"), ("Form.FreeFrom", ""));
        Assert.That(await _web.Portal.Scalar<string>("SELECT before_value FROM audit_entries WHERE action = 'organization.freight' AND subject_id = @OrganizationId ORDER BY id DESC", member), Is.EqualTo("3000 / 50000"));
        var (seller, sellerCode) = await Firm(OrganizationKind.Seller, Role.Seller);
        using var other = await _web.As(_operator);
        Assert.That((await other.Get($"/organizations/{sellerCode}/freight")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a seller ships nothing");
        Assert.That(seller.Role, Is.EqualTo(Role.Seller));
    }

    [Test]
    public async Task Who_is_owed_money_and_has_no_account_waits_on_the_operators_home()
    {
        var (member, code) = await Firm(OrganizationKind.Seller, Role.Seller);
        await using (var scope = _web.Portal.Scope())
        {
            await using var tx = await ((IUnitOfWork)scope.ServiceProvider.GetService(typeof(IUnitOfWork))!).Begin();
            var ledger = (GeneralLedger)scope.ServiceProvider.GetService(typeof(GeneralLedger))!;
            await ledger.Post(new Posting
            {
                EventKey = "test:owed", Kind = "Test", At = _web.Portal.Time.GetUtcNow().UtcDateTime, EventOn = new DateOnly(2026, 3, 2),
                Entries = [new(AccountRef.Undelivered(_centre), 1_000), new(AccountRef.Payable(member.OrganizationId), -1_000)],
            });
            await tx.Commit();
        }

        using var visitor = await _web.As(_operator);
        Assert.That((await visitor.Get("/")).Html.QuerySelector("a[href='/organizations?view=nobank']"), Is.Not.Null);
        Assert.That((await visitor.Get("/organizations?view=nobank")).Main, Does.Contain(code));
        using var inside = await _web.As(member);
        Assert.That((await inside.Get($"/organizations/{code}")).Main, Does.Contain("지급할 정산금이 1,000원"));
    }

    private async Task<(Actor Member, string Code)> Firm(OrganizationKind kind, Role role)
    {
        var id = await _data.Organization(kind, _centre);
        return (await _data.Person(role, id), await Code(id));
    }

    private async Task<string> Code(long id) => (await _web.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id }))!;

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string? Phone { get; init; }
        public long CentreId { get; init; }
    }
}
