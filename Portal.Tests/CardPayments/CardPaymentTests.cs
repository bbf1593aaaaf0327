using System.Net;
using NUnit.Framework;
using Portal.Core.CardPayments;
using Portal.Core.Orders;
using Portal.Core.Payments;

namespace Portal.Tests.CardPayments;

/// <summary>The life of a card payment, with everything that can be lost on the way.</summary>
[TestFixture]
public sealed class CardPaymentTests
{
    private CardShop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await CardShop.Open();

    [TearDown]
    public Task Books() => _shop.BooksAreSound();

    [OneTimeTearDown]
    public ValueTask Close() => _shop.DisposeAsync();

    [Test]
    public async Task The_buyer_is_taken_to_Stripe_pays_and_comes_back_to_a_paid_order()
    {
        var order = await _shop.Order();
        using var buyer = await _shop.Depot.As(_shop.Depot.Buyer);
        var page = await buyer.Get($"/orders/{order.OrderNo}");
        Assert.That(page.Main, Does.Contain("카드로 결제"));
        var sent = await buyer.Post($"/orders/{order.OrderNo}/card-payments");
        var payment = await _shop.Portal.Scalar<long>("SELECT id FROM card_payments WHERE order_id = @OrderId", new { order.OrderId });
        var session = _shop.Stripe.SessionOf(payment);
        Assert.That(sent.Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(sent.Location, Is.EqualTo(session["url"]!.GetValue<string>()));
        Assert.That(session["cancel_url"]!.GetValue<string>(), Does.EndWith($"/card-payments/{payment}"));

        // gone back without paying
        var waiting = await buyer.Get($"/card-payments/{payment}");
        Assert.That(waiting.Main, Does.Contain("결제 대기"));
        Assert.That(waiting.Html.QuerySelector("a.btn")!.GetAttribute("href"), Is.EqualTo(session["url"]!.GetValue<string>()));
        // somebody who only says that it was paid
        await buyer.Get($"/card-payments/{payment}/return");
        Assert.That(await _shop.PaidOf(order.OrderId), Is.Zero, "a redirect proves nothing");

        _shop.Stripe.Pay(session);
        // every message is lost: the portal asks when the buyer comes back, however often
        for (var i = 0; i < 3; i++)
        {
            var back = await buyer.Get($"/card-payments/{payment}/return");
            Assert.That(back.Location, Is.EqualTo($"/card-payments/{payment}"));
        }

        Assert.That((await buyer.Get($"/card-payments/{payment}")).Main, Does.Contain("결제 완료"));
        Assert.That(await _shop.PaidOf(order.OrderId), Is.EqualTo(await _shop.TotalOf(order.OrderId)));
        Assert.That(await _shop.Count("postings", $"order_id = {order.OrderId} AND kind = 'Card'"), Is.EqualTo(1));
        // and the message that comes after all changes nothing
        await _shop.Send("checkout.session.completed", session);
        Assert.That(await _shop.Count("postings", $"order_id = {order.OrderId} AND kind = 'Card'"), Is.EqualTo(1));
        Assert.That((await buyer.Post($"/orders/{order.OrderNo}/card-payments")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_payment_of_which_nobody_tells_is_found_by_the_job()
    {
        var story = await _shop.Paid();
        await _shop.Work();
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.Zero, "it is not asked about yet");
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(6));
        await _shop.Work();
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(story.Amount));
    }

    [TestCase(StripeFault.DropBefore)]
    [TestCase(StripeFault.DropAfter)]
    [TestCase(StripeFault.BrokenAfter)]
    [TestCase(StripeFault.TooMany)]
    [TestCase(StripeFault.Slow)]
    public async Task Whatever_becomes_of_the_answer_there_is_one_session(StripeFault fault)
    {
        var order = await _shop.Order();
        _shop.Stripe.Fail("POST /v1/checkout/sessions", fault);
        var first = await _shop.Start(order.OrderId);
        if (fault != StripeFault.Slow) Assert.That(first, Is.InstanceOf<StartCardPaymentOutcome.NoAnswer>());
        if (fault == StripeFault.BrokenAfter)
        {
            // Stripe answers the same fault under this key until it forgets it; then the time to pay is over, and the buyer begins anew
            Assert.That(await _shop.Start(order.OrderId), Is.InstanceOf<StartCardPaymentOutcome.NoAnswer>());
            _shop.Portal.Time.Advance(TimeSpan.FromHours(25));
            Assert.That(await _shop.Start(order.OrderId), Is.InstanceOf<StartCardPaymentOutcome.Refused>());
        }

        var payment = await _shop.Begin(order.OrderId);
        Assert.That((await _shop.Begin(order.OrderId)).Id, Is.EqualTo(payment.Id), "pressed twice");
        Assert.That(_shop.Stripe.Sessions.Count(s => s["metadata"]!["order"]!.GetValue<string>() == order.OrderNo && s["status"]!.GetValue<string>() == "open" && s["id"]!.GetValue<string>() == payment.SessionId), Is.EqualTo(1));
        var session = _shop.Stripe.SessionOf(payment.Id);
        var intent = _shop.Stripe.Pay(session);
        await _shop.Send("payment_intent.succeeded", intent);
        Assert.That(await _shop.PaidOf(order.OrderId), Is.EqualTo(await _shop.TotalOf(order.OrderId)));
    }

    [Test]
    public async Task What_Stripe_refuses_for_certain_can_be_begun_anew()
    {
        var order = await _shop.Order();
        _shop.Stripe.Fail("POST /v1/checkout/sessions", StripeFault.Refused);
        Assert.That(await _shop.Start(order.OrderId), Is.InstanceOf<StartCardPaymentOutcome.Refused>());
        Assert.That(await _shop.Start(order.OrderId), Is.InstanceOf<StartCardPaymentOutcome.Started>());
        Assert.That(await _shop.Count("card_payments", $"order_id = {order.OrderId} AND status = 'Failed'"), Is.EqualTo(1));
    }

    [Test]
    public async Task When_a_part_is_paid_otherwise_only_the_rest_can_be_paid_by_card()
    {
        var order = await _shop.Order();
        var first = await _shop.Begin(order.OrderId);
        await Deposit(order.OrderId, 10_000);
        var second = await _shop.Begin(order.OrderId);
        Assert.That(second.Amount, Is.EqualTo(first.Amount - 10_000));
        Assert.That(_shop.Stripe.SessionOf(first.Id)["status"]!.GetValue<string>(), Is.EqualTo("expired"));
        Assert.That((await _shop.Payment(first.Id)).Status, Is.EqualTo("Expired"));
        _shop.Stripe.Pay(_shop.Stripe.SessionOf(second.Id));
        await _shop.Send("checkout.session.completed", _shop.Stripe.SessionOf(second.Id));
        Assert.That(await _shop.PaidOf(order.OrderId), Is.EqualTo(first.Amount));
    }

    [Test]
    public async Task What_was_paid_by_card_while_the_rest_was_paid_otherwise_is_held_and_goes_back()
    {
        var story = await _shop.Paid();
        await Deposit(story.Order.OrderId, 10_000);
        await _shop.Send("checkout.session.completed", story.Session);
        var payment = await _shop.Payment(story.Payment);
        Assert.That((payment.Paid, payment.Applied), Is.EqualTo((story.Amount, story.Amount - 10_000)));
        Assert.That(await _shop.Count("buyer_credits", $"source = 'Card' AND source_id = {story.Payment} AND remaining = 10000"), Is.EqualTo(1));
        await _shop.Work();
        Assert.That(_shop.Stripe.RefundedOf(story.IntentId), Is.EqualTo(10_000));
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(await _shop.TotalOf(story.Order.OrderId)));
    }

