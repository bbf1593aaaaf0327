using Portal.Core.Catalog;
using Portal.Core.Operations;

namespace Portal.Data.Catalog;

/// <summary>A revision of a product as its page shows it.</summary>
public sealed record ProductHeader
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Status { get; init; } = "";
    public long RevisionId { get; init; }
    public int RevisionNo { get; init; }
    public string RevisionStatus { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public string? DescriptionEn { get; init; }
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    public string Producer { get; init; } = "";
    public string? Region { get; init; }
    public string? CategoryCode { get; init; }
    public string? Category { get; init; }
    public string? CategoryEn { get; init; }
    /// <summary>It is this revision that can be bought now.</summary>
    public bool OnSale { get; init; }
    /// <summary>An agreement divides its profit: orders can be taken.</summary>
    public bool Divided { get; init; }
    /// <summary>The seller who looks at it was accepted for it.</summary>
    public bool MaySell { get; init; }
    /// <summary>Whoever looks at it looks after it, or runs the portal.</summary>
    public bool Mine { get; init; }
    /// <summary>Where whoever looks is at home.</summary>
    public string? VisitorRegion { get; init; }
}

/// <summary>An image or a manual on a page.</summary>
public sealed record ProductFileRow
{
    public long FileId { get; init; }
    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Name { get; init; } = "";
    public long SizeBytes { get; init; }
}

/// <summary>Who sells a product.</summary>
public sealed record ProductSellerRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Region { get; init; }
}

public sealed record ProductDetail(ProductHeader Product, IReadOnlyList<Specification> Specifications, IReadOnlyList<ProductFileRow> Files, IReadOnlyList<ProductSellerRow> Sellers)
{
    public IEnumerable<ProductFileRow> Images => Files.Where(f => f.Kind == nameof(ProductFileKind.Image));
    public IEnumerable<ProductFileRow> Manuals => Files.Where(f => f.Kind == nameof(ProductFileKind.Manual));
}

/// <summary>A file to be sent, and whether everybody may have it.</summary>
public sealed record ServedFile
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long SizeBytes { get; init; }
    public string Sha256 { get; init; } = "";
    public bool IsPublic { get; init; }

    public StoredFile File => new() { Id = Id, Name = Name, ContentType = ContentType, SizeBytes = SizeBytes, Sha256 = Sha256 };
}
