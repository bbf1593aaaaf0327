using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Mileage;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Settlement;

namespace Portal.Tests.Mileage;

/// <summary>Mileage is earned, spent, given back, taken back and expires; the reserve is its sub-ledger at every moment (M-7).</summary>
[TestFixture]
public sealed class MileageTests
{
    private const int Stock = 1_000;
    private Market _market = null!;

    [OneTimeSetUp]
    public async Task Open() => _market = await Market.Open(Stock);

    [OneTimeTearDown]
    public async Task Close() => await _market.DisposeAsync();

    [Test]
    public Task It_is_earned_when_the_profit_is_distributed_and_is_valid_for_two_years() => In(async (deal, db) =>
    {
        await Earn(deal, 10);
        var lot = await db.One<Row>("SELECT source, amount, remaining, expires_on FROM mileage_lots");
        Assert.That(lot, Is.EqualTo(new Row { Source = "Earned", Amount = 999, Remaining = 999, ExpiresOn = new DateOnly(2028, 3, 10) }));
        Assert.That(await Balance(db), Is.EqualTo(999));
    });

    [Test]
    public Task An_order_paid_wholly_by_mileage_is_paid_and_is_no_money() => In(async (deal, db) =>
    {
        await Grant(deal, 200_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        Assert.That(await UseIt(deal, deal.Total), Is.EqualTo(UseMileageOutcome.Used));
        var order = await db.One<OrderRow>("SELECT paid, paid_by_mileage, CASE WHEN paid_at IS NULL THEN 0 ELSE 1 END AS is_paid FROM orders WHERE id = @OrderId", new { deal.OrderId });
        Assert.That(order, Is.EqualTo(new OrderRow { Paid = deal.Total, PaidByMileage = deal.Total, IsPaid = true }));
        Assert.That(await db.Scalar<string>("SELECT source FROM order_payments WHERE order_id = @OrderId", new { deal.OrderId }), Is.EqualTo("Mileage"));
        await deal.Deliver();
        _market.Portal.Time.Advance(TimeSpan.FromDays(8));
        await deal.Distribute();
        Assert.That(await deal.Balances(), Does.Not.Contain("Bank").And.Contain("Payable"));
    });

    [TestCase(0, UseMileageOutcome.TooMuch)]
    [TestCase(-5, UseMileageOutcome.TooMuch)]
    [TestCase(1_001, UseMileageOutcome.TooMuch)]
    [TestCase(1_000, UseMileageOutcome.Used)]
    public Task Nobody_spends_more_than_there_is(long amount, UseMileageOutcome expected) => In(async (deal, _) =>
    {
        await Grant(deal, 1_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        Assert.That(await UseIt(deal, amount), Is.EqualTo(expected));
    });

    [Test]
    public Task Nobody_spends_more_than_the_order_owes_nor_a_second_time_by_a_form_sent_twice() => In(async (deal, db) =>
    {
        await Grant(deal, 1_000_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        Assert.That(await UseIt(deal, deal.Total + 1), Is.EqualTo(UseMileageOutcome.TooMuch));
        Assert.That(await UseIt(deal, 1_000, deal.Total), Is.EqualTo(UseMileageOutcome.Used));
        Assert.That(await UseIt(deal, 1_000, deal.Total), Is.EqualTo(UseMileageOutcome.Changed));
        Assert.That(await Balance(db), Is.EqualTo(999_000));
    });

    [Test]
    public Task A_seller_does_not_spend_the_mileage_of_a_customer() => In(async (deal, _) =>
    {
        await Grant(deal, 1_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        var outcome = await deal.Use<UseMileage>().Handle(new UseMileageRequest(_market.Seller(_market.Sellers[0]), deal.OrderId, 10));
        Assert.That(outcome, Is.EqualTo(UseMileageOutcome.NotFound));
    });

    [Test]
    public Task What_expires_first_is_spent_first() => In(async (deal, db) =>
    {
        await Grant(deal, 700);
        _market.Portal.Time.Advance(TimeSpan.FromDays(40));
        await Grant(deal, 500);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        await UseIt(deal, 800);
        Assert.That(await db.Query<long>("SELECT remaining FROM mileage_lots ORDER BY expires_on"), Is.EqualTo(new[] { 0, 400 }));
    });

    /// <summary>40 % by mileage, the rest by transfer: what comes back is money first, and only what exceeds it is mileage.</summary>
    [TestCase(1, 0)]
    [TestCase(3, 0)]
    [TestCase(5, 1)]
    public Task A_return_gives_back_the_money_first(long units, int mileage) => In(async (deal, db) =>
    {
        await Grant(deal, 1_000_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[4].Id, 5));
        var byMileage = deal.Total * 4 / 10;
        await UseIt(deal, byMileage);
        await deal.Complete(deal.Total - byMileage);
        await deal.CompleteReturn(await deal.RequestReturn(0, units));
        var back = await db.Scalar<long>("SELECT returned FROM orders WHERE id = @OrderId", new { deal.OrderId });
        var expected = mileage == 0 ? 0 : byMileage;
        Assert.That(await db.Scalar<long>("SELECT COALESCE(SUM(amount), 0) FROM buyer_credits WHERE source = 'Return'"), Is.EqualTo(back - expected));
        Assert.That(await Balance(db), Is.EqualTo(1_000_000 - byMileage + expected));
    });

    [Test]
    public Task A_cancelled_order_gives_mileage_back_with_its_expiry_but_valid_for_thirty_days_at_least() => In(async (deal, db) =>
    {
        await Grant(deal, 700);
        _market.Portal.Time.Advance(TimeSpan.FromDays(725));
        await Grant(deal, 500);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        await UseIt(deal, 1_000);
        await deal.Use<CancelOrder>().Handle(new CancelOrderRequest(Actor.Portal, deal.OrderId, null, "test"));
        var lots = await db.Query<Row>("SELECT source, amount, remaining, expires_on FROM mileage_lots WHERE source = 'GivenBack' ORDER BY expires_on");
        Assert.That(lots.Select(l => (l.Amount, l.ExpiresOn)), Is.EqualTo(new[] { (700L, new DateOnly(2028, 3, 26)), (300L, new DateOnly(2030, 2, 25)) }));
        Assert.That(await Balance(db), Is.EqualTo(1_200));
    });

    [Test]
    public Task An_order_that_only_mileage_paid_for_in_part_expires_and_gives_it_back() => In(async (deal, db) =>
    {
        await Grant(deal, 1_000);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        await UseIt(deal, 600);
        _market.Portal.Time.Advance(TimeSpan.FromDays(4));
        Assert.That(await deal.Use<ExpireOrders>().Handle(10), Is.EqualTo(1));
        Assert.That(await Balance(db), Is.EqualTo(1_000));
    });

    [Test]
    public Task What_a_return_takes_back_after_it_was_spent_is_owed_and_filled_by_what_is_earned_next() => In(async (deal, db) =>
    {
        await Earn(deal, 10);
        var next = new Deal(_market, deal.Services);
        await next.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        await UseIt(next, 999);
        await deal.CompleteReturn(await deal.RequestReturn(0, 10));
        Assert.That(await Balance(db), Is.EqualTo(-999));
        Assert.That(await UseIt(next, 1), Is.EqualTo(UseMileageOutcome.TooMuch));

        var third = new Deal(_market, deal.Services);
        await Earn(third, 15);
        Assert.That(await db.Query<long>("SELECT remaining FROM mileage_lots ORDER BY id"), Is.EqualTo(new[] { 0, 1_498 - 999 }));
        Assert.That(await UseIt(next, 1_498 - 999), Is.EqualTo(UseMileageOutcome.Used));
    });

    [Test]
    public Task What_is_over_becomes_income_of_the_portal_once_and_is_settled() => In(async (deal, db) =>
    {
        await Grant(deal, 700);
        var income = await Income(db);
        _market.Portal.Time.Advance(TimeSpan.FromDays(732));
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 1));
        Assert.That(await UseIt(deal, 1), Is.EqualTo(UseMileageOutcome.TooMuch), "its day is over, also when the job was not there yet");
        Assert.That(await deal.Use<ExpireMileage>().Handle(10), Is.EqualTo(1));
        Assert.That(await deal.Use<ExpireMileage>().Handle(10), Is.Zero);
        Assert.That((await Balance(db), await Income(db) - income), Is.EqualTo((0, 700)));
        Assert.That(await db.Scalar<long>("SELECT COUNT(*) FROM postings p JOIN settlement_items i ON i.posting_id = p.id WHERE p.kind = 'MileageExpiry'"), Is.EqualTo(1));
    });

    [Test]
    public Task Buyers_are_told_once_of_what_expires_within_thirty_days() => In(async (deal, _) =>
    {
        await Grant(deal, 700);
        Assert.That(await deal.Use<WarnOfExpiry>().Handle(10), Is.Zero);
        _market.Portal.Time.Advance(TimeSpan.FromDays(705));
        Assert.That(await deal.Use<WarnOfExpiry>().Handle(10), Is.EqualTo(1));
        Assert.That(await deal.Use<WarnOfExpiry>().Handle(10), Is.Zero);
    });

    [Test]
    public async Task Two_orders_at_once_do_not_spend_the_same_mileage()
    {
        await using var market = await Market.Open(Stock);
        var portal = market.Portal;
        var grant = new CorrectMileageRequest(market.Operator(0), market.Buyers[0], 1_000, MileageReason.Goodwill, "test");
        await portal.Run<CorrectMileage, CorrectMileageOutcome>(u => u.Handle(grant));
        var orders = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            var request = new PlaceOrderRequest(market.Buyer(market.Buyers[0]), OrderChannel.Buyer, market.Buyers[0], [new OrderItem(market.Products[0].Id, 1)]);
            orders.Add(((PlaceOrderOutcome.Placed)await portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request))).OrderId);
        }

        var outcomes = await Task.WhenAll(orders.Select(o => Task.Run(() => portal.Run<UseMileage, UseMileageOutcome>(u => u.Handle(new UseMileageRequest(Actor.Portal, o, 300))))));
        Assert.That(outcomes.Count(o => o == UseMileageOutcome.Used), Is.EqualTo(3));
        Assert.That((await portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }

    /// <summary>Units of the product with 1 % of mileage, delivered and distributed.</summary>
    private async Task Earn(Deal deal, long units)
    {
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, units));
        await deal.Complete();
        await deal.Distribute();
    }

    private async Task Grant(Deal deal, long amount)
    {
        var request = new CorrectMileageRequest(_market.Operator(0), _market.Buyers[0], amount, MileageReason.Goodwill, "test");
        Assert.That(await deal.Use<CorrectMileage>().Handle(request), Is.EqualTo(CorrectMileageOutcome.Corrected));
    }

    private static Task<UseMileageOutcome> UseIt(Deal deal, long amount, long? seen = null) =>
        deal.Use<UseMileage>().Handle(new UseMileageRequest(Actor.Portal, deal.OrderId, amount) { Seen = seen });

    private Task<long> Balance(Db db) => db.Scalar<long>("SELECT balance FROM mileage_balances WHERE buyer_id = @buyer", new { buyer = _market.Buyers[0] });

    private static Task<long> Income(Db db) => db.Scalar<long>("SELECT -COALESCE(SUM(a.balance), 0) FROM accounts a JOIN organizations g ON g.id = a.owner_id WHERE a.type = 'Income' AND g.kind = 'Portal'");

    /// <summary>Lets something happen, checks everything that must hold, and takes it back.</summary>
    private async Task In(Func<Deal, Db, Task> action)
    {
        _market.Portal.Time.AdjustTime(Market.Opening);
        await using var scope = _market.Portal.Scope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await using var tx = await db.Begin();
        await action(new Deal(_market, scope.ServiceProvider), db);
        Assert.That(await Promises.Broken(db, scope.ServiceProvider.GetRequiredService<BooksPages>(), Stock), Is.Empty);
    }

    private sealed record Row
    {
        public string Source { get; init; } = "";
        public long Amount { get; init; }
        public long Remaining { get; init; }
        public DateOnly ExpiresOn { get; init; }
    }

    private sealed record OrderRow
    {
        public long Paid { get; init; }
        public long PaidByMileage { get; init; }
        public bool IsPaid { get; init; }
    }
}
