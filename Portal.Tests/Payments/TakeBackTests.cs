using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>Money that was put on the wrong order comes off it again, once, and only as long as nothing follows from it.</summary>
[TestFixture]
public sealed class TakeBackTests
{
    private Depot _depot = null!;
    private WebVisitor _staff = null!;

    [SetUp]
    public async Task Open()
    {
        _depot = await Depot.Open();
        _staff = await _depot.As(_depot.Operator);
    }

    [TearDown]
    public async Task Close()
    {
        await using (var scope = _depot.Portal.Scope())
            Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0).Select(r => $"{r.No} {r.Name}"), Is.Empty);
        _staff.Dispose();
        await _depot.DisposeAsync();
    }

    [Test]
    public async Task A_deposit_on_the_wrong_order_becomes_money_held_of_the_right_buyer()
    {
        var other = await _depot.Data.Organization(OrganizationKind.Buyer, _depot.Operator.OrganizationId, "샛별식당");
        var order = await _depot.PaidOrder((_depot.Knives, 1));
        var payment = await Payment(order.OrderId);
        Assert.That((await _staff.Get($"/orders/{order.OrderNo}")).Html.QuerySelector($"a[href='/order-payments/{payment}/correction']"), Is.Not.Null);
        foreach (var (buyer, reason, why) in new[] { ("샛별식당", "", "꼭 적어"), ("없는 식당", "x", "찾을 수 없습니다"), ("별", "x", "혹시: 샛별식당") })
        {
            var refused = await TakeBack(payment, buyer, reason);
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), buyer);
            Assert.That(refused.Main, Does.Contain(why));
        }

        Assert.That((await TakeBack(payment, "샛별식당", "이름이 비슷한 주문에 넣음")).Location, Is.EqualTo($"/orders/{order.OrderNo}"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM orders WHERE id = @OrderId AND paid = 0 AND paid_at IS NULL AND released_at IS NOT NULL", order), Is.EqualTo(1), "it waits for money; its producers were told to ship");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT remaining FROM buyer_credits WHERE buyer_id = @other AND source = 'TakenBack'", new { other }), Is.EqualTo(23_100));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT f.kind FROM postings p JOIN postings f ON f.id = p.counters_id WHERE p.kind = 'TakeBack'"), Is.EqualTo("Deposit"), "the first posting is named");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'deposit.taken-back'"), Is.EqualTo(1));
        Assert.That((await TakeBack(payment, "샛별식당", "again")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it is no longer there");
        var deposit = await _depot.Portal.Scalar<long>("SELECT id FROM deposits");
        Assert.That((await _staff.Get($"/deposits/{deposit}")).Main, Does.Contain("주문에서 되돌림").And.Contain("이름이 비슷한 주문에 넣음"));

        _depot.Portal.Time.Advance(TimeSpan.FromHours(1));
        await _depot.Pay(order.OrderId);
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'deposit.complete'"), Is.EqualTo(2), "the buyer is told of the second payment, too");
    }

    [Test]
    public async Task Money_of_nobody_known_that_was_put_on_an_order_is_nobodys_again_and_that_of_a_buyer_stays_theirs()
    {
        var order = await _depot.Order((_depot.Knives, 1));
        var unknown = await Credit(null);
        await Apply(unknown, order.OrderId, 1_000);
        await TakeBack(await Payment(order.OrderId), "", "다른 사람의 돈");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT remaining FROM buyer_credits WHERE buyer_id IS NULL AND source = 'TakenBack'"), Is.EqualTo(1_000));

        var known = await Credit(_depot.Buyer.OrganizationId);
        await Apply(known, order.OrderId, 1_000);
        Assert.That((await _staff.Get($"/order-payments/{await Payment(order.OrderId)}/correction")).Main, Does.Contain("다시 그 구매자의 보관금"));
        await TakeBack(await Payment(order.OrderId), "", "다른 주문에 쓸 돈");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT remaining FROM buyer_credits WHERE buyer_id = @OrganizationId AND source = 'TakenBack'", _depot.Buyer), Is.EqualTo(1_000));
    }

    [Test]
    public async Task What_was_distributed_stays_paid()
    {
        var (order, _) = await _depot.Delivered(_depot.Knives, 1);
        var payment = await Payment(order.OrderId);
        _depot.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _depot.Portal.Run<DistributeDue, int>(async u => { await u.Handle(); return 0; });
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/order-payments/{payment}/correction")).Main, Does.Contain("이익을 이미 나누었습니다"));
        Assert.That((await staff.Post($"/order-payments/{payment}/correction", ("Form.Reason", "too late"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM taken_back_payments"), Is.Zero);
    }

    [Test]
    public async Task What_is_delivered_and_not_distributed_waits_for_the_money_again()
    {
        var (order, line) = await _depot.Delivered(_depot.Knives, 1);
        Assert.That(await _depot.Portal.Scalar<string>("SELECT due_at FROM order_lines WHERE id = @line", new { line }), Is.Not.Null);
        await TakeBack(await Payment(order.OrderId), "", "wrong");
        Assert.That(await _depot.Portal.Scalar<string>("SELECT due_at FROM order_lines WHERE id = @line", new { line }), Is.Null);
    }

    [Test]
    public async Task Money_that_went_back_already_by_a_cancellation_is_not_taken_back_again()
    {
        var order = await _depot.PaidOrder((_depot.Knives, 1), (_depot.Apples, 1));
        var part = await _depot.Part(order.OrderId, _depot.Forge);
        await _depot.Portal.Run<CancelOrder, CancelOrderOutcome>(u => u.Handle(new CancelOrderRequest(_depot.Operator, order.OrderId, part, "품절")));
        Assert.That((await TakeBack(await Payment(order.OrderId), "", "too late")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Two_who_take_the_same_payment_back_at_once_take_it_once_and_strangers_see_nothing()
    {
        var order = await _depot.PaidOrder((_depot.Knives, 1));
        var payment = await Payment(order.OrderId);
        using var stranger = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await stranger.Post($"/order-payments/{payment}/correction", ("Form.Reason", "x"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var second = await _depot.As(await _depot.Data.Person(Role.Operator, _depot.Operator.OrganizationId));
        var answers = await Task.WhenAll(TakeBack(payment, "", "one"), second.Post($"/order-payments/{payment}/correction", ("Form.Reason", "two")));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Found), Is.EqualTo(1));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM buyer_credits"), Is.EqualTo(1));
    }

    private Task<long> Payment(long orderId) => _depot.Portal.Scalar<long>("SELECT id FROM order_payments WHERE order_id = @orderId", new { orderId });

    private Task<WebPage> TakeBack(long payment, string buyer, string reason) => _staff.Post($"/order-payments/{payment}/correction", ("Form.Buyer", buyer), ("Form.Reason", reason));

    private async Task<long> Credit(long? buyer)
    {
        var outcome = await _depot.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_depot.Operator, 1_000, _depot.Now, "홍길동") { BuyerId = buyer }));
        return await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE source_id = @DepositId", (RecordDepositOutcome.Recorded)outcome);
    }

    private async Task Apply(long credit, long order, long amount) =>
        Assert.That(await _depot.Portal.Run<ApplyCredit, ApplyCreditOutcome>(u => u.Handle(new ApplyCreditRequest(_depot.Operator, credit, order, amount))), Is.EqualTo(ApplyCreditOutcome.Applied));
}
