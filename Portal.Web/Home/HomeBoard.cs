using Portal.Core.Shared;
using Portal.Data.Home;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>A figure of this month beside that of the month before, up to the same day.</summary>
public sealed record HomeFigure(string Key, ChartUnit Unit, long Now, long Before, IReadOnlyList<long> Days, string? Url)
{
    /// <summary>By how many basis points it is more or less than before; null where there is nothing to compare with.</summary>
    public long? Change => Before > 0 ? (long)Math.Round((Now - Before) * 10_000m / Before) : null;
}

/// <summary>Something on the line of today: at an hour, in the past or still to come.</summary>
public sealed record DayMark(double Hour, string Time, string Text, bool IsPast, bool IsDue);

/// <summary>A date that comes, and the list of what falls on it.</summary>
public sealed record HomeDate(DateOnly Day, string Text, string? Amount, string Url);

public sealed record HomeBoardModel(IReadOnlyList<HomeFigure> Figures, ChartData? Chart, ChartData? Division, long Divided, ChartData? Centres, IReadOnlyList<DayMark> Day, IReadOnlyList<HomeDate> Dates);

/// <summary>Makes of the rows of a home what its page shows.</summary>
[Service]
public sealed class HomeBoard(Clock clock, Show show, Texts texts)
{
    /// <summary>So many days a chart of the home goes back.</summary>
    private const int ChartDays = 28;

    /// <summary>So many things fit on the line of a day.</summary>
    private const int DayMarks = 6;

    private static readonly string[] Parts = ["Producer", "Seller", "Centre", "Portal", "Logistics", "Service", "Mileage"];

    public HomeBoardModel Of(Actor actor, HomeData data)
    {
        var figures = Figures(actor, data.Sums).ToList();
        var month = Month.Of(clock.Today).First;
        var centres = data.Sums.Where(s => s.Kind.StartsWith("centre.", StringComparison.Ordinal)).OrderByDescending(s => s.Amount).ToList();
        var division = Parts.Select(p => (Part: p, Sum: data.Sums.Where(s => s.Kind == $"part.{p}" && s.Day(clock) >= month).Sum(s => s.Amount))).Where(p => p.Sum != 0).ToList();
        return new HomeBoardModel(figures, Chart(actor, data.Sums),
            division.Count == 0 ? null : new ChartData(texts["home.part"], [.. division.Select(d => texts[$"enum.Part.{d.Part}"])], new ChartSeries(texts["home.figure.divided"], ChartUnit.Money, [.. division.Select(d => d.Sum)])) { Keys = [.. division.Select(d => Colour(d.Part))] },
            division.Sum(d => d.Sum),
            centres.Count < 2 ? null : new ChartData(texts["enum.OrganizationKind.Centre"], [.. centres.Select(c => c.Kind["centre.".Length..])],
                new ChartSeries(texts["home.figure.sales"], ChartUnit.Money, [.. centres.Select(c => c.Amount)]), new ChartSeries(texts["home.figure.orders"], ChartUnit.Count, [.. centres.Select(c => c.N)])),
            Day(data, actor), Dates(data, actor));
    }

    /// <summary>The list behind a stage or a date, as this role sees it.</summary>
    public static string Url(string kind, Role role) => kind switch
    {
        "review" => role == Role.Reviewer ? "/reviews?view=tovote" : "/reviews?view=open",
        "tovote" => "/reviews?view=tovote",
        "recruitment" => "/recruitments?view=open",
        "ship" => "/orders?view=toship",
        "arrival" => "/orders?view=underway",
        _ => $"/orders?view={kind}",
    };

    private IEnumerable<HomeFigure> Figures(Actor actor, IReadOnlyList<HomeSum> sums)
    {
        var statistics = actor.Role is Role.Operator or Role.Administrator or Role.Producer or Role.Seller ? "/statistics" : null;
        if (actor.Role == Role.Reviewer)
        {
            yield return Figure("votes", ChartUnit.Count, sums.Where(s => s.Kind == "votes"), s => s.N, "/reviews?view=all");
            yield break;
        }

        var sales = sums.Where(s => s.Kind == "sales").ToList();
        yield return Figure(actor.Role == Role.Buyer ? "spent" : "sales", ChartUnit.Money, sales, s => s.Amount, statistics ?? "/orders");
        yield return Figure("orders", ChartUnit.Count, sales, s => s.N, statistics ?? "/orders");
        if (actor.Role is Role.Operator or Role.Administrator) yield return Figure("deposits", ChartUnit.Money, sums.Where(s => s.Kind == "deposits"), s => s.Amount, "/deposits");
        if (actor.Role is Role.Operator or Role.Administrator) yield return Figure("divided", ChartUnit.Money, sums.Where(s => s.Kind.StartsWith("part.", StringComparison.Ordinal)), s => s.Amount, "/distributions");
        if (actor.Role is Role.Producer or Role.Seller) yield return Figure("share", ChartUnit.Money, sums.Where(s => s.Kind == "share"), s => s.Amount, "/distributions");
    }

