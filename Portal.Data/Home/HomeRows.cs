using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Data.Home;

/// <summary>
/// How much of something there was in an hour (UTC) or on a business date: <see cref="At"/> is <c>yyyy-MM-dd HH</c> or <c>yyyy-MM-dd</c>.
/// SQL has no dates of the portal's zone; whoever reads it makes them with <see cref="Day"/> and <see cref="Moment"/>.
/// </summary>
public sealed record HomeSum
{
    public string Kind { get; init; } = "";
    public string At { get; init; } = "";
    public long N { get; init; }
    public long Amount { get; init; }

    public DateTime? Moment => At.Length == 13 ? DateTime.ParseExact(At, "yyyy-MM-dd HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;

    public DateOnly? Day(Clock clock) => Moment is { } moment ? clock.DateOf(moment)
        : At.Length == 10 ? DateOnly.ParseExact(At, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
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
}

/// <summary>What the home of a role shows beside what waits.</summary>
public sealed record HomeData(IReadOnlyList<HomeSum> Sums, IReadOnlyList<HomeStage> Stages, IReadOnlyList<HomeSum> Dates, IReadOnlyList<HomeEvent> Events);
