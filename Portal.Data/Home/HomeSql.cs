namespace Portal.Data.Home;

/// <summary>Pieces that several homes share; each becomes part of a statement.</summary>
internal static class HomeSql
{
    public const string Open = "o.total - o.cancelled - o.returned - o.paid";
    public const string Kept = "o.total - o.cancelled - o.returned";
    public const string Unpaid = "o.paid_at IS NULL AND o.status = 'Placed' AND o.total - o.cancelled - o.returned > o.paid";
    // ix_producer_orders_open
    public const string OpenParts = "p.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.status = 'Placed' AND o.released_at IS NOT NULL";
    // ix_producer_orders_underway
    public const string Underway = "p.status IN ('Shipped', 'PartlyShipped')";
    // ix_order_lines_unaccepted
    public const string ToAccept = """
        l.accepted_at IS NULL AND l.distribution_run IS NULL AND l.delivered > 0 AND l.cancelled = 0 AND l.delivered = l.quantity AND l.returned < l.quantity
          AND (l.needs_acceptance = 1 OR l.objection_ends_at > @now)
        """;
    public const string Late = "COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today";
    public const string OrderHour = "SUBSTRING(CAST(o.ordered_at AS NVARCHAR(30)), 1, 13)";
    public const string DueHour = "SUBSTRING(CAST(o.deposit_due_at AS NVARCHAR(30)), 1, 13)";
    public const string ShipDay = "CAST(COALESCE(p.promised_ship_on, p.proposed_ship_on) AS NVARCHAR(10))";
    public const string ReviewDay = "CAST(c.due_on AS NVARCHAR(10))";

    /// <summary>What came to the actor's organization from distributions, less what returns took back.</summary>
    public const string Share = """
        SELECT 'share' AS kind, CAST(p.accounting_date AS NVARCHAR(10)) AS at, COUNT(*) AS n, SUM(-e.amount) AS amount
        FROM accounts a JOIN entries e ON e.account_id = a.id JOIN postings p ON p.id = e.posting_id
        WHERE a.type = 'Payable' AND a.owner_id = @OrganizationId AND e.share_id IS NOT NULL AND p.accounting_date >= @monthBefore
        GROUP BY CAST(p.accounting_date AS NVARCHAR(10))
        """;
    public const string OrderEvent = "SELECT e.at, e.kind, o.order_no AS no, b.name AS about, h.name AS person, e.amount FROM order_events e JOIN orders o ON o.id = e.order_id JOIN organizations b ON b.id = o.buyer_id LEFT JOIN people h ON h.id = e.person_id";
}
