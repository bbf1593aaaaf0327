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
    /// <summary>Distributes what is due in <paramref name="scope"/>, in one transaction.</summary>
    public async Task<RunResult> Run(RunScope scope)
    {
        await using var tx = await unit.Begin();
        var run = Ids.Next();
        if (await orders.ClaimDue(run, scope.Through, clock.Now, scope.CentreId, scope.OrderId) == 0) return default;
        await orders.ClaimFreight(run);
        var result = await settlement.Distribute(run, clock.Now);
        await mileage.Earn(run);
        await tx.Commit();
        return result;
    }
}

/// <summary>Distributes everything that is due today, in all centres.</summary>
public sealed class DistributeDue(Distributor distributor, Clock clock)
{
    public Task<RunResult> Handle() => distributor.Run(new RunScope(clock.Today));
}
