using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

/// <summary>A run of ids as <see cref="Ids.Block"/> gives them.</summary>
public sealed record IdRange(long First, long Count)
{
    public long Step => Ids.Step;
    public long Last => First + (Count - 1) * Step;
}

/// <summary>A query that yields draft entries: its common table expressions and its SELECT.</summary>
public sealed record DraftText(string With, string Select);

/// <summary>An account that postings need and that may not be there yet.</summary>
public sealed class NeededAccount
{
    public string Type { get; init; } = "";
    public long OwnerId { get; init; }
}

/// <summary>
/// Posts many balanced sets of entries at once, by set-based SQL, under the same rules as single postings:
/// one posting per event key, entries that sum to zero, kept balances.
/// </summary>
public sealed class BulkPostings(Db db)
{
    private const string DraftColumns =
        "run_id, event_key, kind, accounting_date, centre_id, order_id, order_line_id, counters_id, type, owner_id, amount, share_id, subject_id";
    private const string CountSql = "SELECT COUNT(DISTINCT event_key) AS postings, COUNT(*) AS entries FROM draft_entries WHERE run_id = @run";
    private const string UnbalancedSql = "SELECT COUNT(*) FROM (SELECT event_key FROM draft_entries WHERE run_id = @run GROUP BY event_key HAVING SUM(amount) <> 0) u";
    private const string ClearSql = "DELETE FROM draft_entries WHERE run_id = @run";

    // what happened in a closed month is of the first day of the open one
    private const string PostingsSql = """
        INSERT INTO postings (id, event_key, kind, at, accounting_date, event_on, centre_id, order_id, order_line_id, counters_id, person_id, memo, entry_count, debit_sum)
        SELECT @first + (ROW_NUMBER() OVER (ORDER BY d.event_key) - 1) * @step, d.event_key, MIN(d.kind), @at,
               CASE WHEN MIN(m.opens_on) > MIN(d.accounting_date) THEN MIN(m.opens_on) ELSE MIN(d.accounting_date) END, MIN(d.accounting_date),
               MIN(d.centre_id), MIN(d.order_id), MIN(d.order_line_id), MIN(d.counters_id), @personId, NULL, COUNT(*), SUM(CASE WHEN d.amount > 0 THEN d.amount ELSE 0 END)
        FROM draft_entries d LEFT JOIN open_months m ON m.centre_id = d.centre_id WHERE d.run_id = @run GROUP BY d.event_key
        """;
    private const string MissingAccountsSql = """
        SELECT DISTINCT type, owner_id FROM draft_entries d
        WHERE run_id = @run AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.type = d.type AND a.owner_id = d.owner_id)
        """;
    private const string OpenAccountSql = "INSERT INTO accounts (id, type, owner_id, balance) VALUES (@Id, @Type, @OwnerId, 0)";
    private const string EntriesSql = """
        INSERT INTO entries (id, posting_id, account_id, amount, share_id, subject_id)
        SELECT @first + (ROW_NUMBER() OVER (ORDER BY p.id, a.id, d.share_id) - 1) * @step, p.id, a.id, d.amount, d.share_id, d.subject_id
        FROM draft_entries d
        JOIN postings p ON p.event_key = d.event_key
        JOIN accounts a ON a.type = d.type AND a.owner_id = d.owner_id
        WHERE d.run_id = @run
        """;

    // the entries of one run by the range of their ids, of which other processes may have some in between
    private const string SumsSql = """
        INSERT INTO draft_balances (run_id, account_id, centre_id, amount)
        SELECT @run, e.account_id, COALESCE(p.centre_id, 0), SUM(e.amount) FROM entries e JOIN postings p ON p.id = e.posting_id
        WHERE e.id BETWEEN @First AND @Last AND (e.id - @First) % @Step = 0 GROUP BY e.account_id, COALESCE(p.centre_id, 0)
        """;
    private const string DifferenceSql = "SELECT COALESCE(SUM(amount), 0) FROM draft_balances WHERE run_id = @run";
    private const string BalancesSql = """
        UPDATE accounts SET balance = balance + s.amount
        FROM (SELECT account_id, SUM(amount) AS amount FROM draft_balances WHERE run_id = @run GROUP BY account_id) s
        WHERE s.account_id = accounts.id
        """;
    private const string MissingCentresSql = """
        INSERT INTO account_balances (account_id, centre_id, balance)
        SELECT d.account_id, d.centre_id, 0 FROM draft_balances d
        WHERE d.run_id = @run AND NOT EXISTS (SELECT 1 FROM account_balances b WHERE b.account_id = d.account_id AND b.centre_id = d.centre_id)
        """;
    private const string CentreBalancesSql = """
        UPDATE account_balances SET balance = balance + s.amount
        FROM (SELECT account_id, centre_id, amount FROM draft_balances WHERE run_id = @run) s
        WHERE s.account_id = account_balances.account_id AND s.centre_id = account_balances.centre_id
        """;
    private const string ClearSumsSql = "DELETE FROM draft_balances WHERE run_id = @run";

