using System.Net;
using NUnit.Framework;
using Portal.Core.CardPayments;
using Portal.Core.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>Money goes back to the card once, whatever becomes of the answer; and where it cannot, it is held again.</summary>
[TestFixture]
public sealed class CardRefundTests
{
    private CardShop _shop = null!;

    [SetUp]
    public async Task Open() => _shop = await CardShop.Open();

    [TearDown]
    public async Task Close()
    {
        await _shop.BooksAreSound();
        await _shop.DisposeAsync();
    }

    [TestCase(null)]
    [TestCase(StripeFault.DropBefore)]
    [TestCase(StripeFault.DropAfter)]
    [TestCase(StripeFault.BrokenAfter)]
    [TestCase(StripeFault.TooMany)]
    [TestCase(StripeFault.Slow)]
    public async Task The_money_of_a_cancelled_order_goes_back_once(StripeFault? fault)
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        if (fault is { } f) _shop.Stripe.Fail("POST /v1/refunds", f);
        await _shop.Work();
        Assert.That(await _shop.Balance("Card"), Is.Zero, "posted before it is known");
        for (var i = 0; i < 4; i++)
        {
            _shop.Portal.Time.Advance(TimeSpan.FromMinutes(10));
            await _shop.Work();
        }

        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(1));
        Assert.That(_shop.Stripe.RefundedOf(story.IntentId), Is.EqualTo(story.Amount));
        Assert.That(await _shop.Count("card_refunds", "status = 'Succeeded' AND refund_id IS NOT NULL"), Is.EqualTo(1));
        Assert.That(await _shop.Count("postings", "kind = 'CardRefund'"), Is.EqualTo(1));
        Assert.That(await _shop.Count("buyer_credits", "remaining > 0"), Is.Zero);
        Assert.That(await _shop.Mails("credit.card-refunded"), Is.EqualTo(1));
        Assert.That(await _shop.Balance("Unapplied"), Is.Zero);
    }

    [Test]
    public async Task A_refusal_that_is_certain_is_counter_posted_and_not_tried_again_by_itself()
    {
        var story = await _shop.Settled();
        // somebody has refunded it at Stripe already
        _shop.Stripe.MakeRefund(story.IntentId, story.Amount);
        await _shop.Cancel(story.Order.OrderId);
        for (var i = 0; i < 3; i++) await _shop.Work();
        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(1));
        Assert.That(await _shop.Count("card_refunds", "status = 'Failed'"), Is.EqualTo(1));
        Assert.That(await _shop.Count("postings", "kind = 'CardRefundFailed' AND counters_id IS NOT NULL"), Is.EqualTo(1));
        Assert.That(await _shop.Count("buyer_credits", $"source = 'FailedRefund' AND remaining = {story.Amount}"), Is.EqualTo(1));
        Assert.That((await _shop.Payment(story.Payment)).Refunded, Is.Zero);

        // the comparison finds the other one, and the operator takes it into the books
        await _shop.Compare();
        Assert.That(await _shop.Differences(), Is.EqualTo(new[] { "Refund" }));
        var difference = await _shop.Portal.Scalar<long>("SELECT id FROM card_differences");
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        var page = await staff.Get("/card-differences");
        Assert.That(page.Main, Does.Contain("장부에 없는 환불"));
        Assert.That((await staff.Post($"/card-differences/{difference}/resolution", ("Note", "Stripe에서 환불함"), ("TakesIn", "true"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await _shop.Payment(story.Payment)).Refunded, Is.EqualTo(story.Amount));
        Assert.That(await _shop.Balance("Card"), Is.Zero);
        Assert.That(await _shop.Count("buyer_credits", "remaining > 0"), Is.Zero);
        Assert.That((await _shop.Compare()).Found, Is.Zero);
        Assert.That((await staff.Post($"/card-differences/{difference}/resolution", ("Note", "again"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task A_refund_that_fails_later_is_held_again_once_whatever_order_its_messages_have()
    {
        _shop.Stripe.RefundStatus = "pending";
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        await _shop.Work();
        var refund = _shop.Stripe.Refunds.Single();
        Assert.That(await _shop.Count("card_refunds", "status = 'Pending'"), Is.EqualTo(1));
        refund["status"] = "failed";
        refund["failure_reason"] = "lost_or_stolen_card";
        await _shop.Send("refund.failed", refund);
        await _shop.Send("refund.updated", refund);
        await _shop.Send("charge.refund.updated", refund);
        var early = refund.DeepClone().AsObject();
        early["status"] = "pending";
        await _shop.Send("refund.created", early);
        Assert.That(await _shop.Count("card_refunds", "status = 'Failed'"), Is.EqualTo(1));
        Assert.That(await _shop.Count("buyer_credits", $"source = 'FailedRefund' AND remaining = {story.Amount}"), Is.EqualTo(1));
        Assert.That(await _shop.Balance("Card"), Is.EqualTo(story.Amount));
        await _shop.Work();
        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(1), "what failed once is not tried again by itself");
    }

    [Test]
    public async Task A_refund_that_the_bank_sends_back_after_it_succeeded_is_held_again()
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        await _shop.Work();
        var refund = _shop.Stripe.Refunds.Single();
        refund["status"] = "failed";
        Assert.That((await _shop.Compare()).Mended, Is.EqualTo(1), "no message came: the comparison sees it");
        Assert.That(await _shop.Count("buyer_credits", $"source = 'FailedRefund' AND remaining = {story.Amount}"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_pending_refund_is_asked_about_when_no_message_comes()
    {
        _shop.Stripe.RefundStatus = "pending";
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        await _shop.Work();
        _shop.Stripe.Refunds.Single()["status"] = "succeeded";
        _shop.Portal.Time.Advance(TimeSpan.FromHours(7));
        await _shop.Work();
        Assert.That(await _shop.Count("card_refunds", "status = 'Succeeded'"), Is.EqualTo(1));
    }

    [Test]
    public async Task After_a_day_without_an_answer_nothing_is_sent_again()
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        _shop.Stripe.Fail("POST /v1/refunds", StripeFault.DropBefore);
        await _shop.Work();
        // nobody worked for a day, and Stripe has forgotten the key
        _shop.Portal.Time.Advance(TimeSpan.FromHours(26));
        await _shop.Work();
        Assert.That(_shop.Stripe.Refunds, Is.Empty);
        Assert.That(await _shop.Count("buyer_credits", $"source = 'FailedRefund' AND remaining = {story.Amount}"), Is.EqualTo(1));
    }

    [Test]
    public async Task After_a_day_what_was_done_is_found_although_its_key_is_forgotten()
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        _shop.Stripe.Fail("POST /v1/refunds", StripeFault.DropAfter);
        await _shop.Work();
        _shop.Portal.Time.Advance(TimeSpan.FromHours(26));
        await _shop.Work();
        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(1));
        Assert.That(await _shop.Count("card_refunds", "status = 'Succeeded'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Twenty_workers_at_once_send_one_refund()
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.Work()));
        Assert.That(_shop.Stripe.Refunds, Has.Count.EqualTo(1));
        Assert.That(await _shop.Count("card_refunds"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_operator_refunds_held_money_to_the_card_by_hand()
    {
        var story = await _shop.Settled();
        var other = await _shop.Depot.Order((_shop.Depot.Knives, 1));
        var deposit = new Portal.Core.Payments.RecordDepositRequest(_shop.Depot.Operator, 50_000, _shop.Depot.Now, "payer") { BuyerId = _shop.Depot.Buyer.OrganizationId };
        await _shop.Portal.Run<Portal.Core.Payments.RecordDeposit, Portal.Core.Payments.RecordDepositOutcome>(u => u.Handle(deposit));
        var credit = await _shop.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE remaining = 50000");
        await _shop.Work();
        Assert.That(_shop.Stripe.Refunds, Is.Empty, "money of a bank deposit goes to no card by itself");
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        Assert.That((await staff.Get($"/credits/{credit}")).Main, Does.Contain("카드로 돌려주기"));
        var page = $"/card-payments/{story.Payment}";
        Assert.That((await staff.Get(page)).Html.QuerySelectorAll("form[action$='/refunds']"), Has.Length.EqualTo(1));
        foreach (var (amount, why) in new[] { ("0", "0입니다"), ("", "꼭 적어"), ("many", "숫자로"), ("50001", "많거나") })
        {
            var refused = await staff.Post($"{page}/refunds", ("Refund.CreditId", $"{credit}"), ("Refund.Seen", "50000"), ("Refund.Amount", amount));
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.BadRequest), amount);
            Assert.That(refused.Main, Does.Contain(why), amount);
            Assert.That(refused.Html.QuerySelector("#Refund_Amount")!.GetAttribute("value") ?? "", Is.EqualTo(amount));
        }

        (string, string)[] form = [("Refund.CreditId", $"{credit}"), ("Refund.Seen", "50000"), ("Refund.Amount", "20000")];
        Assert.That((await staff.PostAndFollow($"{page}/refunds", form)).Text, Does.Contain("카드로 환불했습니다."));
        Assert.That((await staff.Post($"{page}/refunds", form)).Status, Is.EqualTo(HttpStatusCode.Conflict), "the same form again");
        Assert.That(_shop.Stripe.RefundedOf(story.IntentId), Is.EqualTo(20_000));
        Assert.That(await _shop.PaidOf(other.OrderId), Is.Zero);
        Assert.That((await staff.Get($"/credits/{credit}")).Html.QuerySelector("#h-uses")!.ParentElement!.ParentElement!.QuerySelector($"a[href='{page}']"), Is.Not.Null, "where it went");
        var log = await staff.Get($"/orders/{story.Order.OrderNo}");
        Assert.That(log.Main, Does.Contain("카드로 환불했습니다"));
    }

    [Test]
    public async Task Money_of_another_buyer_goes_to_no_card_of_this_one()
    {
        var story = await _shop.Settled();
        await _shop.Portal.Run<Portal.Core.Payments.RecordDeposit, Portal.Core.Payments.RecordDepositOutcome>(u =>
            u.Handle(new Portal.Core.Payments.RecordDepositRequest(_shop.Depot.Operator, 5_000, _shop.Depot.Now, "?")));
        var credit = await _shop.Portal.Scalar<long>("SELECT id FROM buyer_credits WHERE remaining = 5000");
        var outcome = await _shop.Portal.Run<RefundToCard, RefundToCardOutcome>(u => u.Handle(new RefundToCardRequest(Actor.Portal, credit, story.Payment, 5_000)));
        Assert.That(outcome, Is.InstanceOf<RefundToCardOutcome.NotFound>());
    }
}
