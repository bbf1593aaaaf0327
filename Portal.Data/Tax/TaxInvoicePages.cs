using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Tax;

/// <summary>Tax invoices: those that a party issued or received, those of a centre for its operator, all for administrators.</summary>
public sealed partial class TaxInvoicePages(Db db)
{
    private const string RowsSql = """
        SELECT i.id, i.invoice_year, i.invoice_no, i.issue_id, i.supply_month, i.type_code, i.tax, i.written_on, i.supplier_name, i.receiver_name, i.line_count, i.supply, i.vat,
               CASE WHEN i.supplier_id = @OrganizationId THEN 1 ELSE 0 END AS is_sale,
               CASE WHEN i.corrects_id IS NULL THEN 0 ELSE 1 END AS is_correction
        FROM tax_invoices i
        """;
    private const string Fits = """
        (@month IS NULL OR i.supply_month = @month) AND (@view IS NULL OR (@view = 'corrections' AND i.corrects_id IS NOT NULL) OR (@view = 'exempt' AND i.tax = 'Exempt'))
          AND (@text IS NULL OR i.supplier_name LIKE @text ESCAPE '\' OR i.receiver_name LIKE @text ESCAPE '\' OR i.issue_id LIKE @text ESCAPE '\')
        ORDER BY i.id DESC
        """;
    private static readonly string[] Sorts = ["written=i.written_on", "supplier=i.supplier_name", "receiver=i.receiver_name", "supply=i.supply", "vat=i.vat"];
    private const string AllListSql = $"{RowsSql} WHERE {Fits}";
    private static readonly Listing AllListed = new(AllListSql, Sorts);
    private const string CentreListSql = $"{RowsSql} WHERE i.centre_id = @OrganizationId AND {Fits}";
    private static readonly Listing CentreListed = new(CentreListSql, Sorts);
    // ix_tax_invoices_supplier, ix_tax_invoices_receiver
    private const string PartyListSql = $"{RowsSql} WHERE (i.supplier_id = @OrganizationId OR i.receiver_id = @OrganizationId) AND {Fits}";
    private static readonly Listing PartyListed = new(PartyListSql, Sorts);

    /// <summary>Invoices, newest first; <paramref name="view"/>: corrections, or exempt, those without tax.</summary>
    public async Task<PageOf<TaxInvoiceRow>> List(Actor actor, Month? month, string? view, string? text, int page)
    {
        var sql = actor.Role switch { Role.Administrator => AllListed, Role.Operator => CentreListed, _ => PartyListed };
        return await db.Page<TaxInvoiceRow>(sql, new { actor.OrganizationId, month = month?.ToString(), view, text = Like.Containing(text) }, page);
    }

    private const string FindSql = """
        SELECT i.id, i.centre_id, c.name AS centre, i.invoice_year, i.invoice_no, i.issue_id, i.supply_month, i.type_code, i.tax, i.written_on, i.corrects_id, i.amendment_code, i.purpose,
               i.supplier_number, i.supplier_branch, i.supplier_name, i.supplier_representative, i.supplier_address, i.supplier_type, i.supplier_item, i.supplier_email,
               i.receiver_number, i.receiver_branch, i.receiver_name, i.receiver_representative, i.receiver_address, i.receiver_type, i.receiver_item, i.receiver_email,
               i.broker_number, i.broker_branch, i.broker_name, i.broker_representative, i.broker_address, i.broker_type, i.broker_item, i.broker_email,
               i.supply, i.vat, i.line_count, i.issued_at, f.issue_id AS corrects_issue, f.written_on AS corrects_on
        FROM tax_invoices i JOIN organizations c ON c.id = i.centre_id LEFT JOIN tax_invoices f ON f.id = i.corrects_id
        WHERE i.id = @invoiceId AND (@role = 'Administrator' OR (@role = 'Operator' AND i.centre_id = @OrganizationId)
          OR (@role IN ('Producer', 'Seller', 'Buyer') AND (i.supplier_id = @OrganizationId OR i.receiver_id = @OrganizationId)))
        """;
    // ix_tax_invoices_corrects
    private const string CorrectionsSql = "SELECT id, issue_id, written_on, supply, vat FROM tax_invoices WHERE corrects_id = @invoiceId ORDER BY id";
    private const string LinesSql = """
        SELECT l.line_no, l.supplied_on, l.item, l.specification, l.quantity, l.unit_price, l.supply, l.vat, l.note,
               CASE WHEN @role IN ('Administrator', 'Operator') OR o.buyer_id = @OrganizationId OR o.seller_id = @OrganizationId
                 OR EXISTS (SELECT 1 FROM producer_orders w WHERE w.order_id = o.id AND w.producer_id = @OrganizationId) THEN o.order_no END AS order_no
        FROM tax_invoice_lines l JOIN postings p ON p.id = l.posting_id LEFT JOIN orders o ON o.id = p.order_id
        WHERE l.invoice_id = @invoiceId ORDER BY l.line_no
        """;

