using System.Net;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>The operator records what came into the bank account, and each deposit finds its order, or waits in a work list.</summary>
[TestFixture]
public sealed class DepositPageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task The_form_begins_with_what_is_open_of_the_order()
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        var form = (await staff.Get($"/deposits/new?order={order.OrderNo}")).Html;
        Assert.That(form.QuerySelector("#OrderNo")!.GetAttribute("value"), Is.EqualTo(order.OrderNo));
        Assert.That(form.QuerySelector("#Amount")!.GetAttribute("value"), Is.EqualTo("46200"));
        Assert.That(form.QuerySelector("#Depositor")!.GetAttribute("value"), Is.EqualTo("한빛식자재"));
        Assert.That(form.QuerySelector("#DepositedAt")!.GetAttribute("value"), Does.StartWith("2026-03-02T10:00"));
    }

    [TestCase(46_200, "Exact", 46_200, 0)]
    [TestCase(20_000, "Partial", 20_000, 0)]
    [TestCase(50_000, "Over", 46_200, 3_800)]
    public async Task A_deposit_is_matched_with_its_order(long amount, string match, long paid, long held)
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        var page = await Record(staff, order.OrderNo, amount, "KB-1");
        Assert.That(page.Location, Is.EqualTo($"/orders/{order.OrderNo}"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT match FROM deposits WHERE reference = 'KB-1'"), Is.EqualTo(match));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT paid FROM orders WHERE id = @OrderId", order), Is.EqualTo(paid));
        Assert.That(await _depot.Portal.Scalar<long?>("SELECT SUM(remaining) FROM buyer_credits") ?? 0, Is.EqualTo(held));
        var list = await staff.Get($"/deposits?match={match}");
        Assert.That(list.Main, Does.Contain("KB-1").And.Contain(order.OrderNo));
        Assert.That((await staff.Get("/deposits?match=Unknown")).Main, Does.Not.Contain("KB-1"));
        Assert.That((await staff.Get("/deposits?q=kb-1&match=")).Main, Does.Contain("KB-1"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'deposit.record' AND subject_label = 'KB-1'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Money_of_an_unknown_payer_and_money_that_comes_too_late_wait_in_the_work_list()
    {
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await Record(staff, "", 7_000, "KB-2")).Location, Is.EqualTo("/credits"));

        var order = await _depot.Order((_depot.Knives, 1));
        await _depot.Portal.Run<CancelOrder, CancelOrderOutcome>(u => u.Handle(new CancelOrderRequest(_depot.Operator, order.OrderId, null, "Too slow.")));
        await Record(staff, order.OrderNo, 23_100, "KB-3");
        Assert.That(await _depot.Portal.Scalar<string>("SELECT match FROM deposits WHERE reference = 'KB-3'"), Is.EqualTo("Late"));

        var list = await staff.Get("/credits");
        Assert.That(list.Main, Does.Contain("7,000").And.Contain("23,100").And.Contain("모르는 입금자"));
        Assert.That((await staff.Get("/")).Main, Does.Contain("주인을 찾거나 돌려줄 보관금").And.Contain("30,100원"), "it is on the operator's first page");
    }

    [Test]
    public async Task The_same_reference_is_recorded_once()
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        await Record(staff, order.OrderNo, 1_000, "KB-4");
        var again = await Record(staff, order.OrderNo, 1_000, "KB-4");
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(again.Main, Does.Contain("이미 기록한 거래번호입니다"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT paid FROM orders WHERE id = @OrderId", order), Is.EqualTo(1_000));
    }

    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("만원")]
    [TestCase("=1+1")]
    [TestCase("99999999999999999999")]
    [TestCase("")]
    public async Task What_is_no_amount_is_refused_and_what_was_typed_stays(string amount)
    {
        var order = await _depot.Order((_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Post("/deposits/new", ("Amount", amount), ("DepositedAt", "2026-03-02T09:00"), ("Depositor", "=cmd 😀 ‮ab"), ("OrderNo", order.OrderNo));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Html.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")), Does.Contain("#Amount"));
        Assert.That(page.Html.QuerySelector("#Depositor")!.GetAttribute("value"), Is.EqualTo("=cmd 😀 ‮ab"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits"), Is.Zero);
    }

    [Test]
    public async Task A_deposit_cannot_come_from_the_future_nor_for_an_order_that_is_not_there()
    {
        using var staff = await _depot.As(_depot.Operator);
        var future = await staff.Post("/deposits/new", ("Amount", "1000"), ("DepositedAt", "2026-04-02T09:00"), ("Depositor", "A"));
        Assert.That(future.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        var unknown = await staff.Post("/deposits/new", ("Amount", "1000"), ("DepositedAt", "2026-03-02T09:00"), ("Depositor", "A"), ("OrderNo", "20990101-0001"));
        Assert.That(unknown.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(unknown.Main, Does.Contain("우리 센터에 없는 주문번호입니다"));
        Assert.That(await _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM deposits"), Is.Zero);
    }

    [Test]
    public async Task Another_centre_neither_sees_nor_records_money_of_this_one()
    {
        var order = await _depot.Order((_depot.Knives, 2));
        using var staff = await _depot.As(_depot.Operator);
        await Record(staff, order.OrderNo, 50_000, "KB-5");
        var credit = await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits");
        using var stranger = await _depot.As(await _depot.Stranger(Role.Operator));
        Assert.That((await stranger.Get("/deposits")).Main, Does.Not.Contain("KB-5"));
        Assert.That((await stranger.Get($"/credits/{credit}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Record(stranger, order.OrderNo, 1_000, "KB-6")).Status, Is.EqualTo(HttpStatusCode.BadRequest), "to them there is no such order");
    }

    private static Task<WebPage> Record(WebVisitor staff, string orderNo, long amount, string reference) => staff.Post("/deposits/new",
        ("Amount", amount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)), ("DepositedAt", "2026-03-02T09:00"), ("Depositor", "한빛식자재"), ("OrderNo", orderNo), ("Reference", reference));
}
