using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Shared;

namespace Portal.Data.Tax;

public sealed class TaxStore(Db db) : ITaxStore
{
    private const string IssuerSql = "SELECT name, business_number, representative FROM organizations WHERE id = @centreId AND kind = 'Centre'";

    public Task<Issuer?> Issuer(long centreId) => db.One<Issuer>(IssuerSql, new { centreId });

    // what is on no invoice is dated by the end of its month, a correction by the day on which the goods came back
    private const string CollectSql = $"""
        {InvoiceItems.Judged}
        INSERT INTO draft_invoice_lines (run_id, posting_id, corrects_id, written_on, supplier_id, receiver_id, tax, supplied_on, item, specification, quantity, unit_price, supply, vat, note)
        SELECT @Id, j.posting_id, j.corrects_id, CASE WHEN j.corrects_id = 0 THEN @To ELSE j.supplied_on END, j.supplier_id, j.receiver_id, j.tax,
               j.supplied_on, j.item, j.specification, j.quantity, j.unit_price, j.supply, j.vat, j.note
        FROM judged j WHERE j.state = 'Ready'
        """;
    // what came back whole before it was invoiced leaves nothing to invoice
    private const string DropOffsetSql = """
        DELETE FROM draft_invoice_lines WHERE run_id = @Id AND posting_id IN (
          SELECT d.posting_id FROM (
            SELECT supplier_id, receiver_id, tax FROM draft_invoice_lines WHERE run_id = @Id AND corrects_id = 0
            GROUP BY supplier_id, receiver_id, tax HAVING SUM(supply) = 0 AND SUM(vat) = 0
          ) z JOIN draft_invoice_lines d ON d.run_id = @Id AND d.corrects_id = 0 AND d.supplier_id = z.supplier_id AND d.receiver_id = z.receiver_id AND d.tax = z.tax)
        """;
    private const string DraftedSql = """
        SELECT COALESCE(SUM(CASE WHEN corrects_id = 0 THEN 1 ELSE 0 END), 0) AS originals, COALESCE(SUM(CASE WHEN corrects_id = 0 THEN 0 ELSE 1 END), 0) AS corrections,
               COALESCE(SUM(supply), 0) AS supply, COALESCE(SUM(vat), 0) AS vat
        FROM (
          SELECT corrects_id, SUM(supply) AS supply, SUM(vat) AS vat FROM draft_invoice_lines WHERE run_id = @Id GROUP BY corrects_id, written_on, supplier_id, receiver_id, tax
        ) g
        """;

    public async Task<IssuedInvoices> Draft(InvoiceRun run)
    {
        await db.Execute(CollectSql, run);
        await db.Execute(DropOffsetSql, run);
        return (await db.One<IssuedInvoices>(DraftedSql, run))!;
    }

