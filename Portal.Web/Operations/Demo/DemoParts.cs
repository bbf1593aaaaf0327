using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Producers confirm their parts of an order and ship them: on time, early, late, in two parcels; now and then a part is cancelled.</summary>
[Service]
public sealed class DemoParts(ConfirmPart confirm, CancelOrder cancel, ShipPart ship, DemoShipments shipments, IOrderStore orders)
{
    internal async Task Begin(World world, DemoOrder order)
    {
        order.HasBegun = true;
        if (order.Plan.Until == Stage.Paid) return;
        var parts = await orders.Parts(order.Id);
        foreach (var part in parts)
        {
            if (part.Status == nameof(PartStatus.Cancelled)) continue;
            var at = order.Plan.IsShown ? shipments.Now.AddMinutes(50) : world.Office(shipments.Now, order.Dice.Hours(0.5, 14));
            // one of several producers cannot deliver after all
            if (parts.Count > 1 && part == parts[^1] && order.Dice.Chance(5) && !order.Plan.IsShown) world.At(at, () => Cancel(world, order, part));
            else world.At(at, () => Confirm(world, order, part));
        }
    }

    private async Task Confirm(World world, DemoOrder order, PartState part)
    {
        var (dice, today) = (order.Dice, world.DateOf(shipments.Now));
        DateOnly? promised = order.Plan.IsLate ? today.AddDays(1) : dice.Chance(65) ? null : part.ProposedShipOn.AddDays(dice.Between(0, 2));
        if (promised < today) promised = today;
        var outcome = await confirm.Handle(new ConfirmPartRequest(order.ProducerOf(part.ProducerId).Actor, part.Id, promised, null));
        if (!world.Went(outcome == ConfirmPartOutcome.Confirmed, $"part of {order.No}", outcome) || order.Plan.Until == Stage.Confirmed) return;

        var due = promised ?? (part.ProposedShipOn > today ? part.ProposedShipOn : today);
        var day = dice.Between(1, 100) switch
        {
            <= 55 => today.AddDays(Math.Max(0, (due.DayNumber - today.DayNumber) / 2)),
            <= 95 => due,
            _ => due.AddDays(dice.Between(2, 4)),
        };
        // nothing leaves on a weekend: what was promised for then leaves on Friday
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && day > today) day = day.AddDays(-1);
        var at = world.On(day, 13 + dice.Share() * 4);
        at = order.Plan.IsShown ? shipments.Now.AddMinutes(70) : world.Office(at > shipments.Now ? at : shipments.Now, TimeSpan.FromMinutes(30));
        var half = order.Plan.Until == Stage.PartlyShipped || (!order.Plan.IsShown && dice.Chance(9));
        world.At(at, () => Ship(world, order, part, half));
    }

    private async Task Ship(World world, DemoOrder order, PartState part, bool half)
    {
        if (!await shipments.IsLeft(part.Id)) return;
        var lines = half ? await shipments.Halves(part.Id) : [];
        if (half && lines.Count == 0) half = false;
        var dice = order.Dice;
        var isParcel = order.Products.Any(p => p.Producer.Id == part.ProducerId && p.IsShipped) && (order.Plan.IsShown || dice.Chance(90));
        var carrier = isParcel ? dice.Pick(world.Carriers) : null;
        var number = carrier is null ? null : DemoShipments.Number(carrier.Code, dice);
        var outcome = await ship.Handle(new ShipPartRequest(order.ProducerOf(part.ProducerId).Actor, part.Id, carrier?.Id, number) { Lines = lines });
        if (outcome is not ShipPartOutcome.Shipped { ShipmentId: var id })
        {
            world.Went(false, $"part of {order.No}", outcome);
            return;
        }

        shipments.Begin(world, order, new DemoShipment(id, part, number) { Again = () => Ship(world, order, part, half: false) });
        if (half && order.Plan.Until != Stage.PartlyShipped) world.At(world.Office(shipments.Now, dice.Hours(24, 80)), () => Ship(world, order, part, half: false));
    }

    private async Task Cancel(World world, DemoOrder order, PartState part)
    {
        var outcome = await cancel.Handle(new CancelOrderRequest(world.Operator(order.Centre), order.Id, part.Id, "원자재가 들어오지 않아 납품할 수 없습니다."));
        if (world.Went(outcome == CancelOrderOutcome.Cancelled, $"part of {order.No}", outcome)) shipments.Refund(world, order);
    }
}

/// <summary>A shipment underway; <see cref="Again"/> ships its units once more when it is lost.</summary>
internal sealed record DemoShipment(long Id, PartState Part, string? TrackingNo)
{
    public required Func<Task> Again { get; init; }
}
