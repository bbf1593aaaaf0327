using Portal.Core.Delivery;

namespace Portal.Data.Delivery;

/// <summary>The steps of an exchange.</summary>
public sealed partial class DeliveryStore
{
    private const string IsOnItsWaySql = """
        SELECT COUNT(*) FROM returns r JOIN order_lines l ON l.id = r.order_line_id WHERE l.producer_order_id = @partId AND r.status = 'Requested' AND r.freight > 0
        """;

    public async Task<bool> IsOnItsWay(long partId) => await db.Scalar<long>(IsOnItsWaySql, new { partId }) > 0;

    // ix_order_lines_part
    private const string PassFreightSql = """
        UPDATE returns SET freight = @Freight, freight_vat = @FreightVat WHERE id = (
          SELECT MIN(r.id) FROM returns r JOIN order_lines l ON l.id = r.order_line_id
          WHERE l.producer_order_id = @PartId AND r.kind = 'Return' AND r.status = 'Requested' AND r.reason = 'ChangedMind' AND r.freight = 0)
        """;

    public Task PassFreight(ReturnState rejected) => db.Execute(PassFreightSql, rejected);

    private const string ReceiveSql = """
        UPDATE returns SET status = 'Received', restocked = @restocked, decision_note = @note, received_at = @at, received_by = @personId
        WHERE id = @returnId AND kind = 'Exchange' AND status = 'Requested'
        """;

    public async Task<bool> Receive(long returnId, bool restocked, string? note, DateTime at, long? personId) =>
        await db.Execute(ReceiveSql, new { returnId, restocked, note, at, personId }) == 1;

    private const string MoveExchangeSql = "UPDATE returns SET status = @to WHERE id = @returnId AND kind = 'Exchange' AND status = @from";

    public async Task<bool> MoveExchange(long returnId, ReturnStatus from, ReturnStatus to) =>
        await db.Execute(MoveExchangeSql, new { returnId, from = from.ToString(), to = to.ToString() }) == 1;

    private const string EndExchangeSql = "UPDATE returns SET status = 'Completed', decided_at = @at WHERE id = @returnId AND kind = 'Exchange' AND status = 'Sent'";

    public async Task<bool> EndExchange(long returnId, DateTime at) => await db.Execute(EndExchangeSql, new { returnId, at }) == 1;

    private const string ConvertSql = "UPDATE returns SET kind = 'Return', status = 'Requested' WHERE id = @returnId AND kind = 'Exchange' AND status IN ('Requested', 'Received')";

    public async Task<bool> Convert(long returnId) => await db.Execute(ConvertSql, new { returnId }) == 1;
}
