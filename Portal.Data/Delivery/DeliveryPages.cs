using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

public sealed record ShipmentRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string? Carrier { get; init; }
    public string? TrackingNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ShippedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public string? LastError { get; init; }
    public long? MisdeliveryId { get; init; }
}

public sealed record TrackingRow
{
    public DateTime At { get; init; }
    public string Status { get; init; } = "";
    public string Place { get; init; } = "";
    public string Words { get; init; } = "";
}

public sealed record ShipmentLineRow
{
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
}

public sealed record MisdeliveryRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Description { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTime ReportedAt { get; init; }
    public string? Resolution { get; init; }
    public string? ResolutionNote { get; init; }
    public DateTime? ResolvedAt { get; init; }
}

public sealed record ShipmentDetail(ShipmentRow Shipment, IReadOnlyList<ShipmentLineRow> Lines, IReadOnlyList<TrackingRow> Events, IReadOnlyList<MisdeliveryRow> Misdeliveries);

public sealed record ReturnRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public string Product { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Quantity { get; init; }
    public string Reason { get; init; } = "";
    public string? Note { get; init; }
    public string Status { get; init; } = "";
    public DateTime RequestedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecisionNote { get; init; }
    public long? Supply { get; init; }
    public long? Vat { get; init; }
    public bool Restocked { get; init; }
    public bool Distributed { get; init; }
}

/// <summary>A part of an order as the producer ships it.</summary>
public sealed record PartToShip
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Status { get; init; } = "";
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
}

public sealed record LineToShip
{
    public long LineId { get; init; }
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
    public long Left { get; init; }
}

public sealed record CarrierRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}

public sealed record PartShipping(PartToShip Part, IReadOnlyList<LineToShip> Lines, IReadOnlyList<CarrierRow> Carriers);

/// <summary>A delivered line of which units can be returned.</summary>
public sealed record LineToReturn
{
    public long LineId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Product { get; init; } = "";
    public long Left { get; init; }
}

public sealed record DeliveryCounts
{
    public long Returns { get; init; }
    public long Misdeliveries { get; init; }
}

