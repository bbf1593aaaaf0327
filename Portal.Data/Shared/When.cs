using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Data.Shared;

/// <summary>
/// Reads what statements group by: an hour (UTC) as <c>yyyy-MM-dd HH</c>, or a business date as <c>yyyy-MM-dd</c>. SQL that is valid on both engines knows no dates of
/// the portal's zone, so hours come out of it and are put together to days here.
/// </summary>
public static class When
{
    /// <summary>The moment at which the hour begins; null for a date.</summary>
    public static DateTime? Moment(string at) =>
        at.Length == 13 ? DateTime.ParseExact(at, "yyyy-MM-dd HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;

    /// <summary>The day in the portal's zone.</summary>
    public static DateOnly Day(Clock clock, string at) => Moment(at) is { } moment ? clock.DateOf(moment) : DateOnly.ParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
