using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Deposits for the orders of the demo: exact, in two parts, too much, too late, or never; orders on credit; and money of payers whom nobody knows.</summary>
[Service]
public sealed class DemoPayments(RecordDeposit record, CancelOrder cancel, ReleaseOrder release, DemoCredits credits, DemoParts parts)
{
    internal DateTime DepositDueAt => credits.DepositDueAt;

    internal void Begin(World world, DemoOrder order)
    {
        if (order.Plan.Until == Stage.Placed && order.Plan.Pays == Paying.Exact) return;
        var (dice, now) = (order.Dice, credits.Now);
        var soon = order.Plan.IsShown ? now.AddMinutes(40) : now + dice.Hours(0.5, dice.Chance(70) ? 8 : 60);
        switch (order.Plan.Pays)
        {
            case Paying.Never:
                break;
            case Paying.TooLate:
                world.At(order.DepositDueAt.AddHours(dice.Between(2, 40)), () => Deposit(world, order, order.Total));
                break;
            case Paying.TwoParts:
                world.At(soon, () => Deposit(world, order, order.Total / 2));
                world.At(soon + dice.Hours(20, 90), () => Deposit(world, order, order.Total - order.Total / 2));
                break;
            case Paying.OnlyAPart:
                world.At(soon, () => Deposit(world, order, order.Total * 6 / 10));
                world.At(now.AddDays(14), () => Cancel(world, order, "잔액이 들어오지 않아 취소합니다."));
                break;
            case Paying.TooMuch:
                world.At(soon, () => Deposit(world, order, order.Total + 1_000 * dice.Between(1, 60)));
                break;
            case Paying.OnCredit or Paying.OnCreditUnpaid:
                world.At(order.Plan.IsShown ? soon : world.Office(now, dice.Hours(1, 6)), () => Release(world, order));
                if (order.Plan.Pays == Paying.OnCredit) world.At(now + dice.Days(12, 40), () => Deposit(world, order, order.Total));
                break;
            case Paying.CancelledBefore:
                world.At(now + dice.Hours(1, 20), () => Cancel(world, order, "다른 규격으로 다시 주문하려고 합니다."));
                break;
            case Paying.CancelledAfter:
                world.At(soon, () => Deposit(world, order, order.Total, begin: false));
                world.At(soon + dice.Hours(0.5, 4), () => Cancel(world, order, "설치 공간이 맞지 않아 취소합니다."));
                break;
            default:
                world.At(soon, () => Deposit(world, order, order.Total));
                break;
        }
    }

    private async Task Deposit(World world, DemoOrder order, long amount, bool begin = true)
    {
        var payer = order.Dice.Chance(75) ? order.Buyer.Name : order.Buyer.Actor.Name;
        var at = credits.Now;
        var outcome = await record.Handle(new RecordDepositRequest(world.Operator(order.Centre), amount, at.AddMinutes(-order.Dice.Between(0, 25)), payer)
        {
            OrderId = order.Id, Reference = $"{at:yyyyMMdd}{world.Dice.Of(order.No + amount).Digits(6)}", CentreId = order.Centre.Id,
        });
        if (!world.Went(outcome is RecordDepositOutcome.Recorded, $"deposit for {order.No}", outcome)) return;
        var recorded = (RecordDepositOutcome.Recorded)outcome;
        if (recorded.Unapplied > 0) credits.Over(world, order, recorded);
        if (begin && recorded.Match is DepositMatch.Exact or DepositMatch.Over && !order.HasBegun) await parts.Begin(world, order);
    }

    private async Task Release(World world, DemoOrder order)
    {
        var outcome = await release.Handle(new ReleaseOrderRequest(world.Operator(order.Centre), order.Id, "3년 거래처로 월말 결제를 승인함."));
        if (world.Went(outcome == ReleaseOrderOutcome.Released, $"release of {order.No}", outcome)) await parts.Begin(world, order);
    }

    private async Task Cancel(World world, DemoOrder order, string reason)
    {
        var buyer = order.Buyer.People.First(p => p.Role == Role.Buyer);
        var outcome = await cancel.Handle(new CancelOrderRequest(order.Dice.Chance(70) ? buyer : world.Operator(order.Centre), order.Id, null, reason));
        if (!world.Went(outcome == CancelOrderOutcome.Cancelled, $"cancel of {order.No}", outcome)) return;
        if (order.Plan.Pays != Paying.CancelledBefore) credits.Cancelled(world, order);
    }
}
