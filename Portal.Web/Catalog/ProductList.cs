using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;

namespace Portal.Web.Catalog;

/// <summary>The address of the list of products. What cannot be read filters nothing: an address that somebody shortened still leads to products.</summary>
public sealed record ProductQuery
{
    public string? Q { get; init; }
    public string? Category { get; init; }
    public string? Kind { get; init; }
    public string? Region { get; init; }
    public string? Days { get; init; }
    /// <summary>Amounts as they are typed.</summary>
    public string? Least { get; init; }
    public string? Most { get; init; }
    public string? Stock { get; init; }
    public string? Sort { get; init; }
    public string? Size { get; init; }
    public string? Page { get; init; }

    public ProductFilter Filter(Currency currency) => new()
    {
        Text = Q, Category = Some(Category), Region = Some(Region), InStock = Stock == "true",
        Kind = Enum.TryParse<ProductKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null,
        Days = int.TryParse(Days, out var days) && SearchBands.Days.Contains(days) ? days : null,
        Least = currency.TryParse(Least, out var least) && least > 0 ? least : null,
        Most = currency.TryParse(Most, out var most) && most > 0 ? most : null,
        Sort = Enum.TryParse<ProductSort>(Sort, out var sort) && Enum.IsDefined(sort) ? sort : ProductSort.Best,
        Size = int.TryParse(Size, out var size) && ProductFilter.Sizes.Contains(size) ? size : ProductFilter.Sizes[0],
        Page = int.TryParse(Page, out var page) ? Math.Max(1, page) : 1,
    };

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The list of products: what was asked for, and what was found.</summary>
public sealed record ProductListModel(ProductFilter Filter, ProductsFound Found, HttpRequest Request)
{
    private static readonly string[] Choices = ["q", "category", "kind", "region", "days", "least", "most", "stock"];

    /// <summary>How many conditions are set; the text is one of them.</summary>
    public int Applied => Choices.Count(c => c switch
    {
        "q" => !string.IsNullOrWhiteSpace(Filter.Text), "category" => Filter.Category is not null, "kind" => Filter.Kind is not null, "region" => Filter.Region is not null,
        "days" => Filter.Days is not null, "least" => Filter.Least is not null, "most" => Filter.Most is not null, _ => Filter.InStock,
    });

    /// <summary>The first and the last row of the page.</summary>
    public (long From, long To) Shown => ((Found.Page.Page - 1L) * Filter.Size + 1, (Found.Page.Page - 1L) * Filter.Size + Found.Page.Items.Count);

    public bool HasPrices => Filter.Least is not null || Filter.Most is not null;

    /// <summary>The list without some of its conditions, on its first page.</summary>
    public string Without(params string[] keys) => Address(Query.Where(q => !keys.Contains(q.Key)));

    /// <summary>The list with other values of some conditions.</summary>
    public string With(params (string Key, string? Value)[] values) => Address(Query.Where(q => values.All(v => v.Key != q.Key))
        .Concat(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value!))));

    private IEnumerable<KeyValuePair<string, string>> Query =>
        Request.Query.Where(q => q.Key is not ("page" or "code")).SelectMany(q => q.Value.Where(v => !string.IsNullOrEmpty(v)), (q, v) => KeyValuePair.Create(q.Key, v!));

    private static string Address(IEnumerable<KeyValuePair<string, string>> query) => $"/products{new QueryBuilder(query)}";
}
