using Portal.Core.Mileage;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>
/// Distributes every line that is due, once (money.md §3). A line is claimed by one guarded write before it is posted,
/// and its event key is unique: whoever runs at the same time finds nothing left to do.
/// </summary>
[Service]
public sealed class Distributor(IUnitOfWork unit, IOrderStore orders, ISettlementStore settlement, MileageBook mileage, Clock clock)
{
    /// <summary>So many lines are one transaction: others write in between, and memory does not grow with what is due.</summary>
    private const int Batch = 10_000;

    /// <summary>Distributes what is due in <paramref name="scope"/>. What was distributed stays so when a later batch fails.</summary>
    public async Task<RunResult> Run(RunScope scope)
    {
        var (lines, freights) = (0L, 0L);
        while (true)
        {
            await using var tx = await unit.Begin();
            var run = Ids.Next();
            var claimed = await orders.ClaimDue(run, scope.Through, clock.Now, new ClaimScope(scope.CentreId, scope.OrderId, Batch));
            if (claimed == 0) return new RunResult(lines, freights);
            var result = await settlement.Distribute(new ClaimedRun(run, claimed, await orders.ClaimFreight(run)), clock.Now);
            await mileage.Earn(run);
            await tx.Commit();
            (lines, freights) = (lines + result.Lines, freights + result.Freights);
            if (claimed < Batch) return new RunResult(lines, freights);
        }
    }
}

/// <summary>Distributes everything that is due today, in all centres.</summary>
public sealed class DistributeDue(Distributor distributor, Clock clock)
{
    public Task<RunResult> Handle() => distributor.Run(new RunScope(clock.Today));
}
