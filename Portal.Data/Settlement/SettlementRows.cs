namespace Portal.Data.Settlement;

/// <summary>A settlement in the list.</summary>
public sealed record SettlementRow
{
    public long Id { get; init; }
    public int SettlementNo { get; init; }
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public DateOnly ThroughOn { get; init; }
    public DateTime LockedAt { get; init; }
    public long? LockedById { get; init; }
    public string? LockedBy { get; init; }
    public long Parties { get; init; }
    public long Transfer { get; init; }
    public long ToSend { get; init; }
    public long Sent { get; init; }
    public long Failed { get; init; }
}

/// <summary>A statement of a settlement with its payout, if there is one.</summary>
public sealed record PayeeRow
{
    public long StatementId { get; init; }
    public string PartyCode { get; init; } = "";
    public string Party { get; init; } = "";
    public string Account { get; init; } = "";
    public bool IsIndividual { get; init; }
    public long CarriedIn { get; init; }
    public long Earned { get; init; }
    public long Gross { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long Vat { get; init; }
    public long Transfer { get; init; }
    public long CarriedOut { get; init; }
    public long? PayoutId { get; init; }
    public string? Status { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public DateTime? SentAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public string? Failure { get; init; }

    public bool HasAccount => !string.IsNullOrWhiteSpace(BankCode) && !string.IsNullOrWhiteSpace(BankAccount);
}

/// <summary>Sums over the statements of a settlement.</summary>
public sealed record SettlementTotals
{
    public long Parties { get; init; }
    public long Items { get; init; }
    public long CarriedIn { get; init; }
    public long Earned { get; init; }
    public long Gross { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long Vat { get; init; }
    public long Transfer { get; init; }
    public long CarriedOut { get; init; }
    public long Income { get; init; }
    public long ToSend { get; init; }
    public long ToSendAmount { get; init; }
    public long Sent { get; init; }
    public long SentAmount { get; init; }
    public long Paid { get; init; }
    public long Failed { get; init; }
    public long NoAccount { get; init; }

    /// <summary>The sum of the transfer file: payouts that are to be sent and have an account.</summary>
    public long InFile { get; init; }
}

/// <summary>A row of the bank's transfer file.</summary>
public sealed record TransferRow
{
    public string BankCode { get; init; } = "";
    public string BankAccount { get; init; } = "";
    public string? BankHolder { get; init; }
    public string Party { get; init; } = "";
    public long Amount { get; init; }
}

/// <summary>A payout and where it goes; and where its payee's next one would go.</summary>
public sealed record PayoutRow
{
    public long Id { get; init; }
    public long StatementId { get; init; }
    public long SettlementId { get; init; }
    public int SettlementNo { get; init; }
    public string Centre { get; init; } = "";
    public DateOnly ThroughOn { get; init; }
    public string Status { get; init; } = "";
    public DateTime? SentAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public string? Failure { get; init; }
    public string Party { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public long Transfer { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public string? RegisteredCode { get; init; }
    public string? RegisteredAccount { get; init; }
    public string? RegisteredHolder { get; init; }
    public long CentreId { get; init; }
    public long? LockedById { get; init; }
    public long? AccountById { get; init; }
    /// <summary>The payee belongs to the operator's centre, which may correct what is registered.</summary>
    public bool IsMember { get; init; }

    public bool HasAccount => !string.IsNullOrWhiteSpace(BankCode) && !string.IsNullOrWhiteSpace(BankAccount);

    /// <summary>Somebody else has to send it.</summary>
    public bool IsFixedBy(long personId) => LockedById == personId || AccountById == personId;
}

/// <summary>What waits for the operator of a centre.</summary>
public sealed record SettlementCounts
{
    public long ToSend { get; init; }
    public long ToSendAmount { get; init; }
    public long Sent { get; init; }
    public long SentAmount { get; init; }
    public long Failed { get; init; }
    public long Unsettled { get; init; }
    public long NoAccount { get; init; }
}

/// <summary>What waits for a payee.</summary>
public sealed record PayeeCounts
{
    public long Statements { get; init; }
    public long Transfer { get; init; }
    public long Failed { get; init; }
}
