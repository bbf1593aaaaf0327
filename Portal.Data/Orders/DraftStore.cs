using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

public sealed class DraftStore(Db db) : IDraftStore
{
    private const string FindSql = """
        SELECT id, channel, buyer_id, recipient, phone, postal_code, address, memo, placed_order_id
        FROM draft_orders WHERE id = @draftId AND organization_id = @OrganizationId AND person_id = @PersonId AND channel = @channel
        """;

    public async Task<DraftState?> Find(Actor actor, long draftId) =>
        await db.One<DraftState>(FindSql, new { draftId, actor.OrganizationId, actor.PersonId, channel = actor.Role.ToString() });

    private const string LatestSql = """
        SELECT MAX(id) FROM draft_orders WHERE organization_id = @OrganizationId AND person_id = @PersonId AND channel = @channel AND placed_order_id IS NULL
        """;

    public async Task<long?> Latest(Actor actor) =>
        await db.Scalar<long?>(LatestSql, new { actor.OrganizationId, actor.PersonId, channel = actor.Role.ToString() });

    private const string InsertSql = """
        INSERT INTO draft_orders (id, person_id, organization_id, channel, buyer_id, created_at)
        VALUES (@id, @PersonId, @OrganizationId, @channel, @buyerId, @at)
        """;

    public Task Insert(long id, Actor actor, OrderChannel channel, long? buyerId, DateTime at) =>
        db.Execute(InsertSql, new { id, actor.PersonId, actor.OrganizationId, channel = channel.ToString(), buyerId, at });

    private const string LinesSql = "SELECT product_id, quantity FROM draft_order_lines WHERE draft_id = @draftId ORDER BY added_at, product_id";

    public async Task<IReadOnlyList<DraftLine>> Lines(long draftId) => await db.Query<DraftLine>(LinesSql, new { draftId });

    private const string SetHeaderSql = """
        UPDATE draft_orders SET buyer_id = @buyerId, recipient = @Recipient, phone = @Phone, postal_code = @PostalCode, address = @Address, memo = @Memo
        WHERE id = @draftId AND placed_order_id IS NULL
        """;

    public Task SetHeader(long draftId, long? buyerId, ShipTo shipTo) => db.Execute(SetHeaderSql, new
    {
        draftId, buyerId, shipTo.Recipient, shipTo.Phone, shipTo.PostalCode, shipTo.Address, shipTo.Memo,
    });

    private const string SetLineSql = "UPDATE draft_order_lines SET quantity = @quantity WHERE draft_id = @draftId AND product_id = @productId";
    private const string AddLineSql = "INSERT INTO draft_order_lines (draft_id, product_id, quantity, added_at) VALUES (@draftId, @productId, @quantity, @at)";
    private const string RemoveLineSql = "DELETE FROM draft_order_lines WHERE draft_id = @draftId AND product_id = @productId";

    public async Task SetLine(long draftId, long productId, long quantity, DateTime at)
    {
        var line = new { draftId, productId, quantity, at };
        if (quantity == 0) await db.Execute(RemoveLineSql, line);
        else if (await db.Execute(SetLineSql, line) == 0) await db.Execute(AddLineSql, line);
    }

    private const string MarkPlacedSql = "UPDATE draft_orders SET placed_order_id = @orderId WHERE id = @draftId AND placed_order_id IS NULL";

    public async Task<bool> MarkPlaced(long draftId, long orderId) => await db.Execute(MarkPlacedSql, new { draftId, orderId }) == 1;

    private const string DeleteLinesSql = "DELETE FROM draft_order_lines WHERE draft_id = @draftId";
    private const string DeleteSql = """
        DELETE FROM draft_orders WHERE id = @draftId AND organization_id = @OrganizationId AND person_id = @PersonId AND placed_order_id IS NULL
        """;

    public async Task<bool> Delete(Actor actor, long draftId)
    {
        if (await Find(actor, draftId) is not { PlacedOrderId: null }) return false;
        await db.Execute(DeleteLinesSql, new { draftId });
        return await db.Execute(DeleteSql, new { draftId, actor.OrganizationId, actor.PersonId }) == 1;
    }
}
