using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

/// <summary>Shipments, their tracking and misdeliveries as pages show them: to buyer, seller and centre of the order, and to the producer who shipped.</summary>
public sealed class ShipmentPages(Db db, Clock clock)
{
    /// <summary>Whose a part (p) of an order (o) is.</summary>
    internal const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId AND o.released_at IS NOT NULL))
        """;
    // without a promised day, a parcel counts as late after three days; the day was promised for the order, not for what is sent again in exchange
    private const string LateSql = """
        s.status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed') AND ((s.return_id IS NULL AND p.promised_delivery_on < @today) OR ((s.return_id IS NOT NULL OR p.promised_delivery_on IS NULL) AND s.shipped_at < @usual))
        """;
    private const string ColumnsSql = $"""
        SELECT s.id, p.id AS part_id, o.order_no, g.name AS producer, b.name AS buyer, s.carrier_id, c.name AS carrier, s.tracking_no, s.status, s.shipped_at, s.delivered_at,
               CASE WHEN s.return_id IS NULL THEN p.promised_delivery_on END AS promised_delivery_on, s.next_poll_at, s.last_error, CASE WHEN {LateSql} THEN 1 ELSE 0 END AS late,
               (SELECT MAX(m.id) FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open') AS misdelivery_id
        FROM shipments s JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id
        JOIN organizations g ON g.id = p.producer_id JOIN organizations b ON b.id = o.buyer_id LEFT JOIN organizations c ON c.id = s.carrier_id
        """;
    private const string Fits = $"""
        (@view = 'all' OR (@view = 'underway' AND s.status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed'))
            OR (@view = 'late' AND {LateSql})
            OR (@view = 'misdelivered' AND EXISTS (SELECT 1 FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open'))
            OR (@view = 'delivered' AND s.status = 'Delivered')
            OR (@view = 'problem' AND (s.status IN ('AttemptFailed', 'Misdelivered', 'Lost') OR (s.last_error IS NOT NULL AND s.status <> 'Delivered')
                 OR EXISTS (SELECT 1 FROM misdeliveries m WHERE m.shipment_id = s.id AND m.status = 'Open'))))
          AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR s.tracking_no LIKE @text ESCAPE '\' OR b.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
        ORDER BY s.id DESC
        """;
    private static readonly string[] Sorts = ["no=o.order_no", "shipped=s.shipped_at", "producer=g.name", "delivered=s.delivered_at"];
    // one for each role, so that each is found by its index
    private const string BuyersSql = $"{ColumnsSql} WHERE o.buyer_id = @OrganizationId AND {Fits}";
    private const string SellersSql = $"{ColumnsSql} WHERE o.seller_id = @OrganizationId AND {Fits}";
    private const string CentresSql = $"{ColumnsSql} WHERE o.centre_id = @OrganizationId AND {Fits}";
    private const string ProducersSql = $"{ColumnsSql} WHERE p.producer_id = @OrganizationId AND o.released_at IS NOT NULL AND {Fits}";
    private const string EverybodysSql = $"{ColumnsSql} WHERE {Fits}";
    private static readonly Listing Buyers = new(BuyersSql, Sorts);
    private static readonly Listing Sellers = new(SellersSql, Sorts);
    private static readonly Listing Centres = new(CentresSql, Sorts);
    private static readonly Listing Producers = new(ProducersSql, Sorts);
    private static readonly Listing Everybodys = new(EverybodysSql, Sorts);

    public async Task<PageOf<ShipmentRow>> List(Actor actor, ShipmentFilter filter)
    {
        var list = actor.Role switch { Role.Buyer => Buyers, Role.Seller => Sellers, Role.Operator => Centres, Role.Producer => Producers, Role.Administrator => Everybodys, _ => null };
        if (list is null) return Paging.Of<ShipmentRow>([], filter.Page);
        return await db.Page<ShipmentRow>(list, new { actor.OrganizationId, view = filter.View, text = Like.Containing(filter.Text), today = clock.Today, usual = Usual }, filter.Page);
    }

    private const string FindSql = $"{ColumnsSql} WHERE s.id = @shipmentId AND {MineSql}";
    private const string DetailSql = """
        SELECT d.code, v.name AS product, x.quantity
        FROM shipment_lines x JOIN order_lines l ON l.id = x.order_line_id JOIN product_revisions v ON v.id = l.revision_id JOIN products d ON d.id = l.product_id
        WHERE x.shipment_id = @shipmentId ORDER BY l.line_no;
        SELECT at, status, place, words FROM tracking_events WHERE shipment_id = @shipmentId ORDER BY at DESC, id DESC;
        SELECT m.id, m.kind, m.description, m.status, m.reported_at, h.name AS reported_by, m.resolution, m.resolution_note, m.resolved_at
        FROM misdeliveries m LEFT JOIN people h ON h.id = m.reported_by WHERE m.shipment_id = @shipmentId ORDER BY m.id DESC;
        """;

    public async Task<ShipmentDetail?> Find(Actor actor, long shipmentId)
    {
        var shipment = await db.One<ShipmentRow>(FindSql, new { shipmentId, role = actor.Role.ToString(), actor.OrganizationId, today = clock.Today, usual = Usual });
        if (shipment is null) return null;
        using var rows = await db.Multiple(DetailSql, new { shipmentId });
        return new ShipmentDetail(shipment, [.. await rows.ReadAsync<ShipmentLineRow>()], [.. await rows.ReadAsync<TrackingRow>()], [.. await rows.ReadAsync<MisdeliveryRow>()]);
    }

    private const string OfMisdeliverySql = $"""
        SELECT m.shipment_id FROM misdeliveries m JOIN shipments s ON s.id = m.shipment_id JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id
        WHERE m.id = @misdeliveryId AND {MineSql}
        """;

    /// <summary>The shipment of a misdelivery, when it is the actor's.</summary>
    public Task<long?> OfMisdelivery(Actor actor, long misdeliveryId) =>
        db.Scalar<long?>(OfMisdeliverySql, new { misdeliveryId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string CarriersSql = "SELECT id, name FROM organizations WHERE kind = 'Carrier' AND status = 'Active' ORDER BY name";

    public Task<List<CarrierRow>> Carriers() => db.Query<CarrierRow>(CarriersSql);

    private const string HandedOverSql = """
        SELECT MIN(s.shipped_at) FROM shipments s JOIN organizations c ON c.id = s.carrier_id WHERE c.code = @carrierCode AND s.tracking_no = @trackingNo
        """;

    /// <summary>When a parcel was handed to a carrier: all that the simulated carrier of the demo goes by.</summary>
    public Task<DateTime?> HandedOver(string carrierCode, string trackingNo) => db.Scalar<DateTime?>(HandedOverSql, new { carrierCode, trackingNo });

    private const string CountsSql = $"""
        SELECT (SELECT COUNT(*) FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = l.order_id WHERE r.status = 'Requested' AND o.centre_id = @OrganizationId) AS returns,
               (SELECT COUNT(*) FROM misdeliveries m JOIN shipments s ON s.id = m.shipment_id JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id
                 WHERE m.status = 'Open' AND o.centre_id = @OrganizationId) AS misdeliveries,
               (SELECT COUNT(*) FROM shipments s JOIN producer_orders p ON p.id = s.producer_order_id JOIN orders o ON o.id = p.order_id WHERE {LateSql} AND o.centre_id = @OrganizationId) AS late
        """;

    /// <summary>What waits for the operator of a centre.</summary>
    public async Task<DeliveryCounts> Counts(Actor actor) => (await db.One<DeliveryCounts>(CountsSql, new { actor.OrganizationId, today = clock.Today, usual = Usual }))!;

    private DateTime Usual => clock.StartOf(clock.Today.AddDays(-3));
}
