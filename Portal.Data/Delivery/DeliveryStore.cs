using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

/// <summary>Shipments and tracking; misdeliveries and returns are in <c>DeliveryStore.Returns.cs</c>.</summary>
public sealed partial class DeliveryStore(Db db) : IDeliveryStore
{
    private const string PartLinesSql = "SELECT id AS line_id, quantity, shipped FROM order_lines WHERE producer_order_id = @partId AND cancelled = 0 ORDER BY line_no";

    public async Task<IReadOnlyList<LineUnits>> PartLines(long partId) => await db.Query<LineUnits>(PartLinesSql, new { partId });

    private const string CarrierCodeSql = "SELECT code FROM organizations WHERE id = @carrierId AND kind = 'Carrier' AND status = 'Active'";

    public async Task<string?> CarrierCode(long carrierId) => await db.Scalar<string>(CarrierCodeSql, new { carrierId });

    private const string InsertSql = """
        INSERT INTO shipments (id, producer_order_id, return_id, carrier_id, tracking_no, status, shipped_at, shipped_by, next_poll_at, poll_failures)
        SELECT @Id, @PartId, @ReturnId, @CarrierId, @TrackingNo, 'Shipped', @ShippedAt, @ShippedBy, @NextPollAt, 0
        WHERE @TrackingNo IS NULL OR NOT EXISTS (SELECT 1 FROM shipments WHERE carrier_id = @CarrierId AND tracking_no = @TrackingNo)
        """;
    private const string InsertLineSql = "INSERT INTO shipment_lines (shipment_id, order_line_id, quantity) VALUES (@shipmentId, @LineId, @Quantity)";

    public async Task<bool> Insert(NewShipment shipment)
    {
        var s = shipment;
        if (await db.Execute(InsertSql, new { s.Id, s.PartId, s.ReturnId, s.CarrierId, s.TrackingNo, s.ShippedAt, s.ShippedBy, s.NextPollAt }) == 0) return false;
        await db.Execute(InsertLineSql, s.Lines.Select(l => new { shipmentId = s.Id, l.LineId, l.Quantity }));
        return true;
    }

    private const string ShipmentSql = """
        SELECT s.id, s.producer_order_id AS part_id, p.order_id, o.order_no, p.producer_id, o.buyer_id, o.centre_id, s.status, s.shipped_at,
               c.code AS carrier_code, s.tracking_no, s.poll_failures, s.return_id
        FROM shipments s
        JOIN producer_orders p ON p.id = s.producer_order_id
        JOIN orders o ON o.id = p.order_id
        LEFT JOIN organizations c ON c.id = s.carrier_id
        WHERE s.id = @shipmentId AND (@role = 'System'
          OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId))
        """;

    public async Task<ShipmentState?> Shipment(Actor actor, long shipmentId) =>
        await db.One<ShipmentState>(ShipmentSql, new { shipmentId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string ShipmentLinesSql = "SELECT x.order_line_id AS line_id, x.quantity, l.product_id FROM shipment_lines x JOIN order_lines l ON l.id = x.order_line_id WHERE x.shipment_id = @shipmentId ORDER BY x.order_line_id";

    public async Task<IReadOnlyList<LineUnits>> ShipmentLines(long shipmentId) => await db.Query<LineUnits>(ShipmentLinesSql, new { shipmentId });

    private const string MoveSql = "UPDATE shipments SET status = @to, delivered_at = COALESCE(@deliveredAt, delivered_at) WHERE id = @shipmentId AND status IN @from";

    public async Task<bool> Move(long shipmentId, IReadOnlyCollection<ShipmentStatus> from, ShipmentStatus to, DateTime? deliveredAt) =>
        await db.Execute(MoveSql, new { shipmentId, from = from.Select(f => f.ToString()), to = to.ToString(), deliveredAt }) == 1;

    private const string AddEventSql = """
        INSERT INTO tracking_events (id, shipment_id, at, status, place, words)
        SELECT @id, @shipmentId, @At, @status, @place, @words
        WHERE NOT EXISTS (SELECT 1 FROM tracking_events WHERE shipment_id = @shipmentId AND at = @At AND status = @status AND place = @place)
        """;

    public async Task<bool> Add(long shipmentId, TrackingEvent what) => await db.Execute(AddEventSql, new
    {
        id = Ids.Next(), shipmentId, what.At, status = what.Code.ToString(), place = Cut(what.Place, 100), words = Cut(what.Words, 400),
    }) == 1;

    // a shipment may have ended while the carrier was being asked
    private const string SetPollSql = """
        UPDATE shipments SET poll_failures = @failures, last_error = @error,
          next_poll_at = CASE WHEN status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed') THEN @nextPollAt ELSE NULL END
        WHERE id = @shipmentId
        """;

    public Task SetPoll(long shipmentId, DateTime? nextPollAt, int failures, string? error) => db.Execute(SetPollSql, new { shipmentId, nextPollAt, failures, error });

    private const string SetTrackingSql = """
        UPDATE shipments SET carrier_id = @carrierId, tracking_no = @trackingNo, next_poll_at = @nextPollAt, poll_failures = 0, last_error = NULL
        WHERE id = @shipmentId AND status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed')
          AND (@trackingNo IS NULL OR NOT EXISTS (SELECT 1 FROM shipments s WHERE s.carrier_id = @carrierId AND s.tracking_no = @trackingNo AND s.id <> @shipmentId))
        """;

    public async Task<bool> SetTracking(long shipmentId, long? carrierId, string? trackingNo, DateTime? nextPollAt) =>
        await db.Execute(SetTrackingSql, new { shipmentId, carrierId, trackingNo, nextPollAt }) == 1;

    private const string DueForPollSql = "SELECT id FROM shipments WHERE next_poll_at IS NOT NULL AND next_poll_at <= @now ORDER BY next_poll_at";

    public async Task<IReadOnlyList<long>> DueForPoll(DateTime now, int max) => await db.Query<long>($"{DueForPollSql} {db.Dialect.First(max)}", new { now });

    private const string LateSql = """
        SELECT p.id AS part_id, p.order_id, o.order_no, p.producer_id, o.centre_id, COALESCE(p.promised_ship_on, p.proposed_ship_on) AS ship_on
        FROM producer_orders p JOIN orders o ON o.id = p.order_id
        WHERE p.late_notified_at IS NULL AND p.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.released_at IS NOT NULL
          AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today
        ORDER BY COALESCE(p.promised_ship_on, p.proposed_ship_on)
        """;

    public async Task<IReadOnlyList<LatePart>> Late(DateOnly today, int max) => await db.Query<LatePart>($"{LateSql} {db.Dialect.First(max)}", new { today });

    private static string Cut(string text, int max) => text.Length > max ? text[..max] : text;
}
