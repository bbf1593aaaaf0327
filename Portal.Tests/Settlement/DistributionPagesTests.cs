using System.Net;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>How each line is divided, and what the others wait for.</summary>
[TestFixture]
public sealed class DistributionPagesTests
{
    private MoneyWeb _money = null!;

    [OneTimeSetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [OneTimeTearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task The_operator_sees_every_share_with_its_formula_and_the_net_after_returns()
    {
        var (_, lines) = await _money.Done(0, (0, 10));
        await _money.Distribute();
        await _money.Return(lines[0], 4);
        using var visitor = await _money.Operator();
        var page = await visitor.Get($"/distributions/{lines[0]}");
        // 10 × 9,990 = 99,900: portal 2 %, centre 3 %, seller 10 %, mileage 1 %, the rest
        Assert.That(page.Main, Does.Contain("2% × 99,900 = 1,998").And.Contain("3% × 99,900 = 2,997").And.Contain("10% × 99,900 = 9,990").And.Contain("1% × 99,900 = 999")
            .And.Contain("99,900 − 15,984 = 83,916"));
        Assert.That(page.Main, Does.Contain("10% × 99,900 = 9,990원").Or.Contain("= 9,990 부가세").Or.Contain("10% × 99,900 = 9,990"), "the VAT and who gets it");
        var seller = page.Html.QuerySelectorAll("#h-split").Single().Closest("section")!.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("판매인", StringComparison.Ordinal));
        Assert.That(seller.QuerySelectorAll("td.n").Select(c => c.TextContent.Trim()), Is.EqualTo(new[] { "9,990", "−3,996", "5,994" }));
        Assert.That(page.Main, Does.Contain("1번째 반품의 상쇄 전표").And.Contain("불량"));
    }

    [Test]
    public async Task A_fixed_sum_a_floored_rate_and_a_share_without_a_seller_say_how_they_came_to_be()
    {
        using var visitor = await _money.Operator();
        var (_, lines) = await _money.Done(0, (2, 7), (1, 1));
        await _money.Distribute();
        Assert.That((await visitor.Get($"/distributions/{lines[0]}")).Main, Does.Contain("17 × 7 = 119").And.Contain("11.11% × 2,331 → 258 (1원 미만 버림)"));
        Assert.That((await visitor.Get($"/distributions/{lines[1]}")).Main, Does.Contain("3.33% × 1,234,567 → 41,111"));
    }

    [Test]
    public async Task A_party_sees_its_own_share_and_the_sums_it_is_computed_from_and_nobody_elses()
    {
        var (_, lines) = await _money.Done(0, (0, 20));
        await _money.Distribute();
        using var visitor = await _money.As(Role.Seller, _money.Market.Sellers[0]);
        var page = await visitor.Get($"/distributions/{lines[0]}");
        Assert.That(page.Main, Does.Contain("10% × 199,800 = 19,980").And.Contain("199,800원"));
        // shares of portal, centre, mileage and producer, and their accounts
        foreach (var foreign in new[] { "3,996", "5,994", "1,998", "167,832", "마일리지", "분배 대기금" }) Assert.That(page.Main, Does.Not.Contain(foreign), foreign);
        Assert.That(page.Html.QuerySelectorAll("main a[href^='/ledger/orders']"), Is.Empty);

        using var other = await _money.As(Role.Seller, _money.Market.Sellers[1]);
        Assert.That((await other.Get($"/distributions/{lines[0]}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var centre = await _money.Operator(1);
        Assert.That((await centre.Get($"/distributions/{lines[0]}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var producer = await _money.As(Role.Producer, _money.Market.Producers[1]);
        Assert.That((await producer.Get($"/distributions/{lines[0]}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var own = await _money.As(Role.Producer, _money.Market.Producers[0]);
        var (waiting, ahead) = await _money.Placed(0, (0, 1));
        Assert.That((await own.Get($"/distributions/{ahead[0]}")).Html.QuerySelector($"a[href='/orders/{waiting}']"), Is.Null, "an order that waits for its money is not the producer's to open yet");
        Assert.That((await own.Get($"/distributions/{lines[0]}")).Main, Does.Contain("199,800 − 31,968 = 167,832").And.Contain("10% × 199,800 = 19,980원"), "the rest, and the VAT of the tax invoice");
        Assert.That((await own.Get("/distributions")).Html.QuerySelector($"tbody a[href='/distributions/{lines[0]}']"), Is.Not.Null);
    }

    [Test]
    public async Task Every_line_that_is_not_divided_says_what_it_waits_for()
    {
        var unpaid = await _money.Placed(0, (0, 1));
        await _money.Deliver(unpaid.OrderNo);
        var underway = await _money.Placed(0, (0, 2));
        await _money.Pay(underway.OrderNo);
        var equipment = await _money.Placed(0, (1, 1));
        await _money.Pay(equipment.OrderNo);
        await _money.Deliver(equipment.OrderNo, accept: false);
        var fresh = await _money.Placed(0, (0, 3));
        await _money.Pay(fresh.OrderNo);
        await _money.Deliver(fresh.OrderNo);

        using var visitor = await _money.Operator();
        await Finds(visitor, "Payment", unpaid.Lines[0], "입금 전 (14,289원 남음)");
        await Finds(visitor, "Delivery", underway.Lines[0], "2개 중 0개 배송 완료");
        await Finds(visitor, "Acceptance", equipment.Lines[0], "검수 전");
        await Finds(visitor, "Objection", fresh.Lines[0], "이의 기간");
        Assert.That((await visitor.Get("/distributions?view=waiting&wait=Payment")).Html.QuerySelector($"a[href='/distributions/{underway.Lines[0]}']"), Is.Null);
        Assert.That((await visitor.Get($"/distributions/{fresh.Lines[0]}")).Main, Does.Contain("어떻게 나눌 것인가").And.Contain("10% × 29,970 = 2,997"), "what it would be");
        Assert.That((await visitor.Get("/distributions?view=waiting&wait=nonsense&page=-3")).Status, Is.EqualTo(HttpStatusCode.OK));

        using var seller = await _money.As(Role.Seller, _money.Market.Sellers[0]);
        await Finds(seller, "Objection", fresh.Lines[0], "이의 기간");
        using var other = await _money.As(Role.Seller, _money.Market.Sellers[1]);
        Assert.That((await other.Get("/distributions?view=waiting")).Html.QuerySelectorAll("tbody tr"), Is.Empty);
    }

    private static async Task Finds(WebVisitor visitor, string wait, long line, string words)
    {
        var page = await visitor.Get($"/distributions?view=waiting&wait={wait}");
        Assert.That(page.Html.QuerySelector($"a[href='/distributions/{line}']")?.Closest("tr")!.TextContent, Does.Contain(words));
    }
}
