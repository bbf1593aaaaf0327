using System.Net;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Tests.Delivery;

/// <summary>A producer's part of an order: seen by nobody else's producer, promised, shipped whole or in parts.</summary>
[TestFixture]
public sealed class PartTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_producer_sees_its_own_part_and_nothing_of_the_others()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5), (_depot.Knives, 2));
        using var forge = await _depot.As(_depot.Forge);
        var page = await forge.Get(await Url(order, _depot.Forge));
        Assert.That(page.Main, Does.Contain("대장간 식칼").And.Contain("46,200원").And.Contain("Girin-daero 458").And.Contain("Mornings only"));
        // neither the other producer nor the sum of the whole order
        Assert.That(page.Text, Does.Not.Contain("마이산농원").And.Not.Contain("사과").And.Not.Contain("258,500").And.Not.Contain("255,200"));
        Assert.That((await forge.Get(await Url(order, _depot.Orchard))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await forge.Post($"{await Url(order, _depot.Orchard)}/confirmation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await forge.Post($"{await Url(order, _depot.Orchard)}/shipments", ("Ship.Lines[0].LineId", $"{await _depot.Line(order.OrderId, _depot.Apples)}"), ("Ship.Lines[0].Quantity", "1"))).Status,
            Is.EqualTo(HttpStatusCode.NotFound));
        var smuggled = await forge.Post($"{await Url(order, _depot.Forge)}/shipments", ("Ship.Lines[0].LineId", $"{await _depot.Line(order.OrderId, _depot.Apples)}"), ("Ship.Lines[0].Quantity", "1"));
        Assert.That(smuggled.Status, Is.EqualTo(HttpStatusCode.BadRequest), "another producer's line in the own form");
    }

    [Test]
    public async Task The_proposed_dates_are_taken_with_one_button_or_others_are_entered_and_the_buyer_sees_them()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        using var v = await _depot.As(_depot.Orchard);
        var url = await Url(order, _depot.Orchard);
        // three days of delivery time: shipped in two
        Assert.That((await v.Get(url)).Main, Does.Contain("2026. 3. 4.(수) 발송, 2026. 3. 5.(목) 납기로 확인하기"));
        await v.Post($"{url}/confirmation");
        Assert.That(await Promise(order), Is.EqualTo("2026-03-04 2026-03-05 Confirmed"));
        await v.Post($"{url}/confirmation", ("Confirm.ShipOn", "2026-03-09"), ("Confirm.DeliverOn", "2026-03-12"));
        Assert.That(await Promise(order), Is.EqualTo("2026-03-09 2026-03-12 Confirmed"));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("2026. 3. 9.(월) 발송 약속").And.Contain("2026. 3. 12.(목) 납기"));
    }

    [Test]
    public async Task The_days_that_an_order_waited_for_its_money_are_added_to_the_proposed_date()
    {
        var order = await _depot.Order((_depot.Apples, 5));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(2));
        await _depot.Pay(order.OrderId);
        using var v = await _depot.As(_depot.Orchard);
        Assert.That((await v.Get(await Url(order, _depot.Orchard))).Main, Does.Contain("2026. 3. 6.(금) 발송, 2026. 3. 7.(토) 납기로 확인하기"));
        Assert.That((await v.Get("/orders?view=late")).Main, Does.Not.Contain(order.OrderNo));
    }

    [TestCase("2026-03-01", "2026-03-05", "before today")]
    [TestCase("2026-03-05", "2026-03-04", "delivery before shipping")]
    [TestCase("2027-04-01", "2027-04-02", "more than a year ahead")]
    [TestCase("31.12.2026", "2026-03-04", "not a date")]
    [TestCase("=1+1", "", "not a date")]
    public async Task Dates_that_cannot_be_promised_are_refused_and_kept(string shipOn, string deliverOn, string why)
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        using var v = await _depot.As(_depot.Orchard);
        var page = await v.Post($"{await Url(order, _depot.Orchard)}/confirmation", ("Confirm.ShipOn", shipOn), ("Confirm.DeliverOn", deliverOn));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), why);
        Assert.That(page.Html.QuerySelector("#Confirm_ShipOn")!.GetAttribute("value"), Is.EqualTo(shipOn));
        Assert.That(page.Html.QuerySelectorAll(".errors a"), Is.Not.Empty);
        Assert.That(await Promise(order), Is.EqualTo("  New"));
    }

    [Test]
    public async Task A_part_is_shipped_in_two_parcels_and_only_then_is_it_shipped()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5), (_depot.Press, 1));
        using var v = await _depot.As(_depot.Orchard);
        var url = $"{await Url(order, _depot.Orchard)}/shipments";
        var (apples, press) = (await _depot.Line(order.OrderId, _depot.Apples), await _depot.Line(order.OrderId, _depot.Press));
        var first = await v.PostAndFollow(url, Parcel("6012-3345 8871", (apples, "3"), (press, "0")));
        Assert.That(first.Main, Does.Contain("배송 601233458871").And.Contain("CJ대한통운"));
        Assert.That(await Promise(order), Does.EndWith("PartlyShipped"));
        Assert.That((await v.Post($"{await Url(order, _depot.Orchard)}/confirmation")).Status, Is.EqualTo(HttpStatusCode.Conflict), "something is on its way");
        await v.Post(url, ("Ship.Lines[0].LineId", $"{apples}"), ("Ship.Lines[0].Quantity", "2"), ("Ship.Lines[1].LineId", $"{press}"), ("Ship.Lines[1].Quantity", "1"));
        Assert.That(await Promise(order), Does.EndWith("Shipped"));
        Assert.That((await v.Get(await Url(order, _depot.Orchard))).Main, Does.Contain("직접 배송").And.Contain("601233458871").And.Not.Contain("발송 기록하기"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'shipment.shipped'"), Is.EqualTo(2), "the buyer is told of each parcel");
    }

    [Test]
    public async Task A_parcel_that_cannot_be_is_refused_and_what_was_typed_stays()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "601233458871");
        using var v = await _depot.As(_depot.Orchard);
        var url = $"{await Url(order, _depot.Orchard)}/shipments";
        var line = await _depot.Line(order.OrderId, _depot.Apples);
        foreach (var quantity in new[] { "6", "0", "-1", "", "many", "99999999999999999999" })
        {
            var page = await v.Post(url, Parcel("777700001", (line, quantity)));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), quantity);
            Assert.That(page.Html.QuerySelector("#Ship_TrackingNo")!.GetAttribute("value"), Is.EqualTo("777700001"));
        }

        (string Field, string Value)[] wrong = [("Ship.TrackingNo", "601233458871"), ("Ship.TrackingNo", "=cmd"), ("Ship.TrackingNo", ""), ("Ship.CarrierId", ""), ("Ship.CarrierId", $"{_depot.Buyer.OrganizationId}")];
        foreach (var (field, value) in wrong)
        {
            var page = await v.Post(url, [.. Parcel("777700001", (line, "5")).Where(f => f.Name != field), (field, value)]);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{field} {value}");
        }

        Assert.That((await v.Post(url, ("Ship.TrackingNo", ""))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "a form without quantities ships nothing");
        Assert.That(await _depot.Portal.Scalar<long>("SELECT shipped FROM order_lines WHERE id = @line", new { line }), Is.Zero);
    }

    [Test]
    public async Task What_was_cancelled_or_not_paid_is_not_shipped()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        using var v = await _depot.As(_depot.Orchard);
        var url = await Url(order, _depot.Orchard);
        var line = await _depot.Line(order.OrderId, _depot.Apples);
        await _depot.Portal.Run<CancelOrder, CancelOrderOutcome>(u => u.Handle(new CancelOrderRequest(_depot.Buyer, order.OrderId, null, "changed")));
        Assert.That((await v.Get(url)).Main, Does.Contain("이 주문은 보내지 마세요").And.Not.Contain("발송 기록하기"));
        var page = await v.Post($"{url}/shipments", Parcel("777700001", (line, "5")));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(page.Main, Does.Contain("취소된 주문이라"));
        Assert.That((await v.Post($"{url}/confirmation")).Status, Is.EqualTo(HttpStatusCode.Conflict));

        var unpaid = await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var early = await staff.Post($"{await Url(unpaid, _depot.Orchard)}/shipments", ("Ship.Lines[0].LineId", $"{await _depot.Line(unpaid.OrderId, _depot.Apples)}"), ("Ship.Lines[0].Quantity", "1"));
        Assert.That(early.Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task The_same_page_sent_twice_ships_once_also_when_something_is_left()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 5));
        using var v = await _depot.As(_depot.Orchard);
        var url = await Url(order, _depot.Orchard);
        var seen = (await v.Get(url)).Html.QuerySelector("input[name='Ship.Seen']")!.GetAttribute("value")!;
        (string, string)[] form = [("Ship.Lines[0].LineId", $"{await _depot.Line(order.OrderId, _depot.Apples)}"), ("Ship.Lines[0].Quantity", "2"), ("Ship.Seen", seen)];
        Assert.That((await v.Post($"{url}/shipments", form)).Location, Does.StartWith("/shipments/"));
        Assert.That((await v.Post($"{url}/shipments", form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT SUM(shipped) FROM order_lines"), Is.EqualTo(2));
    }

    [Test]
    public async Task Of_two_who_ship_the_last_unit_at_once_one_does_and_the_other_is_told()
    {
        var order = await _depot.PaidOrder((_depot.Knives, 1));
        var part = await _depot.Part(order.OrderId, _depot.Forge);
        var lines = new[] { new LineUnits { LineId = await _depot.Line(order.OrderId, _depot.Knives), Quantity = 1 } };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            _depot.Portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(new ShipPartRequest(_depot.Forge, part, _depot.Carrier, $"99990000{i}") { Lines = lines })))));
        Assert.That(outcomes.Count(o => o is ShipPartOutcome.Shipped), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o is ShipPartOutcome.NotPossible), Is.EqualTo(7));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM shipments"), Is.EqualTo(1));
    }

    private async Task<string> Url(PlaceOrderOutcome.Placed order, Actor producer) => $"/producer-orders/{await _depot.Part(order.OrderId, producer)}";

    private (string Name, string Value)[] Parcel(string trackingNo, params (long Line, string Quantity)[] lines) =>
    [
        .. lines.SelectMany((l, i) => new[] { ($"Ship.Lines[{i}].LineId", $"{l.Line}"), ($"Ship.Lines[{i}].Quantity", l.Quantity) }),
        ("Ship.CarrierId", $"{_depot.Carrier}"), ("Ship.TrackingNo", trackingNo),
    ];

    private Task<string?> Promise(PlaceOrderOutcome.Placed order) =>
        _depot.Portal.Scalar<string>("SELECT CONCAT(promised_ship_on, ' ', promised_delivery_on, ' ', status) FROM producer_orders WHERE order_id = @OrderId", order);
}
