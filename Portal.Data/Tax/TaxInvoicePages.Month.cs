using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Shared;

namespace Portal.Data.Tax;

/// <summary>A month of supply before and after its invoices are issued.</summary>
public sealed partial class TaxInvoicePages
{
    private const int MostProblems = 200;

    private const string TotalsSql = $"""
        {InvoiceItems.Judged}
        SELECT j.state, COUNT(*) AS lines, SUM(j.supply) AS supply, SUM(j.vat) AS vat FROM judged j GROUP BY j.state
        """;
    // whose data is missing: the supplier's for a supplier, otherwise the receiver's
    private const string ProblemsSql = $"""
        {InvoiceItems.Judged}
        SELECT j.state, g.code, g.name, COUNT(*) AS lines, SUM(j.supply) AS supply, SUM(j.vat) AS vat
        FROM judged j JOIN organizations g ON g.id = CASE WHEN j.state = 'SupplierIncomplete' THEN j.supplier_id ELSE j.receiver_id END
        WHERE j.state NOT IN ('Ready', 'Invoiced') GROUP BY j.state, g.code, g.name ORDER BY j.state, g.name, g.code
        """;
    private const string ReadySql = $"""
        {InvoiceItems.Judged}
        SELECT s.name AS supplier, g.name AS receiver, j.tax, COUNT(*) AS lines, SUM(j.supply) AS supply, SUM(j.vat) AS vat, f.issue_id AS corrects_issue,
               CASE WHEN j.corrects_id = 0 THEN NULL ELSE j.corrects_id END AS corrects_id,
               MIN(CASE WHEN s.business_type IS NULL OR s.business_item IS NULL OR s.address IS NULL OR s.email IS NULL THEN 0 ELSE 1 END) AS is_full, s.code AS supplier_code
        FROM judged j JOIN organizations s ON s.id = j.supplier_id JOIN organizations g ON g.id = j.receiver_id LEFT JOIN tax_invoices f ON f.id = j.corrects_id
        WHERE j.state = 'Ready'
        GROUP BY j.corrects_id, CASE WHEN j.corrects_id = 0 THEN @To ELSE j.supplied_on END, j.supplier_id, j.receiver_id, j.tax, s.name, s.code, g.name, f.issue_id
        ORDER BY j.corrects_id, s.name, g.name, j.tax
        """;
    // what the ledger says of the same days: payouts move VAT on to whom it belongs, debts are given up; neither is a supply
    private const string LedgerVatSql = """
        SELECT COALESCE(-SUM(e.amount), 0) FROM postings p JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id AND a.type = 'Vat'
        WHERE p.accounting_date BETWEEN @From AND @To AND p.centre_id = @CentreId AND p.kind NOT IN ('Payout', 'PayoutFailed', 'DebtWrittenOff')
        """;

    /// <summary>What a centre's month comes to, by where it stands, what is in the way, and what would be issued now.</summary>
    public async Task<SupplyMonth> Supply(long centreId, Month month, int page)
    {
        var run = new InvoiceRun(0, centreId, month);
        var (skip, take) = Paging.Window(page);
        var args = new { run.CentreId, run.From, run.To, run.Freight, Skip = skip, Take = take };
        return new SupplyMonth(month, await db.Query<SupplyTotal>(TotalsSql, args),
            await db.Query<SupplyProblem>($"{ProblemsSql} {db.Dialect.First(MostProblems)}", args),
            Paging.Of(await db.Query<SupplyGroup>($"{ReadySql} {db.Dialect.Page}", args), page),
            await db.Scalar<long>(LedgerVatSql, args));
    }

    private const string MonthsSql = """
        SELECT i.supply_month AS month, COUNT(*) AS invoices, SUM(i.supply) AS supply, SUM(i.vat) AS vat
        FROM tax_invoices i WHERE i.centre_id = @centreId GROUP BY i.supply_month ORDER BY i.supply_month DESC
        """;

    /// <summary>Months of which a centre has issued invoices, newest first.</summary>
    public Task<List<IssuedMonth>> Months(long centreId) => db.Query<IssuedMonth>($"{MonthsSql} {db.Dialect.First(24)}", new { centreId });

    // the month before this one, and whether anything of it has been issued: ix_postings_month, ix_tax_invoices_month
    private const string WaitingSql = """
        SELECT p.id FROM postings p WHERE p.centre_id = @centreId AND p.accounting_date BETWEEN @First AND @Last AND p.kind IN ('Distribution', 'Freight')
          AND NOT EXISTS (SELECT 1 FROM tax_invoices i WHERE i.centre_id = @centreId AND i.supply_month = @month)
        ORDER BY p.accounting_date, p.id
        """;

    /// <summary>True when a month had supplies and none of its invoices is issued.</summary>
    public async Task<bool> Waits(long centreId, Month month) =>
        (await db.Query<long>($"{WaitingSql} {db.Dialect.First(1)}", new { centreId, month.First, month.Last, month = month.ToString() })).Count > 0;
}
