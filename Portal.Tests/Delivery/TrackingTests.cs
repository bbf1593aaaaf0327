using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Orders;

namespace Portal.Tests.Delivery;

/// <summary>What becomes of the answers of carriers, and the alert for what was not shipped.</summary>
[TestFixture]
public sealed class TrackingTests
{
    private const string Number = "601233458871";

    private Depot _depot = null!;
    private PlaceOrderOutcome.Placed _order = null!;
    private long _shipment;

    [SetUp]
    public async Task Ship()
    {
        _depot = await Depot.Open();
        _order = await _depot.PaidOrder((_depot.Apples, 2));
        _shipment = await _depot.Ship(_order.OrderId, _depot.Orchard, Number);
    }

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_repeated_poll_adds_nothing()
    {
        Answers((5, TrackingCode.PickedUp), (9, TrackingCode.InTransit));
        Assert.That(await Poll(10), Is.EqualTo(TrackShipmentOutcome.Moved));
        for (var i = 0; i < 3; i++) Assert.That(await Poll(10), Is.EqualTo(TrackShipmentOutcome.NothingNew));
        Assert.That(await Events(), Is.EqualTo("PickedUp InTransit"));
        Assert.That(await Status(), Is.EqualTo("InTransit"));
    }

    [Test]
    public async Task Events_that_come_late_and_out_of_order_end_in_the_same_state()
    {
        Answers((30, TrackingCode.OutForDelivery), (10, TrackingCode.InTransit));
        await Poll(31);
        Assert.That(await Status(), Is.EqualTo("OutForDelivery"));
        Answers((20, TrackingCode.InTransit), (30, TrackingCode.OutForDelivery), (10, TrackingCode.InTransit), (5, TrackingCode.PickedUp));
        await Poll(31);
        Assert.That(await Status(), Is.EqualTo("OutForDelivery"), "what is told later and happened earlier does not turn it back");
        Assert.That(await Events(), Is.EqualTo("PickedUp InTransit InTransit OutForDelivery"));
    }

    [Test]
    public async Task Delivered_is_delivered_whatever_is_listed_after_it()
    {
        Answers((10, TrackingCode.OutForDelivery), (20, TrackingCode.Delivered), (25, TrackingCode.OutForDelivery));
        Assert.That(await Poll(30), Is.EqualTo(TrackShipmentOutcome.Delivered));
        Assert.That(await Status(), Is.EqualTo("Delivered"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT delivered_at FROM shipments"), Does.StartWith("2026-03-02 01:20:00"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM shipments WHERE next_poll_at IS NOT NULL"), Is.Zero);
        Assert.That(await Poll(10), Is.EqualTo(TrackShipmentOutcome.NotUnderway));
    }

    [Test]
    public async Task A_carriers_clock_never_delivers_before_the_shipping_nor_in_the_future()
    {
        Answers((120, TrackingCode.Delivered));
        Assert.That(await Poll(10), Is.EqualTo(TrackShipmentOutcome.Delivered));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT delivered_at FROM shipments"), Does.StartWith("2026-03-02 01:10:00"));
    }

    [Test]
    public async Task The_story_of_a_parcel_that_had_the_number_months_ago_is_not_ours()
    {
        Answers((-60 * 24 * 90, TrackingCode.InTransit), (-60 * 24 * 89, TrackingCode.Delivered), (5, TrackingCode.InTransit));
        Assert.That(await Poll(10), Is.EqualTo(TrackShipmentOutcome.Moved));
        Assert.That((await Status(), await Events()), Is.EqualTo(("InTransit", "InTransit")));
    }

    [Test]
    public async Task A_status_that_nobody_knows_and_an_exception_are_shown_and_change_no_state()
    {
        Answers((5, TrackingCode.InTransit), (7, TrackingCode.Unknown), (9, TrackingCode.Trouble));
        await Poll(10);
        Assert.That((await Status(), await Events()), Is.EqualTo(("InTransit", "InTransit Unknown Trouble")));
        using var v = await _depot.As(_depot.Operator);
        Assert.That((await v.Get("/shipments?view=problem")).Main, Does.Contain(Number));
        Assert.That((await v.Get($"/shipments/{_shipment}")).Main, Does.Contain("이상 발생").And.Contain("택배사 조회에 문제가 있습니다"));
    }

