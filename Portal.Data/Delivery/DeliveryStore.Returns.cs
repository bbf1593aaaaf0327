using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Data.Delivery;

public sealed partial class DeliveryStore
{
    private const string InsertMisdeliverySql = """
        INSERT INTO misdeliveries (id, shipment_id, kind, description, status, units_back, reported_at, reported_by)
        SELECT @Id, @ShipmentId, @kind, @Description, 'Open', 0, @ReportedAt, @ReportedBy
        WHERE NOT EXISTS (SELECT 1 FROM misdeliveries WHERE shipment_id = @ShipmentId AND status = 'Open')
          AND NOT EXISTS (SELECT 1 FROM shipments WHERE id = @ShipmentId AND status IN ('SentAgain', 'Cancelled'))
        """;

    public async Task<bool> Insert(NewMisdelivery misdelivery)
    {
        var m = misdelivery;
        return await db.Execute(InsertMisdeliverySql, new { m.Id, m.ShipmentId, kind = m.Kind.ToString(), m.Description, m.ReportedAt, m.ReportedBy }) == 1;
    }

    private const string MisdeliverySql = """
        SELECT m.id, m.shipment_id, m.kind, m.status
        FROM misdeliveries m
        JOIN shipments s ON s.id = m.shipment_id
        JOIN producer_orders p ON p.id = s.producer_order_id
        JOIN orders o ON o.id = p.order_id
        WHERE m.id = @misdeliveryId AND o.centre_id = @OrganizationId
        """;

    public async Task<MisdeliveryState?> Misdelivery(Actor actor, long misdeliveryId) =>
        await db.One<MisdeliveryState>(MisdeliverySql, new { misdeliveryId, actor.OrganizationId });

    private const string ResolveSql = """
        UPDATE misdeliveries SET status = 'Resolved', resolution = @resolution, units_back = @UnitsBack, resolution_note = @Note, resolved_at = @at, resolved_by = @personId
        WHERE id = @MisdeliveryId AND status = 'Open'
        """;

    public async Task<bool> Resolve(ResolveMisdeliveryRequest request, DateTime at) => await db.Execute(ResolveSql, new
    {
        request.MisdeliveryId, resolution = request.Resolution.ToString(), request.UnitsBack, request.Note, at, personId = request.Actor.PersonOrNull,
    }) == 1;

    private const string ReturnableSql = """
        SELECT l.id AS line_id, l.order_id, o.order_no, o.centre_id, p.producer_id, p.id AS part_id, l.objection_ends_at,
               l.delivered - l.returned - COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status IN ('Requested', 'Received', 'Sent')), 0) AS "left"
        FROM order_lines l
        JOIN orders o ON o.id = l.order_id
        JOIN producer_orders p ON p.id = l.producer_order_id
        WHERE l.id = @lineId AND l.cancelled = 0 AND (@role = 'System' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId)
          OR (@role = 'Seller' AND o.seller_id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    public async Task<ReturnableLine?> Returnable(Actor actor, long lineId) =>
        await db.One<ReturnableLine>(ReturnableSql, new { lineId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string InsertReturnSql = """
        INSERT INTO returns (id, reference, order_line_id, kind, quantity, reason, note, status, requested_at, requested_by, restocked, freight, freight_vat)
        SELECT @Id, @Reference, @LineId, @kind, @Quantity, @reason, @Note, 'Requested', @At, @PersonId, 0, @fee, @vat
        WHERE NOT EXISTS (SELECT 1 FROM returns WHERE reference = @Reference)
        """;

    public async Task<bool> Insert(NewReturn @return)
    {
        var r = @return;
        return await db.Execute(InsertReturnSql, new { r.Id, r.Reference, r.LineId, kind = r.Kind.ToString(), r.Quantity, reason = r.Reason.ToString(), r.Note, r.At, r.PersonId, fee = r.Freight.Fee, vat = r.Freight.Vat }) == 1;
    }

    private const string ReturnSql = """
        SELECT r.id, r.reference, r.order_line_id AS line_id, l.order_id, r.quantity, r.status, r.kind, p.id AS part_id, p.producer_id, l.product_id, r.restocked, r.freight, r.freight_vat
        FROM returns r
        JOIN order_lines l ON l.id = r.order_line_id
        JOIN orders o ON o.id = l.order_id
        JOIN producer_orders p ON p.id = l.producer_order_id
        WHERE r.id = @returnId AND (@role = 'System' OR (@role = 'Operator' AND o.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId))
        """;

    public async Task<ReturnState?> Return(Actor actor, long returnId) =>
        await db.One<ReturnState>(ReturnSql, new { returnId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string RejectSql = """
        UPDATE returns SET status = 'Rejected', decision_note = @reason, decided_at = @at, decided_by = @personId WHERE id = @returnId AND status = 'Requested'
        """;

    public async Task<bool> Reject(long returnId, string reason, DateTime at, long? personId) =>
        await db.Execute(RejectSql, new { returnId, reason, at, personId }) == 1;

    private const string CompleteSql = """
        UPDATE returns SET status = 'Completed', return_no = @ReturnNo, supply = @Supply, vat = @Vat, restocked = @Restocked, freight = @fee, freight_vat = @freightVat,
          decision_note = @Note, decided_at = @At, decided_by = @PersonId
        WHERE id = @returnId AND status = 'Requested' AND kind = 'Return'
        """;

    public async Task<bool> Complete(long returnId, CompletedReturn completed)
    {
        var c = completed;
        return await db.Execute(CompleteSql, new { returnId, c.ReturnNo, c.Supply, c.Vat, c.Restocked, fee = c.Freight.Fee, freightVat = c.Freight.Vat, c.Note, c.At, c.PersonId }) == 1;
    }
}
