using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

public sealed class ClosingStore(Db db, Clock clock) : IClosingStore
{
    public async Task Hold()
    {
        if (db.Dialect.HoldMonths is { } hold) await db.Execute(hold);
    }

    // ix_postings_month
    private const string NextSql = """
        SELECT COALESCE((SELECT opens_on FROM open_months WHERE centre_id = @centreId), (SELECT MIN(accounting_date) FROM postings WHERE centre_id = @centreId))
        """;

    public async Task<DateOnly?> Next(long centreId) =>
        await db.Scalar<DateOnly?>(NextSql, new { centreId }) is { } day ? new DateOnly(day.Year, day.Month, 1) : null;

    private const string OpensOnSql = "SELECT opens_on FROM open_months WHERE centre_id = @centreId";

    public Task<DateOnly?> OpensOn(long centreId) => db.Scalar<DateOnly?>(OpensOnSql, new { centreId });

    // ix_postings_month, ix_entries_posting
    private const string CountSql = "SELECT COUNT(*) FROM postings WHERE centre_id = @centreId AND accounting_date >= @monthOn AND accounting_date < @nextOn";
    private const string SumsSql = """
        SELECT a.type, COUNT(*) AS entry_count, SUM(CASE WHEN e.amount > 0 THEN e.amount ELSE 0 END) AS debit, SUM(CASE WHEN e.amount < 0 THEN -e.amount ELSE 0 END) AS credit
        FROM postings p JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id
        WHERE p.centre_id = @centreId AND p.accounting_date >= @monthOn AND p.accounting_date < @nextOn
        GROUP BY a.type ORDER BY a.type
        """;

    public async Task<MonthFigures> Figures(long centreId, DateOnly monthOn)
    {
        var month = new { centreId, monthOn, nextOn = monthOn.AddMonths(1) };
        return new MonthFigures(await db.Scalar<int>(CountSql, month), await db.Query<MonthSum>(SumsSql, month));
    }

    // ix_order_lines_due, ix_settlement_items_open, ix_payouts_open; + 0: from the queue of due lines to their orders
    private const string OpenSql = """
        SELECT (SELECT COUNT(*) FROM order_lines l JOIN orders o ON o.id = l.order_id
                WHERE l.distribution_run IS NULL AND l.due_at IS NOT NULL AND l.due_at <= @now AND l.due_on < @nextOn AND o.centre_id + 0 = @centreId) AS due_lines,
               (SELECT COUNT(*) FROM settlement_items i WHERE i.centre_id = @centreId AND i.settlement_id IS NULL AND i.accounting_date < @nextOn) AS unsettled,
               (SELECT COUNT(*) FROM payouts y JOIN statements t ON t.id = y.statement_id JOIN settlements s ON s.id = t.settlement_id
                WHERE y.status IN ('Locked', 'Sent') AND y.status = 'Sent' AND s.centre_id + 0 = @centreId AND y.sent_at < @nextAt) AS sent_payouts
        """;

    public async Task<OpenWork> Open(long centreId, DateOnly nextOn) => (await db.One<OpenWork>(OpenSql, new { centreId, nextOn, nextAt = clock.StartOf(nextOn), now = clock.Now }))!;

    private const string AdvanceSql = "UPDATE open_months SET opens_on = @NextOn WHERE centre_id = @CentreId AND opens_on = @MonthOn";
    private const string FirstSql = "INSERT INTO open_months (centre_id, opens_on) SELECT @CentreId, @NextOn WHERE NOT EXISTS (SELECT 1 FROM open_months WHERE centre_id = @CentreId)";
    private const string InsertSql = """
        INSERT INTO closings (id, centre_id, month_on, next_on, posting_count, entry_count, debit_sum, closed_at, closed_by)
        VALUES (@Id, @CentreId, @MonthOn, @NextOn, @Postings, @Entries, @Debits, @ClosedAt, @ClosedBy)
        """;
    private const string InsertSumSql = "INSERT INTO closing_sums (closing_id, type, entry_count, debit, credit) VALUES (@Id, @Type, @EntryCount, @Debit, @Credit)";

    public async Task<bool> Insert(NewClosing closing)
    {
        if (await db.Execute(AdvanceSql, closing) == 0 && await db.Execute(FirstSql, closing) == 0) return false;
        var (c, f) = (closing, closing.Figures);
        await db.Execute(InsertSql, new { c.Id, c.CentreId, c.MonthOn, c.NextOn, f.Postings, f.Entries, f.Debits, c.ClosedAt, c.ClosedBy });
        await db.Execute(InsertSumSql, f.Sums.Select(s => new { c.Id, s.Type, s.EntryCount, s.Debit, s.Credit }));
        return true;
    }
}
