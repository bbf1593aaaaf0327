using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Data.Delivery;

public sealed partial class DeliveryStore
{
    private const string InsertMisdeliverySql = """
        INSERT INTO misdeliveries (id, shipment_id, kind, description, status, reported_at, reported_by)
        SELECT @Id, @ShipmentId, @kind, @Description, 'Open', @ReportedAt, @ReportedBy
        WHERE NOT EXISTS (SELECT 1 FROM misdeliveries WHERE shipment_id = @ShipmentId AND status = 'Open')
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
        UPDATE misdeliveries SET status = 'Resolved', resolution = @resolution, resolution_note = @note, resolved_at = @at, resolved_by = @personId
        WHERE id = @misdeliveryId AND status = 'Open'
        """;

    public async Task<bool> Resolve(long misdeliveryId, MisdeliveryResolution resolution, string? note, DateTime at, long? personId) =>
        await db.Execute(ResolveSql, new { misdeliveryId, resolution = resolution.ToString(), note, at, personId }) == 1;

    private const string ReturnableSql = """
        SELECT l.id AS line_id, l.order_id, o.order_no, o.centre_id, p.producer_id, l.objection_ends_at,
               l.delivered - l.returned - COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status = 'Requested'), 0) AS "left"
        FROM order_lines l
        JOIN orders o ON o.id = l.order_id
        JOIN producer_orders p ON p.id = l.producer_order_id
        WHERE l.id = @lineId AND l.cancelled = 0 AND (@role = 'System' OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId)
          OR (@role = 'Seller' AND o.seller_id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    public async Task<ReturnableLine?> Returnable(Actor actor, long lineId) =>
        await db.One<ReturnableLine>(ReturnableSql, new { lineId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string InsertReturnSql = """
        INSERT INTO returns (id, reference, order_line_id, quantity, reason, note, status, requested_at, requested_by, restocked)
        SELECT @Id, @Reference, @LineId, @Quantity, @reason, @Note, 'Requested', @At, @PersonId, 0
        WHERE NOT EXISTS (SELECT 1 FROM returns WHERE reference = @Reference)
        """;

    public async Task<bool> Insert(NewReturn @return)
    {
        var r = @return;
        return await db.Execute(InsertReturnSql, new { r.Id, r.Reference, r.LineId, r.Quantity, reason = r.Reason.ToString(), r.Note, r.At, r.PersonId }) == 1;
    }

    private const string ReturnSql = """
        SELECT r.id, r.reference, r.order_line_id AS line_id, l.order_id, r.quantity, r.status
        FROM returns r
        JOIN order_lines l ON l.id = r.order_line_id
        JOIN orders o ON o.id = l.order_id
        WHERE r.id = @returnId AND (@role = 'System' OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    public async Task<ReturnState?> Return(Actor actor, long returnId) =>
        await db.One<ReturnState>(ReturnSql, new { returnId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string RejectSql = """
        UPDATE returns SET status = 'Rejected', decision_note = @reason, decided_at = @at, decided_by = @personId WHERE id = @returnId AND status = 'Requested'
        """;

    public async Task<bool> Reject(long returnId, string reason, DateTime at, long? personId) =>
        await db.Execute(RejectSql, new { returnId, reason, at, personId }) == 1;

    private const string CompleteSql = """
        UPDATE returns SET status = 'Completed', return_no = @ReturnNo, supply = @Supply, vat = @Vat, restocked = @Restocked,
          decision_note = @Note, decided_at = @At, decided_by = @PersonId
        WHERE id = @returnId AND status = 'Requested'
        """;

    public async Task<bool> Complete(long returnId, CompletedReturn completed)
    {
        var c = completed;
        return await db.Execute(CompleteSql, new { returnId, c.ReturnNo, c.Supply, c.Vat, c.Restocked, c.Note, c.At, c.PersonId }) == 1;
    }
}
