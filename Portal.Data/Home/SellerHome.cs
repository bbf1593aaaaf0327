namespace Portal.Data.Home;

/// <summary>The home of a seller: what they sold, their share, and whose money they wait for.</summary>
internal static class SellerHome
{
    // ix_orders_seller, ix_entries_account; what is open by ix_orders_unpaid, ix_producer_orders_open, ix_producer_orders_underway
    public const string StatementsSql = $"""
        SELECT 'sales' AS kind, {HomeSql.OrderHour} AS at, COUNT(*) AS n, SUM({HomeSql.Kept}) AS amount
        FROM orders o WHERE o.seller_id = @OrganizationId AND o.ordered_at >= @since AND o.status = 'Placed' GROUP BY {HomeSql.OrderHour}
        UNION ALL
        {HomeSql.Share};

        SELECT 'unpaid' AS kind, COUNT(*) AS n, COALESCE(SUM({HomeSql.Open}), 0) AS amount, 0 AS late FROM orders o WHERE {HomeSql.Unpaid} AND o.seller_id = @OrganizationId
        UNION ALL
        SELECT 'late', COUNT(DISTINCT p.order_id), NULL, COUNT(DISTINCT p.order_id) FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.OpenParts} AND {HomeSql.Late} AND o.seller_id = @OrganizationId
        UNION ALL
        SELECT 'underway', COUNT(DISTINCT p.order_id), NULL, 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.Underway} AND o.seller_id = @OrganizationId;

        SELECT 'unpaid' AS kind, {HomeSql.DueHour} AS at, COUNT(*) AS n, SUM({HomeSql.Open}) AS amount
        FROM orders o WHERE {HomeSql.Unpaid} AND o.seller_id = @OrganizationId AND o.deposit_due_at >= @dayStart AND o.deposit_due_at < @until GROUP BY {HomeSql.DueHour}
        UNION ALL
        SELECT 'recruitment', SUBSTRING(CAST(r.closes_at AS NVARCHAR(30)), 1, 13), COUNT(*), 0
        FROM recruitments r WHERE r.status = 'Open' AND r.closes_at >= @now AND r.closes_at < @until AND r.accepted_count < r.quota GROUP BY SUBSTRING(CAST(r.closes_at AS NVARCHAR(30)), 1, 13);

        {HomeSql.OrderEvent} WHERE o.seller_id = @OrganizationId AND o.ordered_at >= @since AND e.internal = 0 ORDER BY e.at DESC, e.id DESC
        """;
}
