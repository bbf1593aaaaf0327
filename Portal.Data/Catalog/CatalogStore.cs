using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>Products: finding, stock, states of sale.</summary>
public sealed partial class CatalogStore(Db db, SearchStore search) : ICatalogStore
{
    private const string TakeStockSql = "UPDATE products SET stock = stock - @quantity WHERE id = @productId AND status = 'OnSale' AND stock >= @quantity";

    public async Task<bool> TakeStock(long productId, long quantity)
    {
        if (await db.Execute(TakeStockSql, new { productId, quantity }) == 0) return false;
        await search.StockMoved(productId);
        return true;
    }

    private const string GiveBackStockSql = "UPDATE products SET stock = stock + @quantity WHERE id = @productId";

    public async Task GiveBackStock(long productId, long quantity)
    {
        await db.Execute(GiveBackStockSql, new { productId, quantity });
        await search.StockMoved(productId);
    }

    // the latest revision is the one that is written to or waits; the product's own is the one that it sells
    private const string ProductSql = """
        SELECT p.id, p.code, p.producer_id, g.centre_id, p.status, p.revision_id, p.stock, p.max_delivery_days,
               r.id AS latest_id, r.status AS latest_status, r.row_version AS latest_version, r.name
        FROM products p
        JOIN organizations g ON g.id = p.producer_id
        JOIN product_revisions r ON r.product_id = p.id
        WHERE p.id = @productId
          AND r.revision_no = (SELECT MAX(x.revision_no) FROM product_revisions x WHERE x.product_id = p.id)
          AND (@role = 'System' OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;

    public async Task<ProductState?> Product(Actor actor, long productId) =>
        await db.One<ProductState>(ProductSql, new { productId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string MayRegisterSql = """
        SELECT COUNT(*) FROM organizations g
        WHERE g.id = @producerId AND g.kind = 'Producer' AND g.status = 'Active'
          AND (@role = 'System' OR (@role = 'Producer' AND g.id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;

    public async Task<bool> MayRegister(Actor actor, long producerId) =>
        await db.Scalar<int>(MayRegisterSql, new { producerId, role = actor.Role.ToString(), actor.OrganizationId }) == 1;

    private const string MoveSql = """
        UPDATE products SET status = @to, on_sale_at = CASE WHEN @to = 'OnSale' THEN @at ELSE on_sale_at END,
          suspended_by = CASE WHEN @to = 'Suspended' THEN @by ELSE NULL END
        WHERE id = @productId AND status = @from AND approved_at IS NOT NULL
          AND (@by <> 'Producer' OR suspended_by IS NULL OR suspended_by = 'Producer')
        """;

    public async Task<bool> Move(long productId, ProductStatus from, ProductStatus to, Role by, DateTime at)
    {
        if (await db.Execute(MoveSql, new { productId, from = from.ToString(), to = to.ToString(), by = by.ToString(), at }) == 0) return false;
        await search.Index(productId);
        return true;
    }

    private const string RetireSql = """
        UPDATE products SET status = 'Retired' WHERE id = @productId AND status <> 'Retired'
          AND NOT EXISTS (SELECT 1 FROM product_revisions r WHERE r.product_id = products.id AND r.status IN ('Submitted', 'InReview', 'ChangesRequested'))
        """;

    public async Task<bool> Retire(long productId)
    {
        if (await db.Execute(RetireSql, new { productId }) == 0) return false;
        await search.Index(productId);
        return true;
    }

    private const string SetStockSql = "UPDATE products SET stock = @stock, max_delivery_days = @maxDeliveryDays WHERE id = @productId AND stock = @seen";

    public async Task<bool> SetStock(long productId, long seen, long stock, int maxDeliveryDays)
    {
        if (await db.Execute(SetStockSql, new { productId, seen, stock, maxDeliveryDays }) == 0) return false;
        await search.Index(productId);
        return true;
    }

    private const string AdoptSql = """
        UPDATE products SET revision_id = @revisionId, approved_at = COALESCE(approved_at, @at),
          status = CASE WHEN status = 'Unapproved' THEN 'Approved' ELSE status END
        WHERE id = @productId
        """;

    public async Task Adopt(long productId, long revisionId, DateTime at)
    {
        await db.Execute(AdoptSql, new { productId, revisionId, at });
        await search.Index(productId);
    }

    private const string ToPublishSql = """
        SELECT p.id FROM products p JOIN product_revisions r ON r.id = p.revision_id
        WHERE p.status = 'Approved' AND p.on_sale_at IS NULL AND r.status = 'Approved' AND r.publish = 1
        ORDER BY p.approved_at
        """;

    public async Task<IReadOnlyList<long>> ToPublish(int max) => await db.Query<long>($"{ToPublishSql} {db.Dialect.First(max)}");

    private const string CategoryExistsSql = "SELECT COUNT(*) FROM categories WHERE id = @categoryId";

    public async Task<bool> CategoryExists(long categoryId) => await db.Scalar<int>(CategoryExistsSql, new { categoryId }) == 1;

    private const string CategoryIdSql = "SELECT id FROM categories WHERE code = @code";
    private const string InsertCategorySql = """
        INSERT INTO categories (id, code, name, name_en, sort)
        SELECT @id, @code, @name, @nameEn, (SELECT COUNT(*) + 1 FROM categories) WHERE NOT EXISTS (SELECT 1 FROM categories WHERE code = @code)
        """;

    public async Task<long> EnsureCategory(string code, string name, string nameEn)
    {
        await db.Execute(InsertCategorySql, new { id = Ids.Next(), code, name, nameEn });
        return await db.Scalar<long>(CategoryIdSql, new { code });
    }
}
