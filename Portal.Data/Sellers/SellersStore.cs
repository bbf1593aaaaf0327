using Portal.Core.Sellers;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

public sealed partial class SellersStore(Db db) : ISellersStore
{
    private const string MaySellSql = """
        SELECT DISTINCT product_id FROM recruitment_applications
        WHERE seller_id = @sellerId AND product_id IN @productIds AND status = 'Accepted' AND decided_at <= @at AND ended_at IS NULL
        """;

    public async Task<IReadOnlySet<long>> MaySell(long sellerId, IReadOnlyCollection<long> productIds, DateTime at) =>
        (await db.Query<long>(MaySellSql, new { sellerId, productIds, at })).ToHashSet();
}
