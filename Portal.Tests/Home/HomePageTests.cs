using System.Globalization;
using NUnit.Framework;
using Portal.Tests.Delivery;
using Portal.Tests.Review;

namespace Portal.Tests.Home;

/// <summary>The home of each role: what needs me, where things stand, and every number as many as the list behind it has rows.</summary>
[TestFixture]
public sealed class HomePageTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task Every_number_has_as_many_rows_behind_it()
    {
        await _depot.Order((_depot.Apples, 1));
        await _depot.Order((_depot.Apples, 2), (_depot.Press, 1));
        await _depot.PaidOrder((_depot.Apples, 1), (_depot.Knives, 1));
        var shipped = await _depot.PaidOrder((_depot.Apples, 3));
        await _depot.Ship(shipped.OrderId, _depot.Orchard);
        await _depot.Delivered(_depot.Apples, 1);
        foreach (var actor in new[] { _depot.Operator, _depot.Buyer, _depot.Seller, _depot.Orchard, _depot.Forge, _depot.Administrator })
        {
            using var visitor = await _depot.As(actor);
            var home = await visitor.Get("/");
            var links = home.Html.QuerySelectorAll(".flow li").Select(l => (Url: l.QuerySelector("a")!.GetAttribute("href")!, Count: l.QuerySelector("a")!.TextContent))
                .Concat(home.Html.QuerySelectorAll(".todo li").Select(l => (Url: l.QuerySelector("a")!.GetAttribute("href")!, Count: l.QuerySelector(".c")!.TextContent)))
                .Where(l => l.Url.StartsWith("/orders", StringComparison.Ordinal)).ToList();
            Assert.That(links, Is.Not.Empty, $"{actor.Role}");
            foreach (var (url, count) in links)
            {
                var list = await visitor.Get(url);
                Assert.That(list.Html.QuerySelectorAll("#main table tbody tr"), Has.Length.EqualTo(int.Parse(count, CultureInfo.InvariantCulture)), $"{actor.Role}: {url}");
            }
        }
    }

    [Test]
    public async Task An_operator_sees_the_month_beside_the_last_and_what_happened()
    {
        await _depot.PaidOrder((_depot.Apples, 2));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(31));
        var order = await _depot.PaidOrder((_depot.Apples, 4));
        using var staff = await _depot.As(_depot.Operator);
        var home = await staff.Get("/");
        var sales = home.Html.QuerySelectorAll("table tr").Single(r => r.QuerySelector("th a")?.TextContent == "매출");
        var (now, before) = (await Total("2026-04"), await Total("2026-03"));
        Assert.That(sales.QuerySelector("td.n")!.TextContent, Does.StartWith($"{now.ToString("N0", CultureInfo.InvariantCulture)}원"));
        Assert.That(now, Is.GreaterThan(before).And.GreaterThan(0));
        Assert.That(sales.QuerySelector("small.up"), Is.Not.Null);
        Assert.That(home.Html.QuerySelector(".log")!.TextContent, Does.Contain(order.OrderNo).And.Contain("입금을 확인했습니다"));
        Assert.That(home.Html.QuerySelector("section[aria-labelledby=h-sales] details.as-table tbody")!.Children, Has.Length.EqualTo(28));
        Assert.That(home.Html.QuerySelector(".day")!.TextContent, Does.Contain("새 주문 1건"));
    }

    [Test]
    public async Task What_waits_stands_in_the_order_of_its_dates_and_is_red_on_the_last_day()
    {
        await _depot.Order((_depot.Apples, 1));
        using var buyer = await _depot.As(_depot.Buyer);
        var first = (await buyer.Get("/")).Html.QuerySelector(".todo li")!;
        Assert.That(first.TextContent, Does.Contain("입금할 주문").And.Contain("2026. 3. 5.(목)까지"));
        Assert.That(first.ClassList, Does.Not.Contain("hot"));
        _depot.Portal.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromHours(1));
        var last = (await buyer.Get("/")).Html.QuerySelector(".todo li")!;
        Assert.That(last.TextContent, Does.Contain("오늘까지"));
        Assert.That(last.ClassList, Does.Contain("hot"));
    }

    [Test]
    public async Task A_producer_is_shown_nothing_of_orders_that_are_not_released_nor_of_other_producers()
    {
        var unpaid = await _depot.Order((_depot.Apples, 1));
        var others = await _depot.PaidOrder((_depot.Knives, 1));
        using var producer = await _depot.As(_depot.Orchard);
        Assert.That((await producer.Get("/")).Text, Does.Not.Contain(unpaid.OrderNo).And.Not.Contain(others.OrderNo));
    }

    [Test]
    public async Task A_reviewer_sees_the_cases_and_not_how_others_voted()
    {
        var table = await ReviewTable.LayOpen(portal: _depot.Portal);
        await table.Say(table.Operator, "잘 부탁드립니다");
        using var reviewer = await _depot.As(table.Reviewers[0]);
        var home = await reviewer.Get("/");
        Assert.That(home.Html.QuerySelector(".flow a")!.TextContent, Is.EqualTo("1"));
        Assert.That(home.Main, Does.Contain(table.CaseNo).And.Contain("글을 남겼습니다").And.Contain("심의 기한 1건"));
        Assert.That(home.Main, Does.Not.Contain("잘 부탁드립니다"));
    }

    private async Task<long> Total(string month) =>
        await _depot.Portal.Scalar<long>("SELECT SUM(total - cancelled - returned) FROM orders WHERE ordered_at LIKE @month", new { month = $"{month}%" });
}
