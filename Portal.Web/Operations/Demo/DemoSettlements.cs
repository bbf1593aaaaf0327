using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>A settlement of every centre each month: paid, with a transfer that the bank refused now and then; the last ones are underway.</summary>
[Service]
public sealed class DemoSettlements(LockSettlement settle, SendPayout send, ConfirmPayout confirm, FailPayout fail, ISettlementStore store)
{
    /// <summary>How far the payouts of a settlement come: in the last one the centres differ.</summary>
    private enum Progress { Paid, SomeSent, AllSent, Locked }

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
                var (centre, progress, through) = (world.Centres[c], last ? new[] { Progress.SomeSent, Progress.AllSent, Progress.Locked, Progress.Paid }[c] : Progress.Paid, month.AddDays(-1));
                world.At(at.AddMinutes(20 * c), () => Settle(world, centre, through, progress, clock));
            }

            last = false;
        }
    }

    private async Task Settle(World world, Party centre, DateOnly through, Progress progress, Clock clock)
    {
        var outcome = await settle.Handle(new LockSettlementRequest(world.Operator(centre), centre.Id, through));
        if (outcome is not LockSettlementOutcome.Locked { SettlementId: var id })
        {
            world.Went(outcome is LockSettlementOutcome.NothingToSettle, $"settlement of {centre.Name}", outcome);
            return;
        }

        if (progress == Progress.Locked) return;
        var payouts = await store.OpenPayouts(id, PayoutStatus.Locked);
        var sent = progress == Progress.SomeSent ? payouts.Take(payouts.Count / 2).ToList() : payouts;
        var dice = world.Dice.Of($"payouts {centre.Code} {through:yyyyMM}");
        world.At(clock.Now.AddHours(1), async () =>
        {
            foreach (var payout in sent) Note(world, await send.Handle(new SendPayoutRequest(world.Operator(centre), payout)));
        });
        world.At(clock.Now.AddHours(6), async () =>
        {
            for (var i = 0; i < sent.Count; i++)
            {
                // of those underway half have no answer of the bank yet, and one came back
                if (progress != Progress.Paid && i % 2 == 0) continue;
                if (dice.Chance(2) || (progress == Progress.AllSent && i == 1)) Note(world, await fail.Handle(new FailPayoutRequest(world.Operator(centre), sent[i], "예금주 이름이 달라 이체되지 않았습니다.")));
                else Note(world, await confirm.Handle(new ConfirmPayoutRequest(world.Operator(centre), sent[i])));
            }
        });
    }

    private static void Note(World world, PayoutOutcome outcome) => world.Went(outcome == PayoutOutcome.Done, "payout", outcome);
}
