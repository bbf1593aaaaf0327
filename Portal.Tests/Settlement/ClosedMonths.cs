using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Everything that stands in the closed months: entries, statements, and the figures that were kept. None of it changes any more.</summary>
public sealed class ClosedMonths
{
    private static readonly (string What, string Sql)[] Queries =
    [
        ("an entry of a closed month", """
            SELECT CONCAT(e.id, ' ', e.posting_id, ' ', e.account_id, ' ', e.amount, ' ', p.accounting_date) FROM postings p JOIN entries e ON e.posting_id = p.id
            WHERE p.centre_id = @CentreId AND p.accounting_date < @OpensOn ORDER BY e.id
            """),
        ("a statement of a closed month", """
            SELECT CONCAT(t.id, ' ', t.party_id, ' ', t.carried_in, ' ', t.earned, ' ', t.gross, ' ', t.income_tax, ' ', t.local_tax, ' ', t.vat_paid, ' ', t.transfer, ' ', t.carried_out)
            FROM settlements s JOIN statements t ON t.settlement_id = s.id WHERE s.centre_id = @CentreId AND s.through_on < @OpensOn ORDER BY t.id
            """),
        ("what a settlement of a closed month took", """
            SELECT CONCAT(i.posting_id, ' ', i.settlement_id) FROM settlement_items i WHERE i.centre_id = @CentreId AND i.accounting_date < @OpensOn ORDER BY i.posting_id
            """),
        ("a figure of a closed month", """
            SELECT CONCAT(c.month_on, ' ', c.posting_count, ' ', c.debit_sum, ' ', s.type, ' ', s.debit, ' ', s.credit) FROM closings c JOIN closing_sums s ON s.closing_id = c.id
            WHERE c.centre_id = @CentreId AND c.next_on <= @OpensOn ORDER BY c.id, s.type
            """),
    ];

    private readonly List<(string What, string Sql, Centre Centre, List<string> Rows)> _kept = [];

    public static async Task<ClosedMonths> Of(Db db)
    {
        var months = new ClosedMonths();
        foreach (var centre in await db.Query<Centre>("SELECT centre_id, opens_on FROM open_months"))
            foreach (var (what, sql) in Queries) months._kept.Add((what, sql, centre, await db.Query<string>(sql, centre)));
        return months;
    }

    /// <summary>What is not as it was.</summary>
    public async Task<List<string>> Changed(Db db)
    {
        var changed = new List<string>();
        foreach (var (what, sql, centre, rows) in _kept)
            if (!(await db.Query<string>(sql, centre)).SequenceEqual(rows)) changed.Add($"{what} before {centre.OpensOn:yyyy-MM-dd} is not as it was");
        return changed;
    }

    private sealed record Centre
    {
        public long CentreId { get; init; }
        public DateOnly OpensOn { get; init; }
    }
}
