namespace Portal.Data.CardPayments;

/// <summary>A card payment in a list.</summary>
public sealed record CardPaymentRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Status { get; init; } = "";
    public long Amount { get; init; }
    public long Paid { get; init; }
    public long Refunded { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? PaidAt { get; init; }
}

public sealed record CardPaymentHeader
{
    public long Id { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Status { get; init; } = "";
    public long Amount { get; init; }
    public long Paid { get; init; }
    public long Applied { get; init; }
    public long Refunded { get; init; }
    public string? SessionId { get; init; }
    public string? SessionUrl { get; init; }
    public string? PaymentIntentId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public string? Problem { get; init; }
    public string? StartedBy { get; init; }
    public long Owed { get; init; }

    public long Held => Paid - Refunded;
}

public sealed record CardRefundRow
{
    public long Id { get; init; }
    public long Amount { get; init; }
    public string Status { get; init; } = "";
    public string? RefundId { get; init; }
    public string? Problem { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? SettledAt { get; init; }
    public string? Person { get; init; }
}

public sealed record CardEventRow
{
    public string EventId { get; init; } = "";
    public string Type { get; init; } = "";
    public string Effect { get; init; } = "";
    public DateTime ReceivedAt { get; init; }
}

public sealed record CardDifferenceRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string ObjectId { get; init; } = "";
    public long? CardPaymentId { get; init; }
    public string? OrderNo { get; init; }
    public string? Buyer { get; init; }
    public long? Ours { get; init; }
    public long? Theirs { get; init; }
    public string? Currency { get; init; }
    public DateTime FoundAt { get; init; }
    public DateTime? ResolvedAt { get; init; }
    public string? ResolvedBy { get; init; }
    public string? Note { get; init; }

    /// <summary>What of it can be taken into the books by a click.</summary>
    public bool CanBeTakenIn => CardPaymentId is not null && Kind is "Amount" or "Refund";
}

/// <summary>Held money of a buyer that could go back to a card.</summary>
public sealed record CardCreditRow
{
    public long Id { get; init; }
    public string Source { get; init; } = "";
    public string? OrderNo { get; init; }
    public long Remaining { get; init; }
    public DateTime CreatedAt { get; init; }
}

public sealed record CardPayoutRow
{
    public string Reference { get; init; } = "";
    public DateOnly ArrivedOn { get; init; }
    public long Amount { get; init; }
    public long Fee { get; init; }
    public string? Note { get; init; }
    public string? Person { get; init; }
}

public sealed record CardCheckRow
{
    public DateTime StartedAt { get; init; }
    public int Payments { get; init; }
    public int Refunds { get; init; }
    public int Mended { get; init; }
    public int Found { get; init; }
    public string? Problem { get; init; }
}

/// <summary>A card payment with everything that its page shows to one actor.</summary>
public sealed record CardPaymentDetail(CardPaymentHeader Payment, IReadOnlyList<CardRefundRow> Refunds, IReadOnlyList<CardEventRow> Events,
    IReadOnlyList<CardDifferenceRow> Differences, IReadOnlyList<CardCreditRow> Credits);
