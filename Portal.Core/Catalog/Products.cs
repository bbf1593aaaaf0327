namespace Portal.Core.Catalog;

public enum ProductKind { Equipment, Consumable, Service, Technology }

/// <summary>How a product is taxed: at the portal's standard rate, at zero, or exempt.</summary>
public enum TaxClass { Standard, Zero, Exempt }

/// <summary>Where a product stands on its way to the market. Only what is on sale can be ordered.</summary>
public enum ProductStatus { Unapproved, Approved, OnSale, Suspended, Retired }

/// <summary>Where a revision stands in review. A product sells its last approved revision.</summary>
public enum RevisionStatus { Draft, Submitted, InReview, ChangesRequested, Approved, Rejected }

public enum ProductFileKind { Image, Manual }

/// <summary>One line of a product's specification.</summary>
public sealed record Specification
{
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
}

/// <summary>A product as it is known to those who may act on it, with its current and its latest revision.</summary>
public sealed record ProductState
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public long ProducerId { get; init; }
    public long? CentreId { get; init; }
    public string Status { get; init; } = "";
    public long RevisionId { get; init; }
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    public long LatestId { get; init; }
    public string LatestStatus { get; init; } = "";
    public int LatestVersion { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The latest revision may be written to in place.</summary>
    public bool IsEditable => LatestStatus is nameof(RevisionStatus.Draft) or nameof(RevisionStatus.ChangesRequested);

    /// <summary>The latest revision waits for review or is being reviewed: nobody changes it now.</summary>
    public bool IsLocked => LatestStatus is nameof(RevisionStatus.Submitted) or nameof(RevisionStatus.InReview);

    public bool IsRetired => Status == nameof(ProductStatus.Retired);

    /// <summary>As the audit trail names it.</summary>
    public string Label => $"{Code} {Name}";
}
