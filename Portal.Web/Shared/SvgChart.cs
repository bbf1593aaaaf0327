using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>One bar. What is negative hangs below the line.</summary>
public sealed record ChartBar(string Label, long Value);

/// <summary>
/// Inline SVG without any package: x is in percent of the box, y in pixels, so bars stretch with the column and letters never shrink. Colours come from the
/// classes of the stylesheet; no style attribute is written. The same numbers stand as a table near by.
/// </summary>
[Service]
public sealed partial class SvgChart(Show show, Texts texts, PortalOptions options)
{
    private const double Top = 26, Bottom = 24;

    /// <summary>So many labels stand below a chart; of more, every second, fifth or tenth is written.</summary>
    private const int MaxLabels = 13;

    /// <summary>Bars side by side, each with its amount above it.</summary>
    public IHtmlContent Bars(string id, string title, IReadOnlyList<ChartBar> bars, int height = 180)
    {
        if (bars.Count == 0) return Nothing();
        var (most, least) = (Math.Max(1, bars.Max(b => b.Value)), Math.Min(0, bars.Min(b => b.Value)));
        var plot = height - Top - Bottom;
        double Y(long value) => Top + plot * ((double)(most - value) / ((double)most - least));

        var svg = new StringBuilder("<div class=\"chart bars\">");
        Open(svg, "plot", id, title, string.Join(", ", bars.Select(b => $"{b.Label} {show.Money(b.Value)}")), height);
        var width = 100.0 / bars.Count;
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, centre) = (bars[i], width * (i + .5));
            var (y, foot) = (Math.Min(Y(bar.Value), Y(0)), Math.Max(Y(bar.Value), Y(0)));
            svg.Append(CultureInfo.InvariantCulture, $"<g><rect class=\"bar\" x=\"{N(centre - width * .3)}%\" width=\"{N(width * .6)}%\" y=\"{N(y)}\" height=\"{N(foot - y)}\"><title>{E(bar.Label)}: {E(show.Money(bar.Value))}</title></rect>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"val\" x=\"{N(centre)}%\" y=\"{N(y - 8)}\" text-anchor=\"middle\">{E(Short(bar.Value, ChartUnit.Money))}</text><text x=\"{N(centre)}%\" y=\"{height - 7}\" text-anchor=\"middle\">{E(bar.Label)}</text></g>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{N(Y(0))}\" y2=\"{N(Y(0))}\"/></svg></div>");
        return new HtmlString(svg.ToString());
    }

    /// <summary>Bars, a line, or both over axes with round numbers; the words before it say which is which.</summary>
    public IHtmlContent Plot(string id, string title, ChartKind kind, ChartData data, int height = 200)
    {
        if (data.IsEmpty) return Nothing();
        var first = data.Series[0];
        var second = kind == ChartKind.BarsLine && data.Series.Count > 1 ? data.Series[1] : null;
        var axis = ChartAxis.Of(first.Values);
        var other = second is null ? default : axis.Beside(second.Values);
        // the line may need a step below zero that the bars do not
        if (second is not null) axis = axis with { Below = Math.Max(axis.Below, other.Below), Above = other.Above };
        var svg = new StringBuilder();
        if (data.Series.Count > 1) Legend(svg, data, kind);
        svg.Append("<div class=\"chart\">");
        Scale(svg, axis, first.Unit, height, "46", 40, "end");
        Open(svg, "plot", id, title, Summary(data), height);
        if (data.IsOpen) svg.Append(CultureInfo.InvariantCulture, $"<pattern id=\"{id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"hb\" width=\"6\" height=\"6\"/><rect class=\"hl\" width=\"3\" height=\"6\"/></pattern>");
        for (var i = -axis.Below; i <= axis.Above; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{(i == 0 ? "base" : "grid")}\" x1=\"0\" x2=\"100%\" y1=\"{N(Y(axis, axis.Step * i, height))}\" y2=\"{N(Y(axis, axis.Step * i, height))}\"/>");
        for (var i = 0; i < data.Labels.Count; i++) Column(svg, id, kind, data, i, axis, height);
        if (kind == ChartKind.Line) foreach (var series in data.Series) Line(svg, data, series, axis, height);
        else if (second is not null) Line(svg, data, second, other, height);
        svg.Append("</svg>");
        if (second is not null) Scale(svg, other, second.Unit, height, "40", 8, "start");
        return new HtmlString(svg.Append("</div>").ToString());
    }

    private void Column(StringBuilder svg, string id, ChartKind kind, ChartData data, int i, ChartAxis axis, int height)
    {
        var (width, value) = (100.0 / data.Labels.Count, data.Series[0].Values[i]);
        var (y, zero, centre) = (Y(axis, value, height), Y(axis, 0, height), 100.0 / data.Labels.Count * (i + .5));
        var isOpen = data.IsOpen && i == data.Labels.Count - 1;
        svg.Append("<g>");
        if (kind != ChartKind.Line)
        {
            var words = string.Join(", ", data.Series.Select(s => $"{s.Name} {Full(s.Values[i], s.Unit)}"));
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\"{(isOpen ? $" fill=\"url(#{id}-h)\"" : "")} x=\"{N(centre - width * .31)}%\" width=\"{N(width * .62)}%\" y=\"{N(Math.Min(y, zero))}\" height=\"{N(Math.Abs(zero - y))}\"><title>{E(data.Labels[i])}: {E(words)}</title></rect>");
        }

        var every = data.Labels.Count <= MaxLabels ? 1 : data.Labels.Count <= 2 * MaxLabels ? 2 : data.Labels.Count <= 5 * MaxLabels ? 5 : 10;
        // counted from the last: that one is always written
        var back = data.Labels.Count - 1 - i;
        if (back % every == 0)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"x{(back / every % 2 == 1 ? " odd" : "")}\" x=\"{N(centre)}%\" y=\"{height - 7}\" text-anchor=\"middle\">{E(data.Labels[i])}</text>");
        svg.Append("</g>");
    }

    private void Line(StringBuilder svg, ChartData data, ChartSeries series, ChartAxis axis, int height)
    {
        var (width, dash) = (100.0 / data.Labels.Count, series != data.Series[0] && data.Series.Count > 2);
        for (var i = 1; i < data.Labels.Count; i++)
        {
            var open = dash || (data.IsOpen && i == data.Labels.Count - 1);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"ln{(open ? " open" : "")}\" x1=\"{N(width * (i - .5))}%\" y1=\"{N(Y(axis, series.Values[i - 1], height))}\" x2=\"{N(width * (i + .5))}%\" y2=\"{N(Y(axis, series.Values[i], height))}\"/>");
        }

        for (var i = 0; i < data.Labels.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"pt\" cx=\"{N(width * (i + .5))}%\" cy=\"{N(Y(axis, series.Values[i], height))}\" r=\"3\"><title>{E(data.Labels[i])}: {E(series.Name)} {E(Full(series.Values[i], series.Unit))}</title></circle>");
    }

    private void Scale(StringBuilder svg, ChartAxis axis, ChartUnit unit, int height, string width, int x, string anchor)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"ax\" aria-hidden=\"true\" width=\"{width}\" height=\"{height}\">");
        for (var i = -axis.Below; i <= axis.Above; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{N(Y(axis, axis.Step * i, height) + 4)}\" text-anchor=\"{anchor}\">{E(Short(axis.Step * i, unit))}</text>");
        svg.Append("</svg>");
    }

    private static void Legend(StringBuilder svg, ChartData data, ChartKind kind)
    {
        svg.Append("<p class=\"legend\" aria-hidden=\"true\">");
        for (var i = 0; i < data.Series.Count; i++) svg.Append(CultureInfo.InvariantCulture, $"<span><i{(kind == ChartKind.Line || i > 0 ? " class=\"line\"" : "")}></i>{E(data.Series[i].Name)}</span>");
        svg.Append("</p>");
    }

    private static double Y(ChartAxis axis, long value, int height) => Top + (height - Top - Bottom) * axis.Depth(value);

    private static void Open(StringBuilder svg, string css, string id, string title, string summary, int height) =>
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"{css}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" height=\"{height}\"><title id=\"{id}-t\">{E(title)}</title><desc id=\"{id}-d\">{E(summary)}</desc>");
}
