using System.Globalization;
using Portal.Core.Shared;
using Portal.Data.Insight;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Insight;

/// <summary>One line of the report: a day, a month or a name.</summary>
public sealed record ReportLine(string Label, long Orders, long Units, long Sales, long Customers, long Returned, long Late, long Deposits, long Divided);

public sealed record StatisticsModel(StatisticsFilter Filter, IReadOnlyList<StatisticsGroup> Groups, IReadOnlyList<(long Id, string Name)> Centres, IReadOnlyList<ReportLine> Lines, StatisticsTotals Totals)
{
    public bool IsByTime => Filter.By is StatisticsGroup.Day or StatisticsGroup.Month;

    /// <summary>Deposits are a centre's matter; producers and sellers see what was divided to them.</summary>
    public required bool HasDeposits { get; init; }

    public ChartData? Chart { get; init; }
    public ChartData? Money { get; init; }
    public ChartData? Division { get; init; }
    public ChartData? Ratings { get; init; }
    public string MeanRating { get; init; } = "";
    public ChartData? Visits { get; init; }
    public ChartData? VisitPages { get; init; }

    /// <summary>The same report with something else, as a query.</summary>
    public string Query(StatisticsGroup? by = null, DateOnly? from = null, DateOnly? to = null) =>
        $"?from={from ?? Filter.From:yyyy-MM-dd}&to={to ?? Filter.To:yyyy-MM-dd}&by={by ?? Filter.By}{(Filter.CentreId is { } id ? $"&centre={id}" : "")}";
}

/// <summary>Puts hours together to the days and months of the portal's zone, and numbers to charts.</summary>
[Service]
public sealed class StatisticsReport(StatisticsPages pages, Clock clock, Texts texts)
{
    /// <summary>Names beyond these are in the table and the file, not in the chart.</summary>
    private const int ChartRows = 15;

    private const int MaxDays = 1_100;
    private const int MaxDailyDays = 92;

    private static readonly string[] Parts = ["Producer", "Seller", "Centre", "Portal", "Logistics", "Service", "Mileage"];

    /// <summary>How each role may look at its numbers.</summary>
    public static IReadOnlyList<StatisticsGroup> Groups(Role role) => role switch
    {
        Role.Producer => [StatisticsGroup.Day, StatisticsGroup.Month, StatisticsGroup.Category, StatisticsGroup.Centre],
        Role.Seller => [StatisticsGroup.Day, StatisticsGroup.Month, StatisticsGroup.Producer, StatisticsGroup.Category],
        Role.Operator => [StatisticsGroup.Day, StatisticsGroup.Month, StatisticsGroup.Seller, StatisticsGroup.Producer, StatisticsGroup.Category],
        _ => Enum.GetValues<StatisticsGroup>(),
    };

    /// <summary>What was asked for, made sensible: a year until today when nothing was said, days only of a quarter.</summary>
    public StatisticsFilter Filter(Actor actor, DateOnly? from, DateOnly? to, StatisticsGroup? by, long? centre)
    {
        var last = to is { } t && t < clock.Today ? t : clock.Today;
        var first = from ?? Month.Of(last).First.AddMonths(-11);
        if (first > last) first = last;
        if (last.DayNumber - first.DayNumber > MaxDays) first = last.AddDays(-MaxDays);
        var group = by is { } b && Groups(actor.Role).Contains(b) ? b : StatisticsGroup.Month;
        if (group == StatisticsGroup.Day && last.DayNumber - first.DayNumber > MaxDailyDays) group = StatisticsGroup.Month;
        return new StatisticsFilter { From = first, To = last, By = group, CentreId = actor.Role == Role.Administrator ? centre : null };
    }

    public async Task<StatisticsModel> Read(Actor actor, StatisticsFilter filter)
    {
        var rows = await pages.Numbers(actor, filter, Texts.Language);
        var (totals, money) = await pages.Totals(actor, filter);
        var isByTime = filter.By is StatisticsGroup.Day or StatisticsGroup.Month;
        var lines = isByTime ? ByTime(filter, rows, money) : [.. rows.Select(r => new ReportLine(r.Name, r.Orders, r.Units, r.Sales, r.Customers, r.Returned, r.Late, 0, 0))];
        var isCentre = actor.Role is Role.Operator or Role.Administrator;
        var model = new StatisticsModel(filter, Groups(actor.Role), actor.Role == Role.Administrator ? await pages.Centres() : [], lines, totals)
        {
            HasDeposits = isCentre,
            Chart = isByTime ? Plot(filter, lines) : Plot(filter, [.. lines.Take(ChartRows)]),
            Money = isByTime ? Money(filter, lines, isCentre) : null,
            Division = Division(money),
        };
        model = WithRatings(model, await pages.Ratings(actor, filter));
        return actor.Role == Role.Administrator ? WithVisits(model, await pages.Visits(filter.From, filter.To)) : model;
    }