    [Test]
    public async Task The_session_of_a_cancelled_order_is_ended()
    {
        var order = await _shop.Order();
        var payment = await _shop.Begin(order.OrderId);
        await _shop.Cancel(order.OrderId);
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(6));
        await _shop.Work();
        Assert.That(_shop.Stripe.SessionOf(payment.Id)["status"]!.GetValue<string>(), Is.EqualTo("expired"));
        Assert.That((await _shop.Payment(payment.Id)).Status, Is.EqualTo("Expired"));
    }

    [Test]
    public async Task Money_that_comes_for_a_cancelled_order_is_held_and_goes_back_to_the_card_by_itself()
    {
        var story = await _shop.Paid();
        var mails = await _shop.Mails("credit.card-refunded");
        await _shop.Cancel(story.Order.OrderId);
        await _shop.Send("checkout.session.completed", story.Session);
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.Zero);
        Assert.That(await _shop.Count("buyer_credits", $"source = 'Card' AND remaining = {story.Amount} AND order_id = {story.Order.OrderId}"), Is.EqualTo(1));
        for (var i = 0; i < 3; i++) await _shop.Work();
        Assert.That(_shop.Stripe.RefundedOf(story.IntentId), Is.EqualTo(story.Amount));
        Assert.That(await _shop.Mails("credit.card-refunded"), Is.EqualTo(mails + 1));
        Assert.That((await _shop.Payment(story.Payment)).Refunded, Is.EqualTo(story.Amount));
    }

    [Test]
    public async Task An_order_does_not_expire_while_it_is_being_paid_by_card()
    {
        var order = await _shop.Order();
        _shop.Portal.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(10));
        var payment = await _shop.Begin(order.OrderId);
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(20));
        await Expire();
        Assert.That(await Status(order.OrderId), Is.EqualTo("Placed"));
        // nothing came, and the time to pay is over
        _shop.Stripe.SessionOf(payment.Id)["status"] = "expired";
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(60));
        await _shop.Work();
        await Expire();
        Assert.That(await Status(order.OrderId), Is.EqualTo("Cancelled"));
    }

    private Task<int> Expire() => _shop.Portal.Run<ExpireOrders, int>(u => u.Handle(100));

    private Task<string?> Status(long order) => _shop.Portal.Scalar<string>("SELECT status FROM orders WHERE id = @order", new { order });

    private async Task Deposit(long order, long amount)
    {
        var recorded = await _shop.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(_shop.Depot.Operator, amount, _shop.Depot.Now, "payer") { OrderId = order }));
        Assert.That(recorded, Is.InstanceOf<RecordDepositOutcome.Recorded>());
    }
}
