using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>A product in the map of the public pages.</summary>
public sealed record MappedProduct
{
    public string Code { get; init; } = "";
    public DateTime ChangedAt { get; init; }
}

/// <summary>The addresses of what everybody may see.</summary>
public sealed class SiteMapPages(Db db)
{
    private const string ProductsSql = """
        SELECT p.code, CASE WHEN r.decided_at > p.on_sale_at THEN r.decided_at ELSE p.on_sale_at END AS changed_at
        FROM products p JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE p.status = 'OnSale' AND g.status = 'Active' ORDER BY p.id
        """;

    public Task<List<MappedProduct>> Products() => db.Query<MappedProduct>(ProductsSql);

    private const string CategoriesSql = "SELECT code FROM categories ORDER BY sort, code";

    public Task<List<string>> Categories() => db.Query<string>(CategoriesSql);

    private const string SellersSql = "SELECT code FROM organizations WHERE kind = 'Seller' AND status = 'Active' ORDER BY id";

    public Task<List<string>> Sellers() => db.Query<string>(SellersSql);
}
