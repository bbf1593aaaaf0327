using System.Globalization;
using System.Net;
using System.Text;
using NUnit.Framework;
using Portal.Core.Shared;

namespace Portal.Tests.Settlement;

/// <summary>A party reads what it is paid, and finds what every figure is made of.</summary>
[TestFixture]
public sealed class StatementPagesTests
{
    private MoneyWeb _money = null!;

    [SetUp]
    public async Task Open() => _money = await MoneyWeb.Open();

    [TearDown]
    public async Task Close()
    {
        await _money.Sound();
        await _money.DisposeAsync();
    }

    [Test]
    public async Task An_individual_seller_sees_gross_taxes_and_transfer_and_follows_each_line_to_its_division()
    {
        var (orderNo, lines) = await _money.Done(1, (1, 1));
        var settlement = await _money.Settle(1);
        var seller = _money.Market.Sellers[1];
        var statement = await _money.Statement(settlement, seller);
        using var visitor = await _money.As(Role.Seller, seller);
        var page = await visitor.Get($"/statements/{statement}");
        // 7.77 % of 1,234,567 is 95,925.8…; 3 % of it floored to 10, and a tenth of that floored to 10
        Assert.That(page.Main, Does.Contain("95,925").And.Contain("−2,870").And.Contain("−280").And.Contain("92,775원").And.Contain("국민은행 123-456"));
        Assert.That(page.Html.QuerySelector($"a[href='/distributions/{lines[0]}']"), Is.Not.Null);
        Assert.That(page.Html.QuerySelector($"a[href='/orders/{orderNo}']"), Is.Not.Null);
        foreach (var link in page.Html.QuerySelectorAll("main a[href^='/distributions/'], main a[href^='/ledger/']").Select(a => a.GetAttribute("href")!).Distinct())
            Assert.That((await visitor.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
    }

    [Test]
    public async Task A_return_after_the_settlement_is_a_negative_line_of_the_next_with_its_reason_and_its_original()
    {
        var (_, lines) = await _money.Done(0, (0, 10));
        var first = await _money.Settle();
        var reference = await _money.Return(lines[0], 4);
        await _money.Done(0, (0, 1));
        var second = await _money.Settle();
        var seller = _money.Market.Sellers[0];
        using var visitor = await _money.As(Role.Seller, seller);
        var page = await visitor.Get($"/statements/{await _money.Statement(second, seller)}");
        var row = page.Html.QuerySelectorAll("#h-items").Single().Closest("section")!.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("반품", StringComparison.Ordinal));
        Assert.That(row.TextContent, Does.Contain(reference).And.Contain("불량").And.Contain("4개 반품").And.Contain("제1호 정산"));
        Assert.That(row.QuerySelector("td.n.neg")!.TextContent, Is.EqualTo("−3,996"));
        var original = await _money.Portal.Scalar<long>("SELECT counters_id FROM postings WHERE kind = 'Return'");
        Assert.That(row.QuerySelector($"a[href='/ledger/postings/{original}']"), Is.Not.Null);
        Assert.That((await visitor.Get($"/statements/{await _money.Statement(first, seller)}")).Main, Does.Not.Contain(reference), "what was settled stays as it was");
    }

    [Test]
    public async Task A_debt_is_carried_over_and_both_statements_lead_to_each_other()
    {
        var (_, lines) = await _money.Done(0, (0, 10));
        await _money.Settle();
        await _money.Return(lines[0], 10);
        var second = await _money.Settle();
        await _money.Done(0, (0, 30));
        var third = await _money.Settle();
        var seller = _money.Market.Sellers[0];
        var (debt, paid) = (await _money.Statement(second, seller), await _money.Statement(third, seller));
        using var visitor = await _money.As(Role.Seller, seller);
        var page = await visitor.Get($"/statements/{debt}");
        Assert.That(page.Main, Does.Contain("이번 정산에는 이체할 금액이 없습니다").And.Contain("반품으로 생긴 빚"));
        Assert.That(page.Html.QuerySelector($"a[href='/statements/{paid}']"), Is.Not.Null);
        var next = await visitor.Get($"/statements/{paid}");
        Assert.That(next.Html.QuerySelector($"a[href='/statements/{debt}']"), Is.Not.Null);
        Assert.That(next.Main, Does.Contain("−9,990 + 29,970").And.Contain("19,980원"));
    }

    [Test]
    public async Task The_file_of_a_statement_sums_up_to_it()
    {
        var (_, lines) = await _money.Done(1, (1, 2), (0, 3));
        await _money.Distribute();
        await _money.Return(lines[0], 1);
        var settlement = await _money.Settle(1);
        var seller = _money.Market.Sellers[1];
        using var visitor = await _money.As(Role.Seller, seller);
        var (type, bytes) = await visitor.Download($"/statements/{await _money.Statement(settlement, seller)}.csv");
        Assert.That(type, Is.EqualTo("text/csv"));
        var rows = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var items = rows.Skip(1).Where(r => r[0].Length > 0).ToList();
        Assert.That(items, Has.Count.EqualTo(3), "two lines and a return");
        var earned = rows.Single(r => r[1] == "이번 정산의 분배");
        Assert.That(items.Sum(Amount), Is.EqualTo(Amount(earned)));
        Assert.That(items.Single(r => r[5].Length > 0)[6], Is.EqualTo("불량"));
        Assert.That(rows.Single(r => r[1] == "이체 금액")[7], Is.EqualTo($"{await _money.Portal.Scalar<long>("SELECT transfer FROM statements WHERE party_id = @seller", new { seller })}"));
    }

    [Test]
    public async Task A_party_has_its_own_statements_only_and_a_centre_those_of_its_settlements()
    {
        await _money.Done(0, (0, 10));
        await _money.Done(1, (0, 10));
        var (here, there) = (await _money.Settle(), await _money.Settle(1));
        var market = _money.Market;
        using var seller = await _money.As(Role.Seller, market.Sellers[0]);
        foreach (var foreign in new[] { await _money.Statement(here, market.Producers[0]), await _money.Statement(here, market.Centres[0]), await _money.Statement(there, market.Sellers[1]) })
            foreach (var url in new[] { $"/statements/{foreign}", $"/statements/{foreign}.csv" })
                Assert.That((await seller.Get(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
        Assert.That((await seller.Get("/statements")).Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));

        using var centre = await _money.Operator(1);
        Assert.That((await centre.Get($"/statements/{await _money.Statement(here, market.Producers[0])}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await centre.Get($"/statements/{await _money.Statement(there, market.Producers[0])}")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var producer = await _money.As(Role.Producer, market.Producers[0]);
        Assert.That((await producer.Get("/statements")).Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2), "one of each centre");
    }

    [Test]
    public async Task A_new_statement_waits_until_its_party_confirms_it_once()
    {
        await _money.Done(0, (0, 10));
        var statement = await _money.Statement(await _money.Settle(), _money.Market.Sellers[0]);
        using var visitor = await _money.As(Role.Seller, _money.Market.Sellers[0]);
        Assert.That((await visitor.Get("/")).Main, Does.Contain("새 정산서"));
        Assert.That((await visitor.Get("/statements?view=new")).Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That((await visitor.PostAndFollow($"/statements/{statement}/acknowledgement")).Main, Does.Contain("정산서를 확인했습니다"));
        Assert.That((await visitor.Post($"/statements/{statement}/acknowledgement")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await visitor.Get("/")).Main, Does.Not.Contain("새 정산서"));
        using var other = await _money.As(Role.Producer, _money.Market.Producers[0]);
        Assert.That((await other.Post($"/statements/{statement}/acknowledgement")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_payee_whose_payout_failed_is_told_to_check_the_account_until_it_is_settled_again()
    {
        await _money.Done(0, (0, 10));
        var settlement = await _money.Settle();
        var payout = await _money.Payout(settlement, _money.Market.Sellers[0]);
        using var centre = await _money.Operator();
        await centre.Post($"/payouts/{payout}/transfer");
        await centre.Post($"/payouts/{payout}/failure", ("Failure.Reason", "계좌번호 오류"));
        using var seller = await _money.As(Role.Seller, _money.Market.Sellers[0]);
        Assert.That((await seller.Get("/")).Main, Does.Contain("받는 계좌를 확인해 주세요"));
        var failed = await seller.Get("/statements?view=failed");
        Assert.That(failed.Html.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That((await seller.Get(failed.Html.QuerySelector(".warn a")!.GetAttribute("href")!)).Status, Is.EqualTo(HttpStatusCode.OK), "where the account is corrected");
        Assert.That((await seller.Get($"/statements/{await _money.Statement(settlement, _money.Market.Sellers[0])}")).Main, Does.Contain("계좌번호 오류"));

        var next = await _money.Settle();
        Assert.That((await seller.Get("/")).Main, Does.Not.Contain("받는 계좌를 확인해 주세요"));
        var again = await seller.Get($"/statements/{await _money.Statement(next, _money.Market.Sellers[0])}");
        Assert.That(again.Main, Does.Contain("지급 실패").And.Contain("실패한 지급").And.Contain("9,990원"));
        foreach (var link in again.Html.QuerySelectorAll("main a[href^='/ledger/']").Select(a => a.GetAttribute("href")!).Distinct())
            Assert.That((await seller.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
    }

    private static long Amount(string[] row) => long.Parse(row[7], CultureInfo.InvariantCulture);
}
