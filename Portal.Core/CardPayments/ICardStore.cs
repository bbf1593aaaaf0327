using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>How far a card payment is. Differs: something came that was not asked for.</summary>
public enum CardPaymentStatus { New, Open, Paid, Expired, Failed, Differs }

/// <summary>How far a refund to a card is. New: it is not known to be at Stripe.</summary>
public enum CardRefundStatus { New, Pending, Succeeded, Failed }

/// <summary>Where Stripe and the portal say different things.</summary>
public enum CardDifferenceKind
{
    /// <summary>Money came that belongs to no payment of ours.</summary>
    UnknownPayment,
    Amount,
    Currency,
    /// <summary>A payment was paid a second time.</summary>
    SecondPayment,
    /// <summary>We have a payment that Stripe does not have.</summary>
    PaymentMissing,
    /// <summary>Stripe has paid back more than we have.</summary>
    Refund,
    /// <summary>We have a refund that Stripe does not have, or in which it has failed unseen.</summary>
    RefundMissing,
    /// <summary>The buyer disputes the payment at their bank.</summary>
    Dispute,
}

/// <summary>What a message of Stripe did.</summary>
public enum CardEventEffect
{
    /// <summary>Money was posted, or a state moved.</summary>
    Done,
    /// <summary>What it says was known.</summary>
    Known,
    /// <summary>It moves nothing here.</summary>
    None,
    /// <summary>Kept for people to look at.</summary>
    Difference,
}

