using Portal.Core.Orders;

namespace Portal.Data.Orders;

/// <summary>Money on an order, and what happens to its lines. Every change guards itself by its WHERE.</summary>
public sealed partial class OrderStore
{
    private const string AddPaymentSql = """
        UPDATE orders SET paid = paid + @amount, paid_by_mileage = paid_by_mileage + @mileage
        WHERE id = @orderId AND status = 'Placed' AND paid + @amount <= total - cancelled - returned
        """;

    public async Task<bool> AddPayment(long orderId, long amount, long mileage = 0) => await db.Execute(AddPaymentSql, new { orderId, amount, mileage }) == 1;

    // a distributed order stays paid in full; money that went back to the buyer is no longer on the order
    private const string RemovePaymentSql = """
        UPDATE orders SET paid = paid - @amount, paid_at = NULL, deposit_due_at = CASE WHEN deposit_due_at < @dueAt THEN @dueAt ELSE deposit_due_at END
        WHERE id = @orderId AND paid >= @amount
          AND paid = (SELECT SUM(y.amount) FROM order_payments y WHERE y.order_id = orders.id)
          AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = orders.id AND l.distribution_run IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = orders.id AND p.freight_run IS NOT NULL)
        """;

    public async Task<bool> RemovePayment(long orderId, long amount, DateTime dueAt) => await db.Execute(RemovePaymentSql, new { orderId, amount, dueAt }) == 1;

    private const string WriteOffSql = """
        UPDATE orders SET paid = paid + @amount, written_off = written_off + @amount
        WHERE id = @orderId AND status = 'Placed' AND total - cancelled - returned - paid = @amount
        """;

    public async Task<bool> WriteOff(long orderId, long amount) => await db.Execute(WriteOffSql, new { orderId, amount }) == 1;

    private const string SettlePaidAtSql = """
        UPDATE orders SET paid_at = @at, released_at = COALESCE(released_at, @at)
        WHERE id = @orderId AND status = 'Placed' AND paid_at IS NULL AND paid = total - cancelled - returned
        """;

    public async Task<bool> SettlePaidAt(long orderId, DateTime at) => await db.Execute(SettlePaidAtSql, new { orderId, at }) == 1;

    private const string AddReturnedSql = "UPDATE orders SET returned = returned + @amount, paid = paid - @Total, paid_by_mileage = paid_by_mileage - @Mileage, written_off = written_off - @WrittenOff WHERE id = @orderId";

    public Task AddReturned(long orderId, long amount, Refund refund) => db.Execute(AddReturnedSql, new { orderId, amount, refund.Total, refund.Mileage, refund.WrittenOff });

    private const string ShipSql = """
        UPDATE order_lines SET shipped = shipped + @quantity WHERE id = @lineId AND cancelled = 0 AND shipped + @quantity <= quantity
        """;

    public async Task<bool> Ship(long lineId, long quantity) => await db.Execute(ShipSql, new { lineId, quantity }) == 1;

    private const string UnshipSql = "UPDATE order_lines SET shipped = shipped - @quantity WHERE id = @lineId AND shipped - @quantity >= delivered";

    public async Task<bool> Unship(long lineId, long quantity) => await db.Execute(UnshipSql, new { lineId, quantity }) == 1;

    // shipments may be reported in any order: the last moment counts
    private const string DeliverSql = """
        UPDATE order_lines SET delivered = delivered + @quantity,
          delivered_at = CASE WHEN delivered_at IS NULL OR delivered_at < @at THEN @at ELSE delivered_at END,
          objection_ends_at = CASE WHEN objection_ends_at IS NULL OR objection_ends_at < @objectionEndsAt THEN @objectionEndsAt ELSE objection_ends_at END
        WHERE id = @lineId AND delivered + @quantity <= shipped
        """;

    public async Task<bool> Deliver(long lineId, long quantity, DateTime at, DateTime objectionEndsAt) =>
        await db.Execute(DeliverSql, new { lineId, quantity, at, objectionEndsAt }) == 1;

    private const string AcceptSql = """
        UPDATE order_lines SET accepted_at = @at, accepted_by = @personId
        WHERE id = @lineId AND accepted_at IS NULL AND delivered = quantity AND cancelled = 0
        """;

