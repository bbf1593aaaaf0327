using System.Data.Common;
using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>What search finds products by.</summary>
public sealed class SearchStore(Db db) : ISearchStore
{
    private const string EntrySql = """
        SELECT p.id, p.code, p.status, p.producer_id, p.stock, p.max_delivery_days, p.on_sale_at, COALESCE(r.category_id, 0) AS category_id, r.kind, r.price,
               r.name, r.name_en, r.summary, g.name AS producer, g.region, k.name AS category, k.name_en AS category_en
        FROM products p
        JOIN product_revisions r ON r.id = p.revision_id
        JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN categories k ON k.id = r.category_id
        WHERE p.id = @productId
        """;
    private const string InsertSql = """
        INSERT INTO product_search (product_id, bucket, producer_id, price, delivery_days, on_sale_at, code_key)
        VALUES (@Id, @bucket, @ProducerId, @Price, @MaxDeliveryDays, @OnSaleAt, @codeKey)
        """;
    private const string InsertTextsSql = """
        INSERT INTO product_search_texts (product_id, code, name, name_en, summary, producer, region, category, category_en, words)
        VALUES (@Id, @Code, @Name, @NameEn, @Summary, @Producer, @Region, @Category, @CategoryEn, @words)
        """;
    private const string InsertGramSql = "INSERT INTO product_grams (gram, product_id, level) VALUES (@Gram, @ProductId, @Level)";

    public async Task Index(long productId)
    {
        await Forget(productId);
        if (await db.One<IndexRow>(EntrySql, new { productId }) is not { Status: nameof(ProductStatus.OnSale), OnSaleAt: not null } row) return;
        var grams = new ProductGrams(row.Entry);
        var bucket = 2 * await Bucket(row) + (row.Stock > 0 ? 1 : 0);
        await db.Execute(InsertSql, new { row.Id, bucket, row.ProducerId, row.Price, row.MaxDeliveryDays, row.OnSaleAt, codeKey = SearchText.Squeeze(row.Code) });
        await db.Execute(InsertTextsSql, new { row.Id, row.Code, row.Name, row.NameEn, row.Summary, row.Producer, row.Region, row.Category, row.CategoryEn, words = grams.Words });
        // in the order of the key: neighbours land on one page
        await db.Execute(InsertGramSql, grams.Levels.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new { Gram = g.Key, ProductId = productId, Level = g.Value }));
    }

    private const string TextsSql = "SELECT code, name, name_en, summary, producer, region, category, category_en FROM product_search_texts WHERE product_id = @productId";
    private const string DeleteGramSql = "DELETE FROM product_grams WHERE gram = @Gram AND product_id = @ProductId";
    private const string DeleteTextsSql = "DELETE FROM product_search_texts WHERE product_id = @productId";
    private const string DeleteSql = "DELETE FROM product_search WHERE product_id = @productId";

    /// <summary>Takes out what the kept texts were cut into: an index of grams by product would double what is stored.</summary>
    private async Task Forget(long productId)
    {
        if (await db.One<SearchEntry>(TextsSql, new { productId }) is not { } known) return;
        await db.Execute(DeleteGramSql, new ProductGrams(known).Levels.Keys.Order(StringComparer.Ordinal).Select(g => new { Gram = g, ProductId = productId }));
        await db.Execute(DeleteTextsSql, new { productId });
        await db.Execute(DeleteSql, new { productId });
    }

    private const string BucketSql = """
        SELECT id FROM product_buckets
        WHERE category_id = @CategoryId AND kind = @Kind AND region = @region AND price_band = @priceBand AND days_band = @daysBand
        """;
    private const string InsertBucketSql = """
        INSERT INTO product_buckets (id, category_id, kind, region, price_band, days_band)
        SELECT (SELECT COALESCE(MAX(b.id), 0) + 1 FROM product_buckets b), @CategoryId, @Kind, @region, @priceBand, @daysBand
        """;

    private async Task<long> Bucket(IndexRow row)
    {
        var key = new { row.CategoryId, row.Kind, region = row.Province, priceBand = SearchBands.OfPrice(row.Price), daysBand = SearchBands.OfDays(row.MaxDeliveryDays) };
        while (true)
        {
            if (await db.Scalar<long?>(BucketSql, key) is { } id) return id;
            try
            {
                await db.Execute(InsertBucketSql, key);
            }
            catch (DbException e) when (Dialect.IsUniqueViolation(e))
            {
                // another product of the kind came at the same moment: its bucket, or its number, is taken
            }
        }
    }

    private const string StockSql = """
        UPDATE product_search SET bucket = bucket - bucket % 2 + (SELECT CASE WHEN p.stock > 0 THEN 1 ELSE 0 END FROM products p WHERE p.id = @productId)
        WHERE product_id = @productId AND bucket % 2 <> (SELECT CASE WHEN p.stock > 0 THEN 1 ELSE 0 END FROM products p WHERE p.id = @productId)
        """;

    /// <summary>Units were taken or given back: most of the time nothing changes.</summary>
    internal Task StockMoved(long productId) => db.Execute(StockSql, new { productId });

    // everything on sale is compared; only texts that search cuts count
    private const string StaleSql = """
        SELECT p.id
        FROM products p
        JOIN product_revisions r ON r.id = p.revision_id
        JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN categories k ON k.id = r.category_id
        LEFT JOIN product_search_texts t ON t.product_id = p.id
        WHERE p.status = 'OnSale' AND p.on_sale_at IS NOT NULL
          AND (t.product_id IS NULL OR t.producer <> g.name OR COALESCE(t.region, '') <> COALESCE(g.region, '')
            OR COALESCE(t.category, '') <> COALESCE(k.name, '') OR COALESCE(t.category_en, '') <> COALESCE(k.name_en, ''))
        ORDER BY p.id
        """;

    public async Task<IReadOnlyList<long>> Stale(int max) => await db.Query<long>($"{StaleSql} {db.Dialect.First(max)}");

    private const string ClearGramsSql = "DELETE FROM product_grams";
    private const string ClearTextsSql = "DELETE FROM product_search_texts";
    private const string ClearSql = "DELETE FROM product_search";
    private const string ClearBucketsSql = "DELETE FROM product_buckets";

    public async Task Clear()
    {
        await db.Execute(ClearGramsSql);
        await db.Execute(ClearTextsSql);
        await db.Execute(ClearSql);
        await db.Execute(ClearBucketsSql);
    }

    private sealed record IndexRow
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
        public string Status { get; init; } = "";
        public long ProducerId { get; init; }
        public long Stock { get; init; }
        public int MaxDeliveryDays { get; init; }
        public DateTime? OnSaleAt { get; init; }
        public long CategoryId { get; init; }
        public string Kind { get; init; } = "";
        public long Price { get; init; }
        public string Name { get; init; } = "";
        public string? NameEn { get; init; }
        public string? Summary { get; init; }
        public string Producer { get; init; } = "";
        public string? Region { get; init; }
        public string? Category { get; init; }
        public string? CategoryEn { get; init; }

        /// <summary>The first word of the region: what lists are narrowed by.</summary>
        public string Province => (Region ?? "").Split(' ')[0];

        public SearchEntry Entry => new()
        {
            Code = Code, Name = Name, NameEn = NameEn, Summary = Summary, Producer = Producer, Region = Region, Category = Category, CategoryEn = CategoryEn,
        };
    }
}
