using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>Finding products on sale: how many there are of what, which of them a page shows, and their rows.</summary>
public sealed class ProductSearchPages(Db db)
{
    private const int MaxNear = 8;

    private const string CategoriesSql = "SELECT id, code, name, name_en, parent_id FROM categories ORDER BY sort, code";

    /// <summary>One page of what the filter finds. What is not found as it was typed is tried on the other keyboard, and then by its pieces.</summary>
    public async Task<ProductsFound> Find(ProductFilter filter)
    {
        var categories = await db.Query<CategoryNode>(CategoriesSql);
        var isText = !string.IsNullOrWhiteSpace(filter.Text);
        var query = SearchQuery.Of(filter.Text);
        if (isText && query is null) return Nothing(categories, filter);
        var found = await Find(query, filter, categories);
        if (query is null || found.Facets.All > 0) return found;
        if (query.OnOtherKeyboard() is { } other && await Find(other, filter, categories) is { Facets.All: > 0 } read) return read with { ReadAs = other.Text };
        return found with { Near = await Near(query) };
    }

    private async Task<ProductsFound> Find(SearchQuery? query, ProductFilter filter, List<CategoryNode> categories)
    {
        var grams = query?.Grams.Count ?? 0;
        long? categoryId = filter.Category is null ? null : categories.FirstOrDefault(c => c.Code == filter.Category)?.Id ?? -1;
        var (skip, take) = Paging.Window(filter.Page, filter.Size);
        var args = new
        {
            g0 = Nth(query?.Grams, 0), g1 = Nth(query?.Grams, 1), g2 = Nth(query?.Grams, 2), g3 = Nth(query?.Grams, 3), code = query?.CodeKey,
            l0 = Within(query, 0), l1 = Within(query, 1), l2 = Within(query, 2), l3 = Within(query, 3), least = filter.Least, most = filter.Most,
            isFiltered = filter.Category is null && filter.Kind is null && filter.Region is null && filter.Days is null ? 0 : 1,
            categoryId, kind = filter.Kind?.ToString(), region = filter.Region, daysBand = filter.Days is { } days ? SearchBands.OfDays(days) : (int?)null,
            inStock = filter.InStock ? 1 : 0, Skip = skip, Take = take,
        };
        var isEverything = query is null && filter is { Least: null, Most: null };
        var facets = new ProductFacets(await db.Query<BucketCount>(isEverything ? SearchSql.AllCounts : SearchSql.Counts[grams], args), categories, filter);
        if (facets.Total == 0) return new ProductsFound(Paging.Of<ProductRow>([], filter.Page, filter.Size), facets);
        var ids = await db.Query<long>($"{SearchSql.Ids[grams]} {Order(filter.Sort, query is not null)} {db.Dialect.Page}", args);
        return new ProductsFound(Paging.Of(await Rows(ids), filter.Page, filter.Size), facets);
    }

    private static string Order(ProductSort sort, bool hasText) => sort switch
    {
        ProductSort.Best when hasText => "ORDER BY level, s.on_sale_at DESC, s.product_id DESC",
        ProductSort.Price => "ORDER BY s.price, s.product_id",
        ProductSort.PriceDown => "ORDER BY s.price DESC, s.product_id DESC",
        ProductSort.Delivery => "ORDER BY s.delivery_days, s.on_sale_at DESC, s.product_id DESC",
        _ => "ORDER BY s.on_sale_at DESC, s.product_id DESC",
    };

    private const string RowsSql = """
        SELECT p.id, p.code, r.name, r.name_en, r.summary, r.kind, r.price, r.tax, p.stock, p.max_delivery_days, p.on_sale_at, g.name AS producer, g.region,
               (SELECT f.file_id FROM product_files f WHERE f.revision_id = r.id AND f.kind = 'Image'
                  AND f.sort = (SELECT MIN(x.sort) FROM product_files x WHERE x.revision_id = r.id AND x.kind = 'Image')) AS image_id,
               (SELECT COUNT(*) FROM testimonials t WHERE t.product_id = p.id AND t.hidden_at IS NULL) AS ratings,
               (SELECT COALESCE(SUM(t.rating), 0) FROM testimonials t WHERE t.product_id = p.id AND t.hidden_at IS NULL) AS rating_sum
        FROM products p
        JOIN product_revisions r ON r.id = p.revision_id
        JOIN organizations g ON g.id = p.producer_id
        WHERE p.id IN @ids AND p.status = 'OnSale'
        """;

    /// <summary>The rows of products in the order of their ids.</summary>
    internal async Task<List<ProductRow>> Rows(IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        var rows = (await db.Query<ProductRow>(RowsSql, new { ids })).ToDictionary(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private async Task<IReadOnlyList<ProductRow>> Near(SearchQuery query)
    {
        var pieces = query.Pieces;
        if (pieces.Count < 2) return [];
        var need = Math.Max(1, pieces.Count * 2 / 5);
        return await Rows(await db.Query<long>($"{SearchSql.NearSql} {db.Dialect.First(MaxNear)}", new { pieces, need }));
    }

    private const string NewestSql = """
        SELECT s.product_id FROM product_search s
        WHERE s.producer_id NOT IN (SELECT g.id FROM organizations g WHERE g.kind = 'Producer' AND g.status <> 'Active')
        ORDER BY s.on_sale_at DESC, s.product_id DESC
        """;

    /// <summary>What came on sale last.</summary>
    public async Task<List<ProductRow>> Newest(int count) => await Rows(await db.Query<long>($"{NewestSql} {db.Dialect.First(count)}"));

    private static ProductsFound Nothing(List<CategoryNode> categories, ProductFilter filter) =>
        new(Paging.Of<ProductRow>([], filter.Page, filter.Size), new ProductFacets([], categories, filter));

    private static string? Nth(IReadOnlyList<string>? of, int n) => n < of?.Count ? of[n] : null;

    // words are letters and digits: no sign of a pattern is among them
    private static string? Within(SearchQuery? query, int n) => Nth(query?.Likes, n) is { } word ? $"%{word}%" : null;
}