    public async Task<bool> Accept(long lineId, DateTime at, long? personId) => await db.Execute(AcceptSql, new { lineId, at, personId }) == 1;

    private const string ReturnSql = "UPDATE order_lines SET returned = returned + @quantity WHERE id = @lineId AND returned + @quantity <= delivered";

    public async Task<bool> Return(long lineId, long quantity) => await db.Execute(ReturnSql, new { lineId, quantity }) == 1;

    private const string RefreshPartSql = """
        UPDATE producer_orders SET status = (
          SELECT CASE WHEN SUM(l.delivered) = SUM(l.quantity) THEN 'Delivered'
                      WHEN SUM(l.shipped) = SUM(l.quantity) THEN 'Shipped'
                      WHEN SUM(l.shipped) > 0 THEN 'PartlyShipped'
                      WHEN producer_orders.confirmed_at IS NOT NULL THEN 'Confirmed' ELSE 'New' END
          FROM order_lines l WHERE l.producer_order_id = producer_orders.id AND l.cancelled = 0)
        WHERE id = @partId AND status <> 'Cancelled'
        """;
    private const string PartStatusSql = "SELECT status FROM producer_orders WHERE id = @partId";

    public async Task<PartStatus> RefreshPart(long partId)
    {
        await db.Execute(RefreshPartSql, new { partId });
        return Enum.Parse<PartStatus>((await db.Scalar<string>(PartStatusSql, new { partId }))!);
    }

    private const string ProgressSql = """
        SELECT l.id, l.quantity, l.delivered, l.needs_acceptance, l.delivered_at, l.objection_ends_at, l.accepted_at, o.paid_at, l.due_at,
               CASE WHEN EXISTS (SELECT 1 FROM returns r WHERE r.order_line_id = l.id AND r.kind = 'Exchange' AND r.status IN ('Requested', 'Received', 'Sent')) THEN 1 ELSE 0 END AS exchanging
        FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.order_id = @orderId AND l.distribution_run IS NULL AND l.cancelled = 0
        """;

    public async Task<IReadOnlyList<LineProgress>> Progress(long orderId) => await db.Query<LineProgress>(ProgressSql, new { orderId });

    private const string SetDueSql = "UPDATE order_lines SET due_at = @dueAt, due_on = @dueOn WHERE id = @lineId AND distribution_run IS NULL";

    public Task SetDue(long lineId, DateTime? dueAt, DateOnly? dueOn) => db.Execute(SetDueSql, new { lineId, dueAt, dueOn });

    // ix_order_lines_due; the guard is repeated for what another process claims in between
    private const string ClaimDueSql = """
        UPDATE order_lines SET distribution_run = @run
        WHERE distribution_run IS NULL AND id IN (
          SELECT l.id FROM order_lines l WHERE l.distribution_run IS NULL AND l.due_at IS NOT NULL AND l.due_at <= @now AND l.due_on <= @through
        """;
    private const string OfOrderSql = " AND l.order_id = @OrderId";
    private const string OfCentreSql = " AND EXISTS (SELECT 1 FROM orders o WHERE o.id = l.order_id AND o.centre_id = @CentreId)";
    private const string InTurnSql = " ORDER BY l.due_at, l.id ";

    public Task<int> ClaimDue(long run, DateOnly through, DateTime now, ClaimScope scope) => db.Execute(
        $"{ClaimDueSql}{(scope.OrderId is null ? "" : OfOrderSql)}{(scope.CentreId is null ? "" : OfCentreSql)}{InTurnSql}{db.Dialect.First(scope.Max)})",
        new { run, through, now, scope.CentreId, scope.OrderId });

    private const string ClaimFreightSql = """
        UPDATE producer_orders SET freight_run = @run
        WHERE freight_run IS NULL AND freight + freight_vat > 0
          AND id IN (SELECT l.producer_order_id FROM order_lines l WHERE l.distribution_run = @run)
        """;

    public Task<int> ClaimFreight(long run) => db.Execute(ClaimFreightSql, new { run });
}
