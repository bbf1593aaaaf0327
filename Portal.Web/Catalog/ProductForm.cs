using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;

namespace Portal.Web.Catalog;

public sealed record SpecificationForm
{
    [Display(Name = "catalog.specName"), StringLength(100)]
    public string? Name { get; init; }

    [Display(Name = "catalog.specValue"), StringLength(400)]
    public string? Value { get; init; }
}

/// <summary>What is written about a product. Numbers are text until they are read, so that what was typed stays.</summary>
public sealed record ProductForm
{
    /// <summary>Rows that stand empty below those that are filled.</summary>
    private const int EmptyRows = 3;
    private const int MoreRows = 5;

    [Display(Name = "catalog.producer")]
    public long? ProducerId { get; init; }

    [Display(Name = "catalog.code"), StringLength(40)]
    public string? Code { get; init; }

    [Display(Name = "catalog.kind"), Required]
    public ProductKind? Kind { get; init; }

    [Display(Name = "catalog.category")]
    public long? CategoryId { get; init; }

    [Display(Name = "catalog.name"), Required, StringLength(200)]
    public string? Name { get; init; }

    [Display(Name = "catalog.nameEn"), StringLength(200)]
    public string? NameEn { get; init; }

    [Display(Name = "catalog.summary"), StringLength(400)]
    public string? Summary { get; init; }

    [Display(Name = "catalog.description"), StringLength(ProductContent.MaxText)]
    public string? Description { get; init; }

    [Display(Name = "catalog.descriptionEn"), StringLength(ProductContent.MaxText)]
    public string? DescriptionEn { get; init; }

    [Display(Name = "catalog.price"), Required, StringLength(30)]
    public string? Price { get; init; }

    [Display(Name = "catalog.taxClass"), Required]
    public TaxClass? Tax { get; init; }

    [Display(Name = "catalog.stock"), StringLength(20)]
    public string? Stock { get; init; }

    [Display(Name = "catalog.deliveryDays"), StringLength(10)]
    public string? DeliveryDays { get; init; }

    public List<SpecificationForm> Specifications { get; init; } = [];

    /// <summary>Revision and version that the form was opened with.</summary>
    public long RevisionId { get; init; }
    public int RowVersion { get; init; }

    /// <summary>save, or rows for more lines of specification.</summary>
    public string? Do { get; init; }

    public static ProductForm New() => new() { Kind = ProductKind.Equipment, Tax = TaxClass.Standard, Stock = "0", DeliveryDays = "7", Specifications = Rows([], 5) };

    public static ProductForm Of(CatalogDetail detail, Currency currency)
    {
        var p = detail.Product;
        return new ProductForm
        {
            Kind = Enum.Parse<ProductKind>(p.Kind), CategoryId = p.CategoryId, Name = p.Name, NameEn = p.NameEn, Summary = p.Summary, Description = p.Description, DescriptionEn = p.DescriptionEn,
            Price = currency.Plain(p.Price), Tax = Enum.Parse<TaxClass>(p.Tax), RevisionId = p.RevisionId, RowVersion = p.RowVersion,
            Specifications = Rows(detail.Specifications.Select(s => new SpecificationForm { Name = s.Name, Value = s.Value }), EmptyRows),
        };
    }

    /// <summary>The same form with more empty lines of specification.</summary>
    public ProductForm WithMoreRows() => this with { Specifications = Rows(Specifications, MoreRows) };

    /// <summary>The form as it is shown again: there is always room for another line.</summary>
    public ProductForm WithRoom() => Specifications.Count > 0 && string.IsNullOrWhiteSpace(Specifications[^1].Name + Specifications[^1].Value) ? this : this with { Specifications = Rows(Specifications, EmptyRows) };

    public ProductContent Content(long price) => new()
    {
        Kind = Kind!.Value, CategoryId = CategoryId, Name = Name!, NameEn = NameEn, Summary = Summary, Description = Description, DescriptionEn = DescriptionEn, Price = price, Tax = Tax!.Value,
        Specifications = [.. Specifications.Select(s => new Specification { Name = s.Name ?? "", Value = s.Value ?? "" })],
    };

    /// <summary>Reads a count as people type it: digits, with commas between thousands or without.</summary>
    public static bool TryCount(string? text, out long count) =>
        long.TryParse(text?.Trim().Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static List<SpecificationForm> Rows(IEnumerable<SpecificationForm> filled, int empty) =>
        [.. filled.Concat(Enumerable.Repeat(new SpecificationForm(), empty)).Take(ProductContent.MaxSpecifications)];
}

/// <summary>The form with what can be chosen in it.</summary>
public sealed record ProductFormModel(ProductForm Form, IReadOnlyList<SelectListItem> Categories, IReadOnlyList<SelectListItem> Producers)
{
    /// <summary>The product that is edited; null for a new one.</summary>
    public CatalogDetail? Detail { get; init; }

    /// <summary>Somebody saved it while this form was open.</summary>
    public bool Overtaken { get; init; }
}