/// <summary>Shipments, misdeliveries and returns as pages show them.</summary>
public sealed class DeliveryPages(Db db)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId AND o.released_at IS NOT NULL))
        """;
    private const string ShipmentColumnsSql = """
        SELECT s.id, o.order_no, g.name AS producer, b.name AS buyer, c.name AS carrier, s.tracking_no, s.status, s.shipped_at, s.delivered_at, s.last_error,
               (SELECT MAX(m.id) FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open') AS misdelivery_id
        FROM shipments s JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id
        JOIN organizations g ON g.id = p.producer_id JOIN organizations b ON b.id = o.buyer_id LEFT JOIN organizations c ON c.id = s.carrier_id
        """;
    private const string ShipmentsSql = $"""
        {ShipmentColumnsSql}
        WHERE {MineSql}
          AND (@view = 'all' OR (@view = 'underway' AND s.status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed'))
            OR (@view = 'delivered' AND s.status = 'Delivered')
            OR (@view = 'problem' AND (s.status IN ('Misdelivered', 'Lost') OR s.last_error IS NOT NULL OR EXISTS (SELECT 1 FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open'))))
          AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR s.tracking_no LIKE @text ESCAPE '\')
        ORDER BY s.id DESC
        """;

    public async Task<PageOf<ShipmentRow>> Shipments(Actor actor, string view, string? text, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<ShipmentRow>($"{ShipmentsSql} {db.Dialect.Page}",
            new { role = actor.Role.ToString(), actor.OrganizationId, view, text = Like.Containing(text), Skip = skip, Take = take }), page);
    }

    private const string ShipmentSql = $"{ShipmentColumnsSql} WHERE s.id = @shipmentId AND {MineSql}";
    private const string ShipmentDetailSql = """
        SELECT v.name AS product, x.quantity FROM shipment_lines x JOIN order_lines l ON l.id = x.order_line_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE x.shipment_id = @shipmentId ORDER BY l.line_no;
        SELECT at, status, place, words FROM tracking_events WHERE shipment_id = @shipmentId ORDER BY at DESC, id DESC;
        SELECT id, kind, description, status, reported_at, resolution, resolution_note, resolved_at FROM misdeliveries WHERE shipment_id = @shipmentId ORDER BY id DESC;
        """;

    public async Task<ShipmentDetail?> Shipment(Actor actor, long shipmentId)
    {
        var shipment = await db.One<ShipmentRow>(ShipmentSql, new { shipmentId, role = actor.Role.ToString(), actor.OrganizationId });
        if (shipment is null) return null;
        using var rows = await db.Multiple(ShipmentDetailSql, new { shipmentId });
        return new ShipmentDetail(shipment, [.. await rows.ReadAsync<ShipmentLineRow>()], [.. await rows.ReadAsync<TrackingRow>()], [.. await rows.ReadAsync<MisdeliveryRow>()]);
    }

    private const string PartSql = $"""
        SELECT p.id, o.order_no, p.status, o.recipient, o.phone, o.postal_code, o.address, o.memo
        FROM producer_orders p JOIN orders o ON o.id = p.order_id WHERE p.id = @partId AND @role IN ('Producer', 'Operator') AND {MineSql}
        """;
    private const string PartLinesSql = """
        SELECT l.id AS line_id, v.name AS product, l.quantity, l.quantity - l.shipped AS "left"
        FROM order_lines l JOIN product_revisions v ON v.id = l.revision_id WHERE l.producer_order_id = @partId AND l.cancelled = 0 ORDER BY l.line_no;
        SELECT id, name FROM organizations WHERE kind = 'Carrier' AND status = 'Active' ORDER BY name;
        """;

    public async Task<PartShipping?> Part(Actor actor, long partId)
    {
        var part = await db.One<PartToShip>(PartSql, new { partId, role = actor.Role.ToString(), actor.OrganizationId });
        if (part is null) return null;
        using var rows = await db.Multiple(PartLinesSql, new { partId });
        return new PartShipping(part, [.. await rows.ReadAsync<LineToShip>()], [.. await rows.ReadAsync<CarrierRow>()]);
    }

    private const string LineSql = $"""
        SELECT l.id AS line_id, o.order_no, v.name AS product,
               l.delivered - l.returned - COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status = 'Requested'), 0) AS "left"
        FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN producer_orders p ON p.id = l.producer_order_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.id = @lineId AND @role IN ('Buyer', 'Seller', 'Operator') AND {MineSql}
        """;

    public Task<LineToReturn?> Line(Actor actor, long lineId) => db.One<LineToReturn>(LineSql, new { lineId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string ReturnColumnsSql = """
        SELECT r.id, r.reference, o.order_no, v.name AS product, b.name AS buyer, g.name AS producer, r.quantity, r.reason, r.note, r.status, r.requested_at,
               r.decided_at, r.decision_note, r.supply, r.vat, r.restocked, CASE WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS "distributed"
        FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = l.order_id JOIN producer_orders p ON p.id = l.producer_order_id
        JOIN product_revisions v ON v.id = l.revision_id JOIN organizations b ON b.id = o.buyer_id JOIN organizations g ON g.id = p.producer_id
        """;
    private const string ReturnsSql = $"{ReturnColumnsSql} WHERE {MineSql} AND (@status IS NULL OR r.status = @status) ORDER BY r.id DESC";

    public async Task<PageOf<ReturnRow>> Returns(Actor actor, string? status, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<ReturnRow>($"{ReturnsSql} {db.Dialect.Page}", new { role = actor.Role.ToString(), actor.OrganizationId, status, Skip = skip, Take = take }), page);
    }

    private const string ReturnSql = $"{ReturnColumnsSql} WHERE r.id = @returnId AND {MineSql}";

    public Task<ReturnRow?> Return(Actor actor, long returnId) => db.One<ReturnRow>(ReturnSql, new { returnId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string CountsSql = """
        SELECT (SELECT COUNT(*) FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = l.order_id WHERE r.status = 'Requested' AND o.centre_id = @OrganizationId) AS returns,
               (SELECT COUNT(*) FROM misdeliveries m JOIN shipments s ON s.id = m.shipment_id JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id
                 WHERE m.status = 'Open' AND o.centre_id = @OrganizationId) AS misdeliveries
        """;

    /// <summary>What waits for the operator of a centre.</summary>
    public async Task<DeliveryCounts> Counts(Actor actor) => (await db.One<DeliveryCounts>(CountsSql, new { actor.OrganizationId }))!;
}
