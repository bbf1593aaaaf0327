using System.Globalization;
using System.Net;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Tests.Settlement;
using Portal.Tests.Shared;

namespace Portal.Tests.Funds;

/// <summary>Where the money is; and every number opens into what it is made of.</summary>
[TestFixture]
public sealed class FundsPagesTests
{
    private MoneyWeb _money = null!;

    /// <summary>Some months of trade: paid, partly paid and unpaid orders, two settlements, a failed payout, returns, money held.</summary>
    [OneTimeSetUp]
    public async Task Open()
    {
        _money = await MoneyWeb.Open();
        await _money.Placed(0, (0, 3));
        await _money.Done(0, (0, 10), (1, 1));
        await _money.Settle();
        _money.Portal.Time.Advance(TimeSpan.FromDays(35));
        var (old, _) = await _money.Placed(0, (0, 7), (2, 5));
        await _money.Pay(old, 5_000);
        var (_, lines) = await _money.Done(0, (4, 3), (3, 2));
        await _money.Distribute();
        await _money.Return(lines[0], 1);
        var (paid, _) = await _money.Placed(0, (1, 1));
        await _money.Pay(paid, 2_000_000);
        await _money.Settle();
        _money.Portal.Time.Advance(TimeSpan.FromDays(31));
        await _money.Done(0, (0, 2), (2, 100));
        await _money.Done(1, (0, 4));
        await _money.Distribute();
        _money.Portal.Time.Advance(TimeSpan.FromDays(3));
        await _money.Placed(1, (0, 1));
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [TestCase("/funds")]
    [TestCase("/funds/products?from=2026-01-01&to=2026-12-31")]
    public async Task Every_number_of_a_centre_opens_into_its_entries(string url)
    {
        using var visitor = await _money.Operator();
        await EveryNumberOpens(visitor, url);
    }

    [TestCase("/funds")]
    [TestCase("/funds?centre={0}")]
    [TestCase("/funds/products?from=2026-01-01&to=2026-12-31")]
    [TestCase("/funds/products?from=2026-01-01&to=2026-12-31&centre={0}")]
    public async Task Every_number_of_the_portal_opens_into_its_entries(string url)
    {
        using var visitor = await _money.Administrator();
        await EveryNumberOpens(visitor, string.Format(CultureInfo.InvariantCulture, url, _money.Market.Centres[1]));
    }

    [Test]
    public async Task A_producer_sees_what_its_products_leave_and_opens_its_own_entries()
    {
        var producer = _money.Market.Producers[0];
        using var visitor = await _money.As(Role.Producer, producer);
        await EveryNumberOpens(visitor, "/funds/products?from=2026-01-01&to=2026-12-31");
        Assert.That((await visitor.Get("/funds/entries?type=Payable&from=2026-01-01")).Html.QuerySelector("h1 + p")!.TextContent, Does.EndWith("2026. 1. 1.(목) –"), "an open end is left open");
        var shares = await visitor.Get("/funds/entries?type=Bank&own=true");
        Assert.That(shares.Html.QuerySelectorAll("tbody tr"), Is.Not.Empty);
        Assert.That(shares.Main, Does.Not.Contain("은행"), "of its own account only, whatever the address says");
    }

    [Test]
    public async Task What_is_open_by_age_sums_up_to_the_balance()
    {
        foreach (var centre in _money.Market.Centres)
        {
            using var visitor = await _money.As(Role.Operator, centre);
            foreach (var (type, list) in new[] { ("Receivable", "receivables"), ("Payable", "payables") })
            {
                var balance = await _money.Portal.Scalar<long>("SELECT COALESCE(SUM(b.balance), 0) FROM account_balances b JOIN accounts a ON a.id = b.account_id WHERE a.type = @type AND b.centre_id = @centre", new { type, centre });
                var sum = 0L;
                foreach (var age in new[] { "Days30", "Days60", "Days90", "Older" }) sum += Sum(await visitor.Get($"/funds/{list}?age={age}"));
                Assert.That(sum, Is.EqualTo(Math.Abs(balance)), $"{type} of {centre}");
            }
        }
    }

    [Test]
    public async Task Items_are_of_their_age()
    {
        using var visitor = await _money.Operator();
        var counts = new List<int>();
        foreach (var age in new[] { "Days30", "Days60", "Days90", "Older" }) counts.Add((await visitor.Get($"/funds/receivables?age={age}")).Html.QuerySelectorAll("tbody tr").Length);
        Assert.That(counts, Is.EqualTo(new[] { 0, 1, 0, 1 }));
    }

    [Test]
    public async Task An_entry_leads_to_order_line_agreement_and_person()
    {
        using var visitor = await _money.Operator();
        var row = (await visitor.Get("/funds/entries?type=Payable")).Html.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("이익분배", StringComparison.Ordinal));
        var links = row.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ToList();
        foreach (var start in new[] { "/ledger/postings/", "/distributions/", "/orders/", "/agreements/", "/ledger/accounts/" })
        {
            var link = links.Single(l => l.StartsWith(start, StringComparison.Ordinal));
            Assert.That((await visitor.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
        }
    }

    [TestCase("to=0001-01-01")]
    [TestCase("from=9999-12-31&to=9999-12-31")]
    [TestCase("from=x&to=2026-02-30")]
    public async Task A_period_that_nobody_means_is_no_error(string period)
    {
        using var visitor = await _money.As(Role.Producer, _money.Market.Producers[0]);
        Assert.That((await visitor.Get($"/funds/products?{period}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Costs_are_dated_kept_by_the_producer_and_seen_by_nobody_else()
    {
        var producer = _money.Market.Producers[0];
        var code = _money.Market.Products[0].Code;
        using var visitor = await _money.As(Role.Producer, producer);
        Assert.That((await visitor.Post($"/funds/products/{code}/costs", ("Form.ValidFrom", "2026-03-01"), ("Form.UnitCost", "-1"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await visitor.PostAndFollow($"/funds/products/{code}/costs", ("Form.ValidFrom", "2026-03-01"), ("Form.UnitCost", "4,000"))).Main, Does.Contain("4,000"));
        foreach (var day in new[] { "0001-01-01", "1999-12-31", "9999-12-31" })
        {
            var refused = await visitor.Post($"/funds/products/{code}/costs", ("Form.ValidFrom", day), ("Form.UnitCost", "4000"));
            Assert.That((refused.Status, refused.Text.Contains(day, StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)), day);
        }

        await visitor.Post($"/funds/products/{code}/costs", ("Form.ValidFrom", "2026-05-01"), ("Form.UnitCost", "5000"));
        await visitor.Post($"/funds/products/{code}/costs", ("Form.ValidFrom", "2026-05-01"), ("Form.UnitCost", "5100"));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM product_costs"), Is.EqualTo(2), "the same day is replaced");
        var row = (await visitor.Get("/funds/products?from=2026-01-01&to=2026-12-31")).Html.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(code, StringComparison.Ordinal));
        // ten units in March; two and four in May
        var expected = await _money.Portal.Query<string>("SELECT CONCAT(d.accounting_date, ' ', d.quantity) FROM distributions d JOIN order_lines l ON l.id = d.order_line_id WHERE l.product_id = @Id ORDER BY d.id", _money.Market.Products[0]);
        var cost = expected.Select(e => e.Split(' ')).Sum(e => long.Parse(e[1], CultureInfo.InvariantCulture) * (string.CompareOrdinal(e[0], "2026-05-01") < 0 ? 4_000 : 5_100));
        Assert.That(Number(row.QuerySelectorAll("td")[4].TextContent), Is.EqualTo(cost).And.GreaterThan(40_000));

        using var other = await _money.As(Role.Producer, _money.Market.Producers[1]);
        Assert.That((await other.Get($"/funds/products/{code}/costs")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await other.Post($"/funds/products/{code}/costs", ("Form.ValidFrom", "2026-03-01"), ("Form.UnitCost", "1"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var centre = await _money.Operator();
        Assert.That((await centre.Get($"/funds/products/{code}/costs")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await _money.Portal.Scalar<long>("SELECT COUNT(*) FROM audit_entries WHERE action = 'product.cost' AND after_value LIKE '%4000%'"), Is.Zero);
    }

    [Test]
    public async Task An_operator_sees_their_own_centre_whatever_the_address_says()
    {
        using var visitor = await _money.Operator();
        var own = (await visitor.Get("/funds")).Main;
        Assert.That((await visitor.Get($"/funds?centre={_money.Market.Centres[1]}")).Main, Is.EqualTo(own));
        Assert.That(Sum(await visitor.Get($"/funds/entries?type=Bank&centre={_money.Market.Centres[1]}")), Is.EqualTo(Sum(await visitor.Get("/funds/entries?type=Bank"))));
        var person = await new TestData(_money.Portal).Person(Role.Buyer, await new TestData(_money.Portal).Organization(OrganizationKind.Buyer));
        using var buyer = await _money.Web.As(person);
        Assert.That((await buyer.Get("/funds")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static async Task EveryNumberOpens(WebVisitor visitor, string url)
    {
        var page = await visitor.Get(url);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        var numbers = page.Html.QuerySelectorAll("a.num").Select(a => (Text: Number(a.TextContent), Href: a.GetAttribute("href")!)).ToList();
        Assert.That(numbers, Is.Not.Empty);
        Assert.That(numbers.Any(n => n.Text > 0), Is.True);
        foreach (var (number, href) in numbers)
        {
            var opened = await visitor.Get(href);
            Assert.That(opened.Status, Is.EqualTo(HttpStatusCode.OK), $"{href}: {opened.Main}");
            Assert.That(Sum(opened), Is.EqualTo(number), $"{url} → {href}");
            if (opened.Html.QuerySelector("nav.pager") is null) Assert.That(Math.Abs(Rows(opened)), Is.EqualTo(Math.Abs(number)), $"the rows of {href}");
        }
    }

    /// <summary>What the rows that are shown sum up to: debits less credits, or what is open.</summary>
    private static long Rows(WebPage page) => page.Html.QuerySelectorAll("tbody tr").Sum(r =>
    {
        var cells = r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList();
        return r.QuerySelector("td.n b") is { } open ? Number(open.TextContent) : (cells[^2].Length == 0 ? 0 : Number(cells[^2])) - (cells[^1].Length == 0 ? 0 : Number(cells[^1]));
    });

    private static long Sum(WebPage page) => Number(page.Html.QuerySelector(".sumup b")!.TextContent);

    private static long Number(string text) => long.Parse(text.Replace(",", "", StringComparison.Ordinal).Replace('−', '-').TrimEnd('원'), CultureInfo.InvariantCulture);
}
