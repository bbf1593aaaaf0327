using Portal.Data.Shared;

namespace Portal.Data.Sellers;

/// <summary>A seller as the public sees it.</summary>
public sealed record SellerRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Region { get; init; }
    public long Products { get; init; }
}

public sealed record RegionRow
{
    public string Region { get; init; } = "";
    public long Sellers { get; init; }
}

public sealed record SellerProductRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string Producer { get; init; } = "";
    public long Price { get; init; }
}

public sealed record SellerCard(SellerRow Seller, PageOf<SellerProductRow> Products);

/// <summary>Sellers for everybody: only those who are active, only what is on sale, and nothing of a person but name and region.</summary>
public sealed class SellerPages(Db db)
{
    // ix_organizations_kind, then ix_recruitment_applications_sells for each row that is shown
    private const string ListSql = """
        SELECT o.code, o.name, o.region,
               (SELECT COUNT(DISTINCT a.product_id) FROM recruitment_applications a JOIN products p ON p.id = a.product_id
                WHERE a.seller_id = o.id AND a.status = 'Accepted' AND a.ended_at IS NULL AND p.status = 'OnSale') AS products
        FROM organizations o
        WHERE o.kind = 'Seller' AND o.status = 'Active'
        """;
    private const string FilteredSql = $"""
        {ListSql} AND (@region IS NULL OR o.region = @region) AND (@text IS NULL OR o.name LIKE @text ESCAPE '\' OR o.region LIKE @text ESCAPE '\')
        ORDER BY o.region, o.name, o.id
        """;
    private static readonly Listing Listed = new(FilteredSql, "name=o.name", "region=o.region");

    public async Task<PageOf<SellerRow>> List(string? region, string? text, int page)
    {
        return await db.Page<SellerRow>(Listed, new { region = string.IsNullOrWhiteSpace(region) ? null : region.Trim(), text = Like.Containing(text) }, page);
    }

    private const string RegionsSql = """
        SELECT o.region, COUNT(*) AS sellers FROM organizations o
        WHERE o.kind = 'Seller' AND o.status = 'Active' AND o.region IS NOT NULL AND o.region <> ''
        GROUP BY o.region ORDER BY o.region
        """;

    /// <summary>Regions that have sellers.</summary>
    public Task<List<RegionRow>> Regions() => db.Query<RegionRow>($"{RegionsSql} {db.Dialect.First(100)}");

    private const string OneSql = $"{ListSql} AND o.code = @code";
    private const string ProductsSql = """
        SELECT p.code, r.name, r.name_en, g.name AS producer, r.price
        FROM products p JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE p.status = 'OnSale' AND g.status = 'Active' AND EXISTS (SELECT 1 FROM recruitment_applications a JOIN organizations o ON o.id = a.seller_id
          WHERE a.product_id = p.id AND o.code = @code AND a.status = 'Accepted' AND a.ended_at IS NULL)
        ORDER BY r.name, p.id
        """;

    /// <summary>A seller with what they sell; null when there is no such active seller.</summary>
    public async Task<SellerCard?> Find(string code, int page)
    {
        if (await db.One<SellerRow>(OneSql, new { code }) is not { } seller) return null;
        return new SellerCard(seller, await db.Page<SellerProductRow>(ProductsSql, new { code }, page));
    }
}
