namespace Portal.Data.Home;

/// <summary>The home of whoever runs a centre.</summary>
internal static class OperatorHome
{
    // ix_orders_centre, ix_deposits_centre, ix_postings_month: this month and the one before
    public const string StatementsSql = $"""
        SELECT 'sales' AS kind, {HomeSql.OrderHour} AS at, COUNT(*) AS n, SUM({HomeSql.Kept}) AS amount
        FROM orders o WHERE o.centre_id = @OrganizationId AND o.ordered_at >= @since AND o.status = 'Placed' GROUP BY {HomeSql.OrderHour}
        UNION ALL
        SELECT 'deposits', SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13), COUNT(*), SUM(d.amount)
        FROM deposits d WHERE d.centre_id = @OrganizationId AND d.deposited_at >= @since GROUP BY SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13)
        UNION ALL
        SELECT CONCAT('part.', s.part), CAST(p.accounting_date AS NVARCHAR(10)), COUNT(*), SUM(-e.amount)
        FROM postings p JOIN entries e ON e.posting_id = p.id JOIN shares s ON s.id = e.share_id
        WHERE p.centre_id = @OrganizationId AND p.accounting_date >= @monthBefore GROUP BY CONCAT('part.', s.part), CAST(p.accounting_date AS NVARCHAR(10));

        SELECT 'unpaid' AS kind, COUNT(*) AS n, COALESCE(SUM({HomeSql.Open}), 0) AS amount, COALESCE(SUM(CASE WHEN o.deposit_due_at < @now THEN 1 ELSE 0 END), 0) AS late
        FROM orders o WHERE {HomeSql.Unpaid} AND o.centre_id = @OrganizationId
        UNION ALL
        SELECT 'toship', COUNT(DISTINCT p.order_id), NULL, COUNT(DISTINCT CASE WHEN {HomeSql.Late} THEN p.order_id END)
        FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.OpenParts} AND o.centre_id = @OrganizationId
        UNION ALL
        SELECT 'underway', COUNT(DISTINCT p.order_id), NULL, 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.Underway} AND o.centre_id = @OrganizationId
        UNION ALL
        SELECT 'toaccept', COUNT(DISTINCT l.order_id), NULL, 0 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE {HomeSql.ToAccept} AND o.centre_id = @OrganizationId;

        SELECT 'unpaid' AS kind, {HomeSql.DueHour} AS at, COUNT(*) AS n, SUM({HomeSql.Open}) AS amount
        FROM orders o WHERE {HomeSql.Unpaid} AND o.centre_id = @OrganizationId AND o.deposit_due_at >= @dayStart AND o.deposit_due_at < @until GROUP BY {HomeSql.DueHour}
        UNION ALL
        SELECT 'ship', {HomeSql.ShipDay}, COUNT(*), 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id
        WHERE {HomeSql.OpenParts} AND o.centre_id = @OrganizationId AND COALESCE(p.promised_ship_on, p.proposed_ship_on) BETWEEN @today AND @untilDay GROUP BY {HomeSql.ShipDay}
        UNION ALL
        SELECT 'review', {HomeSql.ReviewDay}, COUNT(*), 0 FROM review_cases c WHERE c.status <> 'Decided' AND c.centre_id = @OrganizationId AND c.due_on BETWEEN @today AND @untilDay GROUP BY {HomeSql.ReviewDay}
        UNION ALL
        SELECT 'recruitment', SUBSTRING(CAST(r.closes_at AS NVARCHAR(30)), 1, 13), COUNT(*), 0
        FROM recruitments r WHERE r.centre_id = @OrganizationId AND r.status = 'Open' AND r.closes_at >= @now AND r.closes_at < @until GROUP BY SUBSTRING(CAST(r.closes_at AS NVARCHAR(30)), 1, 13);

        {HomeSql.OrderEvent} WHERE o.centre_id = @OrganizationId AND o.ordered_at >= @since ORDER BY e.at DESC, e.id DESC
        """;
}
