namespace Portal.Data.Home;

/// <summary>The home of a producer: its own parts of released orders, and nothing of the rest.</summary>
internal static class ProducerHome
{
    // ix_orders_ordered with uq_producer_orders_part, ix_entries_account; what is open by ix_producer_orders_producer
    public const string StatementsSql = $"""
        SELECT 'sales' AS kind, {HomeSql.OrderHour} AS at, COUNT(DISTINCT o.id) AS n, SUM(l.supply + l.vat) AS amount
        FROM orders o JOIN producer_orders p ON p.order_id = o.id JOIN order_lines l ON l.producer_order_id = p.id
        WHERE o.ordered_at >= @since AND o.released_at IS NOT NULL AND p.producer_id = @OrganizationId AND l.cancelled = 0 GROUP BY {HomeSql.OrderHour}
        UNION ALL
        {HomeSql.Share};

        SELECT 'toconfirm' AS kind, COUNT(DISTINCT p.order_id) AS n, NULL AS amount, 0 AS late FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.OpenParts} AND p.status = 'New' AND p.producer_id = @OrganizationId
        UNION ALL
        SELECT 'toship', COUNT(DISTINCT p.order_id), NULL, COUNT(DISTINCT CASE WHEN {HomeSql.Late} THEN p.order_id END)
        FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.OpenParts} AND p.producer_id = @OrganizationId
        UNION ALL
        SELECT 'underway', COUNT(DISTINCT p.order_id), NULL, 0 FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE {HomeSql.Underway} AND o.released_at IS NOT NULL AND p.producer_id = @OrganizationId;

        SELECT 'ship' AS kind, {HomeSql.ShipDay} AS at, COUNT(*) AS n, 0 AS amount FROM producer_orders p JOIN orders o ON o.id = p.order_id
        WHERE {HomeSql.OpenParts} AND p.producer_id = @OrganizationId AND COALESCE(p.promised_ship_on, p.proposed_ship_on) BETWEEN @today AND @untilDay GROUP BY {HomeSql.ShipDay}
        UNION ALL
        SELECT 'review', {HomeSql.ReviewDay}, COUNT(*), 0 FROM products d JOIN review_cases c ON c.product_id = d.id
        WHERE d.producer_id = @OrganizationId AND c.status <> 'Decided' AND c.due_on BETWEEN @today AND @untilDay GROUP BY {HomeSql.ReviewDay};

        SELECT e.at, e.kind, o.order_no AS no, b.name AS about, h.name AS person, NULL AS amount
        FROM producer_orders p JOIN orders o ON o.id = p.order_id JOIN order_events e ON e.order_id = o.id JOIN organizations b ON b.id = o.buyer_id LEFT JOIN people h ON h.id = e.person_id
        WHERE p.producer_id = @OrganizationId AND o.released_at IS NOT NULL AND o.ordered_at >= @since AND e.internal = 0 AND (e.producer_id = p.producer_id OR e.kind = 'Placed')
        ORDER BY e.at DESC, e.id DESC
        """;
}
