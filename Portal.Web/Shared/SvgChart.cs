using System.Globalization;
using System.Net;
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
public sealed class SvgChart(Show show, Texts texts, PortalOptions options)
{
    private const double Top = 26, Bottom = 24;

    /// <summary>Bars side by side, each with its amount above it.</summary>
    public IHtmlContent Bars(string id, string title, IReadOnlyList<ChartBar> bars, int height = 180)
    {
        var (most, least) = (Math.Max(1, bars.Max(b => b.Value)), Math.Min(0, bars.Min(b => b.Value)));
        var plot = height - Top - Bottom;
        double Y(long value) => Top + plot * ((double)(most - value) / (most - least));

        var svg = new StringBuilder();
        var summary = string.Join(", ", bars.Select(b => $"{b.Label} {show.Money(b.Value)}"));
        svg.Append(CultureInfo.InvariantCulture, $"<div class=\"chart bars\"><svg class=\"plot\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" height=\"{height}\"><title id=\"{id}-t\">{E(title)}</title><desc id=\"{id}-d\">{E(summary)}</desc>");
        var width = 100.0 / bars.Count;
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, centre) = (bars[i], width * (i + .5));
            var (y, foot) = (Math.Min(Y(bar.Value), Y(0)), Math.Max(Y(bar.Value), Y(0)));
            svg.Append(CultureInfo.InvariantCulture, $"<g><rect class=\"bar\" x=\"{N(centre - width * .3)}%\" width=\"{N(width * .6)}%\" y=\"{N(y)}\" height=\"{N(foot - y)}\"><title>{E(bar.Label)}: {E(show.Money(bar.Value))}</title></rect>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"val\" x=\"{N(centre)}%\" y=\"{N(y - 8)}\" text-anchor=\"middle\">{E(Short(bar.Value))}</text><text x=\"{N(centre)}%\" y=\"{height - 7}\" text-anchor=\"middle\">{E(bar.Label)}</text></g>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{N(Y(0))}\" y2=\"{N(Y(0))}\"/></svg></div>");
        return new HtmlString(svg.ToString());
    }

    /// <summary>12,345,678 → 1,235만; 480,000,000 → 4.8억: how amounts are read on an axis.</summary>
    private string Short(long minor)
    {
        var (size, sign) = (Math.Abs(minor) / (options.Currency.Exponent == 0 ? 1m : 100m), minor < 0 ? "−" : "");
        var (large, small) = Texts.Language == "ko" ? (100_000_000m, 10_000m) : (1_000_000m, 1_000m);
        if (size >= large) return sign + texts["shared.amount.large", (size / large).ToString("0.#", CultureInfo.InvariantCulture)];
        return size >= small ? sign + texts["shared.amount.small", (size / small).ToString("#,0", CultureInfo.InvariantCulture)] : show.Amount(minor);
    }

    private static string N(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
