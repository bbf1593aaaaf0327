using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Portal.Core.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>What Stripe's messages do, one by one: the status of the answer and the effect on the books. Table by table.</summary>
[TestFixture]
public sealed class WebhookTests
{
    private CardShop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await CardShop.Open();

    [OneTimeTearDown]
    public async Task Close()
    {
        await _shop.BooksAreSound();
        await _shop.DisposeAsync();
    }

    [TestCase("as it should be", 200)]
    [TestCase("key rotation: signed with the secret to come", 200)]
    [TestCase("four minutes old", 200)]
    [TestCase("missing header", 400)]
    [TestCase("empty header", 400)]
    [TestCase("header that is none", 400)]
    [TestCase("empty body", 400)]
    [TestCase("wrong secret", 400)]
    [TestCase("stale", 400)]
    [TestCase("changed body", 400)]
    [TestCase("signed, and no JSON", 400)]
    [TestCase("signed, and no event", 400)]
    [TestCase("signed, and null", 400)]
    public async Task A_message_is_believed_only_with_a_good_and_fresh_signature(string fault, int status)
    {
        var story = await _shop.Paid();
        var body = _shop.Stripe.Message("checkout.session.completed", story.Session);
        var good = _shop.Stripe.Sign(body, CardShop.Secret);
        var answer = fault switch
        {
            "as it should be" => await _shop.Post(body, good),
            "key rotation: signed with the secret to come" => await _shop.Post(body, _shop.Stripe.Sign(body, CardShop.NextSecret)),
            "four minutes old" => await _shop.Post(body, _shop.Stripe.Sign(body, CardShop.Secret, TimeSpan.FromMinutes(4))),
            "missing header" => await _shop.Post(body, null),
            "empty header" => await _shop.Post(body, ""),
            "header that is none" => await _shop.Post(body, "t=,v1=,,=\u0001"),
            "empty body" => await _shop.Post("", _shop.Stripe.Sign("", CardShop.Secret)),
            "wrong secret" => await _shop.Post(body, _shop.Stripe.Sign(body, "whsec_of_another")),
            "stale" => await _shop.Post(body, _shop.Stripe.Sign(body, CardShop.Secret, TimeSpan.FromMinutes(6))),
            "changed body" => await _shop.Post(body.Replace("\"paid\"", "\"free\"", StringComparison.Ordinal), good),
            "signed, and no JSON" => await _shop.SendBody("{\"id\": "),
            "signed, and no event" => await _shop.SendBody("[1, 2]"),
            "signed, and null" => await _shop.SendBody("null"),
            _ => throw new InvalidOperationException(fault),
        };
        Assert.That((int)answer, Is.EqualTo(status));
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(status == 200 ? story.Amount : 0));
        Assert.That((await _shop.Payment(story.Payment)).Status, Is.EqualTo(status == 200 ? "Paid" : "Open"));
        Assert.That(await _shop.Count("card_events", $"card_payment_id = {story.Payment}"), Is.EqualTo(status == 200 ? 1 : 0));
    }

    [Test]
    public async Task A_body_that_is_too_large_or_no_text_is_refused()
    {
        var large = new string(' ', 300_000);
        Assert.That(await _shop.SendBody(large), Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        using var http = new HttpClient();
        using var content = new ByteArrayContent([0xff, 0xfe, 0xff]);
        using var response = await http.PostAsync(new Uri(_shop.Depot.Web.Address, "/webhooks/stripe"), content);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    /// <summary>Each row: what is sent, and what is left of it. All are answered by 200: Stripe need not send them again.</summary>
    [TestCase("amount × 100", "Differs", "Amount")]
    [TestCase("amount of less", "Differs", "Amount")]
    [TestCase("other currency", "Differs", "Currency")]
    [TestCase("unknown order", "Open", "UnknownPayment")]
    [TestCase("no metadata at all", "Open", "UnknownPayment")]
    [TestCase("unknown type", "Open", null)]
    [TestCase("completed and not paid yet", "Open", null)]
    [TestCase("unknown refund", "Open", null)]
    [TestCase("early refund", "Open", null)]
    public async Task What_does_not_fit_is_posted_to_no_order_and_shown_to_the_operator(string what, string status, string? difference)
    {
        var story = await _shop.Paid();
        foreach (var settled in await _shop.Portal.Query<long>("SELECT id FROM card_differences WHERE resolved_at IS NULL"))
            await _shop.Portal.Execute("UPDATE card_differences SET resolved_at = found_at WHERE id = @settled", new { settled });
        var (posted, card) = (await _shop.Count("postings"), await _shop.Balance("Card"));
        var session = (JsonObject)story.Session.DeepClone();
        var sent = what switch
        {
            "amount × 100" => ("checkout.session.completed", With(session, "amount_total", story.Amount * 100)),
            "amount of less" => ("payment_intent.succeeded", With((JsonObject)story.Intent.DeepClone(), "amount_received", story.Amount - 1)),
            "other currency" => ("checkout.session.completed", With(session, "currency", "usd")),
            "unknown order" => ("payment_intent.succeeded", _shop.Stripe.MakeIntent(5_000, "krw", new JsonObject { ["portal_payment"] = "4711" })),
            "no metadata at all" => ("payment_intent.succeeded", _shop.Stripe.MakeIntent(5_000, "krw")),
            "unknown type" => ("customer.subscription.paused", new JsonObject { ["id"] = "sub_1", ["object"] = "subscription" }),
            "completed and not paid yet" => ("checkout.session.completed", With(session, "payment_status", "unpaid")),
            "unknown refund" => ("refund.created", new JsonObject { ["id"] = "re_other", ["object"] = "refund", ["amount"] = 5, ["payment_intent"] = "pi_other", ["status"] = "succeeded", ["currency"] = "krw" }),
            "early refund" => ("charge.refunded", _shop.Stripe.Charge(story.IntentId)),
            _ => throw new InvalidOperationException(what),
        };
        var id = $"evt_{what.GetHashCode(StringComparison.Ordinal)}";
        Assert.That(await _shop.Send(sent.Item1, sent.Item2, id), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await _shop.Send(sent.Item1, sent.Item2, id), Is.EqualTo(HttpStatusCode.OK), "and again");
        Assert.That(await _shop.Count("card_events", $"event_id = '{id}'"), Is.EqualTo(1));
        Assert.That((await _shop.Payment(story.Payment)).Status, Is.EqualTo(status));
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.Zero);
        Assert.That(await _shop.Count("postings"), Is.EqualTo(posted));
        Assert.That(await _shop.Balance("Card"), Is.EqualTo(card));
        Assert.That(await _shop.Differences(), Is.EqualTo(difference is null ? [] : new[] { difference }));
    }

    [Test]
    public async Task What_is_sent_again_and_fifty_times_at_once_is_one_posting_one_payment_one_mail()
    {
        var story = await _shop.Paid();
        var mails = await _shop.Mails("deposit.complete");
        var body = _shop.Stripe.Message("checkout.session.completed", story.Session);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _shop.SendBody(body)));
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        // the same payment by another message, and that fifty times as well
        answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _shop.Send("payment_intent.succeeded", story.Intent)));
        Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
        await Once(story, mails);
        Assert.That(await _shop.Count("card_events", $"card_payment_id = {story.Payment}"), Is.EqualTo(51));
        Assert.That(await _shop.Count("card_events", $"card_payment_id = {story.Payment} AND effect = 'Done'"), Is.EqualTo(1));
    }

    [TestCase("payment_intent.succeeded", "checkout.session.completed", "checkout.session.expired")]
    [TestCase("checkout.session.completed", "checkout.session.expired", "payment_intent.succeeded")]
    [TestCase("checkout.session.expired", "payment_intent.succeeded", "checkout.session.completed")]
    [TestCase("charge.refunded", "checkout.session.completed", "checkout.session.async_payment_succeeded")]
    [TestCase("checkout.session.async_payment_failed", "charge.refunded", "payment_intent.succeeded")]
    public async Task In_whatever_order_they_come_the_order_is_paid_once(params string[] types)
    {
        var story = await _shop.Paid();
        var mails = await _shop.Mails("deposit.complete");
        foreach (var type in types.Concat(types))
        {
            var subject = type switch
            {
                "charge.refunded" => _shop.Stripe.Charge(story.IntentId),
                "payment_intent.succeeded" => story.Intent,
                "checkout.session.expired" => With((JsonObject)story.Session.DeepClone(), "status", "expired"),
                _ => story.Session,
            };
            Assert.That(await _shop.Send(type, subject), Is.EqualTo(HttpStatusCode.OK), type);
        }

        await Once(story, mails);
    }

    [Test]
    public async Task A_right_message_after_a_wrong_one_is_kept()
    {
        var story = await _shop.Paid();
        var mails = await _shop.Mails("deposit.complete");
        await _shop.Send("checkout.session.completed", With((JsonObject)story.Session.DeepClone(), "amount_total", 1));
        await _shop.Send("checkout.session.completed", story.Session);
        await Once(story, mails);
    }

    [Test]
    public async Task Cents_are_cents_and_won_are_won()
    {
        await using var dollars = await CardShop.Open(new PortalOptions { Currency = Currency.Of("USD") });
        var story = await dollars.Paid();
        Assert.That(story.Session["currency"]!.GetValue<string>(), Is.EqualTo("usd"));
        Assert.That(story.Amount, Is.EqualTo(await dollars.TotalOf(story.Order.OrderId)));
        await dollars.Send("checkout.session.completed", story.Session);
        Assert.That(await dollars.PaidOf(story.Order.OrderId), Is.EqualTo(story.Amount));
    }

    private async Task Once(CardStory story, long mails)
    {
        Assert.That(await _shop.PaidOf(story.Order.OrderId), Is.EqualTo(story.Amount));
        Assert.That(await _shop.Count("order_payments", $"order_id = {story.Order.OrderId} AND source = 'Card'"), Is.EqualTo(1));
        Assert.That(await _shop.Count("postings", $"event_key = 'card:{story.IntentId}'"), Is.EqualTo(1));
        Assert.That(await _shop.Mails("deposit.complete"), Is.EqualTo(mails + 1));
        Assert.That((await _shop.Payment(story.Payment)).Status, Is.EqualTo("Paid"));
    }

    private static JsonObject With(JsonObject subject, string name, JsonNode value)
    {
        subject[name] = value;
        return subject;
    }
}
