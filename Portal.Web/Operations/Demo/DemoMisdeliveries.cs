using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Parcels that are lost, go to a wrong place, or bring the wrong or broken things; and what the operator does about it.</summary>
[Service]
public sealed class DemoMisdeliveries(ReportMisdelivery report, ResolveMisdelivery resolve, DemoReturns returns, Clock clock)
{
    private int _count;
    private int _lost;

    /// <summary>It did not arrive: it turns up, or is sent again.</summary>
    internal async Task Report(World world, DemoOrder order, DemoShipment shipment, Func<Task> arrived)
    {
        // of those that are not found today one is lost and one went to a wrong place
        var lost = order.Plan.IsShown ? order.Centre == world.Centres[0] : _count++ % 2 == 0;
        var text = lost ? "배송완료로 나오지만 받지 못했고 택배사에서도 찾지 못하고 있습니다." : "옆 건물에 잘못 배달되었다고 연락을 받았습니다.";
        if (await Report(world, order, shipment, lost ? MisdeliveryKind.Lost : MisdeliveryKind.WrongPlace, text) is not { } id || order.Plan.IsShown) return;
        world.At(world.Office(clock.Now, order.Dice.Hours(14, 60)), async () =>
        {
            if (!lost && await Resolve(world, order, id, MisdeliveryResolution.Recovered, "택배 기사가 회수해 다시 배달했습니다.")) await arrived();
            // every third that is lost cannot be replaced
            else if (lost && _lost++ % 3 == 1) await Resolve(world, order, id, MisdeliveryResolution.Cancelled, "다시 보낼 물량이 없어 취소하고 돌려드립니다.");
            else if (lost && await Resolve(world, order, id, MisdeliveryResolution.SentAgain, "분실로 처리하고 새 제품을 보냅니다."))
                world.At(world.Office(clock.Now, order.Dice.Hours(3, 24)), shipment.Again);
        });
    }

    /// <summary>It arrived, but not as ordered: it comes back.</summary>
    internal async Task ReportArrived(World world, DemoOrder order, DemoShipment shipment)
    {
        var damaged = _count++ % 2 == 0;
        var text = damaged ? "상자가 찌그러졌고 안의 부품이 깨져 있습니다." : "다른 규격의 제품이 들어 있습니다.";
        if (await Report(world, order, shipment, damaged ? MisdeliveryKind.Damaged : MisdeliveryKind.WrongProduct, text) is not { } id) return;
        world.At(world.Office(clock.Now, order.Dice.Hours(4, 40)), async () =>
        {
            if (await Resolve(world, order, id, MisdeliveryResolution.Returned, "회수한 뒤 환불하기로 했습니다.")) await returns.CompleteOpen(world, order);
        });
    }

    private async Task<long?> Report(World world, DemoOrder order, DemoShipment shipment, MisdeliveryKind kind, string text)
    {
        var buyer = order.Buyer.People.First(p => p.Role == Role.Buyer);
        var outcome = await report.Handle(new ReportMisdeliveryRequest(order.Dice.Chance(60) ? buyer : world.Operator(order.Centre), shipment.Id, kind, text));
        return world.Went(outcome is ReportMisdeliveryOutcome.Reported, $"misdelivery of {order.No}", outcome) ? ((ReportMisdeliveryOutcome.Reported)outcome).Id : null;
    }

    private async Task<bool> Resolve(World world, DemoOrder order, long id, MisdeliveryResolution resolution, string note)
    {
        var outcome = await resolve.Handle(new ResolveMisdeliveryRequest(world.Operator(order.Centre), id, resolution, note));
        return world.Went(outcome == ResolveMisdeliveryOutcome.Resolved, $"misdelivery of {order.No}", outcome);
    }
}
