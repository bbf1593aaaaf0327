namespace Portal.Data.Home;

/// <summary>The home of a buyer: where their orders are, and what they still have to pay or to check.</summary>
internal static class BuyerHome
{
    // ix_orders_buyer; what is open by ix_orders_unpaid, ix_producer_orders_underway, ix_order_lines_unaccepted
    public const string StatementsSql = $"""
        SELECT 'sales' AS kind, {HomeSql.OrderHour} AS at, COUNT(*) AS n, SUM({HomeSql.Kept}) AS amount
        FROM orders o WHERE o.buyer_id = @OrganizationId AND o.ordered_at >= @since AND o.status = 'Placed' GROUP BY {HomeSql.OrderHour};

        SELECT 'unpaid' AS kind, COUNT(*) AS n, COALESCE(SUM({HomeSql.Open}), 0) AS amount, 0 AS late FROM orders o WHERE {HomeSql.Unpaid} AND o.buyer_id = @OrganizationId
        UNION ALL
        SELECT 'underway', COUNT(DISTINCT p.order_id), NULL, 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.Underway} AND o.buyer_id = @OrganizationId
        UNION ALL
        SELECT 'toaccept', COUNT(DISTINCT l.order_id), NULL, 0 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE {HomeSql.ToAccept} AND o.buyer_id = @OrganizationId;

        SELECT 'unpaid' AS kind, {HomeSql.DueHour} AS at, COUNT(*) AS n, SUM({HomeSql.Open}) AS amount
        FROM orders o WHERE {HomeSql.Unpaid} AND o.buyer_id = @OrganizationId AND o.deposit_due_at >= @dayStart AND o.deposit_due_at < @until GROUP BY {HomeSql.DueHour}
        UNION ALL
        SELECT 'arrival', CAST(p.promised_delivery_on AS NVARCHAR(10)), COUNT(*), 0 FROM orders o JOIN producer_orders p ON p.order_id = o.id
        WHERE o.buyer_id = @OrganizationId AND o.status = 'Placed' AND p.status IN ('Confirmed', 'PartlyShipped', 'Shipped') AND p.promised_delivery_on BETWEEN @today AND @untilDay
        GROUP BY CAST(p.promised_delivery_on AS NVARCHAR(10));

        {HomeSql.OrderEvent} WHERE o.buyer_id = @OrganizationId AND o.ordered_at >= @since AND e.internal = 0 ORDER BY e.at DESC, e.id DESC
        """;
}
