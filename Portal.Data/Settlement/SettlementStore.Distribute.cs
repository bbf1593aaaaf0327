using Portal.Core.Settlement;
using Portal.Data.Ledger;

namespace Portal.Data.Settlement;

/// <summary>The set-based division of lines; the same arithmetic as <c>Sharing.Divide</c>, which is its oracle in the tests.</summary>
public sealed partial class SettlementStore
{
    // what a run has claimed, and what it would claim now
    private const string LinesOfRun = "l.distribution_run = @run";
    private const string FreightOfRun = "p.freight_run = @run";
    // + 0: from the queue of due lines to their orders, not from all orders of the centre to their lines
    private const string LinesDue = "l.distribution_run IS NULL AND l.due_at IS NOT NULL AND l.due_at <= @now AND l.due_on <= @through AND o.centre_id + 0 = @centreId";
    private const string FreightDue = "p.freight_run IS NULL AND p.freight + p.freight_vat > 0";

    // claimed: the lines, also those that came back whole. lines: kept units and their supply. taking: the shares that take part, with their party.
    // portions: what each comes to. freights: of the parts of which these are the first lines.
    private const string Claimed = """
        WITH claimed AS (
          SELECT l.id, l.order_id, l.producer_order_id, o.centre_id, o.seller_id, o.buyer_id, l.agreement_id, l.due_on, l.tax_bp, l.quantity - l.returned AS kept,
                 (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS supply
          FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE
        """;
    private const string Portions = """

        ),
        lines AS (
          SELECT c.id, c.order_id, c.centre_id, c.seller_id, c.buyer_id, c.agreement_id, c.due_on, c.tax_bp, c.kept, c.supply FROM claimed c WHERE c.kept > 0
        ),
        taking AS (
          SELECT l.id AS line_id, l.order_id, l.centre_id, l.due_on, l.supply, l.tax_bp, l.buyer_id, s.id AS share_id, s.part, s.kind,
                 COALESCE(s.party_id, CASE s.part WHEN 'Seller' THEN l.seller_id WHEN 'Centre' THEN l.centre_id END) AS party_id,
                 CASE s.kind WHEN 'Fixed' THEN s.value * l.kept WHEN 'Rate' THEN l.supply * s.value / 10000 ELSE 0 END AS part_amount
          FROM lines l JOIN shares s ON s.agreement_id = l.agreement_id
          WHERE s.part <> 'Seller' OR s.party_id IS NOT NULL OR l.seller_id IS NOT NULL
        ),
        portions AS (
          SELECT t.line_id, t.order_id, t.centre_id, t.due_on, t.supply, t.tax_bp, t.buyer_id, t.share_id, t.part, t.kind, t.party_id,
                 CASE WHEN t.kind = 'Rest' THEN t.supply - SUM(t.part_amount) OVER (PARTITION BY t.line_id) ELSE t.part_amount END AS amount
          FROM taking t
        ),
        freights AS (
          SELECT p.id, p.order_id, MIN(c.centre_id) AS centre_id, p.producer_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END AS type,
                 p.freight, p.freight_vat, MIN(c.due_on) AS due_on
          FROM producer_orders p JOIN claimed c ON c.producer_order_id = p.id JOIN organizations g ON g.id = p.producer_id
          WHERE
        """;
    private const string FreightsEnd = """

          GROUP BY p.id, p.order_id, p.producer_id, g.kind, p.freight, p.freight_vat
        )
        """;
    private const string RunWith = $"{Claimed} {LinesOfRun}{Portions} {FreightOfRun}{FreightsEnd}";
    private const string DueWith = $"{Claimed} {LinesDue}{Portions} {FreightDue}{FreightsEnd}";

    private const string EntriesSelect = """
        SELECT @run, CONCAT('distribution:', l.id), 'Distribution', l.due_on, l.centre_id, l.order_id, l.id, CAST(NULL AS BIGINT),
               'Undelivered', l.centre_id, l.supply + l.supply * l.tax_bp / 10000, CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
        FROM lines l
        UNION ALL
        SELECT @run, CONCAT('distribution:', p.line_id), 'Distribution', p.due_on, p.centre_id, p.order_id, p.line_id, NULL,
               CASE WHEN p.part = 'Mileage' THEN 'Mileage' WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END,
               CASE WHEN p.part = 'Mileage' THEN 0 ELSE p.party_id END, -p.amount, p.share_id, CASE WHEN p.part = 'Mileage' THEN p.buyer_id END
        FROM portions p LEFT JOIN organizations g ON g.id = p.party_id
        WHERE p.amount <> 0
        UNION ALL
        SELECT @run, CONCAT('distribution:', p.line_id), 'Distribution', p.due_on, p.centre_id, p.order_id, p.line_id, NULL,
               'Vat', p.party_id, -(p.supply * p.tax_bp / 10000), NULL, NULL
        FROM portions p
        WHERE p.kind = 'Rest' AND p.supply * p.tax_bp / 10000 <> 0
        UNION ALL
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, 'Undelivered', f.centre_id, f.freight + f.freight_vat, NULL, NULL
        FROM freights f
        UNION ALL
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, f.type, f.producer_id, -f.freight, NULL, NULL
        FROM freights f WHERE f.freight <> 0
        UNION ALL
        SELECT @run, CONCAT('freight:', f.id), 'Freight', f.due_on, f.centre_id, f.order_id, NULL, NULL, 'Vat', f.producer_id, -f.freight_vat, NULL, NULL
        FROM freights f WHERE f.freight_vat <> 0
        """;

    private const string DistributionsSql = """
        INSERT INTO distributions (id, order_line_id, kind, return_no, run_id, quantity, supply, vat, accounting_date)
        SELECT s.id, s.order_line_id, 'Delivery', 0, @run, s.kept, s.supply, s.supply * s.tax_bp / 10000, s.accounting_date
        FROM (
          SELECT p.id, p.order_line_id, p.accounting_date, l.tax_bp, l.quantity - l.returned AS kept,
                 (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS supply
          FROM postings p JOIN order_lines l ON l.id = p.order_line_id
          WHERE p.id BETWEEN @first AND @last AND (p.id - @first) % @step = 0
        ) s
        """;
    private const string EnqueueRunSql = """
        INSERT INTO settlement_items (posting_id, centre_id, accounting_date, settlement_id)
        SELECT p.id, p.centre_id, p.accounting_date, NULL FROM postings p WHERE p.id BETWEEN @first AND @last AND (p.id - @first) % @step = 0
        """;

    public async Task<RunResult> Distribute(long runId, DateTime at)
    {
        var postings = await bulk.Post(runId, new DraftText(RunWith, EntriesSelect), new { run = runId }, at, null);
        if (postings is null) return default;
        var range = new { run = runId, first = postings.First, last = postings.Last, step = postings.Step };
        var lines = await db.Execute(DistributionsSql, range);
        await db.Execute(EnqueueRunSql, range);
        return new RunResult(lines, postings.Count - lines);
    }
}
