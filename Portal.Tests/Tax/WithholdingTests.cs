using System.Net;
using System.Text;
using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Tests.Settlement;

namespace Portal.Tests.Tax;

/// <summary>What is withheld from individuals is due by the 10th of the next month, and is paid once.</summary>
[TestFixture]
public sealed class WithholdingTests
{
    private static readonly Month March = new(2026, 3);
    private static readonly Month April = new(2026, 4);
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
    public async Task A_month_is_paid_once_after_its_end_and_the_ledger_owes_nothing_more()
    {
        await PaidOut(1);
        using var centre = await _money.Operator(1);
        Assert.That((await centre.Post("/withholding/2026-03/payment")).Status, Is.EqualTo(HttpStatusCode.Conflict), "the month is not over");
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        var page = await centre.Get("/withholding/2026-03");
        // of 95,925: 2,870 and 280
        Assert.That(page.Main, Does.Contain("2,870").And.Contain("280").And.Contain("2026. 4. 10.(금)"));
        Assert.That(page.Html.QuerySelectorAll("#main a").Select(a => a.GetAttribute("href")), Does.Contain("/withholding").And.Contain("/withholding/2026-03.csv"));
        Assert.That((await centre.Get("/")).Main, Does.Contain("납부할 원천세"));
        Assert.That((await centre.PostAndFollow("/withholding/2026-03/payment")).Main, Does.Contain("납부한 것으로 적었습니다"));
        Assert.That((await centre.Post("/withholding/2026-03/payment")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await _money.Portal.Scalar<long>("SELECT balance FROM accounts WHERE type = 'Withholding'"), Is.Zero);
        Assert.That(await _money.Portal.Scalar<long>("SELECT debit_sum FROM postings WHERE event_key = @key", new { key = $"withholding:{_money.Market.Centres[1]}:2026-03" }), Is.EqualTo(3_150));
        Assert.That(await _money.Portal.Scalar<string>("SELECT after_value FROM audit_entries WHERE action = 'withholding.pay'"), Is.EqualTo("2870 + 280"));
        Assert.That((await centre.Get("/")).Main, Does.Not.Contain("납부할 원천세"));
    }

    [Test]
    public async Task Ten_who_pay_at_once_pay_once()
    {
        await PaidOut(1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Pay(March))));
        Assert.That(outcomes.Count(o => o == PayWithholdingOutcome.Paid), Is.EqualTo(1));
        Assert.That(outcomes.Count(o => o == PayWithholdingOutcome.PaidBefore), Is.EqualTo(9));
    }

    [Test]
    public async Task A_payout_that_fails_in_the_next_month_is_brought_forward_and_lowers_what_is_due_then()
    {
        var payout = await PaidOut(1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        Assert.That(await Pay(March), Is.EqualTo(PayWithholdingOutcome.Paid));
        var failed = await _money.Portal.Run<FailPayout, PayoutOutcome>(u => u.Handle(new FailPayoutRequest(Actor.Portal, payout, "test")));
        Assert.That(failed, Is.EqualTo(PayoutOutcome.Done));
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 5, 2, 1, 0, 0, TimeSpan.Zero));
        Assert.That(await Pay(April), Is.EqualTo(PayWithholdingOutcome.NothingDue), "April gave back what March withheld");
        // paid again in May, with another order: 191,850 in all
        await _money.Done(1, (1, 1));
        var again = await _money.Settle(1);
        await Send(await _money.Payout(again, _money.Market.Sellers[1]));
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 6, 2, 1, 0, 0, TimeSpan.Zero));
        using var centre = await _money.Operator(1);
        Assert.That((await centre.Get("/withholding/2026-05")).Main, Does.Contain("5,750").And.Contain("−2,870").And.Contain("2,880").And.Contain("−280").And.Contain("290"));
        Assert.That(await Pay(new Month(2026, 5)), Is.EqualTo(PayWithholdingOutcome.Paid));
        Assert.That(await _money.Portal.Scalar<long>("SELECT balance FROM accounts WHERE type = 'Withholding'"), Is.Zero);
    }

    [Test]
    public async Task An_earlier_month_is_paid_first()
    {
        await PaidOut(1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        await _money.Done(1, (1, 1));
        await Send(await _money.Payout(await _money.Settle(1), _money.Market.Sellers[1]));
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 5, 2, 1, 0, 0, TimeSpan.Zero));
        Assert.That(await Pay(April), Is.EqualTo(PayWithholdingOutcome.EarlierFirst));
        Assert.That(await Pay(March), Is.EqualTo(PayWithholdingOutcome.Paid));
        Assert.That(await Pay(April), Is.EqualTo(PayWithholdingOutcome.Paid));
    }

    [Test]
    public async Task The_rule_is_that_of_the_day_on_which_the_settlement_is_locked()
    {
        await _money.Done(1, (1, 1));
        var through = _money.Today;
        var rule = new AddWithholdingRuleRequest((await _money.Person(Role.Administrator, await _money.Portal.Scalar<long>("SELECT MIN(id) FROM organizations WHERE kind = 'Portal'"))), new NewWithholdingRule(through.AddDays(1), 500, 1_000, 10));
        Assert.That(await _money.Portal.Run<AddWithholdingRule, AddWithholdingRuleOutcome>(u => u.Handle(rule)), Is.EqualTo(AddWithholdingRuleOutcome.Added));
        _money.Portal.Time.Advance(TimeSpan.FromDays(2));
        var request = new LockSettlementRequest(_money.Market.Operator(1), _money.Market.Centres[1], through);
        await _money.Portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(request));
        Assert.That(await _money.Portal.Scalar<string>("SELECT CONCAT(income_tax, ' ', local_tax) FROM statements WHERE party_id = @party", new { party = _money.Market.Sellers[1] }), Is.EqualTo("4790 470"));
    }

    [Test]
    public async Task Only_the_centre_itself_sees_and_pays_its_tax_and_its_file_adds_up()
    {
        await PaidOut(1);
        _money.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        using var other = await _money.Operator();
        Assert.That((await other.Get("/withholding/2026-03")).Main, Does.Contain("원천징수한 사람이 없습니다"));
        var code = await _money.Portal.Scalar<string>("SELECT code FROM organizations WHERE id = @id", new { id = _money.Market.Centres[1] });
        Assert.That((await other.Get($"/withholding/2026-03?centre={code}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await other.Post("/withholding/2026-03/payment")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await other.Get("/withholding/2026-13")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var administrator = await _money.Administrator();
        Assert.That((await administrator.Get($"/withholding/2026-03?centre={code}")).Main, Does.Contain("2,870"));
        var (_, bytes) = await administrator.Download($"/withholding/2026-03.csv?centre={code}");
        Assert.That(Encoding.UTF8.GetString(bytes), Does.Contain("95925,2870,280,92775"));
    }

    private Task<PayWithholdingOutcome> Pay(Month month) =>
        _money.Portal.Run<PayWithholding, PayWithholdingOutcome>(u => u.Handle(new PayWithholdingRequest(_money.Market.Operator(1), _money.Market.Centres[1], month)));

    /// <summary>An individual's share of equipment is settled and sent; returns the payout.</summary>
    private async Task<long> PaidOut(int centre)
    {
        await _money.Done(1, (1, 1));
        var payout = await _money.Payout(await _money.Settle(centre), _money.Market.Sellers[1]);
        await Send(payout);
        return payout;
    }

    private async Task Send(long payout) => Assert.That(await _money.Portal.Run<SendPayout, PayoutOutcome>(u => u.Handle(new SendPayoutRequest(Actor.Portal, payout))), Is.EqualTo(PayoutOutcome.Done));
}
