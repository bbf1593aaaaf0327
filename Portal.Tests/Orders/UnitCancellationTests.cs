using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;

namespace Portal.Tests.Orders;

/// <summary>What is not shipped of a part can be cancelled, and what was shipped goes its way (O-6).</summary>
[TestFixture]
public sealed class UnitCancellationTests
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
    public async Task The_rest_of_a_part_that_was_partly_shipped_is_cancelled_and_what_was_shipped_is_divided()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        var (part, line) = (await _depot.Part(order.OrderId, _depot.Orchard), await _depot.Line(order.OrderId, _depot.Apples));
        var stock = await _depot.Stock(_depot.Apples);
        var shipped = await _depot.Portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(new ShipPartRequest(_depot.Orchard, part, null, null) { Lines = [new LineUnits { LineId = line, Quantity = 2 }] }));
        await _depot.Deliver(((ShipPartOutcome.Shipped)shipped).ShipmentId);

        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("일부 취소"));
        Assert.That((await staff.Get(Page(order.OrderNo, part))).Main, Does.Contain("아직 보내지 않은 수량 3 / 주문 5"));
        (string, string)[] form = [.. Form(line, "3"), ("Form.Seen", "3")];
        var page = await staff.PostAndFollow(Page(order.OrderNo, part), form);
        Assert.That(page.Main, Does.Contain("수량을 취소했습니다").And.Contain("취소 3개").And.Contain("품절"));
        Assert.That((await staff.Post(Page(order.OrderNo, part), form)).Status, Is.EqualTo(HttpStatusCode.Conflict), "sent twice");

        Assert.That(await _depot.Stock(_depot.Apples), Is.EqualTo(stock + 3));
        // three boxes with VAT; the freight stays
        Assert.That(await _depot.Portal.Scalar<long>("SELECT amount FROM buyer_credits WHERE source = 'Cancellation'"), Is.EqualTo(125_400));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM producer_orders WHERE id = @part", new { part }), Is.EqualTo("Delivered"));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(8));
        await _depot.Portal.Run<DistributeDue, RunResult>(u => u.Handle());
        Assert.That(await _depot.Portal.Scalar<long>("SELECT supply FROM distributions"), Is.EqualTo(76_000));
    }

    [Test]
    public async Task A_line_of_several_is_cancelled_before_anything_was_shipped_and_the_last_one_takes_the_freight_with_it()
    {
        var order = await _depot.Order((_depot.Apples, 2), (_depot.Press, 1));
        var part = await _depot.Part(order.OrderId, _depot.Orchard);
        using var buyer = await _depot.As(_depot.Buyer);
        var page = await buyer.PostAndFollow(Page(order.OrderNo, part), Form(await _depot.Line(order.OrderId, _depot.Press), "1"));
        Assert.That(page.Main, Does.Contain("취소한 제품"));
        Assert.That(await Due(order.OrderId), Is.EqualTo(83_600), "no freight was asked for so large an order");
        await buyer.Post(Page(order.OrderNo, part), Form(await _depot.Line(order.OrderId, _depot.Apples), "2"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM orders WHERE id = @OrderId", new { order.OrderId }), Is.EqualTo("Cancelled"));
        Assert.That((await Due(order.OrderId), await _depot.Stock(_depot.Apples), await _depot.Stock(_depot.Press)), Is.EqualTo((0, 20, 20)));
    }

    [TestCase("4")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("x")]
    public async Task Neither_nothing_nor_more_than_is_there_is_cancelled(string quantity)
    {
        var order = await _depot.PaidOrder((_depot.Apples, 3));
        using var buyer = await _depot.As(_depot.Buyer);
        var page = await buyer.Post(Page(order.OrderNo, await _depot.Part(order.OrderId, _depot.Orchard)), Form(await _depot.Line(order.OrderId, _depot.Apples), quantity));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelector("#Form_Lines_0__Quantity")!.GetAttribute("value"), Is.EqualTo(quantity));
    }

    [Test]
    public async Task Somebody_elses_order_is_not_there_and_a_producer_may_not()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 3));
        var (part, line) = (await _depot.Part(order.OrderId, _depot.Orchard), await _depot.Line(order.OrderId, _depot.Apples));
        using var stranger = await _depot.As(await _depot.Stranger(Role.Buyer));
        Assert.That((await stranger.Post(Page(order.OrderNo, part), Form(line, "1"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var producer = await _depot.As(_depot.Orchard);
        Assert.That((await producer.Post(Page(order.OrderNo, part), Form(line, "1"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var other = await _depot.PaidOrder((_depot.Knives, 1));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Post(Page(other.OrderNo, part), Form(line, "1"))).Status, Is.EqualTo(HttpStatusCode.NotFound), "a part of another order");
    }

    private Task<long> Due(long orderId) => _depot.Portal.Scalar<long>("SELECT total - cancelled - returned FROM orders WHERE id = @orderId", new { orderId });

    private static string Page(string orderNo, long part) => $"/orders/{orderNo}/parts/{part}/cancellation";

    private static (string, string)[] Form(long line, string quantity) => [("Form.Lines[0].LineId", $"{line}"), ("Form.Lines[0].Quantity", quantity), ("Form.Reason", "SoldOut")];
}
