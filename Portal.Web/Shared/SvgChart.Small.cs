using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Portal.Web.Shared;

/// <summary>Charts that stand within a line or beside a number, and the words that all charts share.</summary>
public sealed partial class SvgChart
{
    private const double SparkWidth = 84, SparkHeight = 22;

    /// <summary>How something went, in the height of a line.</summary>
    public IHtmlContent Spark(string title, ChartSeries series)
    {
        var v = series.Values;
        if (v.Count == 0) return HtmlString.Empty;
        var (least, most) = (v.Min(), v.Max());
        var points = v.Select((value, i) => (
            X: v.Count == 1 ? SparkWidth - 3 : 3 + (SparkWidth - 6) / (v.Count - 1) * i,
            Y: most == least ? SparkHeight / 2 : SparkHeight - 4 - (SparkHeight - 8) * (((double)value - least) / ((double)most - least)))).ToList();
        var words = texts["shared.chart.spark", title, Full(least, series.Unit), Full(most, series.Unit), Full(v[^1], series.Unit)];
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"spark\" role=\"img\" aria-label=\"{E(words)}\" width=\"{SparkWidth}\" height=\"{SparkHeight}\">");
        if (v.Count > 1) svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{string.Join('L', points.Select(p => $"{N(p.X)} {N(p.Y)}"))}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{N(points[^1].X)}\" cy=\"{N(points[^1].Y)}\" r=\"2.5\"/></svg>");
        return new HtmlString(svg.ToString());
    }

    /// <summary>One bar cut into parts: who gets what of one sum. A part below zero has no width; the list below it tells its amount.</summary>
    public IHtmlContent Split(string id, string title, ChartData data)
    {
        if (data.IsEmpty) return Nothing();
        var series = data.Series[0];
        var sum = series.Values.Sum(v => (decimal)Math.Max(0, v));
        var svg = new StringBuilder();
        Open(svg, "split", id, title, string.Join(", ", data.Labels.Select((l, i) => $"{l} {Full(series.Values[i], series.Unit)} {Percent(series.Values[i], sum)}")), 14);
        var x = 0.0;
        for (var i = 0; i < data.Labels.Count; i++)
        {
            var width = sum == 0 ? 0 : (double)(Math.Max(0, series.Values[i]) / sum) * 100;
            if (width == 0) continue;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"k-{Key(data, i)}\" x=\"{N(x)}%\" width=\"{N(width)}%\" height=\"14\"><title>{E(data.Labels[i])} {E(Full(series.Values[i], series.Unit))}</title></rect>");
            x += width;
            if (x < 99.9) svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"cut\" x=\"{N(x)}%\" width=\"2\" height=\"14\"/>");
        }

        svg.Append("</svg><ul class=\"share\">");
        for (var i = 0; i < data.Labels.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<li><i class=\"key {Key(data, i)}\"></i>{E(data.Labels[i])} <small>{Percent(series.Values[i], sum)}</small><b>{E(Full(series.Values[i], series.Unit))}</b></li>");
        return new HtmlString(svg.Append("</ul>").ToString());
    }

    /// <summary>Bars that lie: a table whose rows carry their bar, so that it needs no other one behind it.</summary>
    public IHtmlContent Rows(string title, ChartData data)
    {
        if (data.IsEmpty) return Nothing();
        var most = data.Series[0].Values.Max(v => Math.Abs((decimal)v));
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"ledger lying\"><caption class=\"vh\">{E(title)}</caption><thead><tr><th scope=\"col\">{E(data.LabelName)}</th><td aria-hidden=\"true\"></td>");
        foreach (var series in data.Series) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"n\">{E(series.Name)}</th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < data.Labels.Count; i++)
        {
            var (value, link) = (data.Series[0].Values[i], data.Links.Count > i ? data.Links[i] : null);
            var label = link is null ? E(data.Labels[i]) : $"<a href=\"{E(link)}\">{E(data.Labels[i])}</a>";
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{label}</th><td aria-hidden=\"true\"><svg class=\"chart\" width=\"100%\" height=\"12\"><rect class=\"bar{(value < 0 ? " less" : "")}\" width=\"{N(most == 0 ? 0 : (double)(Math.Abs((decimal)value) / most) * 100)}%\" height=\"12\"/></svg></td>");
            foreach (var series in data.Series) html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{E(Full(series.Values[i], series.Unit))}</td>");
            html.Append("</tr>");
        }

        return new HtmlString(html.Append("</tbody></table>").ToString());
    }

    /// <summary>The numbers of a chart as a table, closed at first.</summary>
    public IHtmlContent Table(string title, ChartData data)
    {
        if (data.IsEmpty) return HtmlString.Empty;
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<details class=\"as-table\"><summary>{E(texts["shared.chart.table"])}<span class=\"vh\">: {E(title)}</span></summary><table class=\"ledger\"><caption class=\"vh\">{E(title)}</caption><thead><tr><th scope=\"col\">{E(data.LabelName)}</th>");
        foreach (var series in data.Series) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\" class=\"n\">{E(series.Name)}</th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < data.Labels.Count; i++)
        {
            var open = data.IsOpen && i == data.Labels.Count - 1;
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{E(data.Labels[i])}{(open ? $" {E(texts["shared.chart.open"])}" : "")}</th>");
            foreach (var series in data.Series) html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{E(Full(series.Values[i], series.Unit))}</td>");
            html.Append("</tr>");
        }

        return new HtmlString(html.Append("</tbody></table></details>").ToString());
    }

    /// <summary>What a chart says at a glance, for whoever does not see it.</summary>
    private string Summary(ChartData data)
    {
        var (values, unit) = (data.Series[0].Values, data.Series[0].Unit);
        if (values.Count == 1) return $"{data.Labels[0]} {Full(values[0], unit)}";
        var (most, least) = (values.Max(), values.Min());
        int At(long value) => values.Select((v, i) => (v, i)).First(p => p.v == value).i;
        return texts["shared.chart.summary", data.Labels[0], data.Labels[^1], data.Labels[At(most)], Full(most, unit), data.Labels[At(least)], Full(least, unit)];
    }

    private HtmlString Nothing() => new($"<p class=\"empty\">{E(texts["shared.chart.empty"])}</p>");

    private static string Key(ChartData data, int i) => data.Keys.Count > i ? data.Keys[i] : "oth";

    private static string Percent(long value, decimal sum) => sum == 0 ? "0%" : (value / sum * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private string Full(long value, ChartUnit unit) => unit == ChartUnit.Money ? show.Money(value) : show.Count(value);

    /// <summary>12,345,678 → 1,235만; 480,000,000 → 4.8억: how large numbers are read on an axis.</summary>
    private string Short(long value, ChartUnit unit)
    {
        var (size, sign) = (Math.Abs((decimal)value) / (unit == ChartUnit.Count || options.Currency.Exponent == 0 ? 1m : 100m), value < 0 ? "−" : "");
        var (large, small) = Texts.Language == "ko" ? (100_000_000m, 10_000m) : (1_000_000m, 1_000m);
        if (size >= large) return sign + texts["shared.amount.large", (size / large).ToString("#,0.#", CultureInfo.InvariantCulture)];
        if (size >= small) return sign + texts["shared.amount.small", (size / small).ToString(size < 10 * small ? "0.#" : "#,0", CultureInfo.InvariantCulture)];
        return unit == ChartUnit.Money ? show.Amount(value) : sign + show.Count((long)size);
    }

    private static string N(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
