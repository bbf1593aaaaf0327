using Portal.Core.Catalog;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>A text of a product in the language of the page; <see cref="Language"/> is set when only the other one is there.</summary>
public readonly record struct ProductWord(string? Text, string? Language);

/// <summary>How products read: their language, their state in one word and tone, the same on every page.</summary>
public static class ProductWords
{
    public static ProductWord Pick(string? korean, string? english)
    {
        var isKorean = Texts.Language == "ko";
        if (isKorean ? korean is not null : english is null) return new ProductWord(korean, isKorean ? null : "ko");
        return new ProductWord(english, isKorean ? "en" : null);
    }

    public static string Category(string name, string nameEn) => Texts.Language == "en" ? nameEn : name;

    /// <summary>Key and tone of a product's state: where its latest revision stands until it can be sold, then whether it is.</summary>
    public static (string Key, string Tone) State(string product, string revision) => product switch
    {
        nameof(ProductStatus.Unapproved) => Revision(revision),
        nameof(ProductStatus.Approved) => ($"enum.ProductStatus.{product}", "wait half"),
        nameof(ProductStatus.OnSale) => ($"enum.ProductStatus.{product}", "ok full"),
        nameof(ProductStatus.Suspended) => ($"enum.ProductStatus.{product}", "bad"),
        _ => ($"enum.ProductStatus.{product}", ""),
    };

    public static (string Key, string Tone) Revision(string status) => ($"enum.RevisionStatus.{status}", status switch
    {
        nameof(RevisionStatus.Submitted) => "go",
        nameof(RevisionStatus.InReview) => "go half",
        nameof(RevisionStatus.ChangesRequested) or nameof(RevisionStatus.Rejected) => "bad",
        nameof(RevisionStatus.Approved) => "ok full",
        _ => "wait",
    });

    /// <summary>A revision is under way while the product is sold or could be.</summary>
    public static bool HasNext(CatalogRow row) =>
        row.Status is nameof(ProductStatus.Approved) or nameof(ProductStatus.OnSale) or nameof(ProductStatus.Suspended) && row.RevisionStatus != nameof(RevisionStatus.Approved);

    /// <summary>Key of the word for prices without VAT, zero-rated, exempt.</summary>
    public static string TaxNote(string tax) => $"catalog.tax.{tax}";

    /// <summary>The amounts between which the prices of a band lie; null at an open end.</summary>
    public static (long? Least, long? Most) Band(int band) =>
        (band == 0 ? null : SearchBands.Prices[band - 1], band == SearchBands.Prices.Count ? null : SearchBands.Prices[band] - 1);

    /// <summary>A range of prices in words.</summary>
    public static string Range(Texts texts, Show show, long? least, long? most) => (least, most) switch
    {
        ({ } a, { } b) => texts["catalog.between", show.Amount(a), show.Money(b)],
        ({ } a, null) => texts["catalog.atLeast", show.Money(a)],
        (null, { } b) => texts["catalog.atMost", show.Money(b)],
        _ => "",
    };
}
