using Portal.Core.Agreements;

namespace Portal.Data.Settlement;

/// <summary>A line whose profit is divided, in the list.</summary>
public sealed record DistributedRow
{
    public long LineId { get; init; }
    public DateOnly AccountingDate { get; init; }
    public string OrderNo { get; init; } = "";
    public string Product { get; init; } = "";
    public string Centre { get; init; } = "";
    /// <summary>Units that were divided, and their supply value and VAT.</summary>
    public long Quantity { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public long Returned { get; init; }
    /// <summary>What the party that asks got of it, after returns.</summary>
    public long? Share { get; init; }
}

/// <summary>A line that waits, with everything that it can wait for.</summary>
public sealed record WaitingRow
{
    public long LineId { get; init; }
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
    public long Delivered { get; init; }
    public long Returned { get; init; }
    public long Supply { get; init; }
    public bool NeedsAcceptance { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public DateTime? DueAt { get; init; }
    /// <summary>What the order still owes.</summary>
    public long Open { get; init; }

    public WaitState State => new(Quantity, Delivered, NeedsAcceptance, AcceptedAt, ObjectionEndsAt, PaidAt, Open);
}

/// <summary>What tells what a line waits for.</summary>
public readonly record struct WaitState(long Quantity, long Delivered, bool NeedsAcceptance, DateTime? AcceptedAt, DateTime? ObjectionEndsAt, DateTime? PaidAt, long Open);

/// <summary>What a line can wait for.</summary>
public enum Wait { Delivery, Payment, Acceptance, Objection, Run }

public sealed record DistributionFilter
{
    /// <summary>True: lines that wait; false: lines that are divided.</summary>
    public bool Waiting { get; init; }
    public Wait? For { get; init; }
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>A line and what its division depends on.</summary>
public sealed record DividedLine
{
    public long LineId { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public int LineNo { get; init; }
    public string Product { get; init; } = "";
    public string ProductCode { get; init; } = "";
    public string Centre { get; init; } = "";
    public long CentreId { get; init; }
    public string? Seller { get; init; }
    public long? SellerId { get; init; }
    public long AgreementId { get; init; }
    public int AgreementNo { get; init; }
    public DateTime AgreementFrom { get; init; }
    public long Quantity { get; init; }
    public long Returned { get; init; }
    public long UnitPrice { get; init; }
    public int DiscountBp { get; init; }
    public int TaxBp { get; init; }
    public bool Cancelled { get; init; }
    public bool Claimed { get; init; }
    public long Delivered { get; init; }
    public bool NeedsAcceptance { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public DateTime? DueAt { get; init; }
    public long Open { get; init; }
    /// <summary>The actor may open the order itself.</summary>
    public bool OwnOrder { get; init; }
    /// <summary>The actor sees all shares, not only their own.</summary>
    public bool IsWhole { get; init; }

    public WaitState State => new(Quantity, Delivered, NeedsAcceptance, AcceptedAt, ObjectionEndsAt, PaidAt, Open);
    public LineTerms Terms => new(UnitPrice, DiscountBp, TaxBp);
    public long Kept => Quantity - Returned;
}

/// <summary>A share of the agreement with whoever receives it on this order, and what it comes to.</summary>
public sealed record DividedShare
{
    public long Id { get; init; }
    public int ShareNo { get; init; }
    public string Part { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Value { get; init; }
    public long? NamedPartyId { get; init; }
    public long? PartyId { get; init; }
    public string? Party { get; init; }
    /// <summary>What the agreement gives on the units that were divided, or would be now.</summary>
    public long Amount { get; init; }
    /// <summary>What was posted at the distribution, and what returns took back of it.</summary>
    public long Posted { get; init; }
    public long Reversed { get; init; }
    /// <summary>There is no seller on this order: the share stays with the rest.</summary>
    public bool FallsToRest { get; init; }

    public long Net => Posted - Reversed;
}

/// <summary>The posting of a distribution or of a return after it.</summary>
public sealed record DivisionPosting
{
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateTime At { get; init; }
    public DateOnly AccountingDate { get; init; }
    public int ReturnNo { get; init; }
    public long Quantity { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public string? ReturnReference { get; init; }
    public string? Reason { get; init; }
    public long? SettlementId { get; init; }
    public int? SettlementNo { get; init; }
}

/// <summary>An entry of one of those postings.</summary>
public sealed record DivisionEntry
{
    public long PostingId { get; init; }
    public long AccountId { get; init; }
    public string Type { get; init; } = "";
    public string? Owner { get; init; }
    public long Amount { get; init; }
    public long? ShareId { get; init; }
}

/// <summary>How a line is divided, as the actor may see it.</summary>
public sealed record Division(DividedLine Line, IReadOnlyList<DividedShare> Shares, IReadOnlyList<DivisionPosting> Postings, IReadOnlyList<DivisionEntry> Entries)
{
    /// <summary>The units that the shares are computed on: those of the distribution, or those that are kept while the line waits.</summary>
    public long Units => Postings.Count > 0 ? Postings[0].Quantity : Line.Kept;
    public long Supply => Line.Terms.Supply(Units);
    public long Vat => Line.Terms.Vat(Units);
}
