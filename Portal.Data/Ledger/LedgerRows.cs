namespace Portal.Data.Ledger;

/// <summary>All accounts of a type together; debit positive.</summary>
public sealed record AccountTypeRow
{
    public string Type { get; init; } = "";
    public long Accounts { get; init; }
    public long Balance { get; init; }
}

/// <summary>An account and what it has; of one centre when an operator asks.</summary>
public sealed record AccountRow
{
    public long Id { get; init; }
    public string Type { get; init; } = "";
    public string? Owner { get; init; }
    public string? OwnerCode { get; init; }
    public long Balance { get; init; }
}

/// <summary>An entry of an account. The balance is that after it.</summary>
public sealed record AccountEntryRow
{
    public long Id { get; init; }
    public long PostingId { get; init; }
    public string Kind { get; init; } = "";
    public DateTime At { get; init; }
    public DateOnly AccountingDate { get; init; }
    public DateOnly EventOn { get; init; }
    public string? OrderNo { get; init; }
    public string? Subject { get; init; }
    public string? Memo { get; init; }
    public long Amount { get; init; }
    public long Balance { get; init; }
}

/// <summary>A posting in the journal.</summary>
public sealed record PostingRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string EventKey { get; init; } = "";
    public DateTime At { get; init; }
    public DateOnly AccountingDate { get; init; }
    public DateOnly EventOn { get; init; }
    public string? Centre { get; init; }
    public string? OrderNo { get; init; }
    public string? Memo { get; init; }
    public long DebitSum { get; init; }
    public int EntryCount { get; init; }
}

/// <summary>A posting with everything that it is about.</summary>
public sealed record PostingHeader
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string EventKey { get; init; } = "";
    public DateTime At { get; init; }
    public DateOnly AccountingDate { get; init; }
    /// <summary>Earlier than the accounting date when its month was closed.</summary>
    public DateOnly EventOn { get; init; }
    public string? Centre { get; init; }
    public string? Person { get; init; }
    public string? Memo { get; init; }
    public string? OrderNo { get; init; }
    public bool OwnOrder { get; init; }
    public long? LineId { get; init; }
    public bool Divided { get; init; }
    public string? Product { get; init; }
    public string? Deposit { get; init; }
    public long? ReturnId { get; init; }
    public string? ReturnReference { get; init; }
    public long? StatementId { get; init; }
    public long? SettlementId { get; init; }
    public int? SettlementNo { get; init; }
    public long? CountersId { get; init; }
    public string? CountersKind { get; init; }
    public long DebitSum { get; init; }
    public int EntryCount { get; init; }
    /// <summary>The actor sees all entries, not only those of their own accounts.</summary>
    public bool IsWhole { get; init; }
}

public sealed record PostingEntryRow
{
    public long AccountId { get; init; }
    public string Type { get; init; } = "";
    public string? Owner { get; init; }
    public string? Part { get; init; }
    public string? Subject { get; init; }
    public long Amount { get; init; }
}

public sealed record CounterRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public DateOnly AccountingDate { get; init; }
}

public sealed record PostingDetail(PostingHeader Posting, IReadOnlyList<PostingEntryRow> Entries, IReadOnlyList<CounterRow> Counters);

public sealed record JournalFilter
{
    public string? Kind { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public int Page { get; init; } = 1;
}