    private const string InvoiceColumns = """
        INSERT INTO tax_invoices (id, centre_id, invoice_year, invoice_no, issue_id, supply_month, type_code, tax, written_on, corrects_id, amendment_code, purpose, supplier_id, receiver_id,
          supplier_number, supplier_branch, supplier_name, supplier_representative, supplier_address, supplier_type, supplier_item, supplier_email,
          receiver_number, receiver_branch, receiver_name, receiver_representative, receiver_address, receiver_type, receiver_item, receiver_email,
          broker_number, broker_branch, broker_name, broker_representative, broker_address, broker_type, broker_item, broker_email,
          supply, vat, line_count, issued_at, issued_by)
        SELECT @first + (x.n - 1) * @step, @CentreId, @Year, @FirstNo + x.n - 1, CONCAT(@IssuePrefix, SUBSTRING(CAST(100000000 + @FirstIssue + x.n - 1 AS NVARCHAR(20)), 2, 8)), @month,
        """;
    // the groups of a run, numbered in one order: plain invoices first
    private const string Groups = """
        FROM (
          SELECT corrects_id, written_on, supplier_id, receiver_id, tax, SUM(supply) AS supply, SUM(vat) AS vat, COUNT(*) AS line_count,
                 ROW_NUMBER() OVER (ORDER BY corrects_id, written_on, supplier_id, receiver_id, tax) AS n
          FROM draft_invoice_lines WHERE run_id = @run GROUP BY corrects_id, written_on, supplier_id, receiver_id, tax
        ) x
        """;
    private const string OriginalsSql = $"""
        {InvoiceColumns}
               CASE WHEN b.id IS NULL THEN CASE x.tax WHEN 'Standard' THEN '0101' WHEN 'Zero' THEN '0102' ELSE '0301' END
                 ELSE CASE x.tax WHEN 'Standard' THEN '0103' WHEN 'Zero' THEN '0105' ELSE '0303' END END,
               x.tax, x.written_on, NULL, NULL, '01', x.supplier_id, x.receiver_id,
               s.business_number, s.branch_number, s.name, s.representative, s.address, s.business_type, s.business_item, s.email,
               g.business_number, g.branch_number, g.name, g.representative, g.address, g.business_type, g.business_item, g.email,
               b.business_number, b.branch_number, b.name, b.representative, b.address, b.business_type, b.business_item, b.email,
               x.supply, x.vat, x.line_count, @at, @personId
        {Groups}
        JOIN organizations s ON s.id = x.supplier_id
        JOIN organizations g ON g.id = x.receiver_id
        LEFT JOIN organizations b ON b.id = @CentreId AND x.supplier_id <> @CentreId
        WHERE x.corrects_id = 0
        """;
    // a correction names the parties as the first invoice did
    private const string CorrectionsSql = $"""
        {InvoiceColumns}
               CONCAT(CASE SUBSTRING(f.type_code, 1, 2) WHEN '03' THEN '04' ELSE '02' END, SUBSTRING(f.type_code, 3, 2)),
               f.tax, x.written_on, f.id, '03', f.purpose, f.supplier_id, f.receiver_id,
               f.supplier_number, f.supplier_branch, f.supplier_name, f.supplier_representative, f.supplier_address, f.supplier_type, f.supplier_item, f.supplier_email,
               f.receiver_number, f.receiver_branch, f.receiver_name, f.receiver_representative, f.receiver_address, f.receiver_type, f.receiver_item, f.receiver_email,
               f.broker_number, f.broker_branch, f.broker_name, f.broker_representative, f.broker_address, f.broker_type, f.broker_item, f.broker_email,
               x.supply, x.vat, x.line_count, @at, @personId
        {Groups}
        JOIN tax_invoices f ON f.id = x.corrects_id
        WHERE x.corrects_id <> 0
        """;
    private const string LinesSql = """
        INSERT INTO tax_invoice_lines (posting_id, invoice_id, line_no, supplied_on, item, specification, quantity, unit_price, supply, vat, note)
        SELECT r.posting_id, @first + (r.n - 1) * @step, ROW_NUMBER() OVER (PARTITION BY r.n ORDER BY r.supplied_on, r.posting_id),
               r.supplied_on, r.item, r.specification, r.quantity, r.unit_price, r.supply, r.vat, r.note
        FROM (
          SELECT posting_id, supplied_on, item, specification, quantity, unit_price, supply, vat, note,
                 DENSE_RANK() OVER (ORDER BY corrects_id, written_on, supplier_id, receiver_id, tax) AS n
          FROM draft_invoice_lines WHERE run_id = @run
        ) r
        """;
    private const string ClearSql = "DELETE FROM draft_invoice_lines WHERE run_id = @run";

    public async Task Issue(InvoiceRun run, InvoiceNumbers numbers, IssuedInvoices drafted, DateTime at, long? personId)
    {
        var args = new
        {
            run = run.Id, run.CentreId, numbers.Year, numbers.FirstNo, numbers.IssuePrefix, numbers.FirstIssue, month = run.Month.ToString(),
            first = Ids.Block(drafted.Count), step = Ids.Step, at, personId,
        };
        if (await db.Execute(OriginalsSql, args) + await db.Execute(CorrectionsSql, args) != drafted.Count) throw new InvalidOperationException($"Run {run.Id} issued other invoices than it had collected.");
        await db.Execute(LinesSql, args);
        await db.Execute(ClearSql, args);
    }

    private const string WithheldSql = """
        SELECT m.month, SUM(m.income_tax) AS income, SUM(m.local_tax) AS local, CASE WHEN MAX(w.id) IS NULL THEN 0 ELSE 1 END AS is_paid
        FROM payout_movements m LEFT JOIN withholding_payments w ON w.centre_id = m.centre_id AND w.month = m.month
        WHERE m.centre_id = @centreId AND m.income_tax + m.local_tax <> 0
        GROUP BY m.month ORDER BY m.month
        """;

    public async Task<IReadOnlyList<WithheldMonth>> Withheld(long centreId) => await db.Query<WithheldMonth>(WithheldSql, new { centreId });

    private const string InsertPaymentSql = """
        INSERT INTO withholding_payments (id, centre_id, month, income_tax, local_tax, paid_on, paid_by)
        SELECT @PostingId, @CentreId, @month, @Income, @Local, @PaidOn, @PaidBy
        WHERE NOT EXISTS (SELECT 1 FROM withholding_payments WHERE centre_id = @CentreId AND month = @month)
        """;

    public async Task<bool> Insert(WithholdingPayment payment)
    {
        var p = payment;
        return await db.Execute(InsertPaymentSql, new { p.PostingId, p.CentreId, month = p.Month.ToString(), p.Tax.Income, p.Tax.Local, p.PaidOn, p.PaidBy }) == 1;
    }
}
