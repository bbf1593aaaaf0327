namespace Portal.Data.Settlement;

/// <summary>A statement in the list.</summary>
public sealed record StatementRow
{
    public long Id { get; init; }
    public int SettlementNo { get; init; }
    public string Centre { get; init; } = "";
    public DateOnly ThroughOn { get; init; }
    public DateTime LockedAt { get; init; }
    public string Party { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public string Account { get; init; } = "";
    public long Gross { get; init; }
    public long Tax { get; init; }
    public long Transfer { get; init; }
    public long CarriedOut { get; init; }
    public string? Status { get; init; }
    public DateTime? AcknowledgedAt { get; init; }
}

/// <summary>A statement: whose, of which settlement, every figure, and the statements before and after it.</summary>
public sealed record StatementHeader
{
    public long Id { get; init; }
    public long SettlementId { get; init; }
    public int SettlementNo { get; init; }
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public string? CentreNumber { get; init; }
    public string? CentreRepresentative { get; init; }
    public string? CentreAddress { get; init; }
    public DateOnly ThroughOn { get; init; }
    public DateTime LockedAt { get; init; }
    public long PartyId { get; init; }
    public string PartyCode { get; init; } = "";
    public string Party { get; init; } = "";
    public string? PartyNumber { get; init; }
    public string? PartyRepresentative { get; init; }
    public string? PartyAddress { get; init; }
    public bool IsIndividual { get; init; }
    public string Account { get; init; } = "";
    public long CarriedIn { get; init; }
    public long Earned { get; init; }
    public long Gross { get; init; }
    public long CarriedOut { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
    public long VatIn { get; init; }
    public long Vat { get; init; }
    public long VatPaid { get; init; }
    public long VatOut { get; init; }
    public long Transfer { get; init; }
    public int? IncomeRateBp { get; init; }
    public int? LocalRateBp { get; init; }
    public long? FloorUnit { get; init; }
    public DateTime? AcknowledgedAt { get; init; }
    public long? PreviousId { get; init; }
    public int? PreviousNo { get; init; }
    public long? NextId { get; init; }
    public int? NextNo { get; init; }
    public long? PayoutId { get; init; }
    public string? Status { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public DateTime? SentAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public string? Failure { get; init; }
    public long? PayoutPostingId { get; init; }
    public long? FailedPostingId { get; init; }

    public bool IsPayable => Account == "Payable";
}

/// <summary>What a posting of the settlement brought to a party, or took from it.</summary>
public sealed record StatementItem
{
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly AccountingDate { get; init; }
    public DateOnly EventOn { get; init; }
    public long? LineId { get; init; }
    public long? OrderId { get; init; }
    public string? OrderNo { get; init; }
    /// <summary>The party is buyer, seller or producer of the order, and may open it.</summary>
    public bool OwnOrder { get; init; }
    public string? Product { get; init; }
    public long? AgreementId { get; init; }
    public int? AgreementNo { get; init; }
    /// <summary>Units that were divided, or that are kept after the return.</summary>
    public long? Quantity { get; init; }
    public long? ReturnId { get; init; }
    public string? ReturnReference { get; init; }
    public long? ReturnedUnits { get; init; }
    public string? Reason { get; init; }
    /// <summary>The posting that this one counters, and the settlement in which that was.</summary>
    public long? CountersId { get; init; }
    public int? CountersNo { get; init; }
    public long Amount { get; init; }
    public long Vat { get; init; }
}
