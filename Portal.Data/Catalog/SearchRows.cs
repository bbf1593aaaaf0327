using Portal.Core.Catalog;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>How the products on sale are put in order; the best are the newest while nothing is looked for.</summary>
public enum ProductSort { Best, Newest, Price, PriceDown, Delivery }

/// <summary>Which products on sale are shown.</summary>
public sealed record ProductFilter
{
    public static IReadOnlyList<int> Sizes { get; } = [24, 48, 96];

    public string? Text { get; init; }
    /// <summary>Code of a category; what is in those below it is in it.</summary>
    public string? Category { get; init; }
    public ProductKind? Kind { get; init; }
    /// <summary>The province of the producer.</summary>
    public string? Region { get; init; }
    /// <summary>One of <see cref="SearchBands.Days"/>.</summary>
    public int? Days { get; init; }
    public long? Least { get; init; }
    public long? Most { get; init; }
    public bool InStock { get; init; }
    public ProductSort Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = Sizes[0];
}

/// <summary>A product on sale in lists.</summary>
public sealed record ProductRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string? Summary { get; init; }
    public string Kind { get; init; } = "";
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    public string Producer { get; init; } = "";
    public string? Region { get; init; }
    public long? ImageId { get; init; }
    public long Ratings { get; init; }
    public long RatingSum { get; init; }
    public DateTime OnSaleAt { get; init; }

    /// <summary>The mean of its ratings in tenths; null without any.</summary>
    public decimal? Rating => Ratings == 0 ? null : Math.Round((decimal)RatingSum / Ratings, 1);
}

/// <summary>A category in its tree.</summary>
public sealed record CategoryNode
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameEn { get; init; } = "";
    public long? ParentId { get; init; }
}

/// <summary>Products of one combination of what lists are narrowed by.</summary>
public sealed record BucketCount
{
    public long CategoryId { get; init; }
    public string Kind { get; init; } = "";
    public string Region { get; init; } = "";
    public int PriceBand { get; init; }
    public int DaysBand { get; init; }
    public bool InStock { get; init; }
    public long Products { get; init; }
}

/// <summary>One value by which a list can be narrowed, and how many products it would leave.</summary>
public sealed record Facet<T>(T Value, long Products);

/// <summary>By what a list can be narrowed. What was chosen of one thing does not count for the thing itself: the other choices keep their numbers.</summary>
public sealed record ProductFacets
{
    public ProductFacets(IReadOnlyList<BucketCount> buckets, IReadOnlyList<CategoryNode> categories, ProductFilter filter)
    {
        var chosen = categories.FirstOrDefault(c => c.Code == filter.Category);
        var inChosen = categories.Where(c => c.Id == chosen?.Id || c.ParentId == chosen?.Id).Select(c => c.Id).ToHashSet();
        bool Category(BucketCount b) => filter.Category is null || inChosen.Contains(b.CategoryId);
        bool Kind(BucketCount b) => filter.Kind is null || b.Kind == filter.Kind.ToString();
        bool Region(BucketCount b) => filter.Region is null || b.Region == filter.Region;
        bool Days(BucketCount b) => filter.Days is not { } days || b.DaysBand <= SearchBands.OfDays(days);
        bool Stock(BucketCount b) => !filter.InStock || b.InStock;
        long Sum(Func<BucketCount, bool> of) => buckets.Where(of).Sum(b => b.Products);

        All = Sum(_ => true);
        Total = Sum(b => Category(b) && Kind(b) && Region(b) && Days(b) && Stock(b));
        var ofCategory = buckets.Where(b => Kind(b) && Region(b) && Days(b) && Stock(b)).ToLookup(b => b.CategoryId, b => b.Products);
        Categories = [.. Tree(categories).Select(c => new Facet<CategoryNode>(c, categories.Where(x => x.Id == c.Id || x.ParentId == c.Id).Sum(x => ofCategory[x.Id].Sum())))];
        Kinds = [.. Enum.GetValues<ProductKind>().Select(k => new Facet<ProductKind>(k, Sum(b => b.Kind == k.ToString() && Category(b) && Region(b) && Days(b) && Stock(b))))];
        Regions = [.. buckets.Where(b => b.Region.Length > 0).GroupBy(b => b.Region)
            .Select(r => new Facet<string>(r.Key, r.Where(b => Category(b) && Kind(b) && Days(b) && Stock(b)).Sum(b => b.Products))).OrderByDescending(r => r.Products).ThenBy(r => r.Value, StringComparer.Ordinal)];
        Lead = [.. SearchBands.Days.Select((d, i) => new Facet<int>(d, Sum(b => b.DaysBand <= i && Category(b) && Kind(b) && Region(b) && Stock(b))))];
        Prices = [.. Enumerable.Range(0, SearchBands.Prices.Count + 1).Select(i => new Facet<int>(i, Sum(b => b.PriceBand == i && Category(b) && Kind(b) && Region(b) && Days(b) && Stock(b))))];
        InStock = Sum(b => b.InStock && Category(b) && Kind(b) && Region(b) && Days(b));
        Chosen = chosen;
    }

    /// <summary>What is found before anything is chosen.</summary>
    public long All { get; }
    /// <summary>What is left of it.</summary>
    public long Total { get; }
    public CategoryNode? Chosen { get; }
    /// <summary>Each category after the one in which it is.</summary>
    public IReadOnlyList<Facet<CategoryNode>> Categories { get; }
    public IReadOnlyList<Facet<ProductKind>> Kinds { get; }
    public IReadOnlyList<Facet<string>> Regions { get; }
    public IReadOnlyList<Facet<int>> Lead { get; }
    public IReadOnlyList<Facet<int>> Prices { get; }
    public long InStock { get; }

    private static IEnumerable<CategoryNode> Tree(IReadOnlyList<CategoryNode> all) =>
        all.Where(c => c.ParentId is null).SelectMany(c => all.Where(x => x.ParentId == c.Id).Prepend(c));
}

/// <summary>What a search found.</summary>
public sealed record ProductsFound(PageOf<ProductRow> Page, ProductFacets Facets)
{
    /// <summary>Nothing was found as it was typed; this is what the same keys write on the other keyboard, and what was found.</summary>
    public string? ReadAs { get; init; }

    /// <summary>Nothing was found at all: products that are written nearly so.</summary>
    public IReadOnlyList<ProductRow> Near { get; init; } = [];
}
