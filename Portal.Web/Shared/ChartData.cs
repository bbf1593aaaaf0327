namespace Portal.Web.Shared;

/// <summary>What the numbers of a chart are.</summary>
public enum ChartUnit { Money, Count }

/// <summary>How a chart is drawn. With bars and a line the first series is bars, the second a line on an axis of its own.</summary>
public enum ChartKind { Bars, Line, BarsLine, Rows, Split, Spark }

/// <summary>One row of numbers of a chart, as many as it has labels.</summary>
public sealed record ChartSeries(string Name, ChartUnit Unit, IReadOnlyList<long> Values);

/// <summary>The numbers of a chart, which are also its table.</summary>
public sealed record ChartData(string LabelName, IReadOnlyList<string> Labels, params IReadOnlyList<ChartSeries> Series)
{
    /// <summary>The last label is still going on: it is drawn hatched and said so.</summary>
    public bool IsOpen { get; init; }

    /// <summary>The colours of the parts of a split: prod, prod2, sell, cent, oth.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Where the rows of lying bars lead.</summary>
    public IReadOnlyList<string?> Links { get; init; } = [];

    public bool IsEmpty => Labels.Count == 0 || Series.All(s => s.Values.All(v => v == 0));
}

/// <summary>An axis with round steps that holds all its values and zero. Pure.</summary>
public readonly record struct ChartAxis(long Step, int Below, int Above)
{
    private static readonly decimal[] Round = [1, 2, 2.5m, 5, 10];

    public long Least => -Step * Below;
    public long Most => Step * Above;

    /// <summary>About <paramref name="ticks"/> steps between the least and the most.</summary>
    public static ChartAxis Of(IEnumerable<long> values, int ticks = 4)
    {
        var (least, most) = (0m, 0m);
        foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        var step = NiceStep((most - least) / ticks);
        return new ChartAxis(step, (int)Math.Ceiling(-least / step), Math.Max(least < 0 ? 0 : 1, (int)Math.Ceiling(most / step)));
    }

    /// <summary>An axis for other values beside this one: the same lines across, and zero at the same height.</summary>
    public ChartAxis Beside(IEnumerable<long> values)
    {
        var (least, most) = (0m, 0m);
        foreach (var value in values) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        var (below, above) = (least < 0 ? Math.Max(1, Below) : Below, Math.Max(1, Above));
        return new ChartAxis(Math.Max(NiceStep(most / above), below == 0 ? 1 : NiceStep(-least / below)), below, above);
    }

    /// <summary>The share of the height above a value: 0 at the top, 1 at the foot.</summary>
    public double Depth(long value) => (double)(((decimal)Most - value) / ((decimal)Most - Least));

    private static long NiceStep(decimal raw)
    {
        if (raw <= 1) return 1;
        var size = 1m;
        while (size * 10 <= raw) size *= 10;
        foreach (var m in Round) if (m * size >= raw && decimal.IsInteger(m * size)) return (long)(m * size);
        return (long)(10 * size);
    }
}