    private HomeFigure Figure(string key, ChartUnit unit, IEnumerable<HomeSum> sums, Func<HomeSum, long> value, string url)
    {
        var today = clock.Today;
        var (month, days) = (Month.Of(today).First, sums.Where(s => s.Day(clock) is not null).GroupBy(s => s.Day(clock)!.Value).ToDictionary(g => g.Key, g => g.Sum(value)));
        // the month before up to the same day; a shorter one up to its end
        var before = month.AddMonths(-1);
        var same = before.AddDays(Math.Min(today.Day, DateTime.DaysInMonth(before.Year, before.Month)) - 1);
        return new HomeFigure(key, unit, days.Where(d => d.Key >= month && d.Key <= today).Sum(d => d.Value), days.Where(d => d.Key >= before && d.Key <= same).Sum(d => d.Value),
            [.. LastDays().Select(d => days.GetValueOrDefault(d))], url);
    }

    private IEnumerable<DateOnly> LastDays() => Enumerable.Range(0, ChartDays).Select(i => clock.Today.AddDays(i + 1 - ChartDays));

    private ChartData? Chart(Actor actor, IReadOnlyList<HomeSum> sums)
    {
        var sales = sums.Where(s => s.Kind == "sales").GroupBy(s => s.Day(clock)!.Value).ToDictionary(g => g.Key, g => (Amount: g.Sum(s => s.Amount), N: g.Sum(s => s.N)));
        if (!LastDays().Any(sales.ContainsKey)) return null;
        return new ChartData(texts["home.day"], [.. LastDays().Select(d => $"{d.Month}.{d.Day}.")],
            new ChartSeries(texts[actor.Role == Role.Buyer ? "home.figure.spent" : "home.figure.sales"], ChartUnit.Money, [.. LastDays().Select(d => sales.GetValueOrDefault(d).Amount)]),
            new ChartSeries(texts["home.figure.orders"], ChartUnit.Count, [.. LastDays().Select(d => sales.GetValueOrDefault(d).N)])) { IsOpen = true };
    }

    /// <summary>What came in today, hour by hour, and what falls due before the day is over.</summary>
    private List<DayMark> Day(HomeData data, Actor actor)
    {
        var (now, today) = (clock.Local(clock.Now), clock.Today);
        var marks = new List<DayMark>();
        foreach (var sum in data.Sums.Where(s => s.Kind is "sales" or "deposits" or "votes" && s.Day(clock) == today))
        {
            var hour = clock.Local(sum.Moment!.Value);
            marks.Add(new DayMark(Math.Min(hour.Hour + .5, now.TimeOfDay.TotalHours), texts["home.hour", hour.Hour], texts[$"home.today.{(sum.Kind == "sales" && actor.Role == Role.Buyer ? "ordered" : sum.Kind)}", sum.N], IsPast: true, IsDue: false));
        }

        foreach (var due in data.Dates.Where(d => d.Day(clock) == today))
        {
            // what has a day and no hour is due when it ends
            var at = due.Moment is { } moment ? clock.Local(moment).AddHours(1) : today.ToDateTime(new TimeOnly(18, 0));
            var hour = at.Date > today.ToDateTime(TimeOnly.MinValue) ? 24 : at.TimeOfDay.TotalHours;
            marks.Add(new DayMark(hour, due.Moment is null ? texts["home.wholeDay"] : texts["home.hour", (int)hour], texts[$"home.date.{due.Kind}", due.N], due.Moment is not null && hour <= now.TimeOfDay.TotalHours, IsDue: true));
        }

        // what falls into one hour stands as one
        var hours = marks.GroupBy(m => (m.Time, m.IsDue, m.IsPast)).Select(g => g.First() with { Text = string.Join(" · ", g.Select(m => m.Text)) });
        return [.. hours.OrderByDescending(m => m.IsDue).ThenByDescending(m => m.Hour).Take(DayMarks).OrderBy(m => m.Hour)];
    }

    private List<HomeDate> Dates(HomeData data, Actor actor) =>
    [
        .. data.Dates.Where(d => d.Day(clock) is not null).GroupBy(d => (Day: d.Day(clock)!.Value, d.Kind)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Kind, StringComparer.Ordinal).Take(8)
            .Select(g => new HomeDate(g.Key.Day, texts[$"home.date.{g.Key.Kind}", g.Sum(d => d.N)], g.Sum(d => d.Amount) is > 0 and var sum ? show.Money(sum) : null, Url(g.Key.Kind, actor.Role))),
    ];

    private static string Colour(string part) => part switch { "Producer" => "prod", "Seller" => "sell", "Centre" => "cent", "Portal" => "prod2", _ => "oth" };
}
