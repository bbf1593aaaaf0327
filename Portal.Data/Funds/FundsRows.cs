namespace Portal.Data.Funds;

/// <summary>How long something is open.</summary>
public enum Age { Days30, Days60, Days90, Older }

/// <summary>What a centre has in the accounts of a type; debit positive. Own: of the centres and the portal themselves.</summary>
public sealed record FundsBalance
{
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public string Type { get; init; } = "";
    public bool IsOwn { get; init; }
    public long Balance { get; init; }
}

/// <summary>What is open by age.</summary>
public record Ageing
{
    public long Days30 { get; init; }
    public long Days60 { get; init; }
    public long Days90 { get; init; }
    public long Older { get; init; }

    public long Total => Days30 + Days60 + Days90 + Older;

    public long Of(Age age) => age switch { Age.Days30 => Days30, Age.Days60 => Days60, Age.Days90 => Days90, _ => Older };
}

/// <summary>The same of one party.</summary>
public sealed record PartyAgeing : Ageing
{
    public long PartyId { get; init; }
    public string Party { get; init; } = "";
    public string PartyCode { get; init; } = "";
}

/// <summary>Balances by centre and type, and what is open by age: in all, and of those who owe or are owed most.</summary>
public sealed record FundsOverview(IReadOnlyList<FundsBalance> Balances, Ageing Receivables, IReadOnlyList<PartyAgeing> Debtors, Ageing Payables, IReadOnlyList<PartyAgeing> Creditors)
{
    /// <summary>The balance of a type; of the payees' accounts, or those of the centres and the portal, when that is asked.</summary>
    public long Of(string type, bool? own = null) => Balances.Where(b => b.Type == type && (own is null || b.IsOwn == own)).Sum(b => b.Balance);
}

/// <summary>What a list of open items is narrowed to.</summary>
public sealed record OpenFilter
{
    public IReadOnlyCollection<long> Centres { get; init; } = [];
    public Age? Age { get; init; }
    public long? PartyId { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>An order that is not paid in full.</summary>
public sealed record OpenOrder
{
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public DateTime? DepositDueAt { get; init; }
    public string Buyer { get; init; } = "";
    public string? Seller { get; init; }
    public string? EnteredBy { get; init; }
    public string Centre { get; init; } = "";
    public long Total { get; init; }
    public long Amount { get; init; }
}

/// <summary>Something that a party is owed: a posting that no settlement has taken, a payout that is not sent, or what was carried over.</summary>
public sealed record OpenPayable
{
    public string Kind { get; init; } = "";
    public DateOnly On { get; init; }
    public long Id { get; init; }
    public string Party { get; init; } = "";
    public string? PostingKind { get; init; }
    public long? LineId { get; init; }
    public string? OrderNo { get; init; }
    public string? Product { get; init; }
    public long? AgreementId { get; init; }
    public int? SettlementNo { get; init; }
    public long Amount { get; init; }
}

/// <summary>A list that was opened from a number, and the sum that must be that number.</summary>
public sealed record Opened<T>(Shared.PageOf<T> Page, long Sum);

/// <summary>What a list of entries is narrowed to.</summary>
public sealed record EntryFilter
{
    public long? CentreId { get; init; }
    public string? Type { get; init; }
    public bool? IsOwn { get; init; }
    public long? PartyId { get; init; }
    public long? ProductId { get; init; }
    public string? Part { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>An entry with everything that it comes from.</summary>
public sealed record FundsEntry
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly AccountingDate { get; init; }
    public DateOnly EventOn { get; init; }
    public long AccountId { get; init; }
    public string Type { get; init; } = "";
    public string? Owner { get; init; }
    public string? Part { get; init; }
    public string? Subject { get; init; }
    public string? OrderNo { get; init; }
    public long? LineId { get; init; }
    public bool Divided { get; init; }
    public string? Product { get; init; }
    public long? AgreementId { get; init; }
    public int? AgreementNo { get; init; }
    public string? Person { get; init; }
    public long Amount { get; init; }
}
