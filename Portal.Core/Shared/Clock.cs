namespace Portal.Core.Shared;

/// <summary>
/// The time of this request or job: moments are UTC, business dates are days in the portal's zone.
/// An import replays history by setting <see cref="ReplayAt"/>.
/// </summary>
[Service]
public sealed class Clock(TimeProvider time, PortalOptions options)
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>When set, the moment that is "now" for every use case of this scope (UTC).</summary>
    public DateTime? ReplayAt { get; set; }

    /// <summary>True while history is replayed: nothing is told to the outside.</summary>
    public bool IsReplay => ReplayAt is not null;

    /// <summary>Now, UTC, in whole milliseconds as the database keeps them.</summary>
    public DateTime Now
    {
        get
        {
            var now = ReplayAt ?? time.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - now.Ticks % Millisecond.Ticks, DateTimeKind.Utc);
        }
    }

    /// <summary>Today in the portal's zone.</summary>
    public DateOnly Today => DateOf(Now);

    /// <summary>The business date of a moment: its day in the portal's zone.</summary>
    public DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>A UTC moment as the portal's zone shows it.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), options.Zone);

    /// <summary>The UTC moment of a wall-clock time in the portal's zone.</summary>
    public DateTime Utc(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // an hour that daylight saving skips is read as the hour after
        if (options.Zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        return TimeZoneInfo.ConvertTimeToUtc(wall, options.Zone);
    }

    /// <summary>The first moment (UTC) of a business date.</summary>
    public DateTime StartOf(DateOnly date) => Utc(date.ToDateTime(TimeOnly.MinValue));
}
