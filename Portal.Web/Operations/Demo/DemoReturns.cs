using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Returns before and after distribution, whole and partial, completed, rejected or still asked for.</summary>
[Service]
public sealed class DemoReturns(RequestReturn request, RejectReturn reject, CompleteReturn complete, DemoCredits credits, IDeliveryStore delivery)
{
    private static readonly (ReturnReason Reason, string Note)[] Reasons =
    [
        (ReturnReason.Defective, "전원이 들어오지 않습니다."), (ReturnReason.ChangedMind, "규격을 잘못 골랐습니다."), (ReturnReason.Damaged, "모서리가 찌그러져 왔습니다."),
        (ReturnReason.Late, "행사가 끝난 뒤에 도착했습니다."), (ReturnReason.Wrong, "주문한 것과 다른 색입니다."), (ReturnReason.Other, "매장 사정으로 사용할 수 없게 되었습니다."),
    ];

    private int _count;

    internal void Refund(World world, DemoOrder order) => credits.Cancelled(world, order);

    internal void Begin(World world, DemoOrder order, long line)
    {
        var dice = order.Dice;
        // within the objection period, or long after the profit was divided
        var wait = order.Plan.IsShown ? order.Plan.Until == Stage.Delivered ? TimeSpan.FromHours(20) : TimeSpan.FromDays(9) : dice.Chance(55) ? dice.Days(0.5, 5) : dice.Days(10, 45);
        world.At(credits.Now + wait, () => Ask(world, order, line));
    }

    /// <summary>A whole line comes back long after it was paid out.</summary>
    internal void Later(World world, DemoOrder order, long line, DateTime at) => world.At(at, () => Ask(world, order, line, whole: true));

    private async Task Ask(World world, DemoOrder order, long line, bool whole = false)
    {
        var (dice, buyer) = (order.Dice, order.Buyer.People.First(p => p.Role == Role.Buyer));
        if (await delivery.Returnable(buyer, line) is not { Left: > 0 } units) return;
        var (reason, note) = Reasons[_count++ % Reasons.Length];
        var quantity = whole || dice.Chance(60) ? units.Left : (units.Left + 1) / 2;
        var outcome = await request.Handle(new RequestReturnRequest(buyer, line, quantity, reason, note));
        if (outcome is not RequestReturnOutcome.Requested { ReturnId: var id })
        {
            world.Went(false, $"return of {order.No}", outcome);
            return;
        }

        if (order.Plan.IsShown && order.Plan.Until == Stage.Delivered) return;
        world.At(world.Office(credits.Now, dice.Hours(20, 90)), () => !whole && dice.Chance(16) ? Reject(world, order, id) : Complete(world, order, id));
    }

    /// <summary>Completes what a misdelivery sent back.</summary>
    internal Task CompleteOpen(World world, DemoOrder order)
    {
        world.At(world.Office(credits.Now, order.Dice.Hours(20, 70)), async () =>
        {
            foreach (var id in await credits.OpenReturns(order.Id)) await Complete(world, order, id);
        });
        return Task.CompletedTask;
    }

    private async Task Complete(World world, DemoOrder order, long id)
    {
        var outcome = await complete.Handle(new CompleteReturnRequest(world.Operator(order.Centre), id, order.Dice.Chance(50), "회수한 제품을 확인했습니다."));
        if (world.Went(outcome == CompleteReturnOutcome.Completed, $"return of {order.No}", outcome)) credits.Returned(world, order);
    }

    private async Task Reject(World world, DemoOrder order, long id)
    {
        var outcome = await reject.Handle(new RejectReturnRequest(world.Operator(order.Centre), id, "사용한 흔적이 있어 반품할 수 없습니다. A/S로 도와드리겠습니다."));
        world.Went(outcome == RejectReturnOutcome.Rejected, $"return of {order.No}", outcome);
    }
}
