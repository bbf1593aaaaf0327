using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>How far the payouts of a settlement come.</summary>
internal enum Progress { Paid, SomeSent, AllSent, Locked }

/// <summary>The payouts of a settlement are sent by another than whoever locked it, and the bank answers in the evening; now and then it refuses one.</summary>
[Service]
public sealed class DemoPayouts(SendPayout send, ConfirmPayout confirm, FailPayout fail, ISettlementStore store)
{
    internal async Task Plan(World world, Party centre, long settlementId, Progress progress, Clock clock)
    {
        if (progress == Progress.Locked) return;
        var payouts = await store.OpenPayouts(settlementId, PayoutStatus.Locked);
        var sent = progress == Progress.SomeSent ? payouts.Take(payouts.Count / 2).ToList() : payouts;
        world.At(clock.Now.AddHours(1), async () =>
        {
            foreach (var payout in sent) Note(world, await send.Handle(new SendPayoutRequest(world.SecondOperator(centre), payout)));
        });
        var dice = world.Dice.Of($"payouts {centre.Code} {clock.Today:yyyyMM}");
        world.At(clock.Now.AddHours(6), () => Answer(world, centre, sent, progress, dice));
    }

    private async Task Answer(World world, Party centre, IReadOnlyList<long> sent, Progress progress, Dice dice)
    {
        for (var i = 0; i < sent.Count; i++)
        {
            // of those underway half have no answer of the bank yet, and one came back
            if (progress != Progress.Paid && i % 2 == 0) continue;
            if (dice.Chance(2) || (progress == Progress.AllSent && i == 1)) Note(world, await fail.Handle(new FailPayoutRequest(world.Operator(centre), sent[i], "예금주 이름이 달라 이체되지 않았습니다.")));
            else Note(world, await confirm.Handle(new ConfirmPayoutRequest(world.Operator(centre), sent[i])));
        }
    }

    private static void Note(World world, PayoutOutcome outcome) => world.Went(outcome == PayoutOutcome.Done, "payout", outcome);
}
