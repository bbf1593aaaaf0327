using Portal.Core.Agreements;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>What must hold after every operation: the books' own rules, and what a second look at orders, payouts and stock says about them.</summary>
public static class Promises
{
    // name, and a query that counts where it is broken
    private static readonly (string Name, string Sql)[] Queries =
    [
        ("the bank has what was deposited and what cards paid out, less what was refunded, paid out and paid to the tax office", """
            SELECT CASE WHEN COALESCE((SELECT balance FROM accounts WHERE type = 'Bank'), 0) <> COALESCE((SELECT SUM(amount) FROM deposits), 0) + COALESCE((SELECT SUM(amount) FROM card_payouts), 0)
              - COALESCE((SELECT SUM(amount) FROM refunds), 0) - COALESCE((SELECT SUM(transfer) FROM payouts WHERE status IN ('Sent', 'Paid')), 0)
              - COALESCE((SELECT SUM(income_tax + local_tax) FROM withholding_payments), 0) THEN 1 ELSE 0 END
            """),
        ("nobody is charged twice for an order: what cards put on it is within what it cost, and what went back came", """
            SELECT COUNT(*) FROM orders o WHERE o.total < COALESCE((SELECT SUM(c.applied) FROM card_payments c WHERE c.order_id = o.id), 0)
              - COALESCE((SELECT SUM(k.amount) FROM buyer_credits k WHERE k.order_id = o.id AND k.source IN ('Return', 'Cancellation')), 0)
            """),
        ("what failed to go back to a card is held again", """
            SELECT COUNT(*) FROM card_refunds r LEFT JOIN buyer_credits k ON k.source = 'FailedRefund' AND k.source_id = r.id AND k.amount = r.amount
            WHERE (r.status = 'Failed' AND k.id IS NULL) OR (r.status <> 'Failed' AND k.id IS NOT NULL)
            """),
        ("what is undelivered is what was sold and is neither cancelled, returned nor distributed", """
            SELECT COUNT(*) FROM organizations c WHERE c.kind = 'Centre' AND -COALESCE((SELECT balance FROM accounts WHERE type = 'Undelivered' AND owner_id = c.id), 0) <>
              COALESCE((SELECT SUM(s + s * tax_bp / 10000) FROM (
                SELECT l.tax_bp, (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS s
                FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.centre_id = c.id AND l.cancelled = 0 AND l.distribution_run IS NULL) t), 0)
              + COALESCE((SELECT SUM(p.freight + p.freight_vat) FROM producer_orders p JOIN orders o ON o.id = p.order_id
                WHERE o.centre_id = c.id AND p.status <> 'Cancelled' AND p.freight_run IS NULL), 0)
            """),
        ("what a party is owed is waiting for a settlement, carried over, or in a payout that is not sent", """
            SELECT COUNT(*) FROM accounts a WHERE a.type = 'Payable' AND -a.balance <>
              -COALESCE((SELECT SUM(e.amount) FROM settlement_items i JOIN entries e ON e.posting_id = i.posting_id WHERE i.settlement_id IS NULL AND e.account_id = a.id), 0)
              + COALESCE((SELECT SUM(t.carried_out) FROM statements t WHERE t.party_id = a.owner_id AND t.id = (
                  SELECT MAX(x.id) FROM statements x JOIN settlements y ON y.id = x.settlement_id JOIN settlements z ON z.id = t.settlement_id
                  WHERE x.party_id = t.party_id AND y.centre_id = z.centre_id)), 0)
              + COALESCE((SELECT SUM(p.gross) FROM payouts p WHERE p.party_id = a.owner_id AND p.status = 'Locked'), 0)
            """),
        ("stock is what there was less what was sold and not cancelled, sent again or instead, and what came back to stock", """
            SELECT COUNT(*) FROM products p WHERE p.stock <> @stock
              - COALESCE((SELECT SUM(l.quantity) FROM order_lines l WHERE l.product_id = p.id AND l.cancelled = 0), 0)
              + COALESCE((SELECT SUM(r.quantity) FROM returns r JOIN order_lines l ON l.id = r.order_line_id WHERE l.product_id = p.id AND r.restocked = 1), 0)
              - COALESCE((SELECT SUM(x.quantity) FROM shipment_lines x JOIN shipments s ON s.id = x.shipment_id JOIN order_lines l ON l.id = x.order_line_id
                LEFT JOIN misdeliveries m ON m.shipment_id = s.id AND m.resolution IN ('SentAgain', 'Cancelled')
                WHERE l.product_id = p.id AND ((s.return_id IS NULL AND m.units_back = 0) OR (s.return_id IS NOT NULL AND COALESCE(m.units_back, 0) = 0))), 0) AND p.stock <> 100
            """),
        ("an order is due the units that it keeps, the freight of its parts and that of ways back", """
            SELECT COUNT(*) FROM orders o WHERE o.total - o.cancelled - o.returned <> COALESCE((SELECT SUM(s + s * tax_bp / 10000) FROM (
                SELECT l.order_id, l.tax_bp, (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS s
                FROM order_lines l WHERE l.cancelled = 0) t WHERE t.order_id = o.id), 0)
              + COALESCE((SELECT SUM(p.freight + p.freight_vat) FROM producer_orders p WHERE p.order_id = o.id AND p.status <> 'Cancelled'), 0)
              + COALESCE((SELECT SUM(r.freight + r.freight_vat) FROM returns r JOIN order_lines l ON l.id = r.order_line_id WHERE l.order_id = o.id AND r.status = 'Completed'), 0)
            """),
        ("nothing is distributed before its order is paid in full", """
            SELECT COUNT(*) FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE l.distribution_run IS NOT NULL AND (o.paid_at IS NULL OR o.paid <> o.total - o.cancelled - o.returned)
            """),
        ("units of shipments are the units that lines say", """
            SELECT COUNT(*) FROM order_lines l WHERE
              l.delivered <> COALESCE((SELECT SUM(x.quantity) FROM shipment_lines x JOIN shipments s ON s.id = x.shipment_id WHERE x.order_line_id = l.id AND s.status = 'Delivered' AND s.return_id IS NULL), 0)
            """),
        ("no entries are left in the drafts", "SELECT (SELECT COUNT(*) FROM draft_entries) + (SELECT COUNT(*) FROM draft_invoice_lines)"),
    ];

