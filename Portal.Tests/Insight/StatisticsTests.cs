using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Delivery;
using Portal.Tests.Shared;
using Portal.Web.Insight;

namespace Portal.Tests.Insight;

/// <summary>Statistics: each role counts its own, the file has the numbers of the page, and visits are counted without visitors.</summary>
[TestFixture]
public sealed class StatisticsTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task Each_role_counts_its_own_part()
    {
        await _depot.PaidOrder((_depot.Apples, 2), (_depot.Knives, 1));
        await _depot.PaidOrder((_depot.Apples, 1));
        Assert.That(await Orders(_depot.Operator), Is.EqualTo(2));
        Assert.That(await Orders(_depot.Administrator), Is.EqualTo(2));
        Assert.That(await Orders(_depot.Orchard), Is.EqualTo(2));
        Assert.That(await Orders(_depot.Forge), Is.EqualTo(1));
        foreach (var role in new[] { Role.Operator, Role.Producer, Role.Seller }) Assert.That(await Orders(await _depot.Stranger(role)), Is.Zero, $"{role}");
    }

    [TestCase("Day")]
    [TestCase("Month")]
    [TestCase("Seller")]
    [TestCase("Producer")]
    [TestCase("Category")]
    public async Task The_file_has_the_numbers_of_the_page(string by)
    {
        await _depot.PaidOrder((_depot.Apples, 2), (_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        var query = $"?from=2026-03-01&to=2026-03-02&by={by}";
        var page = await staff.Get($"/statistics{query}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        var rows = page.Html.QuerySelectorAll("section[aria-labelledby=h-table] tbody tr").Select(r => string.Join(',', r.Children.Select(c => c.TextContent.Replace(",", "", StringComparison.Ordinal)))).ToList();
        var (type, bytes) = await staff.Download($"/statistics.csv{query}");
        Assert.That(type, Is.EqualTo("text/csv"));
        Assert.That(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1), Is.EqualTo(rows));
    }

    [Test]
    public async Task A_day_is_a_day_of_the_portals_zone()
    {
        // 23:30 UTC on the second is the third in Seoul
        _depot.Portal.Time.Advance(TimeSpan.FromHours(22.5));
        await _depot.PaidOrder((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Get("/statistics?from=2026-03-01&to=2026-03-03&by=Day");
        var days = page.Html.QuerySelectorAll("section[aria-labelledby=h-table] tbody tr").ToDictionary(r => r.Children[0].TextContent, r => r.Children[1].TextContent);
        Assert.That(days, Is.EqualTo(new Dictionary<string, string> { ["2026-03-01"] = "0", ["2026-03-02"] = "0", ["2026-03-03"] = "1" }));
    }

    [Test]
    public async Task Nonsense_in_the_address_is_put_right()
    {
        using var staff = await _depot.As(_depot.Operator);
        foreach (var query in new[] { "?from=x&to=y&by=z", "?from=2030-01-01&to=1990-01-01", "?from=0001-01-01&by=Day", "?by=Centre&centre=1" })
            Assert.That((await staff.Get($"/statistics{query}")).Status, Is.EqualTo(HttpStatusCode.OK), query);
    }

    [Test]
    public async Task Public_pages_are_counted_by_day_and_kind_and_shown_to_administrators()
    {
        using (var visitor = _depot.Web.Anonymous())
        {
            await visitor.Get("/products");
            await visitor.Get($"/products/{_depot.Apples.Code}");
            await visitor.Get($"/products/{_depot.Apples.Code}");
            await visitor.Get("/products/no-such");
        }

        await _depot.Web.Services.GetRequiredService<VisitCounter>().Write();
        Assert.That(await _depot.Portal.Scalar<long>("SELECT views FROM visits WHERE page = 'product'"), Is.EqualTo(2));
        using var administrator = await _depot.As(_depot.Administrator);
        Assert.That((await administrator.Get("/statistics")).Main, Does.Contain("제품 상세"));
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Get("/statistics")).Main, Does.Not.Contain("제품 상세"));
    }

    private async Task<long> Orders(Actor actor)
    {
        using WebVisitor visitor = await _depot.As(actor);
        var page = await visitor.Get("/statistics?from=2026-03-01&to=2026-03-02&by=Month");
        return long.Parse(page.Html.QuerySelector("section[aria-labelledby=h-totals] dd")!.TextContent, CultureInfo.InvariantCulture);
    }
}
