using System.Net;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Tests.Delivery;

/// <summary>Parcels: seen by everybody of the order, delivered by hand, corrected, misdelivered and what becomes of that.</summary>
[TestFixture]
public sealed class ShipmentTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task Everybody_of_the_order_follows_the_parcel_and_nobody_else()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 1), (_depot.Knives, 1));
        var shipment = await _depot.Ship(order.OrderId, _depot.Orchard, "601233458871");
        _depot.Portal.Carrier.Answers["601233458871"] = new CarrierAnswer.Events([new(_depot.Now.AddMinutes(9), TrackingCode.InTransit, "옥천HUB", "<b>옮기는 중</b>")]);
        _depot.Portal.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await _depot.Portal.Run<TrackDueShipments, int>(u => u.Handle(10, default)), Is.EqualTo(1));
        foreach (var actor in new[] { _depot.Buyer, _depot.Operator, _depot.Orchard, _depot.Administrator })
        {
            using var v = await _depot.As(actor);
            Assert.That((await v.Get($"/shipments/{shipment}")).Main, Does.Contain("이동 중").And.Contain("옥천HUB").And.Contain("<b>옮기는 중</b>"), $"{actor.Role}");
            Assert.That((await v.Get("/shipments")).Main, Does.Contain("601233458871"), $"{actor.Role}");
        }

        foreach (var actor in new[] { _depot.Forge, _depot.Seller, await _depot.Stranger(Role.Buyer), await _depot.Stranger(Role.Operator) })
        {
            using var v = await _depot.As(actor);
            Assert.That((await v.Get($"/shipments/{shipment}")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor.Role}");
            Assert.That((await v.Get("/shipments")).Main, Does.Not.Contain("601233458871"), $"{actor.Role}");
            if (actor.Role is not (Role.Producer or Role.Operator)) continue;
            Assert.That((await v.Post($"/shipments/{shipment}/delivery", ("Delivery.At", "2026-03-02T10:05"))).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor.Role}");
        }
    }

    [Test]
    public async Task Lists_are_narrowed_by_state_and_by_text()
    {
        var underway = await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "100000001");
        await _depot.Deliver(await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "200000002"));
        var wrong = await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "300000003");
        await _depot.Portal.Run<ReportMisdelivery, ReportMisdeliveryOutcome>(u => u.Handle(new ReportMisdeliveryRequest(_depot.Buyer, wrong, MisdeliveryKind.Lost, "never came")));
        using var v = await _depot.As(_depot.Operator);
        async Task<string> Numbers(string query) => string.Join(' ', (await v.Get($"/shipments{query}")).Html.QuerySelectorAll("tbody tr > :first-child a").Select(a => a.TextContent).Order(StringComparer.Ordinal));
        Assert.That(await Numbers(""), Is.EqualTo("100000001 200000002 300000003"));
        Assert.That(await Numbers("?view=underway"), Is.EqualTo("100000001"));
        Assert.That(await Numbers("?view=delivered"), Is.EqualTo("200000002"));
        Assert.That(await Numbers("?view=problem"), Is.EqualTo("300000003"));
        Assert.That(await Numbers("?view=late"), Is.Empty);
        Assert.That(await Numbers("?q=0000000"), Is.EqualTo("100000001 200000002 300000003"));
        Assert.That(await Numbers("?q=0003"), Is.EqualTo("300000003"));
        Assert.That(await Numbers("?q=%25"), Is.Empty, "a wild card is a letter");
        Assert.That(await Numbers("?view=nonsense&page=-5"), Is.EqualTo("100000001 200000002 300000003"));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That(await Numbers("?view=late"), Is.EqualTo("100000001"), $"{underway}");
        Assert.That((await v.Get("/")).Main, Does.Contain("납기를 넘긴 배송").And.Contain("처리할 배송 사고"));
    }

    [Test]
    public async Task A_delivery_is_recorded_by_hand_once_and_not_before_the_shipping_nor_in_the_future()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 2));
        var shipment = await _depot.Ship(order.OrderId, _depot.Orchard);
        _depot.Portal.Time.Advance(TimeSpan.FromHours(5));
        using var v = await _depot.As(_depot.Orchard);
        var url = $"/shipments/{shipment}/delivery";
        foreach (var at in new[] { "2026-03-02T09:59", "2026-03-02T15:01", "", "tomorrow" })
        {
            var page = await v.Post(url, ("Delivery.At", at));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), at);
            Assert.That(page.Html.QuerySelector("#Delivery_At")!.GetAttribute("value"), Is.EqualTo(at));
        }

        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Post(url, ("Delivery.At", "2026-03-02T14:30"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await v.PostAndFollow(url, ("Delivery.At", "2026-03-02T14:30"))).Main, Does.Contain("배송 완료").And.Contain("2026. 3. 2. 14:30").And.Contain("직접 입력"));
        Assert.That((await v.Post(url, ("Delivery.At", "2026-03-02T14:40"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var line = (await _depot.Portal.Query<LineKept>("SELECT delivered, delivered_at, objection_ends_at FROM order_lines")).Single();
        Assert.That((line.Delivered, line.DeliveredAt, line.ObjectionEndsAt),
            Is.EqualTo((2, new DateTime(2026, 3, 2, 5, 30, 0, DateTimeKind.Utc), new DateTime(2026, 3, 9, 5, 30, 0, DateTimeKind.Utc))));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'shipment.delivered'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_wrong_number_is_corrected_while_the_parcel_is_underway()
    {
        await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "100000001");
        var shipment = await _depot.Ship((await _depot.PaidOrder((_depot.Apples, 1))).OrderId, _depot.Orchard, "100000002");
        using var v = await _depot.As(_depot.Orchard);
        var url = $"/shipments/{shipment}/tracking";
        Assert.That((await v.Post(url, ("Parcel.CarrierId", $"{_depot.Carrier}"), ("Parcel.TrackingNo", "100000001"))).Status, Is.EqualTo(HttpStatusCode.BadRequest), "used by another parcel");
        Assert.That((await v.Post(url, ("Parcel.CarrierId", $"{_depot.Carrier}"), ("Parcel.TrackingNo", "1"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await v.PostAndFollow(url, ("Parcel.CarrierId", $"{_depot.Carrier}"), ("Parcel.TrackingNo", "1000-0000-3"))).Main, Does.Contain("배송 100000003"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT CONCAT(before_value, ' > ', after_value) FROM audit_entries WHERE action = 'shipment.tracking'"), Is.EqualTo("kr.cjlogistics 100000002 > kr.cjlogistics 100000003"));
        await _depot.Deliver(shipment);
        Assert.That((await v.Post(url, ("Parcel.CarrierId", $"{_depot.Carrier}"), ("Parcel.TrackingNo", "100000004"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_parcel_that_went_astray_is_sent_again_and_its_units_are_there_to_be_shipped()
    {
        var order = await _depot.PaidOrder((_depot.Apples, 2));
        var shipment = await _depot.Ship(order.OrderId, _depot.Orchard, "100000001");
        using var buyer = await _depot.As(_depot.Buyer);
        var report = $"/shipments/{shipment}/misdeliveries";
        var bad = await buyer.Post(report, ("Misdelivery.Kind", ""), ("Misdelivery.Description", "=cmd 옆집 😀"));
        Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(bad.Html.QuerySelector("#Misdelivery_Description")!.TextContent.Trim(), Is.EqualTo("=cmd 옆집 😀"));
        Assert.That((await buyer.PostAndFollow(report, ("Misdelivery.Kind", "WrongPlace"), ("Misdelivery.Description", "=cmd 옆집 😀"))).Main, Does.Contain("다른 곳으로 감").And.Contain("=cmd 옆집 😀"));
        Assert.That((await buyer.Post(report, ("Misdelivery.Kind", "Lost"), ("Misdelivery.Description", "again"))).Status, Is.EqualTo(HttpStatusCode.Conflict));

        var id = await _depot.Portal.Scalar<long>("SELECT id FROM misdeliveries");
        Assert.That((await buyer.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", "Recovered"))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        using var other = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await other.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", "Recovered"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", ""))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await staff.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", "Returned"))).Status, Is.EqualTo(HttpStatusCode.Conflict), "it did not arrive");
        _depot.Portal.Time.Advance(TimeSpan.FromDays(5));
        Assert.That((await staff.PostAndFollow($"/misdeliveries/{id}/resolution", ("Resolution.Way", "SentAgain"), ("Resolution.Note", "택배사 과실"))).Main, Does.Contain("다시 보냄").And.Contain("택배사 과실"));
        Assert.That((await staff.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", "Recovered"))).Status, Is.EqualTo(HttpStatusCode.Conflict));

        Assert.That(await _depot.Portal.Scalar<string>("SELECT CONCAT(status, ' ', proposed_ship_on) FROM producer_orders"), Is.EqualTo("New 2026-03-08"), "tomorrow, so that it is not late at once");
        await _depot.Deliver(await _depot.Ship(order.OrderId, _depot.Orchard, "100000009"));
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Main, Does.Contain("배송 완료").And.Contain("다시 보냄"));
        Assert.That(await _depot.Portal.Query<string>("SELECT DISTINCT template FROM outbox WHERE template LIKE 'misdelivery%' ORDER BY template"), Is.EqualTo(new[] { "misdelivery.reported", "misdelivery.sentAgain" }));
    }

    [Test]
    public async Task What_arrived_wrong_comes_back_as_a_return_and_what_arrived_after_all_is_delivered()
    {
        var (_, line) = await _depot.Delivered(_depot.Apples, 3);
        var arrived = await _depot.Portal.Scalar<long>("SELECT id FROM shipments");
        var astray = await _depot.Ship((await _depot.PaidOrder((_depot.Knives, 1))).OrderId, _depot.Forge);
        using var v = await _depot.As(_depot.Operator);
        foreach (var (shipment, kind, way) in new[] { (arrived, "WrongProduct", "Returned"), (astray, "WrongPlace", "Recovered") })
        {
            await v.Post($"/shipments/{shipment}/misdeliveries", ("Misdelivery.Kind", kind), ("Misdelivery.Description", "배가 왔음"));
            var id = await _depot.Portal.Scalar<long>("SELECT id FROM misdeliveries WHERE shipment_id = @shipment", new { shipment });
            Assert.That((await v.Post($"/misdeliveries/{id}/resolution", ("Resolution.Way", way))).Location, Is.EqualTo($"/shipments/{shipment}"));
        }

        Assert.That(await _depot.Portal.Scalar<string>("SELECT CONCAT(order_line_id, ' ', quantity, ' ', reason, ' ', status) FROM returns"), Is.EqualTo($"{line} 3 Wrong Requested"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT status FROM shipments WHERE id = @astray", new { astray }), Is.EqualTo("Delivered"));
    }

    private sealed record LineKept
    {
        public long Delivered { get; init; }
        public DateTime DeliveredAt { get; init; }
        public DateTime ObjectionEndsAt { get; init; }
    }
}
