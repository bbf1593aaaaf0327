using Portal.Core.Delivery;
using Portal.Core.Mileage;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Operations;

namespace Portal.Web.Operations.Demo;

/// <summary>What waits after a sale: exchanges at each of their steps, mileage that is granted and spent, and debts that two people give up.</summary>
[Service]
public sealed class DemoAfterSales(DemoExchanges exchanges, DemoMileage mileage, DemoWriteOffs writeOffs)
{
    internal void Plan(World world)
    {
        world.At(world.DaysAgo(3), () => mileage.Grant(world));
        world.At(world.Now.AddHours(-30), () => exchanges.Play(world));
        world.At(world.Now.AddHours(-5), () => writeOffs.Play(world));
        world.At(world.Now.AddHours(-2), () => mileage.Spend(world));
    }
}

/// <summary>Exchanges: one is asked for, one is back, one is on its way again, one is done.</summary>
[Service]
public sealed class DemoExchanges(RequestReturn request, ReceiveExchange receive, ShipReplacement replace, DeliverShipment deliver, DemoDeliveries deliveries)
{
    private static readonly string[] Notes = ["뚜껑이 깨져 왔습니다.", "바코드가 읽히지 않습니다.", "포장이 뜯겨 있습니다.", "색이 다른 것이 섞여 있습니다."];

    internal async Task Play(World world)
    {
        var lines = await deliveries.Pages.Delivered(Notes.Length);
        for (var step = 0; step < lines.Count; step++)
        {
            var line = lines[step];
            var buyer = world.Buyers.First(b => b.Id == line.BuyerId).People.First(p => p.Role == Role.Buyer);
            var asked = await request.Handle(new RequestReturnRequest(buyer, line.LineId, 1, ReturnReason.Defective, Notes[step]) { Kind = ReturnKind.Exchange });
            if (!world.Went(asked is RequestReturnOutcome.Requested, "exchange", asked) || step == 0) continue;
            var id = ((RequestReturnOutcome.Requested)asked).ReturnId;
            var received = await receive.Handle(new ReceiveExchangeRequest(world.Operator(world.CentreOf(line.CentreId)), id, false, "회수했습니다."));
            if (!world.Went(received == ExchangeOutcome.Done, "exchange", received) || step == 1) continue;
            var sent = await replace.Handle(new ShipReplacementRequest(world.Producers.First(p => p.Id == line.ProducerId).Actor, id, null, null));
            if (!world.Went(sent == ExchangeOutcome.Done, "exchange", sent) || step == 2) continue;
            var parcel = await deliveries.ParcelOf(id);
            var arrived = await deliver.Handle(new DeliverShipmentRequest(Actor.Portal, parcel, deliveries.Now));
            world.Went(arrived == DeliverShipmentOutcome.Delivered, "exchange", arrived);
        }
    }
}

/// <summary>Where the demo looks for lines and parcels.</summary>
[Service]
public sealed class DemoDeliveries(DemoAfterSalesPages pages, Clock clock)
{
    internal DemoAfterSalesPages Pages => pages;
    internal DateTime Now => clock.Now;
    internal Task<long> ParcelOf(long exchange) => pages.ParcelOf(exchange);
}

/// <summary>Mileage by hand and as a part of payments.</summary>
[Service]
public sealed class DemoMileage(CorrectMileage correct, UseMileage use, DemoAfterSalesPages pages)
{
    internal async Task Grant(World world)
    {
        foreach (var buyer in world.Buyers.Take(3))
        {
            var outcome = await correct.Handle(new CorrectMileageRequest(world.Operator(buyer.Centre!), buyer.Id, 5_000, MileageReason.Promotion, "개설 1주년 감사 적립"));
            world.Went(outcome == CorrectMileageOutcome.Corrected, "mileage", outcome);
        }
    }

    internal async Task Spend(World world)
    {
        foreach (var saver in await pages.Savers(2))
        {
            var buyer = world.Buyers.First(b => b.Id == saver.BuyerId).People.First(p => p.Role == Role.Buyer);
            var outcome = await use.Handle(new UseMileageRequest(buyer, saver.OrderId, saver.Most));
            world.Went(outcome is UseMileageOutcome.Used or UseMileageOutcome.TooMuch, "mileage", outcome);
        }
    }
}

/// <summary>The oldest debts of buyers: one is given up, one waits for the second person.</summary>
[Service]
public sealed class DemoWriteOffs(ProposeWriteOff propose, DecideWriteOff decide, DemoAfterSalesPages pages)
{
    internal async Task Play(World world)
    {
        // some stay as they are
        var debtors = await pages.Debtors(5);
        for (var i = 0; i < Math.Min(2, debtors.Count - 2); i++)
        {
            var centre = world.CentreOf(debtors[i].CentreId);
            var proposed = await propose.Handle(new ProposeWriteOffRequest(world.SecondOperator(centre), null, debtors[i].OrderId, WriteOffReason.Closed, "폐업 사실을 확인했고 연락이 되지 않습니다."));
            if (!world.Went(proposed is ProposeWriteOffOutcome.Proposed, "write-off", proposed) || i == 1) continue;
            var decided = await decide.Handle(new DecideWriteOffRequest(world.Operator(centre), ((ProposeWriteOffOutcome.Proposed)proposed).WriteOffId, true, "폐업사실증명을 확인했습니다."));
            world.Went(decided == DecideWriteOffOutcome.Confirmed, "write-off", decided);
        }
    }
}
