namespace Portal.Data.Ledger;

/// <summary>What rule 7 says of payouts by month and year, of withheld tax that is due, and of tax invoices.</summary>
public sealed partial class BooksPages
{
    // a payout, and its failing, is posted as the statement of a month says
    private const string MovementSql = """
        SELECT COUNT(*) FROM payout_movements m JOIN (
          SELECT e.posting_id, SUM(CASE WHEN a.type = 'Payable' THEN e.amount ELSE 0 END) AS gross, SUM(CASE WHEN a.type = 'Withholding' THEN -e.amount ELSE 0 END) AS tax,
                 SUM(CASE WHEN a.type = 'Vat' THEN e.amount ELSE 0 END) AS vat, SUM(CASE WHEN a.type = 'Bank' THEN -e.amount ELSE 0 END) AS transfer
          FROM postings p JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id WHERE p.kind IN ('Payout', 'PayoutFailed') GROUP BY e.posting_id
        ) s ON s.posting_id = m.posting_id
        WHERE m.gross <> s.gross OR m.income_tax + m.local_tax <> s.tax OR m.vat <> s.vat OR m.transfer <> s.transfer OR m.net <> m.gross - m.income_tax - m.local_tax
        """;
    // twelve months of a payee are what the ledger has paid them in the year
    private const string YearSql = """
        SELECT COUNT(*) FROM (
          SELECT SUBSTRING(CAST(p.accounting_date AS NVARCHAR(10)), 1, 4) AS year, a.owner_id AS party_id, SUM(e.amount) AS paid
          FROM postings p JOIN entries e ON e.posting_id = p.id JOIN accounts a ON a.id = e.account_id
          WHERE p.kind IN ('Payout', 'PayoutFailed') AND a.type IN ('Payable', 'Vat') GROUP BY SUBSTRING(CAST(p.accounting_date AS NVARCHAR(10)), 1, 4), a.owner_id
        ) y FULL JOIN (
          SELECT SUBSTRING(x.month, 1, 4) AS year, x.party_id, SUM(x.paid) AS paid
          FROM (SELECT month, party_id, SUM(gross + vat) AS paid FROM payout_movements GROUP BY month, party_id) x GROUP BY SUBSTRING(x.month, 1, 4), x.party_id
        ) m ON m.year = y.year AND m.party_id = y.party_id
        WHERE COALESCE(y.paid, 0) <> COALESCE(m.paid, 0)
        """;
    // what a centre still owes the tax office is what its months withheld less what was paid of them, by the ledger and by the payees' statements
    private const string DueSql = """
        SELECT COUNT(*) FROM (
          SELECT b.centre_id, -SUM(b.balance) AS owed FROM account_balances b JOIN accounts a ON a.id = b.account_id WHERE a.type = 'Withholding' GROUP BY b.centre_id
        ) l
        LEFT JOIN (SELECT centre_id, SUM(income_tax + local_tax) AS withheld FROM payout_movements GROUP BY centre_id) m ON m.centre_id = l.centre_id
        LEFT JOIN (SELECT w.centre_id, SUM(p.debit_sum) AS paid, SUM(w.income_tax + w.local_tax) AS said FROM withholding_payments w JOIN postings p ON p.id = w.id GROUP BY w.centre_id) w ON w.centre_id = l.centre_id
        WHERE l.owed <> COALESCE(m.withheld, 0) - COALESCE(w.paid, 0) OR COALESCE(w.paid, 0) <> COALESCE(w.said, 0)
        """;

    private const string InvoiceSumSql = """
        SELECT COUNT(*) FROM tax_invoices i
        LEFT JOIN (SELECT invoice_id, COUNT(*) AS n, SUM(supply) AS supply, SUM(vat) AS vat FROM tax_invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
        WHERE i.line_count <> COALESCE(l.n, 0) OR i.supply <> COALESCE(l.supply, 0) OR i.vat <> COALESCE(l.vat, 0)
        """;
    // the tax of a line is what its posting has on the VAT side, and a posting is on one invoice
    private const string InvoiceLineSql = """
        SELECT COUNT(*) FROM (
          SELECT l.posting_id, COUNT(DISTINCT l.invoice_id) AS invoices, MIN(l.vat) AS said, -MIN(COALESCE(v.vat, 0)) AS posted FROM tax_invoice_lines l
          LEFT JOIN (SELECT e.posting_id, SUM(e.amount) AS vat FROM entries e JOIN accounts a ON a.id = e.account_id WHERE a.type = 'Vat' GROUP BY e.posting_id) v ON v.posting_id = l.posting_id
          GROUP BY l.posting_id
        ) t WHERE t.invoices <> 1 OR t.said <> t.posted
        """;
    // whoever has the VAT of a line is its supplier
    private const string InvoicePartySql = """
        SELECT COUNT(*) FROM tax_invoice_lines l JOIN tax_invoices i ON i.id = l.invoice_id JOIN entries e ON e.posting_id = l.posting_id JOIN accounts a ON a.id = e.account_id
        WHERE a.type = 'Vat' AND a.owner_id <> i.supplier_id
        """;
    // an invoice is never corrected by more than it says
    private const string CorrectionSql = """
        SELECT COUNT(*) FROM tax_invoices i JOIN (SELECT corrects_id, SUM(supply) AS supply, SUM(vat) AS vat FROM tax_invoices WHERE corrects_id IS NOT NULL GROUP BY corrects_id) c ON c.corrects_id = i.id
        WHERE i.corrects_id IS NOT NULL OR i.supply + c.supply < 0 OR i.vat + c.vat < 0
        """;
}
