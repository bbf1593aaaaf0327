using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Returns, in whatever order they come (money.md §3).</summary>
[TestFixture]
public sealed class ReturnTests
{
    private const int Stock = 1_000;
    private Market _market = null!;

    [OneTimeSetUp]
    public async Task Open() => _market = await Market.Open(Stock);

    [OneTimeTearDown]
    public async Task Close() => await _market.DisposeAsync();

    /// <summary>An event after delivery: a deposit, a return of some units of a line, or a distribution.</summary>
    private sealed record Step(int Kind, int Line, long Quantity);

    private static readonly Gen<(Step[] Steps, Step[] Shuffled, int Twice)> GenSteps =
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Long[1, 4], (line, quantity) => new Step(1, line, quantity)).Array[1, 5], Gen.Int[0, 2])
            .Select((returns, runs) => Possible(returns).Concat([new Step(0, 0, 1), new Step(0, 1, 2)]).Concat(Enumerable.Repeat(new Step(2, 0, 0), runs)).ToArray())
            .SelectMany(steps => Gen.Select(Gen.Const(steps), Gen.Shuffle(steps, steps.Length), Gen.Int[0, steps.Length - 1]));

    [Test]
    public async Task Deposits_returns_and_distributions_in_any_order_and_repeated_end_with_the_same_balances() => await GenSteps.SampleAsync(async (steps, shuffled, twice) =>
    {
        var expected = await Play(steps, -1);
        var balances = await Play(shuffled, twice);
        if (balances != expected) throw new InvalidOperationException($"{balances} instead of {expected}");
    }, iter: 100, threads: 1);

    [Test]
    public async Task A_full_return_after_distribution_leaves_every_party_at_zero_and_the_buyer_with_the_money()
    {
        var balances = await InTransaction(async deal =>
        {
            await deal.Place(0, 0, Items(10, 2, 9, 3));
            await deal.Complete();
            await deal.Distribute();
            for (var line = 0; line < 4; line++) await Return(deal, line, new long[] { 10, 2, 9, 3 }[line]);
            return await deal.Balances();
        });
        Assert.That(balances, Does.Not.Contain("Payable").And.Not.Contain("Income").And.Not.Contain("Mileage").And.Not.Contain("Undelivered").And.Not.Contain("Vat")
            .And.Not.Contain("Receivable").And.Contain("Bank").And.Contain("Unapplied"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_return_that_is_worth_nothing_is_completed_without_a_posting(bool distributed)
    {
        var balances = await InTransaction(async deal =>
        {
            // two units at 1 won less 49.98 % cost 2 won, and so do three
            await deal.PlaceHistoric(0, 3, 1, 4_998);
            await deal.Complete();
            if (distributed) await deal.Distribute();
            await Return(deal, 0, 1);
            await deal.Distribute();
            await Return(deal, 0, 2);
            return await deal.Balances();
        });
        Assert.That(balances, Does.Not.Contain("Payable").And.Contain("Unapplied"));
    }

    /// <summary>Plays steps after a delivery, one of them twice; ends with a distribution, and returns the balances.</summary>
    private Task<string> Play(Step[] steps, int twice) => InTransaction(async deal =>
    {
        await deal.Place(0, 1, Items(5, 5, 5, 5));
        await deal.Deliver();
        _market.Portal.Time.Advance(TimeSpan.FromDays(8));
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Kind == 2) await deal.Distribute();
            if (step.Kind == 1) await Return(deal, step.Line, step.Quantity, again: i == twice);
            if (step.Kind != 0) continue;
            var amount = step.Line == 0 ? deal.Total / 3 : deal.Total - deal.Total / 3;
            Assert.That(await deal.Pay(amount, $"R{step.Line}"), Is.InstanceOf<RecordDepositOutcome.Recorded>());
            if (i == twice) Assert.That(await deal.Pay(amount, $"R{step.Line}"), Is.InstanceOf<RecordDepositOutcome.Duplicate>());
        }

        await deal.Distribute();
        return await deal.Balances();
    });

    /// <summary>Those returns that five units of each line allow.</summary>
    private static List<Step> Possible(IEnumerable<Step> returns)
    {
        var left = new long[] { 5, 5, 5, 5 };
        return returns.Where(r => left[r.Line] >= r.Quantity && (left[r.Line] -= r.Quantity) >= 0).ToList();
    }

    private static async Task Return(Deal deal, int line, long quantity, bool again = false)
    {
        var id = await deal.RequestReturn(line, quantity);
        Assert.That(await deal.CompleteReturn(id), Is.EqualTo(CompleteReturnOutcome.Completed));
        if (again) Assert.That(await deal.CompleteReturn(id), Is.EqualTo(CompleteReturnOutcome.NotOpen));
    }

    private OrderItem[] Items(params long[] quantities) => [.. quantities.Select((q, i) => new OrderItem(_market.Products[i].Id, q))];

    /// <summary>Lets a deal happen, checks everything that must hold, and takes it back.</summary>
    private async Task<string> InTransaction(Func<Deal, Task<string>> action)
    {
        _market.Portal.Time.AdjustTime(Market.Opening);
        await using var scope = _market.Portal.Scope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await using var tx = await db.Begin();
        var result = await action(new Deal(_market, scope.ServiceProvider));
        var broken = await Promises.Broken(db, scope.ServiceProvider.GetRequiredService<BooksPages>(), Stock);
        return broken.Count == 0 ? result : throw new InvalidOperationException(string.Join("; ", broken));
    }
}
