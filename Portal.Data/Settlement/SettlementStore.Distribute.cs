using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;

namespace Portal.Data.Settlement;

/// <summary>
/// Posts what a run has claimed. Every statement appends to its table in the order of its key, and a posting's id is known before it is written:
/// so nothing is sorted, looked up again or written twice, and a line costs the same whether there are ten thousand or a million.
/// </summary>
public sealed partial class SettlementStore
{
    private const string KeepLinesSql = $"""
        WITH {DivisionText.Claimed} {DivisionText.OfRun}
        )
        INSERT INTO distribution_lines (posting_id, run_id, order_line_id, order_id, centre_id, seller_id, buyer_id, agreement_id, due_on, accounting_date, kept, supply, vat,
          others, portions, rest_party, last_share)
        SELECT @first + (ROW_NUMBER() OVER (ORDER BY t.order_line_id) - 1) * @step, @run, t.order_line_id, t.order_id, t.centre_id, t.seller_id, t.buyer_id, t.agreement_id, t.due_on,
               CASE WHEN m.opens_on > t.due_on THEN m.opens_on ELSE t.due_on END, t.kept, t.supply, t.vat, t.others, t.portions, t.rest_party, t.last_share
        FROM (
          {DivisionText.Lines}
        ) t LEFT JOIN open_months m ON m.centre_id = t.centre_id
        """;

    private const string OfRun = "w.posting_id BETWEEN @first AND @last AND w.run_id = @run";

    private const string WidthSql = $"SELECT COALESCE(MAX(w.last_share), 0) FROM distribution_lines w WHERE {OfRun}";

    // one posting per line; its only debit is what was undelivered
    private const string LinePostings = $"""
        SELECT w.posting_id, CONCAT('distribution:', w.order_line_id), 'Distribution', @at, w.accounting_date, w.due_on, w.centre_id, w.order_id, w.order_line_id,
               1 + w.portions + CASE WHEN w.supply <> w.others THEN 1 ELSE 0 END + CASE WHEN w.vat <> 0 THEN 1 ELSE 0 END, w.supply + w.vat
        FROM distribution_lines w WHERE {OfRun}
        """;

    // the accounts of all lines that have agreement, seller and centre in common are the same
    private const string NeededAccountsSql = $"""
        WITH w AS (SELECT DISTINCT agreement_id, centre_id, seller_id, rest_party FROM distribution_lines w WHERE {OfRun})
        SELECT DISTINCT n.type, n.owner_id FROM (
          SELECT 'Undelivered' AS type, w.centre_id AS owner_id FROM w
          UNION ALL
          SELECT 'Vat', w.rest_party FROM w
          UNION ALL
          SELECT {DivisionText.ShareType}, {DivisionText.ShareOwner} FROM w {DivisionText.Shares}
        ) n WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.type = n.type AND a.owner_id = n.owner_id)
        """;

    // where the n-th line of a run has its entries: undelivered and VAT one each, then a place for every share
    private const string Place = "(w.posting_id - @first) / @step";

    private const string UndeliveredEntries = $"""
        SELECT @entries + {Place} * @step, w.posting_id, a.id, w.supply + w.vat, NULL, NULL
        FROM distribution_lines w JOIN accounts a ON a.type = 'Undelivered' AND a.owner_id = w.centre_id WHERE {OfRun}
        """;
    private const string VatEntries = $"""
        SELECT @entries + (@lines + {Place}) * @step, w.posting_id, a.id, -w.vat, NULL, NULL
        FROM distribution_lines w JOIN accounts a ON a.type = 'Vat' AND a.owner_id = w.rest_party WHERE {OfRun} AND w.vat <> 0
        """;
    private const string ShareEntries = $"""
        SELECT @entries + (2 * @lines + {Place} * @width + s.share_no - 1) * @step, w.posting_id, a.id, -({DivisionText.ShareAmount}), s.id, CASE WHEN s.part = 'Mileage' THEN w.buyer_id END
        FROM distribution_lines w {DivisionText.Shares}
        JOIN accounts a ON a.type = {DivisionText.ShareType} AND a.owner_id = {DivisionText.ShareOwner}
        WHERE {OfRun} AND {DivisionText.ShareAmount} <> 0
        """;

    private const string DistributionsSql = $"""
        INSERT INTO distributions (id, order_line_id, kind, return_no, run_id, quantity, supply, vat, accounting_date)
        SELECT w.posting_id, w.order_line_id, 'Delivery', 0, @run, w.kept, w.supply, w.vat, w.accounting_date FROM distribution_lines w WHERE {OfRun}
        """;
    private const string EnqueueLinesSql = $"""
        INSERT INTO settlement_items (posting_id, centre_id, accounting_date, settlement_id)
        SELECT w.posting_id, w.centre_id, w.accounting_date, NULL FROM distribution_lines w WHERE {OfRun}
        """;
    private const string ForgetLinesSql = "DELETE FROM distribution_lines WHERE posting_id BETWEEN @first AND @last AND run_id = @run";

    private const string FreightWith = $"WITH {DivisionText.Claimed} {DivisionText.OfRun}\n), {DivisionText.Freights} p.freight_run = @run{DivisionText.FreightsEnd}";
    private const string FreightEntriesSelect = """
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, 'Undelivered', f.centre_id, f.freight + f.freight_vat, NULL, NULL
        FROM freights f
        UNION ALL
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, f.type, f.producer_id, -f.freight, NULL, NULL
        FROM freights f WHERE f.freight <> 0
        UNION ALL
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, 'Vat', f.producer_id, -f.freight_vat, NULL, NULL
        FROM freights f WHERE f.freight_vat <> 0
        """;
    private const string EnqueueFreightSql = """
        INSERT INTO settlement_items (posting_id, centre_id, accounting_date, settlement_id)
        SELECT p.id, p.centre_id, p.accounting_date, NULL FROM postings p WHERE p.id BETWEEN @First AND @Last AND (p.id - @First) % @Step = 0
        """;

    public async Task<RunResult> Distribute(ClaimedRun run, DateTime at)
    {
        var lines = await PostLines(run, at);
        if (run.Freights == 0) return new RunResult(lines, 0);
        var freights = await bulk.Post(run.Id, new DraftText(FreightWith, FreightEntriesSelect), new { run = run.Id }, at, null);
        if (freights is not null) await db.Execute(EnqueueFreightSql, freights);
        return new RunResult(lines, freights?.Count ?? 0);
    }

    private async Task<long> PostLines(ClaimedRun run, DateTime at)
    {
        var ids = new IdRange(Ids.Block(run.Lines), run.Lines);
        var range = new { run = run.Id, first = ids.First, last = ids.Last, step = ids.Step, at };
        await bulk.KeepMonthsOpen();
        var lines = await db.Execute(KeepLinesSql, range);
        if (lines == 0) return 0;
        await bulk.OpenAccounts(await db.Query<NeededAccount>(NeededAccountsSql, range));
        await bulk.AppendPostings(LinePostings, range);

        var width = await db.Scalar<long>(WidthSql, range);
        var entries = new IdRange(Ids.Block((2 + width) * lines), (2 + width) * lines);
        var places = new { range.run, range.first, range.last, range.step, entries = entries.First, lines, width };
        await bulk.AppendEntries(UndeliveredEntries, places);
        await bulk.AppendEntries(VatEntries, places);
        await bulk.AppendEntries(ShareEntries, places);
        await bulk.AddUp(run.Id, entries);

        await db.Execute(DistributionsSql, range);
        await db.Execute(EnqueueLinesSql, range);
        await db.Execute(ForgetLinesSql, range);
        return lines;
    }
}