    /// <summary>
    /// Posts what <paramref name="text"/> yields: the columns of <c>draft_entries</c> in their order, run id first.
    /// Returns the ids of the new postings, null when there was nothing. Throws when an event does not balance or was posted before.
    /// </summary>
    public async Task<IdRange?> Post(long run, DraftText text, object args, DateTime at, long? personId)
    {
        // SQL Server wants the WITH before the INSERT; SQLite reads it there too
        await db.Execute($"{text.With} INSERT INTO draft_entries ({DraftColumns}) {text.Select}", args);
        var count = (await db.One<Counts>(CountSql, new { run }))!;
        if (count.Entries == 0) return null;
        if (await db.Scalar<long>(UnbalancedSql, new { run }) > 0) throw new InvalidOperationException($"Postings of run {run} do not balance.");

        var postings = new IdRange(Ids.Block(count.Postings), count.Postings);
        await KeepMonthsOpen();
        await db.Execute(PostingsSql, new { run, first = postings.First, step = postings.Step, at, personId });
        await OpenAccounts(await db.Query<NeededAccount>(MissingAccountsSql, new { run }));
        var entries = new IdRange(Ids.Block(count.Entries), count.Entries);
        await db.Execute(EntriesSql, new { run, first = entries.First, step = entries.Step });
        await AddUp(run, entries);
        await db.Execute(ClearSql, new { run });
        return postings;
    }

    /// <summary>No month is closed before this transaction ends: dates that are reckoned from the open months hold.</summary>
    public async Task KeepMonthsOpen()
    {
        if (db.Dialect.KeepMonthsOpen is { } keep) await db.Execute(keep);
    }

    private const string AppendPostingsSql = "INSERT INTO postings (id, event_key, kind, at, accounting_date, event_on, centre_id, order_id, order_line_id, entry_count, debit_sum)";
    private const string AppendEntriesSql = "INSERT INTO entries (id, posting_id, account_id, amount, share_id, subject_id)";

    /// <summary>Appends postings that a SELECT yields with their ids; their entries follow by <see cref="AppendEntries"/>.</summary>
    public Task<int> AppendPostings(string select, object args) => db.Execute($"{AppendPostingsSql} {select}", args);

    /// <summary>Appends entries that a SELECT yields with their ids; they count when <see cref="AddUp"/> has added them to the balances.</summary>
    public Task<int> AppendEntries(string select, object args) => db.Execute($"{AppendEntriesSql} {select}", args);

    /// <summary>Opens accounts that are not there.</summary>
    public async Task OpenAccounts(IReadOnlyCollection<NeededAccount> missing)
    {
        foreach (var account in missing) await db.Execute(OpenAccountSql, new { Id = Ids.Next(), account.Type, account.OwnerId });
    }

    /// <summary>Adds entries that were written in bulk to the kept balances. Throws when they do not sum to zero.</summary>
    public async Task AddUp(long run, IdRange entries)
    {
        await db.Execute(SumsSql, new { run, entries.First, entries.Last, entries.Step });
        if (await db.Scalar<long>(DifferenceSql, new { run }) is var difference and not 0)
            throw new InvalidOperationException($"The entries of run {run} do not balance: {difference}.");
        await db.Execute(BalancesSql, new { run });
        await db.Execute(MissingCentresSql, new { run });
        await db.Execute(CentreBalancesSql, new { run });
        await db.Execute(ClearSumsSql, new { run });
    }

    private sealed class Counts
    {
        public long Postings { get; init; }
        public long Entries { get; init; }
    }
}
