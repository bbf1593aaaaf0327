namespace Portal.Data.Settlement;

/// <summary>
/// The division of lines by sets (money.md §2): the same arithmetic as <c>Sharing.Divide</c>, which is its oracle in the tests.
/// A preview reads these texts as they are; a distribution run keeps <see cref="Lines"/> in <c>distribution_lines</c> and posts from there.
/// </summary>
internal static class DivisionText
{
    // what a run has claimed, and what it would claim now
    public const string OfRun = "l.distribution_run = @run";
    // + 0: from the queue of due lines to their orders, not from all orders of the centre to their lines
    // what was due in a month that is closed is dated after it, and so is not settled through a day before
    public const string Due = """
        l.distribution_run IS NULL AND l.due_at IS NOT NULL AND l.due_at <= @now AND l.due_on <= @through AND o.centre_id + 0 = @centreId
          AND NOT EXISTS (SELECT 1 FROM open_months m WHERE m.centre_id = @centreId AND m.opens_on > @through)
        """;

    /// <summary>Begins the lines, also those that came back whole; ends with the condition that takes them.</summary>
    public const string Claimed = """
        claimed AS (
          SELECT l.id, l.order_id, l.producer_order_id, o.centre_id, o.seller_id, o.buyer_id, l.agreement_id, l.due_on, l.tax_bp, l.quantity - l.returned AS kept,
                 (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS supply
          FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE
        """;

    private const string PartAmount = "CASE s.kind WHEN 'Fixed' THEN s.value * c.kept WHEN 'Rate' THEN c.supply * s.value / 10000 ELSE 0 END";

    /// <summary>One row per line of which something is kept, with what its shares but the rest come to.</summary>
    public const string Lines = $"""
        SELECT c.id AS order_line_id, MIN(c.order_id) AS order_id, MIN(c.centre_id) AS centre_id, MIN(c.seller_id) AS seller_id, MIN(c.buyer_id) AS buyer_id,
               MIN(c.agreement_id) AS agreement_id, MIN(c.due_on) AS due_on, MIN(c.kept) AS kept, MIN(c.supply) AS supply, MIN(c.supply * c.tax_bp / 10000) AS vat,
               SUM({PartAmount}) AS others, SUM(CASE WHEN {PartAmount} <> 0 THEN 1 ELSE 0 END) AS portions,
               MAX(CASE WHEN s.kind = 'Rest' THEN COALESCE(s.party_id, CASE s.part WHEN 'Seller' THEN c.seller_id ELSE c.centre_id END) END) AS rest_party,
               MAX(s.share_no) AS last_share
        FROM claimed c JOIN shares s ON s.agreement_id = c.agreement_id
        WHERE c.kept > 0 AND (s.part <> 'Seller' OR s.party_id IS NOT NULL OR c.seller_id IS NOT NULL)
        GROUP BY c.id
        """;

    /// <summary>The shares of lines <c>w</c>, each with its party <c>g</c>; nobody has the mileage.</summary>
    public const string Shares = """
        JOIN shares s ON s.agreement_id = w.agreement_id AND (s.part <> 'Seller' OR s.party_id IS NOT NULL OR w.seller_id IS NOT NULL)
        LEFT JOIN organizations g ON g.id = COALESCE(s.party_id, CASE s.part WHEN 'Seller' THEN w.seller_id WHEN 'Centre' THEN w.centre_id END)
        """;
    public const string ShareType = "CASE WHEN s.part = 'Mileage' THEN 'Mileage' WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END";
    public const string ShareOwner = "CASE WHEN s.part = 'Mileage' THEN 0 ELSE g.id END";
    public const string ShareAmount = "CASE s.kind WHEN 'Fixed' THEN s.value * w.kept WHEN 'Rate' THEN w.supply * s.value / 10000 ELSE w.supply - w.others END";

    /// <summary>The freight of the parts of which these are the first lines; ends with the condition that takes it.</summary>
    public const string Freights = """
        freights AS (
          SELECT p.id, p.order_id, MIN(c.centre_id) AS centre_id, p.producer_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END AS type,
                 p.freight, p.freight_vat, MIN(c.due_on) AS due_on
          FROM producer_orders p JOIN claimed c ON c.producer_order_id = p.id JOIN organizations g ON g.id = p.producer_id
          WHERE
        """;
    public const string FreightsEnd = """

          GROUP BY p.id, p.order_id, p.producer_id, g.kind, p.freight, p.freight_vat
        )
        """;
}
