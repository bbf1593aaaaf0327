using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Home;

/// <summary>How much of something there was in an hour (UTC), on a business date, or, where <see cref="At"/> is empty, in all.</summary>
public sealed record HomeSum
{
    public string Kind { get; init; } = "";
    public string At { get; init; } = "";
    public long N { get; init; }
    public long Amount { get; init; }

    public DateTime? Moment => When.Moment(At);

    public DateOnly? Day(Clock clock) => At.Length == 0 ? null : When.Day(clock, At);
}

/// <summary>How many orders stand at a stage: as many as the list behind the number has rows.</summary>
public sealed record HomeStage
{
    public string Kind { get; init; } = "";
    public long N { get; init; }
    public long? Amount { get; init; }
    public long Late { get; init; }
}

/// <summary>Something that happened to an order or in a review.</summary>
public sealed record HomeEvent
{
    public DateTime At { get; init; }
    public string Kind { get; init; } = "";
    public string No { get; init; } = "";
    public string? About { get; init; }
    public string? Person { get; init; }
    public long? Amount { get; init; }

    public bool IsReview => Kind.StartsWith("review.", StringComparison.Ordinal);
}

/// <summary>What the home of a role shows beside what waits.</summary>
public sealed record HomeData(IReadOnlyList<HomeSum> Sums, IReadOnlyList<HomeStage> Stages, IReadOnlyList<HomeSum> Dates, IReadOnlyList<HomeEvent> Events);
