using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;

namespace Portal.Tests.Settlement;

/// <summary>The same lines at the same moment: each is distributed and settled once.</summary>
[TestFixture]
public sealed class AtOnceTests
{
    [Test]
    public async Task Twenty_settlement_runs_at_once_distribute_and_settle_each_line_once()
    {
        await using var market = await Market.Open();
        await using (var scope = market.Portal.Scope())
            for (var i = 0; i < 12; i++)
                await (await new Deal(market, scope.ServiceProvider).Place(i % 3, i % 2, new OrderItem(market.Products[i % 4].Id, 1 + i))).Complete();
        var today = DateOnly.FromDateTime(market.Portal.Time.GetUtcNow().UtcDateTime.AddHours(9));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => market.Portal.Run<LockSettlement, LockSettlementOutcome>(u =>
            u.Handle(new LockSettlementRequest(Actor.Portal, market.Centres[i % 2], today))))));

        Assert.That(outcomes.OfType<LockSettlementOutcome.Locked>().Count(), Is.EqualTo(2), "one per centre");
        Assert.That(outcomes.OfType<LockSettlementOutcome.NothingToSettle>().Count(), Is.EqualTo(18));
        Assert.That(await market.Portal.Scalar<long>("SELECT COUNT(*) FROM distributions"), Is.EqualTo(12));
        Assert.That(await market.Portal.Scalar<long>("SELECT COUNT(*) FROM settlement_items WHERE settlement_id IS NULL"), Is.Zero);
        await Sound(market);
    }

    [Test]
    public async Task Twenty_distribution_runs_at_once_distribute_each_line_once()
    {
        await using var market = await Market.Open();
        await using (var scope = market.Portal.Scope())
            for (var i = 0; i < 12; i++)
                await (await new Deal(market, scope.ServiceProvider).Place(i % 3, i % 2, new OrderItem(market.Products[i % 4].Id, 1 + i))).Complete();

        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => market.Portal.Run<DistributeDue, RunResult>(u => u.Handle()))));

        Assert.That(runs.Sum(r => r.Lines), Is.EqualTo(12));
        Assert.That(await market.Portal.Scalar<long>("SELECT COUNT(*) FROM distributions"), Is.EqualTo(12));
        await Sound(market);
    }

    private static async Task Sound(Market market)
    {
        await using var scope = market.Portal.Scope();
        Assert.That((await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0), Is.Empty);
    }
}
