namespace Portal.Data.Catalog;

/// <summary>
/// The statements of search, one set for each number of grams that are joined. CROSS JOIN keeps their order: the first gram is the rarest kind.
/// All of them are of one text on both databases.
/// </summary>
internal static class SearchSql
{
    // a firm that is suspended offers nothing; those few are found by ix_organizations_kind
    private const string OfferedSql = "s.producer_id NOT IN (SELECT g.id FROM organizations g WHERE g.kind = 'Producer' AND g.status <> 'Active')";

    private const string PricesSql = "(@least IS NULL OR s.price >= @least) AND (@most IS NULL OR s.price <= @most)";

    private const string ChosenSql = """
        (@isFiltered = 0 OR s.bucket / 2 IN (SELECT b.id FROM product_buckets b
           WHERE (@categoryId IS NULL OR b.category_id = @categoryId OR b.category_id IN (SELECT c.id FROM categories c WHERE c.parent_id = @categoryId))
             AND (@kind IS NULL OR b.kind = @kind) AND (@region IS NULL OR b.region = @region) AND (@daysBand IS NULL OR b.days_band <= @daysBand)))
          AND (@inStock = 0 OR s.bucket % 2 = 1)
        """;

    // the longest first: it leaves the fewest
    private const string LikesSql = """
        (@l0 IS NULL OR EXISTS (SELECT 1 FROM product_search_texts t WHERE t.product_id = s.product_id AND t.words LIKE @l0
           AND (@l1 IS NULL OR t.words LIKE @l1) AND (@l2 IS NULL OR t.words LIKE @l2) AND (@l3 IS NULL OR t.words LIKE @l3)))
        """;

    private const string From1 = "FROM product_grams g0 CROSS JOIN product_search s WHERE g0.gram = @g0 AND s.product_id = g0.product_id";
    private const string From2 = "FROM product_grams g0 CROSS JOIN product_grams g1 CROSS JOIN product_search s WHERE g0.gram = @g0 AND g1.gram = @g1 AND g1.product_id = g0.product_id AND s.product_id = g0.product_id";
    private const string From3 = """
        FROM product_grams g0 CROSS JOIN product_grams g1 CROSS JOIN product_grams g2 CROSS JOIN product_search s
        WHERE g0.gram = @g0 AND g1.gram = @g1 AND g1.product_id = g0.product_id AND g2.gram = @g2 AND g2.product_id = g0.product_id AND s.product_id = g0.product_id
        """;
    private const string From4 = """
        FROM product_grams g0 CROSS JOIN product_grams g1 CROSS JOIN product_grams g2 CROSS JOIN product_grams g3 CROSS JOIN product_search s
        WHERE g0.gram = @g0 AND g1.gram = @g1 AND g1.product_id = g0.product_id AND g2.gram = @g2 AND g2.product_id = g0.product_id
          AND g3.gram = @g3 AND g3.product_id = g0.product_id AND s.product_id = g0.product_id
        """;

    private const string Text = $"AND {LikesSql} AND {OfferedSql} AND {PricesSql}";
    private const string Chosen = $"{Text} AND {ChosenSql}";

    private const string Ids0Sql = $"SELECT s.product_id, 0 AS level FROM product_search s WHERE {OfferedSql} AND {PricesSql} AND {ChosenSql}";
    private const string Ids1Sql = $"SELECT s.product_id, CASE WHEN s.code_key = @code THEN 0 ELSE g0.level END AS level {From1} {Chosen}";
    private const string Ids2Sql = $"SELECT s.product_id, CASE WHEN s.code_key = @code THEN 0 ELSE g0.level + g1.level END AS level {From2} {Chosen}";
    private const string Ids3Sql = $"SELECT s.product_id, CASE WHEN s.code_key = @code THEN 0 ELSE g0.level + g1.level + g2.level END AS level {From3} {Chosen}";
    private const string Ids4Sql = $"SELECT s.product_id, CASE WHEN s.code_key = @code THEN 0 ELSE g0.level + g1.level + g2.level + g3.level END AS level {From4} {Chosen}";

    /// <summary>The products of a search by the number of its grams, to be ordered and paged.</summary>
    public static IReadOnlyList<string> Ids { get; } = [Ids0Sql, Ids1Sql, Ids2Sql, Ids3Sql, Ids4Sql];

    private const string CountsHead = """
        SELECT b.category_id, b.kind, b.region, b.price_band, b.days_band, f.bucket % 2 AS in_stock, f.products
        FROM (SELECT s.bucket, COUNT(*) AS products
        """;
    private const string CountsTail = "GROUP BY s.bucket) f JOIN product_buckets b ON b.id = f.bucket / 2";

    private const string Counts0Sql = $"{CountsHead} FROM product_search s WHERE {OfferedSql} AND {PricesSql} {CountsTail}";
    private const string AllCountsSql = $"{CountsHead} FROM product_search s WHERE {OfferedSql} {CountsTail}";
    private const string Counts1Sql = $"{CountsHead} {From1} {Text} {CountsTail}";
    private const string Counts2Sql = $"{CountsHead} {From2} {Text} {CountsTail}";
    private const string Counts3Sql = $"{CountsHead} {From3} {Text} {CountsTail}";
    private const string Counts4Sql = $"{CountsHead} {From4} {Text} {CountsTail}";

    /// <summary>How many products of a search are in each bucket, whatever was chosen of them; the last counts everything from an index alone.</summary>
    public static IReadOnlyList<string> Counts { get; } = [Counts0Sql, Counts1Sql, Counts2Sql, Counts3Sql, Counts4Sql];

    public static string AllCounts => AllCountsSql;

    /// <summary>Products that have most of the pieces of what was typed: it may be written a little otherwise.</summary>
    public const string NearSql = $"""
        SELECT g.product_id, COUNT(*) AS level
        FROM product_grams g JOIN product_search s ON s.product_id = g.product_id
        WHERE g.gram IN @pieces AND g.level < 9 AND {OfferedSql}
        GROUP BY g.product_id HAVING COUNT(*) >= @need
        ORDER BY COUNT(*) DESC, MIN(g.level), g.product_id DESC
        """;
}
