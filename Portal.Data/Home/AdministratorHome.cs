namespace Portal.Data.Home;

/// <summary>The home of whoever runs the portal: all centres at a glance.</summary>
internal static class AdministratorHome
{
    // ix_orders_ordered, and per centre ix_orders_centre, ix_deposits_centre and ix_postings_month: this month and the one before
    public const string StatementsSql = $"""
        SELECT 'sales' AS kind, {HomeSql.OrderHour} AS at, COUNT(*) AS n, SUM({HomeSql.Kept}) AS amount
        FROM orders o WHERE o.ordered_at >= @since AND o.status = 'Placed' GROUP BY {HomeSql.OrderHour}
        UNION ALL
        SELECT 'deposits', SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13), COUNT(*), SUM(d.amount)
        FROM organizations g JOIN deposits d ON d.centre_id = g.id WHERE g.kind = 'Centre' AND d.deposited_at >= @since GROUP BY SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13)
        UNION ALL
        SELECT CONCAT('part.', s.part), CAST(p.accounting_date AS NVARCHAR(10)), COUNT(*), SUM(-e.amount)
        FROM organizations g JOIN postings p ON p.centre_id = g.id JOIN entries e ON e.posting_id = p.id JOIN shares s ON s.id = e.share_id
        WHERE g.kind = 'Centre' AND p.accounting_date >= @monthBefore GROUP BY CONCAT('part.', s.part), CAST(p.accounting_date AS NVARCHAR(10))
        UNION ALL
        SELECT CONCAT('centre.', g.name), '', COUNT(*), SUM({HomeSql.Kept})
        FROM organizations g JOIN orders o ON o.centre_id = g.id WHERE g.kind = 'Centre' AND o.ordered_at >= @monthStart AND o.status = 'Placed' GROUP BY g.name;

        SELECT 'unpaid' AS kind, COUNT(*) AS n, COALESCE(SUM({HomeSql.Open}), 0) AS amount, COALESCE(SUM(CASE WHEN o.deposit_due_at < @now THEN 1 ELSE 0 END), 0) AS late FROM orders o WHERE {HomeSql.Unpaid}
        UNION ALL
        SELECT 'toship', COUNT(DISTINCT p.order_id), NULL, COUNT(DISTINCT CASE WHEN {HomeSql.Late} THEN p.order_id END) FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.OpenParts}
        UNION ALL
        SELECT 'underway', COUNT(DISTINCT p.order_id), NULL, 0 FROM producer_orders p WHERE {HomeSql.Underway}
        UNION ALL
        SELECT 'toaccept', COUNT(DISTINCT l.order_id), NULL, 0 FROM order_lines l WHERE {HomeSql.ToAccept};

        SELECT 'review' AS kind, {HomeSql.ReviewDay} AS at, COUNT(*) AS n, 0 AS amount FROM review_cases c WHERE c.status <> 'Decided' AND c.due_on BETWEEN @today AND @untilDay GROUP BY {HomeSql.ReviewDay}
        UNION ALL
        SELECT 'ship', {HomeSql.ShipDay}, COUNT(*), 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id
        WHERE {HomeSql.OpenParts} AND COALESCE(p.promised_ship_on, p.proposed_ship_on) BETWEEN @today AND @untilDay GROUP BY {HomeSql.ShipDay};

        {HomeSql.OrderEvent} ORDER BY e.id DESC
        """;
}
