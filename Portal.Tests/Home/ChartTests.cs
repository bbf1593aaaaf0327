using System.Globalization;
using System.Text.Encodings.Web;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Html;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Home;

/// <summary>Charts: what is drawn stays within its box, and the table behind it has the same numbers.</summary>
[TestFixture]
public sealed class ChartTests
{
    private const int Height = 200;

    private static readonly long[][] Cases =
    [
        [1], [0, 0, 5], [-3], [-5, 10, -7], [12_345_678, 480_000_000, 0], [long.MaxValue / 4, long.MinValue / 4], [1, 1, 1], [.. Enumerable.Range(0, 31).Select(i => i * 777_777L)],
    ];

    private SvgChart _charts = null!;
    private CultureInfo _before = null!;

    [SetUp]
    public void Korean()
    {
        _before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        var options = new PortalOptions();
        _charts = new SvgChart(new Show(options, new Clock(TimeProvider.System, options)), new Texts(), options);
    }

    [TearDown]
    public void AsBefore() => CultureInfo.CurrentUICulture = _before;

    [TestCaseSource(nameof(Cases))]
    public async Task Nothing_is_drawn_outside_of_the_box(long[] values)
    {
        foreach (var kind in new[] { ChartKind.Bars, ChartKind.Line, ChartKind.BarsLine })
        {
            var html = await Html(_charts.Plot("c", "매출", kind, Data(values, [.. values.Select(v => v / 3)]), Height));
            foreach (var bar in html.QuerySelectorAll("rect.bar"))
            {
                Assert.That(Number(bar, "y"), Is.InRange(0, Height));
                Assert.That(Number(bar, "y") + Number(bar, "height"), Is.InRange(0, Height));
                Assert.That(Number(bar, "height"), Is.GreaterThanOrEqualTo(0));
                Assert.That(Number(bar, "x") + Number(bar, "width"), Is.InRange(0, 100));
            }

            foreach (var point in html.QuerySelectorAll("circle.pt")) Assert.That(Number(point, "cy"), Is.InRange(0, Height), kind.ToString());
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task The_table_has_the_same_numbers(long[] values)
    {
        var html = await Html(_charts.Table("매출", Data(values, values)));
        var cells = html.QuerySelectorAll("tbody td:nth-child(2)").Select(c => c.TextContent);
        Assert.That(cells, Is.EqualTo(values.Select(v => $"{(v < 0 ? "−" : "")}{Math.Abs(v).ToString("N0", CultureInfo.InvariantCulture)}원")));
        Assert.That(html.QuerySelectorAll("tbody th[scope=row]"), Has.Length.EqualTo(values.Length));
    }

    [Test]
    public async Task It_is_a_picture_with_a_name_and_a_summary()
    {
        var html = await Html(_charts.Plot("sales", "월별 <매출>", ChartKind.Bars, Data([10, 30, 20])));
        var picture = html.QuerySelector("svg[role=img]")!;
        Assert.That(picture.GetAttribute("aria-labelledby"), Is.EqualTo("sales-t sales-d"));
        Assert.That(html.QuerySelector("#sales-t")!.TextContent, Is.EqualTo("월별 <매출>"));
        Assert.That(html.QuerySelector("#sales-d")!.TextContent, Is.EqualTo("0일부터 2일까지. 1일에 가장 큰 30원, 0일에 가장 작은 10원."));
        Assert.That(html.QuerySelectorAll("[style]"), Is.Empty, "the policy of the pages forbids it");
    }

    [Test]
    public async Task Large_amounts_are_written_as_they_are_read()
    {
        var html = await Html(_charts.Plot("c", "매출", ChartKind.Bars, Data([480_000_000, 12_000_000])));
        Assert.That(html.QuerySelectorAll("svg.ax text").Select(t => t.TextContent), Is.EqualTo(new[] { "0", "2억", "4억", "6억" }).Or.SupersetOf(new[] { "0", "5억" }));
        var small = await Html(_charts.Plot("c", "매출", ChartKind.Bars, Data([60_000, 20_000])));
        Assert.That(small.QuerySelectorAll("svg.ax text").Select(t => t.TextContent), Does.Contain("6만"));
    }

    [Test]
    public async Task Without_numbers_it_says_so()
    {
        Assert.That((await Html(_charts.Plot("c", "매출", ChartKind.Bars, Data([])))).QuerySelector("p.empty")!.TextContent, Is.EqualTo("아직 보여 줄 수치가 없습니다."));
        Assert.That((await Html(_charts.Plot("c", "매출", ChartKind.Line, Data([0, 0])))).QuerySelector("svg"), Is.Null);
        Assert.That((await Html(_charts.Bars("c", "매출", []))).QuerySelector("svg"), Is.Null);
    }

    [Test]
    public async Task A_spark_of_one_number_or_of_equal_ones_is_a_dot_in_the_middle_or_at_the_end()
    {
        foreach (var values in new long[][] { [7], [7, 7, 7], [-1, 4], [long.MinValue / 2, long.MaxValue / 2] })
        {
            var html = await Html(_charts.Spark("매출", new ChartSeries("매출", ChartUnit.Count, values)));
            var dot = html.QuerySelector("svg.spark[role=img] circle")!;
            Assert.That(Number(dot, "cx"), Is.InRange(0, 84));
            Assert.That(Number(dot, "cy"), Is.InRange(0, 22));
        }
    }

    [Test]
    public async Task A_split_fills_the_whole_bar_and_lists_every_part()
    {
        var data = new ChartData("참여자", ["생산자", "판매인", "센터"], new ChartSeries("이익분배", ChartUnit.Money, [90, 7, 3])) { Keys = ["prod", "sell", "cent"] };
        var html = await Html(_charts.Split("c", "이익분배", data));
        Assert.That(html.QuerySelectorAll("rect:not(.cut)").Sum(r => Number(r, "width")), Is.EqualTo(100).Within(.01));
        Assert.That(html.QuerySelectorAll(".share li").Select(l => l.TextContent), Is.EqualTo(new[] { "생산자 90%90원", "판매인 7%7원", "센터 3%3원" }));
    }

    [Test]
    public async Task Lying_bars_are_a_table()
    {
        var html = await Html(_charts.Rows("센터", Data([50, 100, -100])));
        Assert.That(html.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("td.n")!.TextContent), Is.EqualTo(new[] { "50원", "100원", "−100원" }));
        Assert.That(html.QuerySelectorAll("rect").Select(r => r.GetAttribute("width")), Is.EqualTo(new[] { "50%", "100%", "100%" }));
    }

    [TestCase(0, 0)]
    [TestCase(-10, 90)]
    [TestCase(1, 999_999_999_999)]
    [TestCase(long.MinValue / 4, long.MaxValue / 4)]
    public void An_axis_holds_its_values_and_zero(long least, long most)
    {
        var axis = ChartAxis.Of([least, most]);
        Assert.That(axis.Least, Is.LessThanOrEqualTo(Math.Min(0, least)));
        Assert.That(axis.Most, Is.GreaterThanOrEqualTo(Math.Max(0, most)));
        Assert.That(axis.Below + axis.Above, Is.InRange(1, 7));
        Assert.That(axis.Depth(axis.Most), Is.Zero);
        Assert.That(axis.Depth(axis.Least), Is.EqualTo(1));
    }

    private static ChartData Data(long[] values, params long[][] others) =>
        new("날", [.. values.Select((_, i) => $"{i}일")], [new ChartSeries("매출", ChartUnit.Money, values), .. others.Select(o => new ChartSeries("주문", ChartUnit.Count, o))]);

    private static double Number(IElement element, string attribute) => double.Parse(element.GetAttribute(attribute)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    private static async Task<IDocument> Html(IHtmlContent content)
    {
        await using var text = new StringWriter();
        content.WriteTo(text, HtmlEncoder.Default);
        return await BrowsingContext.New().OpenAsync(r => r.Content(text.ToString()));
    }
}
