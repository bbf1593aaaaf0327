namespace Portal.Data.Tax;

/// <summary>What of a centre's month belongs onto tax invoices, and where it stands: the same text for the preview, the issue and the reconciliation.</summary>
internal static class InvoiceItems
{
    // whoever gets the rest has the VAT, and so is the supplier. Of a return the first is what was delivered, of everything else the posting itself
    private const string Lines = """
        SELECT p.id AS posting_id, p.id AS first_id, p.accounting_date AS supplied_on, p.accounting_date AS first_on, o.id AS order_id, o.buyer_id AS receiver_id,
               COALESCE(h.party_id, CASE h.part WHEN 'Seller' THEN o.seller_id ELSE o.centre_id END) AS supplier_id, v.tax,
               v.name AS item, c.code AS specification, d.quantity, l.unit_price, d.supply, d.vat, o.order_no AS note
        FROM postings p
        JOIN distributions d ON d.id = p.id
        JOIN order_lines l ON l.id = d.order_line_id
        JOIN orders o ON o.id = l.order_id
        JOIN product_revisions v ON v.id = l.revision_id
        JOIN products c ON c.id = l.product_id
        JOIN shares h ON h.agreement_id = l.agreement_id AND h.kind = 'Rest'
        WHERE p.accounting_date BETWEEN @From AND @To AND p.centre_id = @CentreId AND p.kind = 'Distribution'
        UNION ALL
        SELECT p.id, f.id, p.accounting_date, f.accounting_date, o.id, o.buyer_id,
               COALESCE(h.party_id, CASE h.part WHEN 'Seller' THEN o.seller_id ELSE o.centre_id END), v.tax,
               v.name, c.code, -r.quantity, l.unit_price, -r.supply, -r.vat, CONCAT(o.order_no, ' ', r.reference)
        FROM postings p
        JOIN distributions d ON d.id = p.id AND d.kind = 'Return'
        JOIN returns r ON r.order_line_id = d.order_line_id AND r.return_no = d.return_no
        JOIN distributions f ON f.order_line_id = d.order_line_id AND f.kind = 'Delivery'
        JOIN order_lines l ON l.id = d.order_line_id
        JOIN orders o ON o.id = l.order_id
        JOIN product_revisions v ON v.id = l.revision_id
        JOIN products c ON c.id = l.product_id
        JOIN shares h ON h.agreement_id = l.agreement_id AND h.kind = 'Rest'
        WHERE p.accounting_date BETWEEN @From AND @To AND p.centre_id = @CentreId
        """;
    private const string Freights = """
        SELECT p.id, p.id, p.accounting_date, p.accounting_date, o.id, o.buyer_id, w.producer_id, CASE WHEN w.freight_vat = 0 THEN 'Exempt' ELSE 'Standard' END,
               @Freight, NULL, 1, w.freight, w.freight, w.freight_vat, o.order_no
        FROM postings p
        JOIN producer_orders w ON w.order_id = p.order_id AND p.event_key = CONCAT('freight:', w.id)
        JOIN orders o ON o.id = w.order_id
        WHERE p.accounting_date BETWEEN @From AND @To AND p.centre_id = @CentreId AND p.kind = 'Freight'
        UNION ALL
        SELECT p.id, p.id, p.accounting_date, p.accounting_date, o.id, o.buyer_id, w.producer_id, CASE WHEN r.freight_vat = 0 THEN 'Exempt' ELSE 'Standard' END,
               @Freight, NULL, 1, r.freight, r.freight, r.freight_vat, CONCAT(o.order_no, ' ', r.reference)
        FROM postings p
        JOIN returns r ON r.reference = p.memo
        JOIN order_lines l ON l.id = r.order_line_id
        JOIN producer_orders w ON w.id = l.producer_order_id
        JOIN orders o ON o.id = w.order_id
        WHERE p.accounting_date BETWEEN @From AND @To AND p.centre_id = @CentreId AND p.kind = 'ReturnFreight'
        """;

    /// <summary>Common table expression <c>judged</c>: every item of the month, its state, and the invoice that it corrects (0: none).</summary>
    internal const string Judged = $"""
        WITH items AS (
        {Lines}
        UNION ALL
        {Freights}
        ),
        judged AS (
          SELECT i.posting_id, i.supplied_on, i.supplier_id, i.receiver_id, i.tax, i.item, i.specification, i.quantity, i.unit_price, i.supply, i.vat, i.note,
                 COALESCE(f.invoice_id, 0) AS corrects_id,
                 CASE WHEN n.posting_id IS NOT NULL THEN 'Invoiced'
                      WHEN f.posting_id IS NOT NULL THEN 'Ready'
                      WHEN EXISTS (SELECT 1 FROM order_payments y WHERE y.order_id = i.order_id AND y.source = 'Card')
                        AND NOT EXISTS (SELECT 1 FROM order_payments y WHERE y.order_id = i.order_id AND y.source NOT IN ('Card', 'Mileage')) THEN 'Card'
                      WHEN g.business_number IS NULL THEN 'NoReceiverNumber'
                      WHEN s.business_number IS NULL OR s.representative IS NULL THEN 'SupplierIncomplete'
                      WHEN i.first_on < @From THEN 'FirstMissing'
                      ELSE 'Ready' END AS state
          FROM items i
          JOIN organizations s ON s.id = i.supplier_id
          JOIN organizations g ON g.id = i.receiver_id
          LEFT JOIN tax_invoice_lines n ON n.posting_id = i.posting_id
          LEFT JOIN tax_invoice_lines f ON f.posting_id = i.first_id AND i.first_id <> i.posting_id
        )
        """;
}
