using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>What is owed to a party, or owed by it, is kept from one settlement to the next (money.md §5).</summary>
[TestFixture]
public sealed class CarriedOverTests
{
    private const int Stock = 1_000;
    private Market _market = null!;

    [OneTimeSetUp]
    public async Task Open() => _market = await Market.Open(Stock);

    [OneTimeTearDown]
    public async Task Close() => await _market.DisposeAsync();

    [Test]
    public Task A_debt_is_kept_through_settlements_in_which_the_party_has_nothing_and_taken_off_when_it_earns_again() => InTransaction(async desk =>
    {
        var seller = _market.Sellers[0];
        var first = await desk.Deal(0, 0, Items(0, 10));
        await desk.Settle(0);
        await desk.PayAll();
        await first.CompleteReturn(await first.RequestReturn(0, 10));
        await desk.Settle(0);
        var debt = (await desk.Statement(seller)).CarriedOut;
        Assert.That(debt, Is.EqualTo(-9_990), "ten units at 9,990, of which the seller had a tenth");

        // others trade; the seller has no entry, and no statement
        await desk.Deal(1, null, Items(1, 1), centre: 0);
        await desk.Settle(0);
        Assert.That(await desk.Statements(seller), Is.EqualTo(2), "nothing happened to the seller");

        await desk.Deal(0, 0, Items(0, 20));
        await desk.Settle(0);
        var last = await desk.Statement(seller);
        Assert.That((last.CarriedIn, last.Earned, last.Gross, last.CarriedOut), Is.EqualTo((debt, 19_980L, 9_990L, 0L)));
    });

    [Test]
    public Task What_is_carried_over_is_carried_by_centre() => InTransaction(async desk =>
    {
        var producer = _market.Producers[0];
        var here = await desk.Deal(0, 0, Items(0, 5));
        await desk.Settle(0);
        await desk.PayAll();
        await here.CompleteReturn(await here.RequestReturn(0, 5));
        await desk.Settle(0);
        var debt = await desk.Statement(producer);
        Assert.That(debt.CarriedOut, Is.LessThan(0));

        // the individual seller belongs to the other centre, and so do their orders
        await desk.Deal(0, 1, Items(0, 5));
        await desk.Settle(1);
        var there = await desk.Statement(producer);
        Assert.That((there.CarriedIn, there.VatIn, there.CarriedOut), Is.EqualTo((0L, 0L, 0L)), "the other centre's debt is not this one's to collect");
        Assert.That(there.Transfer, Is.GreaterThan(0));
    });

    [Test]
    public Task A_failed_payout_comes_back_and_is_withheld_from_and_paid_in_the_next_settlement() => InTransaction(async desk =>
    {
        var seller = _market.Sellers[1];
        await desk.Deal(0, 1, Items(1, 1));
        await desk.Settle(1);
        var first = await desk.Statement(seller);
        Assert.That((first.IncomeTax, first.LocalTax), Is.Not.EqualTo((0L, 0L)), "an individual is withheld from");
        await desk.Send(seller);
        await desk.Fail(seller, "No such account.");
        Assert.That(await desk.Balance("Withholding"), Is.Zero, "nothing was paid, so nothing is withheld");
        Assert.That(await desk.Balance("Payable", seller), Is.EqualTo(-first.Gross));

        await desk.Settle(1);
        var second = await desk.Statement(seller);
        Assert.That((second.CarriedIn, second.Earned, second.Gross, second.IncomeTax, second.Transfer), Is.EqualTo((0L, first.Gross, first.Gross, first.IncomeTax, first.Transfer)));
        await desk.PayAll();
        Assert.That(await desk.Balance("Payable", seller), Is.Zero);
        Assert.That(await desk.Balance("Withholding"), Is.EqualTo(-(first.IncomeTax + first.LocalTax)));
    });

    [Test]
    public Task Freight_goes_to_the_producer_once_with_the_first_line_and_stays_when_everything_comes_back() => InTransaction(async desk =>
    {
        // below 60,000 the first producer charges 3,000 and its VAT
        var deal = await desk.Deal(0, 0, Items(0, 1));
        await desk.Settle(0);
        Assert.That(await desk.Postings("Freight"), Is.EqualTo(1));
        await deal.CompleteReturn(await deal.RequestReturn(0, 1));
        await deal.Distribute();
        Assert.That(await desk.Postings("Freight"), Is.EqualTo(1));
        await desk.Settle(0);
        await desk.PayAll();
        Assert.That(await desk.Balance("Payable", _market.Producers[0]) + await desk.Balance("Vat", _market.Producers[0]), Is.GreaterThan(0), "it was paid its share before the return, and owes it");
        Assert.That(await desk.Statements(_market.Producers[0]), Is.EqualTo(2));
    });

    [Test]
    public Task Freight_is_the_producers_also_when_all_units_came_back_before_they_were_divided() => InTransaction(async desk =>
    {
        var deal = await desk.Deal(0, 0, Items(0, 1), wait: false);
        await deal.CompleteReturn(await deal.RequestReturn(0, 1));
        _market.Portal.Time.Advance(TimeSpan.FromDays(8));
        await desk.Settle(0);
        var producer = await desk.Statement(_market.Producers[0]);
        Assert.That((producer.Gross, producer.VatPaid, producer.Transfer), Is.EqualTo((3_000L, 300L, 3_300L)));
        Assert.That(await desk.Statements(_market.Sellers[0]), Is.Zero);
    });