/// <summary>A card payment, as use cases need it.</summary>
public sealed record CardPaymentState
{
    public long Id { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public long BuyerId { get; init; }
    public long CentreId { get; init; }
    public long Amount { get; init; }
    public string Currency { get; init; } = "";
    public string Status { get; init; } = "";
    public string? SessionId { get; init; }
    public string? SessionUrl { get; init; }
    public string? PaymentIntentId { get; init; }
    public long Paid { get; init; }
    public long Refunded { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public string? Problem { get; init; }
    /// <summary>What the order still owes; 0 when it is cancelled.</summary>
    public long Owed { get; init; }

    public bool IsPaid => Status == nameof(CardPaymentStatus.Paid);
    public bool IsUnderway => Status is nameof(CardPaymentStatus.New) or nameof(CardPaymentStatus.Open);
    /// <summary>What can still go back to the card.</summary>
    public long Held => Paid - Refunded;
}

/// <summary>A card payment as it is begun.</summary>
public sealed record NewCardPayment(long Id, long OrderId, long BuyerId, long CentreId, long? PersonId, long Amount, string Currency, DateTime At, DateTime ExpiresAt);

/// <summary>A payment that is paid: what came, and where it went.</summary>
public sealed record PaidCard(long Id, CardMoney Money, long Applied, long? OrderPaymentId, DateTime At);

/// <summary>A refund to a card, as use cases need it.</summary>
public sealed record CardRefundState
{
    public long Id { get; init; }
    public long CardPaymentId { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public long BuyerId { get; init; }
    public long CentreId { get; init; }
    public string PaymentIntentId { get; init; } = "";
    public long Amount { get; init; }
    public string Status { get; init; } = "";
    public string? RefundId { get; init; }
    public int Attempts { get; init; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>A refund as it is written.</summary>
public sealed record NewCardRefund(long Id, long CardPaymentId, long CreditId, long Amount, DateTime At, long? PersonId);

/// <summary>Held money of an order that was paid by card, and the card it can go back to.</summary>
public sealed record CardCredit
{
    public long CreditId { get; init; }
    public long CardPaymentId { get; init; }
    public long Amount { get; init; }
}

/// <summary>A difference as it is kept.</summary>
public sealed record CardDifference(CardDifferenceKind Kind, string ObjectId)
{
    public long? PaymentId { get; init; }
    public long? CentreId { get; init; }
    public long? Ours { get; init; }
    public long? Theirs { get; init; }
    public string? Currency { get; init; }

    /// <summary>A difference about a payment of ours.</summary>
    public static CardDifference Of(CardDifferenceKind kind, string objectId, CardPaymentState payment) =>
        new(kind, objectId) { PaymentId = payment.Id, CentreId = payment.CentreId, Currency = payment.Currency };
}

/// <summary>A difference that somebody settles.</summary>
public sealed record CardDifferenceState
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string ObjectId { get; init; } = "";
    public long? CardPaymentId { get; init; }
    public long? Theirs { get; init; }
    public string? Currency { get; init; }
    public DateTime? ResolvedAt { get; init; }
}

/// <summary>A payout of the card processor as it is written.</summary>
public sealed record NewCardPayout(long Id, string Reference, long CentreId, DateOnly ArrivedOn, long Amount, long Fee, string? Note, long? PersonId, DateTime At);

/// <summary>How a comparison with Stripe went.</summary>
public sealed record CardCheck(long Id, DateTime StartedAt, DateTime Since, int Payments, int Refunds, int Mended, int Found)
{
    public string? Problem { get; init; }
    public long? PersonId { get; init; }
}

/// <summary>Card payments, what Stripe said of them, refunds, differences.</summary>
public interface ICardStore
{
    /// <summary>False when a payment of the order is under way.</summary>
    Task<bool> Insert(NewCardPayment payment);

    /// <summary>A payment that this actor may act on; its order is locked by the caller first where something is written.</summary>
    Task<CardPaymentState?> Payment(Actor actor, long paymentId);

    /// <summary>A payment by our id, by its session, or by its payment intent: whichever Stripe named and we know.</summary>
    Task<CardPaymentState?> Find(long? paymentId, string? sessionId, string? intentId);

    Task<CardPaymentState?> Underway(long orderId);

    Task<bool> Opened(long paymentId, CardSession session, DateTime nextCheckAt);

    /// <summary>Nothing will come of a payment that was under way; false when it was not.</summary>
    Task<bool> Close(long paymentId, CardPaymentStatus status, string? problem);

    /// <summary>Marks a payment as paid; false when it is paid already.</summary>
    Task<bool> Paid(PaidCard paid);

    /// <summary>Something else came than was asked for.</summary>
    Task Differs(long paymentId, string? sessionId);

    Task CheckAt(long paymentId, DateTime? at);

    Task<IReadOnlyList<long>> DuePayments(DateTime now, int max);

    /// <summary>Takes what goes back to the card off what the payment holds; false when it holds less.</summary>
    Task<bool> TakeHeld(long paymentId, long amount);

    Task GiveBackHeld(long paymentId, long amount);

    /// <summary>Held money from returns, cancellations and cards whose order's card can take it back, oldest first.</summary>
    Task<IReadOnlyList<CardCredit>> CreditsToRefund(int max);

    /// <summary>Held money of the payment's order that is enough for a refund which somebody made at Stripe by hand.</summary>
    Task<long?> CreditFor(long paymentId, long amount);

    Task Insert(NewCardRefund refund);

    Task<CardRefundState?> Refund(long? refundId, string? stripeId);

    /// <summary>Claims a refund for an attempt; false when another worker has it or it is done.</summary>
    Task<bool> Claim(long refundId, DateTime now, DateTime until);

    /// <summary>Moves a refund on, once; false when it was not in one of <paramref name="from"/>.</summary>
    Task<bool> Move(long refundId, IReadOnlyCollection<CardRefundStatus> from, CardRefundStatus to, string? stripeId, DateTime? nextTryAt, DateTime? settledAt);

    /// <summary>When a refund is looked at next (null: no more), and why it is not done.</summary>
    Task PutOff(long refundId, DateTime? nextTryAt, string problem);

    Task<IReadOnlyList<long>> DueRefunds(DateTime now, int max);

    /// <summary>Keeps a message; false when it was kept before.</summary>
    Task<bool> Insert(CardEvent message, CardEventEffect effect, long? paymentId, DateTime receivedAt);

    Task<bool> Knows(string eventId);

    /// <summary>Keeps a difference; false when it is there already.</summary>
    Task<bool> Insert(long id, CardDifference difference, DateTime at);

    Task<CardDifferenceState?> Difference(Actor actor, long differenceId);

    Task<bool> Resolve(long differenceId, DateTime at, long? personId, string note);

    Task<bool> Insert(NewCardPayout payout);

    /// <summary>What the card processor holds for a centre by the books.</summary>
    Task<long> Balance(long centreId);

    Task Insert(CardCheck check);

    /// <summary>Payments that were begun since a moment and paid before another.</summary>
    Task<IReadOnlyList<CardPaymentState>> PaidBetween(DateTime from, DateTime to);

    /// <summary>Refunds that we sent in a span of time and that Stripe has by our books.</summary>
    Task<IReadOnlyList<CardRefundState>> RefundedBetween(DateTime from, DateTime to);
}
