using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

/// <summary>One producer's part of an order, as the producer and the centre work on it.</summary>
public sealed record PartRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public string OrderStatus { get; init; } = "";
    public DateTime? ReleasedAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public string Producer { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Centre { get; init; } = "";
    public string? CentrePhone { get; init; }
    public string Status { get; init; } = "";
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
    public long Freight { get; init; }
    public long FreightVat { get; init; }
    public DateOnly ProposedShipOn { get; init; }
    public DateOnly? PromisedShipOn { get; init; }
    public DateOnly? PromisedDeliveryOn { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public DateTime? CancelledAt { get; init; }

    public DateOnly ShipOn => PromisedShipOn ?? ProposedShipOn;
    public bool IsOpen => ReleasedAt is not null && Status is "New" or "Confirmed" or "PartlyShipped" && ReleasedAt is not null;
}

public sealed record PartLineRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
    public long CancelledUnits { get; init; }
    public long Shipped { get; init; }
    public long Delivered { get; init; }
    public long Returned { get; init; }
    public bool Cancelled { get; init; }
    public long UnitPrice { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public bool NeedsAcceptance { get; init; }
    /// <summary>Units of the product that can still be sold, and units that open orders wait for.</summary>
    public long Stock { get; init; }
    public long Awaited { get; init; }
    public int MaxDeliveryDays { get; init; }

    public long Left => Cancelled ? 0 : Quantity - Shipped;
}

public sealed record PartShipmentRow
{
    public long Id { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ShippedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public long Units { get; init; }
}

public sealed record PartReturnRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Status { get; init; } = "";
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
    public DateTime RequestedAt { get; init; }
}

public sealed record PartEventRow
{
    public DateTime At { get; init; }
    public string Kind { get; init; } = "";
    public string? Person { get; init; }
    public string? Detail { get; init; }
}

/// <summary>A day on which the producer has something to ship.</summary>
public sealed record ScheduleRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public DateOnly ShipOn { get; init; }
    public long Units { get; init; }
}

public sealed record PartDetail(PartRow Part, IReadOnlyList<PartLineRow> Lines, IReadOnlyList<PartShipmentRow> Shipments, IReadOnlyList<PartReturnRow> Returns,
    IReadOnlyList<PartEventRow> Events, IReadOnlyList<ScheduleRow> Schedule)
{
    public bool CanShip => Part.IsOpen && Lines.Any(l => l.Left > 0);
}

/// <summary>Parts of orders. A producer sees its own part of orders that are released, and of other parts and of the whole nothing.</summary>
public sealed class PartPages(Db db)
{
    private const string PartSql = $"""
        SELECT p.id, o.order_no, o.ordered_at, o.status AS order_status, o.released_at, o.paid_at, g.name AS producer, b.name AS buyer, c.name AS centre, c.phone AS centre_phone, p.status,
               o.recipient, o.phone, o.postal_code, o.address, o.memo, p.freight, p.freight_vat, p.proposed_ship_on, p.promised_ship_on, p.promised_delivery_on, p.confirmed_at, p.cancelled_at
        FROM producer_orders p JOIN orders o ON o.id = p.order_id
        JOIN organizations g ON g.id = p.producer_id JOIN organizations b ON b.id = o.buyer_id JOIN organizations c ON c.id = o.centre_id
        WHERE p.id = @partId AND @role IN ('Producer', 'Operator', 'Administrator') AND {ShipmentPages.MineSql}
        """;
    // what the product's open orders wait for comes from ix_producer_orders_producer
    private const string DetailSql = """
        SELECT l.id, d.code, v.name AS product, l.quantity, l.cancelled_units, l.shipped, l.delivered, l.returned, l.cancelled, l.unit_price, l.supply, l.vat, l.needs_acceptance, d.stock, d.max_delivery_days,
               COALESCE((SELECT SUM(w.quantity - w.shipped) FROM order_lines w JOIN producer_orders q ON q.id = w.producer_order_id JOIN orders o ON o.id = q.order_id
                 WHERE q.producer_id = p.producer_id AND q.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.released_at IS NOT NULL AND w.product_id = l.product_id AND w.cancelled = 0), 0) AS awaited
        FROM order_lines l JOIN producer_orders p ON p.id = l.producer_order_id JOIN products d ON d.id = l.product_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.producer_order_id = @partId ORDER BY l.line_no;

        SELECT s.id, c.name AS carrier, s.tracking_no, s.status, s.shipped_at, s.delivered_at, (SELECT SUM(x.quantity) FROM shipment_lines x WHERE x.shipment_id = s.id) AS units
        FROM shipments s LEFT JOIN organizations c ON c.id = s.carrier_id WHERE s.producer_order_id = @partId ORDER BY s.shipped_at, s.id;

        SELECT r.id, r.reference, r.status, v.name AS product, r.quantity, r.requested_at
        FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN product_revisions v ON v.id = l.revision_id WHERE l.producer_order_id = @partId ORDER BY r.requested_at, r.id;

        SELECT e.at, e.kind, h.name AS person, e.detail
        FROM order_events e JOIN producer_orders p ON p.order_id = e.order_id LEFT JOIN people h ON h.id = e.person_id
        WHERE p.id = @partId AND e.internal = 0 AND (e.producer_id = p.producer_id OR e.kind = 'Placed') ORDER BY e.at DESC, e.id DESC;
        """;
    private const string ScheduleSql = """
        SELECT q.id, o.order_no, b.name AS buyer, COALESCE(q.promised_ship_on, q.proposed_ship_on) AS ship_on,
               (SELECT SUM(l.quantity - l.shipped) FROM order_lines l WHERE l.producer_order_id = q.id AND l.cancelled = 0) AS units
        FROM producer_orders q JOIN producer_orders p ON p.producer_id = q.producer_id JOIN orders o ON o.id = q.order_id JOIN organizations b ON b.id = o.buyer_id
        WHERE p.id = @partId AND q.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.released_at IS NOT NULL AND (@role <> 'Operator' OR o.centre_id = @OrganizationId)
        ORDER BY COALESCE(q.promised_ship_on, q.proposed_ship_on), q.id
        """;

    public async Task<PartDetail?> Find(Actor actor, long partId)
    {
        var args = new { partId, role = actor.Role.ToString(), actor.OrganizationId };
        var part = await db.One<PartRow>(PartSql, args);
        if (part is null) return null;
        using var rows = await db.Multiple($"{DetailSql} {ScheduleSql} {db.Dialect.First(10)};", args);
        return new PartDetail(part, [.. await rows.ReadAsync<PartLineRow>()], [.. await rows.ReadAsync<PartShipmentRow>()], [.. await rows.ReadAsync<PartReturnRow>()],
            [.. await rows.ReadAsync<PartEventRow>()], [.. await rows.ReadAsync<ScheduleRow>()]);
    }
}
