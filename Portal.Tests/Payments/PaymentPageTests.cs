using System.Globalization;
using System.Net;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.Payments;

/// <summary>Deposits and held money through their pages: a form sent twice moves money once, and what cannot be is refused.</summary>
[TestFixture]
public sealed class PaymentPageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_deposit_whose_form_is_sent_twice_is_recorded_once()
    {
        var order = await _depot.Order((_depot.Apples, 2));
        using var staff = await _depot.As(_depot.Operator);
        var form = await Form(staff, order.OrderNo);
        var answers = await Task.WhenAll(staff.Post("/deposits/new", form), staff.Post("/deposits/new", form), staff.Post("/deposits/new", form));
        Assert.That(answers.Select(a => a.Status).Order(), Is.EqualTo(new[] { HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict }));
        Assert.That(answers.First(a => a.Status == HttpStatusCode.Conflict).Main, Does.Contain("이미 기록했습니다"));
        Assert.That(await Count("deposits"), Is.EqualTo(1));
        Assert.That(await Count("buyer_credits"), Is.Zero);
        Assert.That((await staff.Post("/deposits/new", await Form(staff, order.OrderNo))).Status, Is.EqualTo(HttpStatusCode.Redirect), "another form is another deposit");
    }

    [TestCase("0001-01-01T00:00")]
    [TestCase("0026-03-01T09:00")]
    [TestCase("1999-03-01T09:00")]
    [TestCase("2026-12-31T09:00")]
    [TestCase("9999-12-31T23:59")]
    public async Task A_deposit_of_another_age_is_refused_and_what_was_typed_stays(string at)
    {
        var order = await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Post("/deposits/new", ("OrderNo", order.OrderNo), ("Amount", "1000"), ("DepositedAt", at), ("Depositor", "늦봄상회"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page.Main, Does.Contain("입금 시각은 지금까지의 시각이어야"));
        Assert.That(page.Html.QuerySelector("#Depositor")!.GetAttribute("value"), Is.EqualTo("늦봄상회"));
        Assert.That(await Count("deposits"), Is.Zero);
    }

    [Test]
    public async Task A_refund_of_a_part_whose_form_is_sent_twice_is_paid_once()
    {
        var credit = await Held(10_000);
        using var staff = await _depot.As(_depot.Operator);
        var seen = Hidden(await staff.Get($"/credits/{credit}"), "Refund.Seen");
        (string, string)[] form =
        [
            ("Refund.Amount", "4000"), ("Refund.BankCode", "004"), ("Refund.BankAccount", "123-456"), ("Refund.BankHolder", "늦봄상회"), ("Refund.Reason", "초과"), ("Refund.Seen", seen),
        ];
        Assert.That((await staff.Post($"/credits/{credit}/refunds", form)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await staff.Post($"/credits/{credit}/refunds", form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Left(credit), Is.EqualTo(6_000));
        Assert.That(await Count("refunds"), Is.EqualTo(1));
    }

    [Test]
    public async Task Held_money_goes_once_to_an_order_that_was_chosen_and_never_beyond_what_it_owes()
    {
        var credit = await Held(500_000);
        var order = await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var seen = Hidden(await staff.Get($"/credits/{credit}"), "Apply.Seen");
        var none = await Apply(staff, credit, ("Apply.Amount", "1000"), ("Apply.Seen", seen));
        Assert.That(none.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(none.Main, Does.Contain("돈을 쓸 주문을 골라 주세요"));
        foreach (var (amount, why) in new[] { ("0", "0보다 크게"), ("-1", "숫자로"), ("", "꼭 적어"), ("500001", "남은 금액보다 많습니다"), ("499999", "주문에 남은 금액보다 많습니다") })
        {
            var page = await Apply(staff, credit, ("Apply.OrderId", $"{order.OrderId}"), ("Apply.Amount", amount), ("Apply.Seen", seen));
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest), amount);
            Assert.That(page.Main, Does.Contain(why), amount);
        }

        (string, string)[] form = [("Apply.OrderId", $"{order.OrderId}"), ("Apply.Amount", "1000"), ("Apply.Seen", seen)];
        Assert.That((await Apply(staff, credit, form)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await Apply(staff, credit, form)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Left(credit), Is.EqualTo(499_000));
    }

    [Test]
    public async Task When_a_cancellation_leaves_what_is_paid_already_its_producer_is_told_to_ship()
    {
        var order = await _depot.Order((_depot.Apples, 2), (_depot.Knives, 1));
        var (apples, knives) = (await _depot.Part(order.OrderId, _depot.Orchard), await _depot.Part(order.OrderId, _depot.Forge));
        var due = await _depot.Portal.Scalar<long>("""
            SELECT p.freight + p.freight_vat + SUM(l.supply + l.vat) FROM producer_orders p JOIN order_lines l ON l.producer_order_id = p.id WHERE p.id = @apples GROUP BY p.freight, p.freight_vat
            """, new { apples });
        using var staff = await _depot.As(_depot.Operator);
        await staff.Post("/deposits/new", ("OrderNo", order.OrderNo), ("Amount", $"{due}"), ("DepositedAt", Local(_depot.Now)), ("Depositor", "payer"));
        var cancelled = await _depot.Portal.Run<CancelOrder, CancelOrderOutcome>(u => u.Handle(new CancelOrderRequest(_depot.Operator, order.OrderId, knives, "품절")));
        Assert.That(cancelled, Is.EqualTo(CancelOrderOutcome.Cancelled));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT released_at FROM orders WHERE id = @OrderId", new { order.OrderId }), Is.Not.Null);
        Assert.That(await Told(apples), Is.EqualTo(1));
        Assert.That(await Told(knives), Is.Zero);
    }

    private async Task<(string, string)[]> Form(WebVisitor staff, string orderNo)
    {
        var page = await staff.Get($"/deposits/new?order={orderNo}");
        return [("OrderNo", orderNo), ("Amount", "1000"), ("DepositedAt", Local(_depot.Now)), ("Depositor", "늦봄상회"), ("Key", Hidden(page, "Key"))];
    }

    private static Task<WebPage> Apply(WebVisitor staff, long credit, params (string, string)[] form) => staff.Post($"/credits/{credit}/applications", form);

    private static string Hidden(WebPage page, string name) => page.Html.QuerySelector($"input[type=hidden][name='{name}']")!.GetAttribute("value")!;

    private static string Local(DateTime utc) => utc.AddHours(9).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>Money held for the buyer: an order was paid too much.</summary>
    private async Task<long> Held(long over)
    {
        var order = await _depot.Order((_depot.Apples, 1));
        var total = await _depot.Portal.Scalar<long>("SELECT total FROM orders WHERE id = @OrderId", new { order.OrderId });
        using var staff = await _depot.As(_depot.Operator);
        await staff.Post("/deposits/new", ("OrderNo", order.OrderNo), ("Amount", $"{total + over}"), ("Confirmed", $"{total + over}"), ("DepositedAt", Local(_depot.Now)), ("Depositor", "payer"));
        return await _depot.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE remaining = @over", new { over });
    }

    private Task<long> Left(long credit) => _depot.Portal.Scalar<long>("SELECT remaining FROM buyer_credits WHERE id = @credit", new { credit });

    private Task<long> Count(string table) => _depot.Portal.Scalar<long>($"SELECT COUNT(*) FROM {table}");

    private Task<long> Told(long part) => _depot.Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = 'order.released' AND effect_key LIKE @key", new { key = $"order.released:{part}:%" });
}
