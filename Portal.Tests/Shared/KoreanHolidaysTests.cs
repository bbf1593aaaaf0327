using NUnit.Framework;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>The public holidays of Korea as they were published.</summary>
[TestFixture]
public sealed class KoreanHolidaysTests
{
    [TestCase(2024, "1-1 2-9 2-10 2-11 2-12 3-1 4-10 5-5 5-6 5-15 6-6 8-15 9-16 9-17 9-18 10-1 10-3 10-9 12-25")]
    [TestCase(2025, "1-1 1-27 1-28 1-29 1-30 3-1 3-3 5-5 5-6 6-3 6-6 8-15 10-3 10-5 10-6 10-7 10-8 10-9 12-25")]
    [TestCase(2026, "1-1 2-16 2-17 2-18 3-1 3-2 5-5 5-24 5-25 6-3 6-6 7-17 8-15 8-17 9-24 9-25 9-26 10-3 10-5 10-9 12-25")]
    [TestCase(2027, "1-1 2-6 2-7 2-8 2-9 3-1 5-5 5-13 6-6 7-17 7-19 8-15 8-16 9-14 9-15 9-16 10-3 10-4 10-9 10-11 12-25 12-27")]
    public void The_holidays_of_a_year_are_those_that_were_published(int year, string published)
    {
        var days = KoreanHolidays.Year(year).Keys.Order().Select(d => $"{d.Month}-{d.Day}");
        Assert.That(string.Join(' ', days), Is.EqualTo(published));
    }

    [TestCase("2027-02-08", Holiday.Seollal)]
    [TestCase("2027-02-09", Holiday.Substitute)]
    [TestCase("2025-05-05", Holiday.ChildrensDay)]
    [TestCase("2025-05-06", Holiday.Substitute)]
    [TestCase("2028-10-05", Holiday.Substitute)]
    [TestCase("2024-10-01", Holiday.Designated)]
    public void A_holiday_has_its_name(string day, Holiday holiday) => Assert.That(KoreanHolidays.Of(Day(day)), Is.EqualTo(holiday));

    [Test]
    public void Of_years_that_are_not_known_no_holidays_are_told()
    {
        Assert.That(KoreanHolidays.Of(new DateOnly(2023, 1, 1)), Is.Null);
        Assert.That(KoreanHolidays.Of(DateOnly.MaxValue), Is.Null);
        Assert.That(KoreanHolidays.Of(DateOnly.MinValue), Is.Null);
        Assert.That(KoreanHolidays.Year(2050), Is.Not.Empty);
    }

    [TestCase("2027-02-05", 0, "2027-02-05")]
    [TestCase("2027-02-05", 1, "2027-02-10")]
    [TestCase("2027-02-06", 1, "2027-02-10")]
    [TestCase("2026-09-23", 2, "2026-09-29")]
    public void Working_days_pass_over_weekends_and_holidays(string from, int count, string to) => Assert.That(new BusinessDays(new PortalOptions()).Add(Day(from), count), Is.EqualTo(Day(to)));

    [Test]
    public void A_portal_elsewhere_knows_weekends_only()
    {
        var days = new BusinessDays(new PortalOptions { Zone = TimeZoneInfo.Utc });
        Assert.That(days.IsOff(Day("2026-02-17")), Is.False);
        Assert.That(days.IsOff(Day("2026-02-21")), Is.True);
        Assert.That(days.OnOrAfter(Day("2026-02-21")), Is.EqualTo(Day("2026-02-23")));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
