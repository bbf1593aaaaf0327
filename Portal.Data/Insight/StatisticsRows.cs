namespace Portal.Data.Insight;

/// <summary>What is counted together: time, or one of the things that orders belong to.</summary>
public enum StatisticsGroup { Day, Month, Centre, Seller, Producer, Category }

/// <summary>A period and how it is looked at.</summary>
public sealed record StatisticsFilter
{
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public StatisticsGroup By { get; init; }

    /// <summary>One centre; administrators may leave it open.</summary>
    public long? CentreId { get; init; }
}

/// <summary>Numbers of one hour (UTC), of one business date, or of one name.</summary>
public sealed record StatisticsRow
{
    public string Name { get; init; } = "";

    /// <summary><c>yyyy-MM-dd HH</c> of a moment, <c>yyyy-MM-dd</c> of a business date, null of a name.</summary>
    public string? At { get; init; }

    public long Orders { get; init; }
    public long Units { get; init; }
    public long Sales { get; init; }
    public long Customers { get; init; }
    public long Returned { get; init; }
    public long Late { get; init; }
}

/// <summary>A sum of money at an hour or on a date: deposits, or what was divided.</summary>
public sealed record MoneyRow
{
    public string Kind { get; init; } = "";
    public string At { get; init; } = "";
    public long N { get; init; }
    public long Amount { get; init; }
}

/// <summary>Of the whole period: how many took part.</summary>
public sealed record StatisticsTotals
{
    public long Customers { get; init; }
    public long Sellers { get; init; }
    public long Producers { get; init; }
    public long Products { get; init; }
}
