using System.Text.RegularExpressions;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>What of a product's content cannot be kept.</summary>
public enum ContentProblem { Name, NameEn, Summary, Description, Price, Specifications, Category, Stock, DeliveryDays, Code }

/// <summary>What is reviewed: texts, specification, price, tax, category, kind. A change of any of it goes back to review.</summary>
public sealed record ProductContent
{
    public const int MaxText = 20_000;
    public const int MaxSpecifications = 50;
    public const long MaxPrice = 1_000_000_000_000;
    public const long MaxStock = 1_000_000_000;

    public ProductKind Kind { get; init; }
    public long? CategoryId { get; init; }
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public string? DescriptionEn { get; init; }
    public long Price { get; init; }
    public TaxClass Tax { get; init; }
    public IReadOnlyList<Specification> Specifications { get; init; } = [];

    /// <summary>The same content in the one form in which it is kept: trimmed, NFC, no empty lines of specification.</summary>
    public ProductContent Normalized() => this with
    {
        Name = PlainText.Tidy(Name) ?? "", NameEn = PlainText.Tidy(NameEn), Summary = PlainText.Tidy(Summary), Description = PlainText.Tidy(Description), DescriptionEn = PlainText.Tidy(DescriptionEn),
        Specifications = [.. Specifications.Select(s => new Specification { Name = PlainText.Tidy(s.Name) ?? "", Value = PlainText.Tidy(s.Value) ?? "" })
            .Where(s => s.Name.Length + s.Value.Length > 0)],
    };

    /// <summary>What is wrong with normalized content; empty when it can be kept.</summary>
    public IReadOnlyList<ContentProblem> Problems()
    {
        var found = new List<ContentProblem>();
        if (Name.Length is 0 or > 200) found.Add(ContentProblem.Name);
        if (NameEn?.Length > 200) found.Add(ContentProblem.NameEn);
        if (Summary?.Length > 400) found.Add(ContentProblem.Summary);
        if (Description?.Length > MaxText || DescriptionEn?.Length > MaxText) found.Add(ContentProblem.Description);
        if (Price is <= 0 or > MaxPrice) found.Add(ContentProblem.Price);
        if (Specifications.Count > MaxSpecifications || Specifications.Any(s => s.Name.Length is 0 or > 100 || s.Value.Length is 0 or > 400))
            found.Add(ContentProblem.Specifications);
        return found;
    }

    /// <summary>True when a reviewer would see no difference.</summary>
    public bool SameAs(ProductContent o) =>
        (Kind, CategoryId, Name, NameEn, Summary, Description, DescriptionEn, Price, Tax)
        == (o.Kind, o.CategoryId, o.Name, o.NameEn, o.Summary, o.Description, o.DescriptionEn, o.Price, o.Tax)
        && Specifications.SequenceEqual(o.Specifications);
}

/// <summary>Product codes: what people type, what addresses of pages end in.</summary>
public static partial class ProductCode
{
    // the page of a product called "new" would be the form for a new one
    public static bool IsValid(string code) => Shape().IsMatch(code) && !code.Equals("new", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
    private static partial Regex Shape();
}
