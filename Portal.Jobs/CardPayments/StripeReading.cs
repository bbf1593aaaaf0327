using System.Globalization;
using Portal.Core.CardPayments;
using Stripe;
using Stripe.Checkout;

namespace Portal.Jobs.CardPayments;

/// <summary>Stripe's objects in the words of the portal.</summary>
internal static class StripeReading
{
    /// <summary>Under this Stripe keeps the id of our payment, and of our refund.</summary>
    public const string PaymentKey = "portal_payment";

    public const string RefundKey = "portal_refund";

    public static CardEvent Read(Event message)
    {
        var at = DateTime.SpecifyKind(message.Created, DateTimeKind.Utc);
        return new CardEvent(message.Id, Cut(message.Type, 100), at, Subject(message)) { ObjectId = (message.Data?.Object as IHasId)?.Id };
    }

    public static CardSession Read(this Session s) => new(s.Id, s.Status switch
    {
        "open" => CardSessionStatus.Open,
        "expired" => CardSessionStatus.Expired,
        _ => CardSessionStatus.Complete,
    }, s.PaymentStatus == "paid")
    {
        Url = s.Url, IntentId = s.PaymentIntentId, Amount = s.AmountTotal ?? 0, Currency = Upper(s.Currency), PaymentId = Ours(s.Metadata, PaymentKey) ?? Number(s.ClientReferenceId),
    };

    public static CardMoney Read(this PaymentIntent p) => new(p.Id, p.AmountReceived, Upper(p.Currency), Ours(p.Metadata, PaymentKey));

    public static CardRefundSeen Read(this Refund r) => new(r.Id, r.PaymentIntentId, r.Amount, r.Status switch
    {
        "succeeded" => CardRefundProgress.Succeeded,
        "failed" or "canceled" => CardRefundProgress.Failed,
        _ => CardRefundProgress.Pending,
    }, Ours(r.Metadata, RefundKey)) { Problem = r.FailureReason };

    /// <summary>Stripe writes currencies small.</summary>
    public static string Lower(string currency) => string.Concat(currency.Select(char.ToLowerInvariant));

    private static CardEventSubject Subject(Event message) => (message.Type, message.Data?.Object) switch
    {
        ("checkout.session.completed" or "checkout.session.async_payment_succeeded", Session s) when s.Read() is { IsPaid: true, IntentId: { } intent } session =>
            new CardEventSubject.Paid(new CardMoney(intent, session.Amount, session.Currency, session.PaymentId) { SessionId = session.Id }),
        ("checkout.session.expired" or "checkout.session.async_payment_failed", Session s) => new CardEventSubject.Over(s.Read()),
        ("payment_intent.succeeded", PaymentIntent p) => new CardEventSubject.Paid(p.Read()),
        (_, Refund r) => new CardEventSubject.Refund(r.Read()),
        ("charge.refunded", Charge c) when c.PaymentIntentId is not null => new CardEventSubject.Refunded(c.PaymentIntentId, Ours(c.Metadata, PaymentKey), c.AmountRefunded, Upper(c.Currency)),
        ("charge.dispute.created", Dispute d) => new CardEventSubject.Dispute(d.Id, d.PaymentIntentId, d.Amount, Upper(d.Currency)),
        _ => new CardEventSubject.Other(),
    };

    private static long? Ours(Dictionary<string, string>? metadata, string key) => metadata is not null && metadata.TryGetValue(key, out var text) ? Number(text) : null;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Upper(string? currency) => currency?.ToUpperInvariant() ?? "";

    private static string Cut(string text, int max) => text.Length > max ? text[..max] : text;
}
