using Portal.Core.Shared;

namespace Portal.Core.Ledger;

/// <summary>The accounts of money.md §4.</summary>
public enum AccountType { Bank, Card, Receivable, Unapplied, Undelivered, Payable, Withholding, Vat, Mileage, Income, Loss }

/// <summary>An account: its type and the organization that owns it, 0 where it has no owner.</summary>
public readonly record struct AccountRef(AccountType Type, long OwnerId = 0)
{
    public static AccountRef Bank => new(AccountType.Bank);
    /// <summary>Money on its way from the card processor.</summary>
    public static AccountRef Card => new(AccountType.Card);
    public static AccountRef Withholding => new(AccountType.Withholding);
    public static AccountRef Loss => new(AccountType.Loss);
    public static AccountRef Mileage => new(AccountType.Mileage);
    public static AccountRef Receivable(long buyer) => new(AccountType.Receivable, buyer);
    /// <summary>Money held and not matched; of an unknown payer when <paramref name="buyer"/> is null.</summary>
    public static AccountRef Unapplied(long? buyer) => new(AccountType.Unapplied, buyer ?? 0);
    public static AccountRef Undelivered(long centre) => new(AccountType.Undelivered, centre);
    public static AccountRef Payable(long party) => new(AccountType.Payable, party);
    public static AccountRef Vat(long party) => new(AccountType.Vat, party);
    public static AccountRef Income(long party) => new(AccountType.Income, party);
}

/// <summary>One side of a posting: minor units, debit positive, credit negative, never zero.</summary>
public sealed record Entry(AccountRef Account, long Amount, long? ShareId = null, long? SubjectId = null);

/// <summary>A balanced set of entries about one event.</summary>
public sealed record Posting
{
    /// <summary>Identity of the event, unique in the ledger: a second attempt changes nothing.</summary>
    public required string EventKey { get; init; }
    public required string Kind { get; init; }
    public required DateTime At { get; init; }
    /// <summary>The business day on which it happened; its accounting date unless that month is closed.</summary>
    public required DateOnly EventOn { get; init; }
    public required IReadOnlyList<Entry> Entries { get; init; }
    public long? CentreId { get; init; }
    public long? OrderId { get; init; }
    public long? OrderLineId { get; init; }
    public long? CountersId { get; init; }
    public long? PersonId { get; init; }
    public string? Memo { get; init; }
}

/// <summary>A posting that was written, and the accounting date that it was given.</summary>
public readonly record struct Posted(long Id, DateOnly AccountingDate);

/// <summary>The store of the ledger.</summary>
public interface ILedgerStore
{
    /// <summary>The first day of a centre that is not closed, null while none of its months is. Nobody closes a month until the transaction ends.</summary>
    Task<DateOnly?> OpensOn(long? centreId);

    /// <summary>Writes a posting, its entries and the kept balances. False, and nothing written, when the event is already posted.</summary>
    Task<bool> Insert(Posted posted, Posting posting);

    /// <summary>The posting of an event, if there is one.</summary>
    Task<long?> FindByEvent(string eventKey);
}

/// <summary>The queue of settlements (owned by Settlement): whatever touches a party's payable or income waits there for the next one of its centre.</summary>
public interface ISettlementQueue
{
    Task Enqueue(Posted posted, long centreId);
}

/// <summary>The only way to write single postings. (Distribution writes many at once, with the same rules, by SQL.)</summary>
[Service]
public sealed class GeneralLedger(ILedgerStore store)
{
    /// <summary>The posting of an event, to be named by what counters it.</summary>
    public Task<long?> Of(string eventKey) => store.FindByEvent(eventKey);

    /// <summary>
    /// Posts an event once; entries of zero are left out. Returns the posting's id and accounting date, or null when the event was posted before.
    /// An event of a closed month takes the first day of the open one. Throws when the entries do not balance: that is a bug, never an outcome.
    /// </summary>
    public async Task<Posted?> Post(Posting posting)
    {
        var entries = posting.Entries.Where(e => e.Amount != 0).ToList();
        long sum = 0;
        foreach (var e in entries) sum = checked(sum + e.Amount);
        if (sum != 0) throw new InvalidOperationException($"Posting {posting.EventKey} does not balance: {sum}.");
        if (entries.Count < 2) throw new InvalidOperationException($"Posting {posting.EventKey} has {entries.Count} entries.");
        var opensOn = await store.OpensOn(posting.CentreId);
        var posted = new Posted(Ids.Next(), opensOn > posting.EventOn ? opensOn.Value : posting.EventOn);
        return await store.Insert(posted, posting with { Entries = entries }) ? posted : null;
    }
}