    [Test]
    public async Task A_carrier_that_does_not_answer_is_asked_less_and_less_often_and_nothing_is_lost()
    {
        _depot.Portal.Carrier.Answers[Number] = new CarrierAnswer.Failed("HTTP 500");
        var pauses = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            Assert.That(await Poll(0), Is.EqualTo(TrackShipmentOutcome.Failed));
            pauses.Add((await NextPoll() - _depot.Now).TotalMinutes);
        }

        Assert.That(pauses, Is.Ordered.Ascending);
        Assert.That((pauses[0], pauses[^1]), Is.EqualTo((10, 1440)));
        Answers((5, TrackingCode.InTransit));
        await Poll(10);
        Assert.That(await Status(), Is.EqualTo("InTransit"));
        Assert.That((await NextPoll() - _depot.Now).TotalMinutes, Is.EqualTo(10));
    }

    [Test]
    public async Task A_number_that_the_carrier_does_not_know_for_days_is_pointed_out()
    {
        Answers();
        await Poll(60);
        using var v = await _depot.As(_depot.Orchard);
        Assert.That((await v.Get($"/shipments/{_shipment}")).Main, Does.Contain("아직 기록이 없습니다").And.Not.Contain("번호를 확인해 주세요"));
        await Poll(60 * 49);
        Assert.That((await v.Get($"/shipments/{_shipment}")).Main, Does.Contain("번호를 확인해 주세요"));
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get($"/shipments/{_shipment}")).Main, Does.Not.Contain("번호를 확인해 주세요"), "that is for those who ship");
    }

    [Test]
    public async Task Parts_that_were_not_shipped_in_time_are_told_of_once_promised_or_not()
    {
        var promised = await _depot.PaidOrder((_depot.Apples, 1));
        var unconfirmed = await _depot.PaidOrder((_depot.Knives, 1));
        await _depot.Order((_depot.Knives, 1));
        var today = new DateOnly(2026, 3, 2);
        var part = await _depot.Part(promised.OrderId, _depot.Orchard);
        await _depot.Portal.Run<ConfirmPart, ConfirmPartOutcome>(u => u.Handle(new ConfirmPartRequest(_depot.Orchard, part, today.AddDays(6), null)));
        Assert.That(await Late(), Is.Zero);
        _depot.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That((await Late(), await Late()), Is.EqualTo((1, 0)), "nobody promised anything, and the proposed day is over");
        _depot.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That((await Late(), await Late()), Is.EqualTo((1, 0)));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'shipment.late'"), Is.EqualTo(4), "the producer and the centre, of two parts");
        using var forge = await _depot.As(_depot.Forge);
        Assert.That((await forge.Get("/orders?view=late")).Main, Does.Contain(unconfirmed.OrderNo).And.Not.Contain(promised.OrderNo));
        Assert.That((await forge.Get("/")).Main, Does.Contain("발송이 늦은 주문").And.Contain("발주를 확인할 주문").And.Contain("발송할 주문"));

        await _depot.Portal.Run<ConfirmPart, ConfirmPartOutcome>(u => u.Handle(new ConfirmPartRequest(_depot.Orchard, part, today.AddDays(9), null)));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(3));
        Assert.That(await Late(), Is.EqualTo(1), "a new promise can be broken again");
    }

    private void Answers(params (int Minute, TrackingCode Code)[] events)
    {
        var shippedAt = new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
        _depot.Portal.Carrier.Answers[Number] = new CarrierAnswer.Events([.. events.Select(e => new TrackingEvent(shippedAt.AddMinutes(e.Minute), e.Code, "옥천HUB", "words"))]);
    }

    private Task<TrackShipmentOutcome> Poll(int afterMinutes)
    {
        _depot.Portal.Time.Advance(TimeSpan.FromMinutes(afterMinutes));
        return _depot.Portal.Run<TrackShipment, TrackShipmentOutcome>(u => u.Handle(_shipment));
    }

    private Task<int> Late() => _depot.Portal.Run<NotifyLate, int>(u => u.Handle(100));

    private async Task<string> Events() => string.Join(' ', await _depot.Portal.Query<string>("SELECT status FROM tracking_events ORDER BY at, id"));

    private Task<string?> Status() => _depot.Portal.Scalar<string>("SELECT status FROM shipments WHERE id = @_shipment", new { _shipment });

    private async Task<DateTime> NextPoll() => (await _depot.Portal.Query<DateTime>("SELECT next_poll_at FROM shipments")).Single();
}