    [Test]
    public Task VAT_of_a_line_whose_rest_is_the_centres_stays_with_the_centre_and_is_paid_out_to_nobody() => InTransaction(async desk =>
    {
        var deal = await desk.Deal(0, 0, Items(4, 3));
        await desk.Settle(0);
        await desk.PayAll();
        var (supply, vat) = (3 * 54_321L, 3 * 54_321L / 10);
        var rest = supply - 3 * 12_345 - supply * 15 / 100;
        var centre = await desk.Statement(_market.Centres[0]);
        Assert.That((centre.Account, centre.Gross, centre.Vat, centre.Transfer), Is.EqualTo(("Income", rest, 0L, 0L)));
        Assert.That((await desk.Balance("Vat", _market.Centres[0]), await desk.Balance("Income", _market.Centres[0])), Is.EqualTo((-vat, -rest)));

        await deal.CompleteReturn(await deal.RequestReturn(0, 3));
        Assert.That((await desk.Balance("Vat", _market.Centres[0]), await desk.Balance("Income", _market.Centres[0])), Is.EqualTo((0L, 0L)));
        await desk.Settle(0);
        Assert.That((await desk.Statement(_market.Centres[0])).Gross, Is.EqualTo(-rest), "income that was given back");
    });

    private OrderItem[] Items(int product, long quantity) => [new OrderItem(_market.Products[product].Id, quantity)];

    /// <summary>Lets things happen, checks the books and everything else that must hold, and takes it back.</summary>
    private async Task InTransaction(Func<SettleDesk, Task> action)
    {
        _market.Portal.Time.AdjustTime(Market.Opening);
        await using var scope = _market.Portal.Scope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await using var tx = await db.Begin();
        await action(new SettleDesk(_market, scope.ServiceProvider));
        Assert.That(await Promises.Broken(db, scope.ServiceProvider.GetRequiredService<BooksPages>(), Stock), Is.Empty);
    }
}

/// <summary>Settles and pays in a market, step by step; each step must succeed.</summary>
public sealed class SettleDesk(Market market, IServiceProvider services)
{
    private Db Db => services.GetRequiredService<Db>();

    /// <summary>An order that is delivered and paid and, unless it is not to wait, past its objection period.</summary>
    public async Task<Deal> Deal(int buyer, int? seller, OrderItem[] items, int? centre = null, bool wait = true)
    {
        var deal = new Deal(market, services);
        if (seller is null && centre is { } c && market.Centres[c] != await Db.Scalar<long>("SELECT centre_id FROM organizations WHERE id = @id", new { id = market.Buyers[buyer] })) buyer = c;
        await deal.Place(buyer, seller, items);
        if (wait) return await deal.Complete();
        await deal.Pay(deal.Total);
        await deal.Ship();
        return deal;
    }

    public async Task Settle(int centre)
    {
        var today = services.GetRequiredService<Clock>().Today;
        var outcome = await services.GetRequiredService<LockSettlement>().Handle(new LockSettlementRequest(market.Operator(centre), market.Centres[centre], today));
        Assert.That(outcome, Is.InstanceOf<LockSettlementOutcome.Locked>());
    }

    public async Task PayAll()
    {
        foreach (var id in await Db.Query<long>("SELECT id FROM payouts WHERE status = 'Locked'"))
        {
            Assert.That(await services.GetRequiredService<SendPayout>().Handle(new SendPayoutRequest(Actor.Portal, id)), Is.EqualTo(PayoutOutcome.Done));
            Assert.That(await services.GetRequiredService<ConfirmPayout>().Handle(new ConfirmPayoutRequest(Actor.Portal, id)), Is.EqualTo(PayoutOutcome.Done));
        }
    }

    public async Task Send(long party) => Assert.That(await services.GetRequiredService<SendPayout>().Handle(new SendPayoutRequest(Actor.Portal, await Payout(party))), Is.EqualTo(PayoutOutcome.Done));

    public async Task Fail(long party, string reason) =>
        Assert.That(await services.GetRequiredService<FailPayout>().Handle(new FailPayoutRequest(Actor.Portal, await Payout(party), reason)), Is.EqualTo(PayoutOutcome.Done));

    /// <summary>The party's last statement.</summary>
    public async Task<StatementFigures> Statement(long party) => (await Db.Query<StatementFigures>("""
        SELECT party_id, account, carried_in, earned, gross, carried_out, income_tax, local_tax, net, vat_in, vat, vat_paid, vat_out, transfer
        FROM statements WHERE party_id = @party ORDER BY id DESC
        """, new { party }))[0];

    public Task<long> Statements(long party) => Db.Scalar<long>("SELECT COUNT(*) FROM statements WHERE party_id = @party", new { party });
    public Task<long> Postings(string kind) => Db.Scalar<long>("SELECT COUNT(*) FROM postings WHERE kind = @kind", new { kind });
    public Task<long> Balance(string type, long owner = 0) => Db.Scalar<long>("SELECT COALESCE(SUM(balance), 0) FROM accounts WHERE type = @type AND owner_id = @owner", new { type, owner });

    private Task<long> Payout(long party) => Db.Scalar<long>("SELECT MAX(id) FROM payouts WHERE party_id = @party", new { party });
}
