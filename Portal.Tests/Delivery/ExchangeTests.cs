using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Data.Ledger;
using Portal.Tests.Shared;

namespace Portal.Tests.Delivery;

/// <summary>Exchanges send the same again and move no money; the way back of a return costs whoever is to blame (O-6).</summary>
[TestFixture]
public sealed class ExchangeTests
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
    public async Task An_exchange_is_asked_for_received_sent_and_arrives_without_any_money_and_the_profit_waits_for_it()
    {
        var (order, line) = await _depot.Delivered(_depot.Apples, 3);
        var (stock, postings) = (await _depot.Stock(_depot.Apples), await Postings());
        using var buyer = await _depot.As(_depot.Buyer);
        var asked = await buyer.PostAndFollow("/returns/new", Form(line, "Exchange", "2", "Damaged"));
        Assert.That(asked.Main, Does.Contain("교환").And.Contain("같은 제품을 다시 보내며"));
        var id = await _depot.Portal.Scalar<long>("SELECT id FROM returns");
        _depot.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle());
        Assert.That(await Postings(), Is.EqualTo(postings), "the line waits");

        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.PostAndFollow($"/returns/{id}/receipt", ("Completion.Restock", "false"), ("Completion.Note", "회수"))).Main, Does.Contain("회수함"));
        using var producer = await _depot.As(_depot.Orchard);
        Assert.That((await producer.Get("/")).Main, Does.Contain("보낼 교환품"));
        var sent = await producer.PostAndFollow($"/returns/{id}/replacement", ("Replacement.CarrierId", $"{_depot.Carrier}"), ("Replacement.TrackingNo", "1234567890"));
        Assert.That(sent.Main, Does.Contain("교환품 배송 중"));
        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(stock - 2));
        Assert.That((await producer.Post($"/returns/{id}/replacement")).Status, Is.EqualTo(HttpStatusCode.Conflict), "once");

        var parcel = await _depot.Portal.Scalar<long>("SELECT id FROM shipments WHERE return_id = @id", new { id });
        await _depot.Portal.Execute("UPDATE producer_orders SET promised_delivery_on = '2026-01-02'");
        Assert.That((await producer.Get($"/shipments/{parcel}")).Main, Does.Not.Contain("납기 지남").And.Not.Contain("2026. 1. 2."), "that day was promised for what was brought first");
        await _depot.Deliver(parcel);
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM returns"), Is.EqualTo("Completed"));
        Assert.That(await Postings(), Is.EqualTo(postings));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle());
        Assert.That(await _depot.Portal.Scalar<long>("SELECT quantity FROM distributions"), Is.EqualTo(3));
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("교환을 마쳤습니다"));
    }

    [Test]
    public async Task What_cannot_be_replaced_becomes_a_return()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 3);
        using var buyer = await _depot.As(_depot.Buyer);
        await buyer.Post("/returns/new", Form(line, "Exchange", "1", "Defective"));
        var id = await _depot.Portal.Scalar<long>("SELECT id FROM returns");
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Post($"/returns/{id}/completion")).Status, Is.EqualTo(HttpStatusCode.Conflict), "it is no return");
        await staff.Post($"/returns/{id}/receipt", ("Completion.Restock", "true"));
        await _depot.Portal.Execute("UPDATE products SET stock = 0 WHERE id = @Id", new { _depot.Apples.Id });
        Assert.That((await staff.Post($"/returns/{id}/replacement")).Main, Does.Contain("보낼 재고가 없습니다"));
        Assert.That((await staff.PostAndFollow($"/returns/{id}/conversion")).Main, Does.Contain("반품으로 바꾸었습니다"));
        await staff.Post($"/returns/{id}/completion", ("Completion.Restock", "true"));
        Assert.That((await _depot.Stock(_depot.Apples), await Held()), Is.EqualTo((0, 41_800)), "the unit was in stock already");
    }

    [TestCase("ChangedMind", 38_500)]
    [TestCase("Defective", 41_800)]
    public async Task The_way_back_is_the_buyers_when_they_changed_their_mind_and_the_producers_otherwise(string reason, long back)
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 3);
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/returns/new?line={line}")).Main, Does.Contain("반품 배송비 3,300원"));
        await buyer.Post("/returns/new", Form(line, "Return", "1", reason));
        var id = await _depot.Portal.Scalar<long>("SELECT id FROM returns");
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/returns/{id}")).Main, Does.Contain(reason == "ChangedMind" ? "38,500원" : "41,800원"));
        await staff.Post($"/returns/{id}/completion");
        Assert.That(await Held(), Is.EqualTo(back));
        var charged = await _depot.Portal.Scalar<long>("SELECT COALESCE(SUM(-e.amount), 0) FROM entries e JOIN postings p ON p.id = e.posting_id JOIN accounts a ON a.id = e.account_id WHERE p.kind = 'ReturnFreight' AND a.type IN ('Payable', 'Vat') AND a.owner_id = @OrganizationId", new { _depot.Orchard.OrganizationId });
        Assert.That(charged, Is.EqualTo(41_800 - back));
    }

    [Test]
    public async Task What_comes_back_together_is_charged_once_and_never_more_than_it_is_worth()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 2), (_depot.Press, 1));
        await _depot.Deliver(await _depot.Ship(order.OrderId, _depot.Orchard));
        using var buyer = await _depot.As(_depot.Buyer);
        await buyer.Post("/returns/new", Form(await _depot.Line(order.OrderId, _depot.Apples), "Return", "1", "ChangedMind"));
        await buyer.Post("/returns/new", Form(await _depot.Line(order.OrderId, _depot.Press), "Return", "1", "ChangedMind"));
        Assert.That(await _depot.Portal.Query<long>("SELECT freight FROM returns ORDER BY id"), Is.EqualTo(new[] { 3_000, 0 }));
        using var staff = await _depot.As(_depot.Operator);
        await staff.Post($"/returns/{await _depot.Portal.Scalar<long>("SELECT MIN(id) FROM returns")}/rejection", ("Rejection.Reason", "쓰던 제품입니다"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT freight + freight_vat FROM returns WHERE status = 'Requested'"), Is.EqualTo(3_300), "what travels alone is charged");
        var back = new ReturnMoney(1_000, 100, 0).Charged(new ReturnState { Freight = 3_000, FreightVat = 300 });
        Assert.That((back.Fee, back.Vat), Is.EqualTo((1_000, 100)));
    }

    [Test]
    public async Task A_lost_parcel_that_is_sent_again_takes_other_units_from_stock_and_one_that_cannot_be_is_paid_back()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 3));
        var first = await _depot.Ship(order.OrderId, _depot.Orchard);
        var stock = await _depot.Stock(_depot.Apples);
        using var staff = await _depot.As(_depot.Operator);
        await Resolve(staff, first, "SentAgain");
        Assert.That((await _depot.Stock(_depot.Apples), await _depot.Portal.Scalar<string>("SELECT status FROM shipments")), Is.EqualTo((stock - 3, "SentAgain")));
        var second = await _depot.Ship(order.OrderId, _depot.Orchard);
        await _depot.Portal.Execute("UPDATE products SET stock = 1 WHERE id = @Id", new { _depot.Apples.Id });
        Assert.That(await Resolve(staff, second, "SentAgain"), Is.EqualTo(HttpStatusCode.Conflict), "there are not enough");
        var id = await _depot.Portal.Scalar<long>("SELECT MAX(id) FROM misdeliveries");
        await staff.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", "Cancelled"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM orders"), Is.EqualTo("Cancelled"));
        Assert.That((await Held(), await _depot.Stock(_depot.Apples)), Is.EqualTo((128_700, 1)), "with the freight, and without units that are gone");
        Assert.That(await _depot.Portal.Query<string>("SELECT status FROM shipments ORDER BY id"), Is.EqualTo(new[] { "SentAgain", "Cancelled" }));
        foreach (var shipment in new[] { first, second })
            Assert.That((await staff.Post($"/shipments/{shipment}/misdeliveries", ("Misdelivery.Kind", "Lost"), ("Misdelivery.Description", "분실"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "given up for good");
    }

    private async Task<HttpStatusCode> Resolve(WebVisitor staff, long shipment, string way)
    {
        await staff.Post($"/shipments/{shipment}/misdeliveries", ("Misdelivery.Kind", "Lost"), ("Misdelivery.Description", "분실"));
        var id = await _depot.Portal.Scalar<long>("SELECT MAX(id) FROM misdeliveries");
        return (await staff.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", way))).Status;
    }

    private Task<long> Postings() => _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM postings");

    private Task<long> Held() => _depot.Portal.Scalar<long>("SELECT COALESCE(SUM(amount), 0) FROM buyer_credits");

    private static (string, string)[] Form(long line, string kind, string quantity, string reason) =>
        [("Form.LineId", $"{line}"), ("Form.Kind", kind), ("Form.Quantity", quantity), ("Form.Reason", reason)];
}
