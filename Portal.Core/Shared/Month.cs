using System.Globalization;

namespace Portal.Core.Shared;

/// <summary>A calendar month of the portal's zone, written <c>yyyy-MM</c>.</summary>
public readonly record struct Month(int Year, int Number)
{
    public DateOnly First => new(Year, Number, 1);
    public DateOnly Last => First.AddMonths(1).AddDays(-1);
    public Month Next => Of(First.AddMonths(1));
    public Month Previous => Of(First.AddMonths(-1));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>yyyy-MM</c> and nothing else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first.Year is < 1990 or > 9000) return false;
        month = Of(first);
        return true;
    }

    /// <summary>Every month of a year.</summary>
    public static IEnumerable<Month> OfYear(int year) => Enumerable.Range(1, 12).Select(n => new Month(year, n));

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
