using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>A settlement of every centre each month: paid, with a transfer that the bank refused now and then; the last ones are underway. A week later the month is closed.</summary>
[Service]
public sealed class DemoSettlements(LockSettlement settle, DemoPayouts payouts, DemoClosings closings)
{
    // in the last settlement the centres differ
    private static readonly Progress[] Last = [Progress.SomeSent, Progress.AllSent, Progress.Locked, Progress.Paid];

    internal void Plan(World world, Clock clock)
    {
        var today = world.DateOf(world.Now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var last = true;
        for (var i = 0; i < 13; i++, month = month.AddMonths(-1))
        {
            // the third day of the month, ten in the morning
            var at = world.On(month.AddDays(2), 10);
            if (at > world.DaysAgo(0.5)) continue;
            for (var c = 0; c < world.Centres.Count; c++)
            {
                var (centre, progress, through) = (world.Centres[c], last ? Last[c] : Progress.Paid, month.AddDays(-1));
                world.At(at.AddMinutes(20 * c), () => Settle(world, centre, through, progress, clock));
                // the last month is left to whoever tries the portal
                if (!last) world.At(at.AddDays(7).AddMinutes(20 * c), () => closings.Close(world, centre, through));
            }

            last = false;
        }
    }

    private async Task Settle(World world, Party centre, DateOnly through, Progress progress, Clock clock)
    {
        var outcome = await settle.Handle(new LockSettlementRequest(world.Operator(centre), centre.Id, through));
        world.Went(outcome is LockSettlementOutcome.Locked or LockSettlementOutcome.NothingToSettle, $"settlement of {centre.Name}", outcome);
        if (outcome is LockSettlementOutcome.Locked locked) await payouts.Plan(world, centre, locked.SettlementId, progress, clock);
    }
}
