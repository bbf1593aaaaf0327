using System.Net;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>What a payee was paid by month and year, and what was withheld of it.</summary>
[TestFixture]
public sealed class PayeeStatementTests
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
    public async Task A_month_shows_each_payout_and_the_orders_behind_it_and_the_year_is_the_sum_of_its_months()
    {
        var (orderNo, _) = await _money.Done(1, (1, 1));
        await Pay(1);
        await _money.Done(1, (1, 2));
        _money.Portal.Time.Advance(TimeSpan.FromDays(20));
        await Pay(1);
        using var seller = await _money.As(Role.Seller, _money.Market.Sellers[1]);
        var month = await seller.Get("/statements/months/2026-03");
        Assert.That(month.Main, Does.Contain("95,925").And.Contain("2,870").And.Contain("280").And.Contain("92,775"));
        Assert.That(month.Html.QuerySelector($"a[href='/orders/{orderNo}']"), Is.Not.Null);
        foreach (var link in month.Html.QuerySelectorAll("main a[href^='/orders/'], main a[href^='/ledger/'], main a[href^='/statements/']").Select(a => a.GetAttribute("href")!).Distinct())
            Assert.That((await seller.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
        var year = await seller.Get("/statements/years/2026");
        // 95,925 and 191,851: 2,870 + 280 and 5,750 + 570
        Assert.That(year.Main, Does.Contain("287,776").And.Contain("8,620").And.Contain("850").And.Contain("거주자의 사업소득"));
        var rows = Encoding.UTF8.GetString((await seller.Download("/statements/years/2026.csv")).Bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(rows, Has.Length.EqualTo(14));
        Assert.That(rows[^1], Does.Contain("287776,8620,850,278306"));
        Assert.That(Encoding.UTF8.GetString((await seller.Download("/statements/months/2026-03.csv")).Bytes), Does.Contain("95925,2870,280,92775"));
        Assert.That((await seller.Get("/statements/years/2025")).Main, Does.Contain("지급한 것이 없습니다"));
        foreach (var bad in new[] { "/statements/months/2026-00", "/statements/years/12", "/statements/months/march" }) Assert.That((await seller.Get(bad)).Status, Is.EqualTo(HttpStatusCode.NotFound), bad);
    }

    [Test]
    public async Task A_payout_that_failed_is_taken_off_on_the_day_on_which_it_failed()
    {
        await _money.Done(1, (1, 1));
        var payout = await Pay(1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        await _money.Portal.Run<FailPayout, PayoutOutcome>(u => u.Handle(new FailPayoutRequest(Actor.Portal, payout, "test")));
        using var seller = await _money.As(Role.Seller, _money.Market.Sellers[1]);
        Assert.That((await seller.Get("/statements/months/2026-03")).Main, Does.Contain("95,925").And.Not.Contain("−95,925"), "March stays as it was");
        Assert.That((await seller.Get("/statements/months/2026-04")).Main, Does.Contain("−95,925").And.Contain("−2,870").And.Contain("지급 실패"));
        var year = await _money.Portal.Run<PayeePages, PayeeYear>(async p => await p.YearOf(_money.Market.Seller(_money.Market.Sellers[1]), (await p.Party(_money.Market.Seller(_money.Market.Sellers[1]), null))!, 2026));
        Assert.That(year.Sum, Is.EqualTo(new PayeeSum { Payouts = 2 }));
    }

    [Test]
    public async Task A_party_reads_its_own_a_centre_what_it_paid_and_an_administrator_all()
    {
        await _money.Done(1, (1, 1), (3, 1));
        await Pay(1);
        var (seller, producer) = (await Code(_money.Market.Sellers[1]), await Code(_money.Market.Producers[0]));
        using var other = await _money.As(Role.Seller, _money.Market.Sellers[0]);
        Assert.That((await other.Get($"/statements/years/2026?party={seller}")).Main, Does.Not.Contain("95,925"), "whose statement it is, is not asked of a seller");
        using var there = await _money.Operator(1);
        Assert.That((await there.Get("/statements/years/2026")).Html.QuerySelector($"a[href='/statements/years/2026?party={seller}']"), Is.Not.Null);
        Assert.That((await there.Get($"/statements/years/2026?party={seller}")).Main, Does.Contain("95,925"));
        Assert.That(Encoding.UTF8.GetString((await there.Download("/statements/years/2026.csv")).Bytes), Does.Contain($",{seller},개인 (3.3% 원천징수),1,95925,2870,280,92775"));
        using var here = await _money.Operator();
        Assert.That(Encoding.UTF8.GetString((await here.Download("/statements/years/2026.csv")).Bytes), Does.Not.Contain(seller!));
        Assert.That((await here.Get($"/statements/years/2026?party={seller}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await here.Get($"/statements/months/2026-03.csv?party={seller}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var administrator = await _money.Administrator();
        Assert.That((await administrator.Get($"/statements/months/2026-03?party={producer}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await administrator.Get("/statements/years/2026?party=NOBODY")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_firm_that_neither_makes_nor_sells_reads_its_statements_too()
    {
        // logistics and installation get fixed sums of these products
        await _money.Done(1, (1, 1), (2, 5));
        var settlement = await _money.Settle(1);
        var partner = await _money.Portal.Scalar<long>("SELECT s.party_id FROM statements s JOIN organizations g ON g.id = s.party_id WHERE g.kind = 'Support' AND s.settlement_id = @settlement", new { settlement });
        await Send(await _money.Payout(settlement, partner));
        using var member = await _money.As(Role.Producer, partner);
        Assert.That((await member.Get($"/statements/{await _money.Statement(settlement, partner)}")).Main, Does.Contain("50,000"));
        var month = await member.Get("/statements/months/2026-03");
        Assert.That(month.Main, Does.Contain("50,085"));
        foreach (var link in month.Html.QuerySelectorAll("main a[href^='/']").Select(a => a.GetAttribute("href")!).Where(l => !l.EndsWith(".pdf", StringComparison.Ordinal) && !l.EndsWith(".csv", StringComparison.Ordinal)).Distinct())
            Assert.That((await member.Get(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
        Assert.That(Core.Accounts.TeamRoles.Of(OrganizationKind.Support), Does.Contain(Role.Producer));
    }

    [Test]
    public async Task Over_random_payouts_and_failures_months_make_the_year_and_the_ledger_says_the_same()
    {
        var dice = new Random(2026);
        for (var i = 0; i < 14; i++)
        {
            await _money.Done(1, (dice.Next(2), 1 + dice.Next(3)), (2, 1 + dice.Next(9)));
            var settlement = await _money.Settle(1);
            foreach (var payout in await _money.Portal.Query<long>("SELECT p.id FROM payouts p JOIN statements s ON s.id = p.statement_id WHERE s.settlement_id = @settlement AND p.status = 'Locked'", new { settlement }))
            {
                if (dice.Next(5) == 0) continue;
                await Send(payout);
                _money.Portal.Time.Advance(TimeSpan.FromDays(dice.Next(30)));
                if (dice.Next(3) == 0) await _money.Portal.Run<FailPayout, PayoutOutcome>(u => u.Handle(new FailPayoutRequest(Actor.Portal, payout, "test")));
            }
        }

        var administrator = new Actor(0, "", Role.Administrator, 0, "");
        var withheld = 0L;
        foreach (var code in await _money.Portal.Query<string>("SELECT DISTINCT g.code FROM payouts p JOIN organizations g ON g.id = p.party_id"))
        {
            var years = await _money.Portal.Run<PayeePages, List<PayeeYear>>(async pages =>
            {
                var payee = (await pages.Party(administrator, code))!;
                var found = new List<PayeeYear>();
                foreach (var year in await pages.Years(administrator, payee)) found.Add(await pages.YearOf(administrator, payee, int.Parse(year, System.Globalization.CultureInfo.InvariantCulture)));
                return found;
            });
            foreach (var year in years)
            {
                var ledger = await _money.Portal.Scalar<long>("""
                    SELECT COALESCE(SUM(e.amount), 0) FROM entries e JOIN accounts a ON a.id = e.account_id JOIN postings p ON p.id = e.posting_id
                    WHERE a.type = 'Payable' AND a.owner_id = @Id AND p.kind IN ('Payout', 'PayoutFailed') AND p.accounting_date LIKE CONCAT(@Year, '-%')
                    """, new { year.Payee.Id, year.Year });
                Assert.That(year.Sum.Gross, Is.EqualTo(ledger), code);
                Assert.That(year.Sum, Is.EqualTo(PayeeSum.Of(year.Payers)), code);
            }

            withheld += years.Sum(y => y.Sum.IncomeTax + y.Sum.LocalTax);
        }

        Assert.That(withheld, Is.Positive.And.EqualTo(-await _money.Portal.Scalar<long>("SELECT balance FROM accounts WHERE type = 'Withholding'")));
    }

    [Test]
    public void A_year_is_the_sum_of_its_months_whatever_they_are() => Gen.Select(Gen.Long[-1_000_000, 1_000_000].Array[12], Gen.Long[-30_000, 30_000].Array[12]).Sample((gross, tax) =>
    {
        var months = gross.Select((g, i) => new PayeeSum { Gross = g, IncomeTax = tax[i], Net = g - tax[i] }).ToList();
        var year = new PayeeYear(new Payee(), 2026, months, []).Sum;
        return year.Gross == gross.Sum() && year.IncomeTax == tax.Sum() && year.Net == year.Gross - year.IncomeTax;
    });

    private Task<string?> Code(long id) => _money.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id });

    private async Task<long> Pay(int centre)
    {
        var payout = await _money.Payout(await _money.Settle(centre), _money.Market.Sellers[1]);
        await Send(payout);
        return payout;
    }

    private async Task Send(long payout) => Assert.That(await _money.Portal.Run<SendPayout, PayoutOutcome>(u => u.Handle(new SendPayoutRequest(Actor.Portal, payout))), Is.EqualTo(PayoutOutcome.Done));
}
