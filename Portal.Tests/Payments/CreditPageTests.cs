using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Payments;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>Money that is held: put on an order, or paid back, never more than there is.</summary>
[TestFixture]
public sealed class CreditPageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close()
    {
        await using (var scope = _depot.Portal.Scope())
            Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0), Is.Empty);
        await _depot.DisposeAsync();
    }

    [Test]
    public async Task Money_of_an_unknown_payer_is_put_on_the_order_that_it_was_meant_for()
    {
        var credit = await Held(23_100);
        var order = await _depot.Order((_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Get($"/credits/{credit}");
        Assert.That(page.Main, Does.Contain(order.OrderNo).And.Contain("모르는 입금자"));
        var applied = await staff.PostAndFollow($"/credits/{credit}/applications", ("Apply.OrderId", $"{order.OrderId}"), ("Apply.Amount", "23,100"));
        Assert.That(applied.Main, Does.Contain("보관금을 주문에 썼습니다").And.Contain("맡아 둔 돈이 없습니다"));
        Assert.That((await staff.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("입금 확인"));
        Assert.That((await staff.Get($"/credits/{credit}")).Main, Does.Contain(order.OrderNo), "its use can be looked at");
    }

    [Test]
    public async Task Neither_more_than_is_left_nor_nothing_is_applied()
    {
        var credit = await Held(5_000);
        var order = await _depot.Order((_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        foreach (var amount in new[] { "5001", "0", "-1", "x" })
        {
            var page = await staff.Post($"/credits/{credit}/applications", ("Apply.OrderId", $"{order.OrderId}"), ("Apply.Amount", amount));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), amount);
            Assert.That(page.Html.QuerySelector("#Apply_Amount")!.GetAttribute("value"), Is.EqualTo(amount));
        }

        Assert.That((await staff.Post($"/credits/{credit}/applications", ("Apply.OrderId", "9"), ("Apply.Amount", "5000"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Left(credit), Is.EqualTo(5_000));
    }

    [Test]
    public async Task Money_of_one_buyer_is_not_put_on_the_order_of_another()
    {
        var first = await _depot.Order((_depot.Knives, 1));
        await _depot.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_depot.Operator, 30_000, _depot.Now, "payer") { OrderId = first.OrderId }));
        var credit = await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits");
        var other = await _depot.Data.Person(Core.Shared.Role.Buyer, await _depot.Data.Organization(Core.Organizations.OrganizationKind.Buyer, _depot.Operator.OrganizationId));
        var order = await _depot.Order(other, (_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/credits/{credit}")).Main, Does.Not.Contain(order.OrderNo), "it is not offered");
        Assert.That((await staff.Post($"/credits/{credit}/applications", ("Apply.OrderId", $"{order.OrderId}"), ("Apply.Amount", "1000"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Left(credit), Is.EqualTo(6_900));
    }

    [Test]
    public async Task Money_is_paid_back_in_parts_to_an_account_that_can_be_one()
    {
        var credit = await Held(9_000);
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await Refund(staff, credit, "9001")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        foreach (var bank in new[] { "1", "999", "abc", "" }) Assert.That((await Refund(staff, credit, "1000", bank: bank)).Status, Is.EqualTo(HttpStatusCode.BadRequest), $"no bank is called '{bank}'");
        foreach (var account in new[] { "12", "-", "123-45", "123456x" }) Assert.That((await Refund(staff, credit, "1000", account: account)).Status, Is.EqualTo(HttpStatusCode.BadRequest), $"'{account}' is no account");
        Assert.That((await Refund(staff, credit, "1000", reason: "")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await Refund(staff, credit, "4000")).Location, Is.EqualTo("/credits"));
        Assert.That(await Left(credit), Is.EqualTo(5_000));
        Assert.That((await staff.Get($"/credits/{credit}")).Main, Does.Contain("4,000").And.Contain("잘못 보낸 돈"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT subject_label FROM audit_entries WHERE action = 'credit.refund'"), Does.Not.Contain("123-456-7890"), "accounts are masked in the trail");
    }

    [Test]
    public async Task Two_who_pay_the_same_money_back_at_once_pay_it_once()
    {
        var credit = await Held(8_000);
        using var first = await _depot.As(_depot.Operator);
        using var second = await _depot.As(await _depot.Data.Person(Core.Shared.Role.Operator, _depot.Operator.OrganizationId));
        var answers = await Task.WhenAll(Refund(first, credit, "8000"), Refund(second, credit, "8000"));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Found), Is.EqualTo(1));
        Assert.That(answers.Count(a => a.Status is HttpStatusCode.Conflict or HttpStatusCode.BadRequest), Is.EqualTo(1), "the other is told");
        Assert.That(await Left(credit), Is.Zero);
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM refunds"), Is.EqualTo(1));
    }

    private async Task<long> Held(long amount)
    {
        var outcome = await _depot.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_depot.Operator, amount, _depot.Now, "홍길동")));
        return await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE source_id = @DepositId", (RecordDepositOutcome.Recorded)outcome);
    }

    private Task<long> Left(long credit) => _depot.Portal.Scalar<long>("SELECT remaining FROM buyer_credits WHERE id = @credit", new { credit });

    private static Task<WebPage> Refund(WebVisitor staff, long credit, string amount, string bank = "004", string reason = "잘못 보낸 돈", string account = "123-456-7890") => staff.Post($"/credits/{credit}/refunds",
        ("Refund.Amount", amount), ("Refund.BankCode", bank), ("Refund.BankAccount", account), ("Refund.BankHolder", "홍길동"), ("Refund.Reason", reason));
}
