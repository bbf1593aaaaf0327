using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Portal.Core.Shared;

/// <summary>The public holidays of Korea. <see cref="Substitute"/> stands for one that fell on a day off; <see cref="Designated"/> was declared for one year only.</summary>
public enum Holiday
{
    NewYear, Seollal, IndependenceMovement, ChildrensDay, BuddhasBirthday, Memorial, Constitution, Liberation, Chuseok, Foundation, Hangeul, Christmas, Election, Designated, Substitute,
}

/// <summary>
/// The public holidays of Korea by rule: fixed days, days of the lunar calendar, and the days that stand for them. The rules hold from 2024 on,
/// when the last substitute holidays had come into force; what the government declares for one year only is a list.
/// </summary>
public static class KoreanHolidays
{
    /// <summary>The first year for which the rules hold.</summary>
    public const int FirstYear = 2024;

    private static readonly KoreanLunisolarCalendar Lunar = new();

    /// <summary>Until this year the lunar calendar is known.</summary>
    private static readonly int LastYear = Lunar.MaxSupportedDateTime.Year - 1;

    private static readonly FrozenDictionary<DateOnly, Holiday> OneOff = new Dictionary<DateOnly, Holiday>
    {
        [new(2024, 4, 10)] = Holiday.Election, [new(2024, 10, 1)] = Holiday.Designated, [new(2025, 1, 27)] = Holiday.Designated,
        [new(2025, 6, 3)] = Holiday.Election, [new(2026, 6, 3)] = Holiday.Election,
    }.ToFrozenDictionary();

    private static readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, Holiday>> Years = new();

    /// <summary>The holiday of a day; null on all other days, Sundays among them, and in years whose holidays are not known.</summary>
    public static Holiday? Of(DateOnly day) => Year(day.Year).TryGetValue(day, out var holiday) ? holiday : null;

    /// <summary>All holidays of a year.</summary>
    public static IReadOnlyDictionary<DateOnly, Holiday> Year(int year) =>
        year < FirstYear || year > LastYear ? FrozenDictionary<DateOnly, Holiday>.Empty : Years.GetOrAdd(year, Compute);

    private static FrozenDictionary<DateOnly, Holiday> Compute(int year)
    {
        // in the order in which one that is passed over finds the day that stands for it
        var named = Named(year).OrderBy(h => h.Day).ToList();
        var days = new Dictionary<DateOnly, Holiday>();
        foreach (var (day, holiday) in named) days.TryAdd(day, holiday);
        foreach (var (day, holiday) in OneOff.Where(o => o.Key.Year == year)) days.TryAdd(day, holiday);
        foreach (var group in named.GroupBy(h => h.Holiday).OrderBy(g => g.Max(h => h.Day)))
        {
            var missed = group.Count(h => IsMissed(h.Day, h.Holiday, named));
            var day = group.Max(h => h.Day);
            while (missed > 0)
            {
                day = day.AddDays(1);
                if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || !days.TryAdd(day, Holiday.Substitute)) continue;
                missed--;
            }
        }

        return days.ToFrozenDictionary();
    }

    private static IEnumerable<(DateOnly Day, Holiday Holiday)> Named(int year)
    {
        yield return (new DateOnly(year, 1, 1), Holiday.NewYear);
        yield return (new DateOnly(year, 3, 1), Holiday.IndependenceMovement);
        yield return (new DateOnly(year, 5, 5), Holiday.ChildrensDay);
        yield return (new DateOnly(year, 6, 6), Holiday.Memorial);
        if (year >= 2026) yield return (new DateOnly(year, 7, 17), Holiday.Constitution);
        yield return (new DateOnly(year, 8, 15), Holiday.Liberation);
        yield return (new DateOnly(year, 10, 3), Holiday.Foundation);
        yield return (new DateOnly(year, 10, 9), Holiday.Hangeul);
        yield return (new DateOnly(year, 12, 25), Holiday.Christmas);
        yield return (OfLunar(year, 4, 8), Holiday.BuddhasBirthday);
        foreach (var (day, holiday) in new[] { (OfLunar(year, 1, 1), Holiday.Seollal), (OfLunar(year, 8, 15), Holiday.Chuseok) })
            for (var i = -1; i <= 1; i++)
                yield return (day.AddDays(i), holiday);
    }

    /// <summary>A day for which another one stands: the two long feasts miss Sundays only, New Year and Memorial Day miss nothing, the others miss Saturdays as well.</summary>
    private static bool IsMissed(DateOnly day, Holiday holiday, List<(DateOnly Day, Holiday Holiday)> named)
    {
        if (holiday is Holiday.NewYear or Holiday.Memorial) return false;
        if (day.DayOfWeek == DayOfWeek.Sunday) return true;
        // of two on one day, the one that is not Buddha's finds another
        var meets = named.Any(o => o.Day == day && o.Holiday != holiday && o.Holiday is not (Holiday.NewYear or Holiday.Memorial));
        if (holiday is Holiday.Seollal or Holiday.Chuseok) return meets;
        if (day.DayOfWeek == DayOfWeek.Saturday) return true;
        return meets && holiday != Holiday.BuddhasBirthday && named.First(o => o.Day == day && o.Holiday != holiday).Holiday == Holiday.BuddhasBirthday;
    }

    /// <summary>The day of a lunar date; the month after a leap month counts one more.</summary>
    private static DateOnly OfLunar(int year, int month, int day)
    {
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }
}

/// <summary>Days on which people work, in the portal's country.</summary>
[Service]
public sealed class BusinessDays(PortalOptions options)
{
    private bool IsKorea => options.Zone.Id is "Asia/Seoul" or "Korea Standard Time";

    /// <summary>The public holiday of a day.</summary>
    public Holiday? HolidayOn(DateOnly day) => IsKorea ? KoreanHolidays.Of(day) : null;

    public bool IsOff(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || HolidayOn(day) is not null;

    /// <summary>The day itself, or the first one after it on which people work.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (IsOff(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>So many working days later; none later is the day itself.</summary>
    public DateOnly Add(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (var i = 0; i < count; i++) day = OnOrAfter(day.AddDays(1));
        return day;
    }
}