    public async Task<TaxInvoice?> Find(Actor actor, long invoiceId, int page)
    {
        var (skip, take) = Paging.Window(page);
        var args = new { invoiceId, role = actor.Role.ToString(), actor.OrganizationId, Skip = skip, Take = take };
        if (await db.One<TaxInvoiceHeader>(FindSql, args) is not { } header) return null;
        var lines = await db.Query<TaxInvoiceLine>($"{LinesSql} {db.Dialect.Page}", args);
        return new TaxInvoice(header, Paging.Of(lines, page), await db.Query<TaxCorrection>(CorrectionsSql, new { invoiceId }));
    }

    // the first four lines of each are enough: what is more is told as one
    private const string BulkSql = """
        SELECT i.id, i.tax, i.written_on, i.purpose, f.issue_id AS corrects_issue, f.written_on AS corrects_on,
               i.supplier_number, i.supplier_branch, i.supplier_name, i.supplier_representative, i.supplier_address, i.supplier_type, i.supplier_item, i.supplier_email,
               i.receiver_number, i.receiver_branch, i.receiver_name, i.receiver_representative, i.receiver_address, i.receiver_type, i.receiver_item, i.receiver_email,
               i.supply, i.vat, i.line_count
        FROM tax_invoices i LEFT JOIN tax_invoices f ON f.id = i.corrects_id
        WHERE i.centre_id = @centreId AND i.supply_month = @month AND ((@exempt = 1 AND i.tax = 'Exempt') OR (@exempt = 0 AND i.tax <> 'Exempt'))
        ORDER BY i.id;

        SELECT l.invoice_id, l.line_no, l.supplied_on, l.item, l.specification, l.quantity, l.unit_price, l.supply, l.vat, l.note
        FROM tax_invoices i JOIN tax_invoice_lines l ON l.invoice_id = i.id AND l.line_no <= 4
        WHERE i.centre_id = @centreId AND i.supply_month = @month AND ((@exempt = 1 AND i.tax = 'Exempt') OR (@exempt = 0 AND i.tax <> 'Exempt'))
        ORDER BY l.invoice_id, l.line_no;
        """;

    /// <summary>All invoices of a centre's month for the tax office: those with tax (also of 0 %), or those without.</summary>
    public async Task<IReadOnlyList<BulkInvoice>> Bulk(Actor actor, Month month, bool exempt)
    {
        using var rows = await db.Multiple(BulkSql, new { centreId = actor.OrganizationId, month = month.ToString(), exempt });
        var invoices = (await rows.ReadAsync<TaxInvoiceHeader>()).ToList();
        var lines = (await rows.ReadAsync<TaxInvoiceLine>()).ToLookup(l => l.InvoiceId);
        return [.. invoices.Select(i => new BulkInvoice(i, [.. lines[i.Id]]))];
    }
}
