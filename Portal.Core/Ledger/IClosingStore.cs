namespace Portal.Core.Ledger;

/// <summary>Debits and credits of a month by type of account; both as positive sums.</summary>
public sealed record MonthSum
{
    public string Type { get; init; } = "";
    public int EntryCount { get; init; }
    public long Debit { get; init; }
    public long Credit { get; init; }
}

/// <summary>What the ledger of a centre has in a month.</summary>
public sealed record MonthFigures(int Postings, IReadOnlyList<MonthSum> Sums)
{
    public int Entries => Sums.Sum(s => s.EntryCount);
    public long Debits => Sums.Sum(s => s.Debit);
}

/// <summary>What belongs to a month and is not done.</summary>
public sealed record OpenWork
{
    /// <summary>Lines that were due in the month, or before, and are not distributed.</summary>
    public long DueLines { get; init; }

    /// <summary>Postings that no settlement has taken.</summary>
    public long Unsettled { get; init; }

    /// <summary>Payouts that were sent and not heard of. They hinder nothing: what becomes of them is of the month in which it is learned.</summary>
    public long SentPayouts { get; init; }

    public bool Hinders => DueLines + Unsettled > 0;
}

/// <summary>A month that is being closed.</summary>
public sealed record NewClosing(long Id, long CentreId, DateOnly MonthOn, DateOnly NextOn, MonthFigures Figures, DateTime ClosedAt, long? ClosedBy);

/// <summary>Closed months. They are never opened again.</summary>
public interface IClosingStore
{
    /// <summary>Waits until nobody posts, and lets nobody post until the transaction ends.</summary>
    Task Hold();

    /// <summary>The first day of the month that is closed next: the first open one, or that of the centre's first posting. Null while it has none.</summary>
    Task<DateOnly?> Next(long centreId);

    /// <summary>The first day of a centre that is not closed; null while none of its months is. Only read.</summary>
    Task<DateOnly?> OpensOn(long centreId);

    Task<MonthFigures> Figures(long centreId, DateOnly monthOn);

    Task<OpenWork> Open(long centreId, DateOnly nextOn);

    /// <summary>Closes a month; false when somebody has closed it.</summary>
    Task<bool> Insert(NewClosing closing);
}
