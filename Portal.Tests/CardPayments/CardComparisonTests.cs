using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Portal.Core.CardPayments;
using Portal.Core.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>The comparison with Stripe: what was missed is mended, what differs is shown, in both directions.</summary>
[TestFixture]
public sealed class CardComparisonTests
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

    [Test]
    public async Task Payments_that_were_missed_are_mended_and_what_agrees_is_left_alone()
    {
        var known = await _shop.Settled();
        var missed = new List<CardStory>();
        for (var i = 0; i < 5; i++) missed.Add(await _shop.Paid(1));
        var check = await _shop.Compare();
        Assert.That((check.Payments, check.Mended, check.Found), Is.EqualTo((6, 5, 0)));
        foreach (var story in missed) Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(story.Amount));
        Assert.That(await _shop.PaidOf(known.Order.OrderId), Is.EqualTo(known.Amount));
        var again = await _shop.Compare();
        Assert.That((again.Mended, again.Found), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task What_they_have_and_we_do_not_is_a_difference_and_what_we_have_and_they_do_not_too()
    {
        var gone = await _shop.Settled();
        _shop.Stripe.Intents.Remove(gone.Intent);
        var (other, paid) = (await _shop.Paid(1), await _shop.Settled(1));
        other.Intent["amount_received"] = other.Amount + 1;
        other.Session["amount_total"] = other.Amount + 1;
        _shop.Stripe.MakeIntent(7_000, "krw");
        _shop.Stripe.MakeRefund(paid.IntentId, 1_000);
        await _shop.Cancel(paid.Order.OrderId);
        await _shop.Work();
        var refunded = await _shop.Portal.Scalar<string>("SELECT refund_id FROM card_refunds WHERE refund_id IS NOT NULL");
        Assert.That(refunded, Is.Null, "more than is left is refused");
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var check = await _shop.Compare();
        Assert.That(check.Found, Is.EqualTo(4));
        Assert.That(await _shop.Differences(), Is.EquivalentTo(new[] { "PaymentMissing", "Amount", "UnknownPayment", "Refund" }));
        Assert.That((await _shop.Compare()).Found, Is.Zero, "each is listed once");
        Assert.That(await _shop.PaidOf(other.Order.OrderId), Is.Zero);
    }

    [Test]
    public async Task A_refund_that_Stripe_does_not_have_is_found()
    {
        var story = await _shop.Settled();
        await _shop.Cancel(story.Order.OrderId);
        await _shop.Work();
        _shop.Stripe.Refunds.Clear();
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await _shop.Compare();
        Assert.That(await _shop.Differences(), Is.EqualTo(new[] { "RefundMissing" }));
    }

    [Test]
    public async Task Another_amount_is_taken_into_the_books_by_a_click_and_goes_back_to_the_card()
    {
        var story = await _shop.Paid();
        story.Intent["amount_received"] = story.Amount - 500;
        await _shop.Send("payment_intent.succeeded", story.Intent);
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        Assert.That((await staff.Get("/")).Text, Does.Contain("/card-differences"), "the operator's first page says so");
        var difference = await _shop.Portal.Scalar<long>("SELECT id FROM card_differences");
        var empty = await staff.Post($"/card-differences/{difference}/resolution", ("TakesIn", "true"));
        Assert.That(empty.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(empty.Html.QuerySelector("input[name=TakesIn]")!.HasAttribute("checked"), Is.True);
        await staff.Post($"/card-differences/{difference}/resolution", ("Note", "구매자와 통화함"), ("TakesIn", "true"));
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.Zero);
        Assert.That(await _shop.Balance("Card"), Is.EqualTo(story.Amount - 500));
        await _shop.Work();
        Assert.That(_shop.Stripe.RefundedOf(story.IntentId), Is.EqualTo(story.Amount - 500));
        Assert.That((await staff.Get("/card-differences?settled=true")).Main, Does.Contain("구매자와 통화함"));
        // and the buyer can still pay
        Assert.That(await _shop.Start(story.Order.OrderId), Is.InstanceOf<StartCardPaymentOutcome.Started>());
    }

    [Test]
    public async Task Another_currency_is_never_taken_into_the_books()
    {
        var story = await _shop.Paid();
        story.Intent["currency"] = "usd";
        await _shop.Send("payment_intent.succeeded", story.Intent);
        var difference = await _shop.Portal.Scalar<long>("SELECT id FROM card_differences");
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        var page = await staff.Get("/card-differences");
        Assert.That(page.Main, Does.Contain("USD"));
        Assert.That(page.Html.QuerySelectorAll("input[name=TakesIn]"), Is.Empty);
        Assert.That((await staff.Post($"/card-differences/{difference}/resolution", ("Note", "x"), ("TakesIn", "true"))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _shop.Differences(), Is.EqualTo(new[] { "Currency" }), "what could not be taken in still waits");
    }

    [Test]
    public async Task A_disputed_payment_is_shown()
    {
        var story = await _shop.Settled();
        var dispute = new JsonObject { ["id"] = "dp_1", ["object"] = "dispute", ["amount"] = story.Amount, ["currency"] = "krw", ["payment_intent"] = story.IntentId, ["status"] = "needs_response" };
        await _shop.Send("charge.dispute.created", dispute);
        Assert.That(await _shop.Differences(), Is.EqualTo(new[] { "Dispute" }));
    }

    [Test]
    public async Task The_operator_compares_by_a_button_and_is_told_when_Stripe_does_not_answer()
    {
        var story = await _shop.Paid();
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        _shop.Stripe.Fail("GET /v1/payment_intents", StripeFault.DropBefore);
        Assert.That((await staff.Post("/card-checks")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await staff.Get("/card-differences")).Main, Does.Contain("끝내지 못했습니다"));
        Assert.That((await staff.PostAndFollow("/card-checks")).Text, Does.Contain("1건을 바로잡았으며"));
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(story.Amount));
    }

    [Test]
    public async Task Payouts_empty_the_card_account_and_the_fee_is_a_loss()
    {
        var story = await _shop.Settled();
        using var staff = await _shop.Depot.As(_shop.Depot.Operator);
        var fee = story.Amount * 36 / 1000;
        (string, string)[] form = [("Reference", "po_1"), ("ArrivedOn", "2026-03-02"), ("Amount", $"{story.Amount - fee}"), ("Fee", $"{fee}"), ("Note", "3월 1주")];
        var more = await staff.Post("/card-payouts/new", [.. form.Where(f => f.Item1 != "Fee"), ("Fee", $"{fee + 1}")]);
        Assert.That(more.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(more.Main, Does.Contain("보다 많습니다"));
        Assert.That(more.Html.QuerySelector("#Reference")!.GetAttribute("value"), Is.EqualTo("po_1"));
        Assert.That(await _shop.Balance("Card"), Is.EqualTo(story.Amount), "refused as if it had never been");
        Assert.That((await staff.Post("/card-payouts/new", form)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _shop.Balance("Card"), Is.Zero);
        Assert.That(await _shop.Balance("Loss"), Is.EqualTo(fee));
        Assert.That((await staff.Post("/card-payouts/new", form)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "the same number again");
        Assert.That((await staff.Post("/card-payouts/new", ("Reference", "po_2"), ("ArrivedOn", "2026-03-03"), ("Amount", "1"), ("Fee", "0"))).Main, Does.Contain("오늘까지"));
        Assert.That((await staff.Get("/card-payouts")).Main, Does.Contain("po_1"));
    }

    [Test]
    public async Task Everybody_sees_their_own_and_a_portal_without_keys_shows_nothing()
    {
        var story = await _shop.Settled();
        foreach (var actor in new[] { _shop.Depot.Buyer, _shop.Depot.Operator, _shop.Depot.Administrator })
        {
            using var visitor = await _shop.Depot.As(actor);
            Assert.That((await visitor.Get("/card-payments")).Main, Does.Contain(story.Order.OrderNo), $"{actor.Role}");
            Assert.That((await visitor.Get($"/card-payments/{story.Payment}")).Main.Contains(story.IntentId, StringComparison.Ordinal), Is.EqualTo(actor.Role != Role.Buyer), "Stripe's ids are for staff");
        }

        foreach (var role in new[] { Role.Buyer, Role.Seller, Role.Operator })
        {
            using var stranger = await _shop.Depot.As(await _shop.Depot.Stranger(role));
            Assert.That((await stranger.Get($"/card-payments/{story.Payment}")).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{role}");
            Assert.That((await stranger.Get("/card-payments")).Main, Does.Not.Contain(story.Order.OrderNo));
        }

        await using var without = await Delivery.Depot.Open();
        var order = await without.Order((without.Apples, 1));
        using var buyer = await without.As(without.Buyer);
        Assert.That((await buyer.Get($"/orders/{order.OrderNo}")).Text, Does.Not.Contain("카드로 결제"));
        Assert.That((await buyer.Get("/")).Text, Does.Not.Contain("/card-payments"));
        Assert.That((await buyer.Post($"/orders/{order.OrderNo}/card-payments")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }
}
