using Portal.Core.Funds;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Funds;

public sealed class ProductCostStore(Db db) : IProductCosts
{
    private const string OwnSql = "SELECT id FROM products WHERE code = @productCode AND producer_id = @OrganizationId";

    public Task<long?> Own(Actor actor, string productCode) => db.Scalar<long?>(OwnSql, new { productCode, actor.OrganizationId });

    private const string UpdateSql = "UPDATE product_costs SET unit_cost = @UnitCost, set_at = @at, set_by = @person WHERE product_id = @productId AND valid_from = @ValidFrom";
    private const string InsertSql = "INSERT INTO product_costs (id, product_id, valid_from, unit_cost, set_at, set_by) VALUES (@id, @productId, @ValidFrom, @UnitCost, @at, @person)";

    public async Task Set(long id, long productId, SetProductCostRequest cost, DateTime at)
    {
        var args = new { id, productId, cost.ValidFrom, cost.UnitCost, at, person = cost.Actor.PersonOrNull };
        if (await db.Execute(UpdateSql, args) == 0) await db.Execute(InsertSql, args);
    }
}
