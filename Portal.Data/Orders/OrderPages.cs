using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

/// <summary>Orders as pages show them: a producer sees its own parts of released orders, everybody else whole orders of their own.</summary>
public sealed class OrderPages(Db db, Clock clock)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role = 'Producer' AND o.released_at IS NOT NULL AND EXISTS (SELECT 1 FROM producer_orders m WHERE m.order_id = o.id AND m.producer_id = @OrganizationId)))
        """;

    // ix_orders_centre, _buyer or _seller; a producer's comes from ix_producer_orders_producer
    private const string ListSql = $"""
        SELECT o.order_no, o.ordered_at, b.name AS buyer, s.name AS seller, o.status, o.deposit_due_at, CASE WHEN o.released_at IS NULL THEN 0 ELSE 1 END AS released,
               CASE WHEN @role = 'Producer' THEN (SELECT MIN(p.id) FROM producer_orders p WHERE p.order_id = o.id AND p.producer_id = @OrganizationId) END AS part_id,
               CASE WHEN @role = 'Producer' THEN (SELECT MIN(p.status) FROM producer_orders p WHERE p.order_id = o.id AND p.producer_id = @OrganizationId) END AS part_status,
               CASE WHEN o.paid_at IS NULL THEN 0 ELSE 1 END AS paid,
               CASE WHEN @role = 'Producer'
                 THEN (SELECT COALESCE(SUM(l.supply + l.vat), 0) FROM order_lines l JOIN producer_orders p ON p.id = l.producer_order_id WHERE p.order_id = o.id AND p.producer_id = @OrganizationId)
                 ELSE o.total - o.cancelled - o.returned END AS amount,
               (SELECT COUNT(*) FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('New', 'Confirmed', 'PartlyShipped') AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)) AS to_ship,
               (SELECT COUNT(*) FROM producer_orders p WHERE p.order_id = o.id AND p.status = 'Shipped' AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)) AS underway,
               (SELECT COUNT(*) FROM producer_orders p WHERE p.order_id = o.id AND p.status = 'Delivered' AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)) AS delivered,
               (SELECT MIN(COALESCE(p.promised_ship_on, p.proposed_ship_on)) FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('New', 'Confirmed', 'PartlyShipped')
                 AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)) AS ship_on,
               CASE WHEN o.released_at IS NOT NULL AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('New', 'Confirmed', 'PartlyShipped')
                 AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)) THEN 1 ELSE 0 END AS late
        FROM orders o
        JOIN organizations b ON b.id = o.buyer_id
        LEFT JOIN organizations s ON s.id = o.seller_id
        WHERE {MineSql}
          AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR b.name LIKE @text ESCAPE '\' OR s.name LIKE @text ESCAPE '\')
          AND (@view = 'all'
            OR (@view = 'unpaid' AND o.status = 'Placed' AND o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid)
            OR (@view = 'toconfirm' AND o.status = 'Placed' AND o.released_at IS NOT NULL AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id
                 AND p.status = 'New' AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)))
            OR (@view = 'toship' AND o.status = 'Placed' AND o.released_at IS NOT NULL AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id
                 AND p.status IN ('New', 'Confirmed', 'PartlyShipped') AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)))
            OR (@view = 'late' AND o.status = 'Placed' AND o.released_at IS NOT NULL AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id
                 AND p.status IN ('New', 'Confirmed', 'PartlyShipped') AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)))
            OR (@view = 'underway' AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('Shipped', 'PartlyShipped')
                 AND (@role <> 'Producer' OR p.producer_id = @OrganizationId)))
            OR (@view = 'toaccept' AND EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.cancelled = 0 AND l.delivered = l.quantity
                 AND l.returned < l.quantity AND l.accepted_at IS NULL AND (l.needs_acceptance = 1 OR l.objection_ends_at > @now)))
            OR (@view = 'cancelled' AND o.status = 'Cancelled'))
        ORDER BY o.ordered_at DESC, o.id DESC
        """;

    public async Task<PageOf<OrderRow>> List(Actor actor, OrderFilter filter)
    {
        var (skip, take) = Paging.Window(filter.Page);
        var rows = await db.Query<OrderRow>($"{ListSql} {db.Dialect.Page}", new
        {
            role = actor.Role.ToString(), actor.OrganizationId, view = filter.View, text = Like.Containing(filter.Text), today = clock.Today, now = clock.Now, Skip = skip, Take = take,
        });
        return Paging.Of(rows, filter.Page);
    }

    // a producer has the page of its own part instead: of the rest of an order it sees nothing
    private const string HeaderSql = $"""
        SELECT o.id, o.order_no, o.ordered_at, o.channel, e.name AS entered_by, b.code AS buyer_code, b.name AS buyer, b.business_number, b.representative, b.phone AS buyer_phone,
               s.name AS seller, s.phone AS seller_phone, c.name AS centre, c.phone AS centre_phone, c.bank_code, c.bank_account, c.bank_holder,
               o.status, o.recipient, o.phone, o.postal_code, o.address, o.memo, o.total, o.cancelled, o.returned, o.paid, o.paid_at, o.released_at,
               o.deposit_due_at, o.cancelled_at, o.cancel_reason
        FROM orders o
        JOIN organizations b ON b.id = o.buyer_id
        JOIN organizations c ON c.id = o.centre_id
        LEFT JOIN organizations s ON s.id = o.seller_id
        LEFT JOIN people e ON e.id = o.entered_by
        WHERE o.order_no = @orderNo AND @role <> 'Producer' AND {MineSql}
        """;
    private const string DetailSql = """
        SELECT p.id, p.producer_id, g.name AS producer, p.status, p.freight, p.freight_vat, p.proposed_ship_on, p.promised_ship_on, p.promised_delivery_on
        FROM producer_orders p JOIN organizations g ON g.id = p.producer_id WHERE p.order_id = @orderId ORDER BY p.part_no;

        SELECT l.id, l.producer_order_id, l.line_no, d.code AS product_code, v.name AS product, l.quantity, l.unit_price, l.discount_bp, l.tax_bp, l.supply, l.vat,
               l.needs_acceptance, l.cancelled, l.shipped, l.delivered, l.returned, l.objection_ends_at, l.accepted_at, h.name AS accepted_by, l.due_at,
               CASE WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS "distributed",
               COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status = 'Requested'), 0) AS coming_back
        FROM order_lines l JOIN products d ON d.id = l.product_id JOIN product_revisions v ON v.id = l.revision_id LEFT JOIN people h ON h.id = l.accepted_by
        WHERE l.order_id = @orderId ORDER BY l.line_no;

        SELECT s.id, s.producer_order_id, c.name AS carrier, s.tracking_no, s.status, s.shipped_at, s.delivered_at,
               (SELECT COUNT(*) FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open') AS misdelivered,
               (SELECT MAX(t.at) FROM tracking_events t WHERE t.shipment_id = s.id) AS last_event_at
        FROM shipments s JOIN producer_orders p ON p.id = s.producer_order_id LEFT JOIN organizations c ON c.id = s.carrier_id
        WHERE p.order_id = @orderId ORDER BY s.shipped_at, s.id;

        SELECT r.id, r.reference, r.status, r.quantity, v.name AS product, r.requested_at
        FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.order_id = @orderId ORDER BY r.requested_at, r.id;

        SELECT y.at, y.amount, d.depositor FROM order_payments y LEFT JOIN deposits d ON d.id = y.deposit_id WHERE y.order_id = @orderId ORDER BY y.at, y.id;

        SELECT e.at, e.kind, h.name AS person, g.name AS producer, e.detail, e.amount, e.internal
        FROM order_events e LEFT JOIN people h ON h.id = e.person_id LEFT JOIN organizations g ON g.id = e.producer_id
        WHERE e.order_id = @orderId AND (@internal = 1 OR e.internal = 0)
        ORDER BY e.at DESC, e.id DESC;
        """;

    /// <summary>An order as this actor sees it; null when it is not theirs.</summary>
    public async Task<OrderDetail?> Find(Actor actor, string orderNo)
    {
        var order = await db.One<OrderHeader>(HeaderSql, new { orderNo, role = actor.Role.ToString(), actor.OrganizationId });
        if (order is null) return null;
        using var rows = await db.Multiple(DetailSql, new { orderId = order.Id, @internal = actor.Role is Role.Operator or Role.Administrator });
        return new OrderDetail(order, [.. await rows.ReadAsync<OrderPartRow>()], [.. await rows.ReadAsync<OrderLineRow>()], [.. await rows.ReadAsync<OrderShipmentRow>()],
            [.. await rows.ReadAsync<OrderReturnRow>()], [.. await rows.ReadAsync<OrderPaymentRow>()], [.. await rows.ReadAsync<OrderEventRow>()]);
    }

    private const string OwnPartSql = """
        SELECT p.id FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE o.order_no = @orderNo AND p.producer_id = @OrganizationId AND o.released_at IS NOT NULL
        """;

    /// <summary>The producer's own part of an order.</summary>
    public Task<long?> OwnPart(Actor actor, string orderNo) => db.Scalar<long?>(OwnPartSql, new { orderNo, actor.OrganizationId });

    private const string NoSql = "SELECT order_no FROM orders WHERE id = @orderId";

    public Task<string?> No(long orderId) => db.Scalar<string>(NoSql, new { orderId });

    private const string CountsSql = """
        SELECT COALESCE(SUM(CASE WHEN o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid THEN 1 ELSE 0 END), 0) AS unpaid,
               COALESCE(SUM(CASE WHEN o.paid_at IS NULL THEN o.total - o.cancelled - o.returned - o.paid ELSE 0 END), 0) AS unpaid_amount,
               COALESCE(SUM(CASE WHEN o.released_at IS NOT NULL AND x.fresh > 0 THEN 1 ELSE 0 END), 0) AS to_confirm,
               COALESCE(SUM(CASE WHEN o.released_at IS NOT NULL AND x.open_parts > 0 THEN 1 ELSE 0 END), 0) AS to_ship,
               COALESCE(SUM(CASE WHEN o.released_at IS NOT NULL AND x.late > 0 THEN 1 ELSE 0 END), 0) AS late,
               COALESCE(SUM(CASE WHEN x.waiting > 0 THEN 1 ELSE 0 END), 0) AS to_accept
        FROM orders o JOIN (
          SELECT p.order_id,
                 SUM(CASE WHEN p.status = 'New' THEN 1 ELSE 0 END) AS fresh,
                 SUM(CASE WHEN p.status IN ('New', 'Confirmed', 'PartlyShipped') THEN 1 ELSE 0 END) AS open_parts,
                 SUM(CASE WHEN p.status IN ('New', 'Confirmed', 'PartlyShipped') AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today THEN 1 ELSE 0 END) AS late,
                 SUM(CASE WHEN p.status = 'Delivered' AND EXISTS (SELECT 1 FROM order_lines l WHERE l.producer_order_id = p.id AND l.accepted_at IS NULL AND l.returned < l.quantity
                   AND (l.needs_acceptance = 1 OR l.objection_ends_at > @now)) THEN 1 ELSE 0 END) AS waiting
          FROM producer_orders p JOIN orders q ON q.id = p.order_id
          WHERE q.status = 'Placed' AND ((@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND q.centre_id = @OrganizationId)
            OR (@role = 'Buyer' AND q.buyer_id = @OrganizationId) OR (@role = 'Seller' AND q.seller_id = @OrganizationId))
          GROUP BY p.order_id) x ON x.order_id = o.id
        """;

    public async Task<OrderCounts> Counts(Actor actor) =>
        (await db.One<OrderCounts>(CountsSql, new { role = actor.Role.ToString(), actor.OrganizationId, today = clock.Today, now = clock.Now }))!;
}