    /// <summary>Everything that is broken, in words; empty when all is well.</summary>
    public static async Task<List<string>> Broken(Db db, BooksPages books, int stock)
    {
        var broken = (await books.Check()).Where(r => r.Violations > 0).Select(r => $"rule {r.No}: {r.Name}: {r.Violations}").ToList();
        foreach (var (name, sql) in Queries)
            if (await db.Scalar<long>(sql, new { stock }) is > 0 and var n) broken.Add($"{name}: {n}");
        broken.AddRange(await Division(db));
        return broken;
    }

    /// <summary>Each share of each distributed line has what the division of the kept units gives, also after any number of returns.</summary>
    private static async Task<List<string>> Division(Db db)
    {
        var lines = await db.Query<Line>("""
            SELECT l.id, l.agreement_id, l.quantity - l.returned AS kept, l.unit_price, l.discount_bp, l.tax_bp, CASE WHEN o.seller_id IS NULL THEN 0 ELSE 1 END AS has_seller
            FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE EXISTS (SELECT 1 FROM distributions d WHERE d.order_line_id = l.id)
            """);
        var shares = (await db.Query<ShareRow>("SELECT id, agreement_id, share_no, part, party_id, kind, value FROM shares")).ToLookup(s => s.AgreementId);
        var credits = (await db.Query<Credit>("""
            SELECT p.order_line_id AS line_id, e.share_id, -SUM(e.amount) AS amount FROM entries e JOIN postings p ON p.id = e.posting_id
            WHERE p.kind IN ('Distribution', 'Return') AND e.share_id IS NOT NULL GROUP BY p.order_line_id, e.share_id
            """)).ToDictionary(c => (c.LineId, c.ShareId), c => c.Amount);
        return [.. lines.SelectMany(l => Sharing.Divide(shares[l.AgreementId].Select(s => s.ToShare()), new LineTerms(l.UnitPrice, l.DiscountBp, l.TaxBp), l.Kept, l.HasSeller)
            .Where(p => p.Amount != credits.GetValueOrDefault((l.Id, p.Share.Id)))
            .Select(p => $"line {l.Id}: {p.Share.Part} has {credits.GetValueOrDefault((l.Id, p.Share.Id))}, the division of {l.Kept} units gives {p.Amount}"))];
    }

    private sealed record Line
    {
        public long Id { get; init; }
        public long AgreementId { get; init; }
        public long Kept { get; init; }
        public long UnitPrice { get; init; }
        public int DiscountBp { get; init; }
        public int TaxBp { get; init; }
        public bool HasSeller { get; init; }
    }

    private sealed record ShareRow
    {
        public long Id { get; init; }
        public long AgreementId { get; init; }
        public int ShareNo { get; init; }
        public string Part { get; init; } = "";
        public long? PartyId { get; init; }
        public string Kind { get; init; } = "";
        public long Value { get; init; }

        public Share ToShare() => new() { Id = Id, ShareNo = ShareNo, Part = Enum.Parse<Part>(Part), PartyId = PartyId, Kind = Enum.Parse<ShareKind>(Kind), Value = Value };
    }

    private sealed record Credit
    {
        public long LineId { get; init; }
        public long ShareId { get; init; }
        public long Amount { get; init; }
    }
}