    private List<ReportLine> ByTime(StatisticsFilter filter, IReadOnlyList<StatisticsRow> rows, IReadOnlyList<MoneyRow> money)
    {
        DateOnly Key(DateOnly day) => filter.By == StatisticsGroup.Day ? day : Month.Of(day).First;
        var numbers = rows.ToLookup(r => Key(When.Day(clock, r.At!)));
        var deposits = money.Where(m => m.Kind == "deposits").ToLookup(m => Key(When.Day(clock, m.At)), m => m.Amount);
        var divided = money.Where(m => m.Kind != "deposits").ToLookup(m => Key(When.Day(clock, m.At)), m => m.Amount);
        var lines = new List<ReportLine>();
        for (var at = Key(filter.From); at <= filter.To; at = filter.By == StatisticsGroup.Day ? at.AddDays(1) : at.AddMonths(1))
        {
            var here = numbers[at].ToList();
            lines.Add(new ReportLine(at.ToString(filter.By == StatisticsGroup.Day ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture), here.Sum(r => r.Orders), here.Sum(r => r.Units), here.Sum(r => r.Sales), 0,
                here.Sum(r => r.Returned), here.Sum(r => r.Late), deposits[at].Sum(), divided[at].Sum()));
        }

        return lines;
    }

    private ChartData Plot(StatisticsFilter filter, IReadOnlyList<ReportLine> lines) => new(texts[$"insight.by.{filter.By}"], Labels(filter, lines),
        new ChartSeries(texts["insight.sales"], ChartUnit.Money, [.. lines.Select(l => l.Sales)]), new ChartSeries(texts["insight.orders"], ChartUnit.Count, [.. lines.Select(l => l.Orders)])) { IsOpen = IsOpen(filter) };

    private ChartData Money(StatisticsFilter filter, IReadOnlyList<ReportLine> lines, bool withDeposits)
    {
        var divided = new ChartSeries(texts["insight.divided"], ChartUnit.Money, [.. lines.Select(l => l.Divided)]);
        return withDeposits
            ? new ChartData(texts[$"insight.by.{filter.By}"], Labels(filter, lines), new ChartSeries(texts["insight.deposits"], ChartUnit.Money, [.. lines.Select(l => l.Deposits)]), divided) { IsOpen = IsOpen(filter) }
            : new ChartData(texts[$"insight.by.{filter.By}"], Labels(filter, lines), divided) { IsOpen = IsOpen(filter) };
    }

    private ChartData? Division(IReadOnlyList<MoneyRow> money)
    {
        var parts = Parts.Select(p => (Part: p, Sum: money.Where(m => m.Kind == $"part.{p}").Sum(m => m.Amount))).Where(p => p.Sum != 0).ToList();
        return parts.Count < 2 ? null : new ChartData(texts["insight.part"], [.. parts.Select(p => texts[$"enum.Part.{p.Part}"])], new ChartSeries(texts["insight.divided"], ChartUnit.Money, [.. parts.Select(p => p.Sum)]))
        {
            Keys = [.. parts.Select(p => p.Part switch { "Producer" => "prod", "Seller" => "sell", "Centre" => "cent", "Portal" => "prod2", _ => "oth" })],
        };
    }

    private StatisticsModel WithRatings(StatisticsModel model, List<RatingRow> ratings)
    {
        if (ratings.Count == 0) return model;
        int[] faces = [5, 4, 3, 2, 1];
        return model with
        {
            MeanRating = ((decimal)ratings.Sum(r => r.Rating * r.N) / ratings.Sum(r => r.N)).ToString("0.0", CultureInfo.InvariantCulture),
            Ratings = new ChartData(texts["insight.rating"], [.. faces.Select(f => texts[$"insight.face.{f}"])], new ChartSeries(texts["insight.testimonials"], ChartUnit.Count, [.. faces.Select(f => ratings.Where(r => r.Rating == f).Sum(r => r.N))])),
        };
    }

    private StatisticsModel WithVisits(StatisticsModel model, List<VisitRow> visits)
    {
        if (visits.Count == 0) return model;
        var byDay = visits.GroupBy(v => v.Day).OrderBy(g => g.Key).TakeLast(MaxDailyDays).ToList();
        var byPage = visits.GroupBy(v => v.Page).OrderByDescending(g => g.Sum(v => v.Views)).ToList();
        var views = texts["insight.views"];
        return model with
        {
            Visits = new ChartData(texts["insight.by.Day"], [.. byDay.Select(g => $"{g.Key.Month}.{g.Key.Day}.")], new ChartSeries(views, ChartUnit.Count, [.. byDay.Select(g => g.Sum(v => v.Views))])) { IsOpen = IsOpen(model.Filter) },
            VisitPages = new ChartData(texts["insight.page"], [.. byPage.Select(g => texts[$"insight.page.{g.Key}"])], new ChartSeries(views, ChartUnit.Count, [.. byPage.Select(g => g.Sum(v => v.Views))])),
        };
    }

    private bool IsOpen(StatisticsFilter filter) => filter.To == clock.Today && filter.By is StatisticsGroup.Day or StatisticsGroup.Month;

    private static IReadOnlyList<string> Labels(StatisticsFilter filter, IReadOnlyList<ReportLine> lines) => filter.By switch
    {
        StatisticsGroup.Day => [.. lines.Select(l => $"{int.Parse(l.Label[5..7], CultureInfo.InvariantCulture)}.{int.Parse(l.Label[8..], CultureInfo.InvariantCulture)}.")],
        StatisticsGroup.Month => [.. lines.Select(l => l.Label[2..].Replace('-', '.'))],
        _ => [.. lines.Select(l => l.Label)],
    };
}
