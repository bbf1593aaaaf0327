namespace Portal.Core.CardPayments;

/// <summary>How far a Checkout Session is.</summary>
public enum CardSessionStatus { Open, Complete, Expired }

/// <summary>How far a refund is at Stripe; what it calls cancelled has failed, too.</summary>
public enum CardRefundProgress { Pending, Succeeded, Failed }

/// <summary>A Checkout Session as Stripe has it. <see cref="PaymentId"/> is ours, kept there as metadata.</summary>
public sealed record CardSession(string Id, CardSessionStatus Status, bool IsPaid)
{
    public string? Url { get; init; }
    public string? IntentId { get; init; }
    public long Amount { get; init; }
    public string Currency { get; init; } = "";
    public long? PaymentId { get; init; }
}

/// <summary>Money that came by card. <see cref="PaymentId"/> is ours, kept at Stripe as metadata.</summary>
public sealed record CardMoney(string IntentId, long Amount, string Currency, long? PaymentId)
{
    public string? SessionId { get; init; }
}

/// <summary>A refund as Stripe has it. <see cref="OurId"/> is kept there as metadata; null for one that somebody made at Stripe by hand.</summary>
public sealed record CardRefundSeen(string Id, string? IntentId, long Amount, CardRefundProgress Progress, long? OurId)
{
    public string? Problem { get; init; }
}

/// <summary>What a message of Stripe is about.</summary>
public abstract record CardEventSubject
{
    private CardEventSubject() { }

    public sealed record Paid(CardMoney Money) : CardEventSubject;

    /// <summary>Nothing will come of a session.</summary>
    public sealed record Over(CardSession Session) : CardEventSubject;

    public sealed record Refund(CardRefundSeen Seen) : CardEventSubject;

    /// <summary>What of a payment has gone back in all.</summary>
    public sealed record Refunded(string IntentId, long? PaymentId, long Amount, string Currency) : CardEventSubject;

    public sealed record Dispute(string Id, string? IntentId, long Amount, string Currency) : CardEventSubject;

    /// <summary>Nothing that moves money here.</summary>
    public sealed record Other : CardEventSubject;
}

/// <summary>A message of Stripe whose signature was found good.</summary>
public sealed record CardEvent(string Id, string Type, DateTime CreatedAt, CardEventSubject Subject)
{
    public string? ObjectId { get; init; }
}

/// <summary>What Stripe answers.</summary>
public abstract record CardAnswer<T>
{
    private CardAnswer() { }

    public sealed record Got(T Value) : CardAnswer<T>;

    /// <summary>Refused: it is certain that nothing happened.</summary>
    public sealed record Refused(string Reason) : CardAnswer<T>;

    /// <summary>No answer, or one that does not say whether something happened: to be asked about.</summary>
    public sealed record Unknown(string Reason) : CardAnswer<T>;
}

/// <summary>A Checkout Session to be made. The same id is always the same request: Stripe makes it once.</summary>
public sealed record NewCardSession(long PaymentId, string OrderNo, long Amount, string Currency, DateTime ExpiresAt);

/// <summary>Everything that Stripe has since some moment.</summary>
public sealed record CardBook(IReadOnlyList<CardSession> Sessions, IReadOnlyList<CardMoney> Payments, IReadOnlyList<CardRefundSeen> Refunds);

/// <summary>The card processor.</summary>
public interface ICardGateway
{
    /// <summary>True when there are keys: only then cards are offered.</summary>
    bool IsConfigured { get; }

    Task<CardAnswer<CardSession>> Create(NewCardSession session, CancellationToken stop = default);

    Task<CardAnswer<CardSession>> Session(string sessionId, CancellationToken stop = default);

    /// <summary>Ends a session; refused when it is over already.</summary>
    Task<CardAnswer<CardSession>> Expire(string sessionId, CancellationToken stop = default);

    /// <summary>Pays back to the card; a second call with the same id is the same refund.</summary>
    Task<CardAnswer<CardRefundSeen>> Refund(long refundId, string intentId, long amount, CancellationToken stop = default);

    /// <summary>All refunds of a payment.</summary>
    Task<CardAnswer<IReadOnlyList<CardRefundSeen>>> RefundsOf(string intentId, CancellationToken stop = default);

    Task<CardAnswer<CardBook>> Since(DateTime since, CancellationToken stop = default);

    /// <summary>Reads a message; null when it is not one that Stripe signed with one of our secrets, just now.</summary>
    CardEvent? Read(string body, string? signature, DateTime now);
}
