using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Data.Catalog;

/// <summary>Which of their own products somebody sees.</summary>
public sealed record CatalogFilter
{
    /// <summary>all, draft, changes, review, ready, onsale, empty, suspended, rejected or retired.</summary>
    public string View { get; init; } = "all";
    public string? Text { get; init; }
    public long? ProducerId { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>A product in the list of those who look after it, with its latest revision.</summary>
public sealed record CatalogRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public int RevisionNo { get; init; }
    public string RevisionStatus { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Price { get; init; }
    public long Stock { get; init; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>A product as those who look after it see it: the latest revision with all its content, and what is on sale.</summary>
public sealed record CatalogHeader
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Status { get; init; } = "";
    public string? SuspendedBy { get; init; }
    public long ProducerId { get; init; }
    public string Producer { get; init; } = "";
    public string? Centre { get; init; }
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    public DateTime? OnSaleAt { get; init; }
    public long RevisionId { get; init; }
    public int RevisionNo { get; init; }
    public string RevisionStatus { get; init; } = "";
    public int RowVersion { get; init; }
    public bool Publish { get; init; }
    /// <summary>The revision that is sold; until one was approved, the draft.</summary>
    public int SoldNo { get; init; }
    public long SoldPrice { get; init; }
    public bool Approved { get; init; }
    public bool Divided { get; init; }
    public string Kind { get; init; } = "";
    public long? CategoryId { get; init; }
    public string? Category { get; init; }
    public string? CategoryEn { get; init; }
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string? Summary { get; init; }
    public string? Description { get; init; }
    public string? DescriptionEn { get; init; }
    public long Price { get; init; }
    public string Tax { get; init; } = "";

    public bool IsRetired => Status == nameof(ProductStatus.Retired);
    public bool IsOnSale => Status == nameof(ProductStatus.OnSale);
    /// <summary>A revision is under way while another one is approved.</summary>
    public bool HasNext => Approved && RevisionNo != SoldNo && RevisionStatus != nameof(Core.Catalog.RevisionStatus.Rejected);
    /// <summary>The latest revision can be written to, or the next one begun.</summary>
    public bool CanEdit => !IsRetired && RevisionStatus is not (nameof(Core.Catalog.RevisionStatus.Submitted) or nameof(Core.Catalog.RevisionStatus.InReview));
    /// <summary>A change begins the next revision.</summary>
    public bool BeginsNext => CanEdit && RevisionStatus is nameof(Core.Catalog.RevisionStatus.Approved) or nameof(Core.Catalog.RevisionStatus.Rejected);
    public bool CanSubmit => !IsRetired && RevisionStatus == nameof(Core.Catalog.RevisionStatus.Draft);
    public bool CanWithdraw => !IsRetired && RevisionStatus == nameof(Core.Catalog.RevisionStatus.Submitted);
    public bool CanDiscard => CanSubmit && Approved && RevisionNo != SoldNo;
    public bool CanRetire => CanEdit && RevisionStatus != nameof(Core.Catalog.RevisionStatus.ChangesRequested);

    /// <summary>What a centre took off sale only the centre puts back.</summary>
    public bool CanResume(Role role) => Status == nameof(ProductStatus.Suspended) && (role != Role.Producer || SuspendedBy is null or nameof(Role.Producer));
}

/// <summary>One revision in the history of a product.</summary>
public sealed record RevisionRow
{
    public long Id { get; init; }
    public int RevisionNo { get; init; }
    public string Status { get; init; } = "";
    public string Name { get; init; } = "";
    public long Price { get; init; }
    public DateTime CreatedAt { get; init; }
    public string? CreatedBy { get; init; }
    public DateTime? SubmittedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? CaseNo { get; init; }
    public string? Reason { get; init; }
}

/// <summary>What reviewers asked to be changed in the latest revision.</summary>
public sealed record AskedRow
{
    public string CaseNo { get; init; } = "";
    public DateTime At { get; init; }
    public string? Person { get; init; }
    public string? Text { get; init; }
}

public sealed record CatalogDetail(CatalogHeader Product, IReadOnlyList<Specification> Specifications, IReadOnlyList<ProductFileRow> Files,
    IReadOnlyList<RevisionRow> Revisions, IReadOnlyList<AskedRow> Asked)
{
    public IEnumerable<ProductFileRow> Images => Files.Where(f => f.Kind == nameof(ProductFileKind.Image));
    public IEnumerable<ProductFileRow> Manuals => Files.Where(f => f.Kind == nameof(ProductFileKind.Manual));
    public string? CaseNo => Revisions.FirstOrDefault(r => r.Id == Product.RevisionId)?.CaseNo;
}

/// <summary>A producer for whom somebody may register products.</summary>
public sealed record ProducerChoice
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>What of their products waits for somebody.</summary>
public sealed record CatalogCounts
{
    public long Drafts { get; init; }
    public long Changes { get; init; }
    public long Empty { get; init; }
}
