using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

public sealed partial class CatalogStore(Db db) : ICatalogStore
{
    private const string TakeStockSql = "UPDATE products SET stock = stock - @quantity WHERE id = @productId AND status = 'OnSale' AND stock >= @quantity";

    public async Task<bool> TakeStock(long productId, long quantity) => await db.Execute(TakeStockSql, new { productId, quantity }) == 1;

    private const string GiveBackStockSql = "UPDATE products SET stock = stock + @quantity WHERE id = @productId";

    public Task GiveBackStock(long productId, long quantity) => db.Execute(GiveBackStockSql, new { productId, quantity });
}
