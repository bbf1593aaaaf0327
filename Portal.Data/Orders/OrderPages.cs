using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

/// <summary>Orders as pages show them: a producer sees its own parts of released orders, everybody else whole orders of their own.</summary>
public sealed partial class OrderPages(Db db, Clock clock)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    // a producer has the page of its own part instead: of the rest of an order it sees nothing
    private const string HeaderSql = $"""
        SELECT o.id, o.order_no, o.payment_code, o.ordered_at, o.channel, e.name AS entered_by, b.code AS buyer_code, b.name AS buyer, b.business_number, b.representative, b.phone AS buyer_phone,
               s.name AS seller, s.phone AS seller_phone, c.name AS centre, c.phone AS centre_phone, c.bank_code, c.bank_account, c.bank_holder,
               o.status, o.recipient, o.phone, o.postal_code, o.address, o.memo, o.total, o.cancelled, o.returned, o.paid, o.paid_by_mileage, o.written_off, o.paid_at, o.released_at,
               o.deposit_due_at, o.cancelled_at, o.cancel_reason,
               COALESCE((SELECT SUM(k.remaining) FROM buyer_credits k WHERE k.buyer_id = o.buyer_id AND k.order_id = o.id AND k.remaining > 0), 0) AS held
        FROM orders o
        JOIN organizations b ON b.id = o.buyer_id
        JOIN organizations c ON c.id = o.centre_id
        LEFT JOIN organizations s ON s.id = o.seller_id
        LEFT JOIN people e ON e.id = o.entered_by
        WHERE o.order_no = @orderNo AND {MineSql}
        """;
    private const string DetailSql = """
        SELECT p.id, p.producer_id, g.name AS producer, p.status, p.freight, p.freight_vat, p.proposed_ship_on, p.promised_ship_on, p.promised_delivery_on
        FROM producer_orders p JOIN organizations g ON g.id = p.producer_id WHERE p.order_id = @orderId ORDER BY p.part_no;

        SELECT l.id, l.producer_order_id, l.line_no, d.code AS product_code, v.name AS product, l.quantity, l.cancelled_units, l.unit_price, l.discount_bp, l.tax_bp, l.supply, l.vat,
               l.needs_acceptance, l.cancelled, l.shipped, l.delivered, l.returned, l.objection_ends_at, l.accepted_at, h.name AS accepted_by, l.due_at,
               CASE WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS "distributed",
               COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status IN ('Requested', 'Received', 'Sent')), 0) AS coming_back
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

        SELECT y.id, y.source, y.at, y.amount, d.depositor FROM order_payments y LEFT JOIN deposits d ON d.id = y.deposit_id WHERE y.order_id = @orderId ORDER BY y.at, y.id;

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
}
