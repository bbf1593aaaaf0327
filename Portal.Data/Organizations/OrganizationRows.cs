namespace Portal.Data.Organizations;

public sealed record OrganizationRow
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Region { get; init; }
    public string? Centre { get; init; }
    public bool HasBank { get; init; }
    public long Members { get; init; }
}

/// <summary>What a list of organizations is narrowed to. <see cref="View"/>: all, suspended, or nobank (is owed money and has no account).</summary>
public sealed record OrganizationFilter
{
    public string? Kind { get; init; }
    public string View { get; init; } = "all";
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
}

public sealed record OrganizationDetail
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string Tax { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? BranchNumber { get; init; }
    public string? Representative { get; init; }
    public string? BusinessType { get; init; }
    public string? BusinessItem { get; init; }
    public string? Region { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public long? CentreId { get; init; }
    public string? Centre { get; init; }
    public string? CentreCode { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Version { get; init; }
    public long Members { get; init; }

    /// <summary>What is owed to it now, with the VAT that passes through.</summary>
    public long Owed { get; init; }
}

/// <summary>Something that was changed, from the audit trail.</summary>
public sealed record HistoryRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public string? Person { get; init; }
    public string Action { get; init; } = "";
    public string? BeforeValue { get; init; }
    public string? AfterValue { get; init; }
}

public sealed record CentreRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>Active centres, and how many of them have no bank account.</summary>
public sealed record CentreCounts
{
    public long Centres { get; init; }
    public long NoBank { get; init; }
}
