using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.CardPayments;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;

namespace Portal.Tests.CardPayments;

/// <summary>A portal that takes cards, a Stripe of its own, and a buyer who pays.</summary>
public sealed class CardShop : IAsyncDisposable
{
    public const string Secret = "whsec_in_use";
    public const string NextSecret = "whsec_to_come";

    private readonly HttpClient _http = new();

    private CardShop(Depot depot, FakeStripe stripe) => (Depot, Stripe) = (depot, stripe);

    public Depot Depot { get; }
    public FakeStripe Stripe { get; }
    public TestPortal Portal => Depot.Portal;

    public static async Task<CardShop> Open(PortalOptions? options = null)
    {
        var stripe = await FakeStripe.Start();
        var depot = await Depot.Open((options ?? new PortalOptions()) with { Stripe = new StripeKeys("sk_test_portal", [Secret, NextSecret]) { ApiBase = stripe.Address } });
        stripe.Time = depot.Portal.Time;
        await depot.Portal.Execute("UPDATE products SET stock = 100000");
        return new CardShop(depot, stripe);
    }

    public async Task<PlaceOrderOutcome.Placed> Order(long quantity = 2) => await Depot.Order((Depot.Apples, quantity));

    /// <summary>The buyer presses pay; the payment is open at Stripe.</summary>
    public async Task<CardPaymentRow> Begin(long order)
    {
        var outcome = await Start(order);
        Assert.That(outcome, Is.InstanceOf<StartCardPaymentOutcome.Started>());
        return await Payment(((StartCardPaymentOutcome.Started)outcome).PaymentId);
    }

    public Task<StartCardPaymentOutcome> Start(long order) => Portal.Run<StartCardPayment, StartCardPaymentOutcome>(u => u.Handle(new StartCardPaymentRequest(Depot.Buyer, order)));

    /// <summary>An order that is begun to be paid, and paid at Stripe; the portal does not know it yet.</summary>
    public async Task<CardStory> Paid(long quantity = 2)
    {
        var order = await Order(quantity);
        var payment = await Begin(order.OrderId);
        var session = Stripe.SessionOf(payment.Id);
        return new CardStory(order, payment.Id, session, Stripe.Pay(session));
    }

    /// <summary>An order that is paid by card, and the portal knows it.</summary>
    public async Task<CardStory> Settled(long quantity = 2)
    {
        var story = await Paid(quantity);
        Assert.That(await Send("checkout.session.completed", story.Session), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Payment(story.Payment)).Status, Is.EqualTo("Paid"));
        return story;
    }

    /// <summary>A signed message; returns how the portal answers.</summary>
    public Task<HttpStatusCode> Send(string type, JsonObject subject, string? id = null) => SendBody(Stripe.Message(type, subject, id));

    public Task<HttpStatusCode> SendBody(string body) => Post(body, Stripe.Sign(body, Secret));

    public async Task<HttpStatusCode> Post(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Depot.Web.Address, "/webhooks/stripe")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Everything that jobs do about cards, once.</summary>
    public async Task Work()
    {
        await using var scope = Portal.Scope();
        await scope.ServiceProvider.GetRequiredService<ContinueCards>().Handle(100, default);
    }

    public async Task<CardCheck> Compare()
    {
        var outcome = await Portal.Run<ReconcileCards, ReconcileCardsOutcome>(u => u.Handle(new ReconcileCardsRequest(Actor.Portal)));
        Assert.That(outcome, Is.InstanceOf<ReconcileCardsOutcome.Compared>());
        return ((ReconcileCardsOutcome.Compared)outcome).Check;
    }

    public Task Cancel(long order) => Portal.Run<CancelOrder, CancelOrderOutcome>(u => u.Handle(new CancelOrderRequest(Depot.Operator, order, null, "test")));

    public async Task<CardPaymentRow> Payment(long id) => (await Portal.Query<CardPaymentRow>("SELECT * FROM card_payments WHERE id = @id", new { id })).Single();

    public Task<long> Count(string table, string where = "1 = 1") => Portal.Scalar<long>($"SELECT COUNT(*) FROM {table} WHERE {where}");

    /// <summary>Open differences by their kind.</summary>
    public Task<List<string>> Differences() => Portal.Query<string>("SELECT kind FROM card_differences WHERE resolved_at IS NULL ORDER BY found_at, id");

    public Task<long> Balance(string account) => Portal.Scalar<long>("SELECT COALESCE(SUM(balance), 0) FROM accounts WHERE type = @account", new { account });

    public Task<long> PaidOf(long order) => Portal.Scalar<long>("SELECT paid FROM orders WHERE id = @order", new { order });

    public Task<long> TotalOf(long order) => Portal.Scalar<long>("SELECT total FROM orders WHERE id = @order", new { order });

    /// <summary>Mails of a template to the buyer.</summary>
    public Task<long> Mails(string template) => Portal.Scalar<long>("SELECT COUNT(*) FROM outbox WHERE template = @template AND person_id = @PersonId", new { template, Depot.Buyer.PersonId });

    public async Task BooksAreSound()
    {
        var rules = await Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check());
        Assert.That(rules.Where(r => r.Violations > 0), Is.Empty);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Depot.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}

/// <summary>An order, its payment here, and its session and intent at Stripe.</summary>
public sealed record CardStory(PlaceOrderOutcome.Placed Order, long Payment, JsonObject Session, JsonObject Intent)
{
    public string IntentId => Intent["id"]!.GetValue<string>();
    public long Amount => Intent["amount"]!.GetValue<long>();
}

/// <summary>A row of card_payments.</summary>
public sealed record CardPaymentRow
{
    public long Id { get; init; }
    public string Status { get; init; } = "";
    public long Amount { get; init; }
    public long Paid { get; init; }
    public long Applied { get; init; }
    public long Refunded { get; init; }
    public string? SessionId { get; init; }
    public string? SessionUrl { get; init; }
    public string? PaymentIntentId { get; init; }
}
