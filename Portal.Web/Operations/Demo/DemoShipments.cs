using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Shipments travel, arrive and are accepted, or go wrong.</summary>
[Service]
public sealed class DemoShipments(DemoTracking tracking, DeliverShipment deliver, DemoMisdeliveries misdeliveries, DemoAcceptance acceptance, IDeliveryStore store)
{
    internal DateTime Now => tracking.Now;

    internal void Refund(World world, DemoOrder order) => acceptance.Refund(world, order);

    /// <summary>Half of the units of a part; empty when there is only one unit of each.</summary>
    internal async Task<IReadOnlyList<LineUnits>> Halves(long partId) =>
        [.. (await store.PartLines(partId)).Where(l => l.Quantity > 1).Select(l => l with { Quantity = l.Quantity / 2 })];

    /// <summary>False when another parcel took along what was left.</summary>
    internal async Task<bool> IsLeft(long partId) => (await store.PartLines(partId)).Any(l => l.Shipped < l.Quantity);

    /// <summary>
    /// A tracking number as that carrier writes it: Lotte's last digit is the rest of the others by seven.
    /// Numbers that end in 0 travel a day and more with the simulated carrier.
    /// </summary>
    internal static string Number(string carrier, Dice dice)
    {
        if (carrier != "LOTTE") return (carrier == "LOGEN" ? dice.Digits(10) : dice.Digits(11)) + "0";
        var ten = long.Parse($"4{dice.Digits(9)}", System.Globalization.CultureInfo.InvariantCulture) * 10;
        return $"{ten + (7 - ten % 7) % 7}0";
    }

    internal void Begin(World world, DemoOrder order, DemoShipment shipment)
    {
        if (shipment.TrackingNo is null)
        {
            // the producer's own van or technician: on the same day or a few days later
            if (order.Plan.Until > Stage.Shipped) world.At(order.Plan.IsShown ? Now.AddHours(3) : Now + order.Dice.Hours(2, 30), () => Arrive(world, order, shipment));
            return;
        }

        var wrong = order.Plan.GoesWrong && !order.CameBack;
        if (wrong && (order.Plan.IsShown || order.Dice.Chance(60)))
        {
            order.CameBack = true;
            tracking.Begin(world, shipment, false, Now.AddHours(21), () => Task.CompletedTask);
            world.At(Now.AddHours(22), () => misdeliveries.Report(world, order, shipment, () => Accept(world, order, shipment)));
        }
        else tracking.Begin(world, shipment, order.Plan.NobodyHome || (!order.Plan.IsShown && order.Dice.Chance(5)), null, () => Arrived(world, order, shipment, wrong));
    }

    private async Task Arrive(World world, DemoOrder order, DemoShipment shipment)
    {
        var outcome = await deliver.Handle(new DeliverShipmentRequest(order.ProducerOf(shipment.Part.ProducerId).Actor, shipment.Id, Now));
        if (world.Went(outcome == DeliverShipmentOutcome.Delivered, $"shipment of {order.No}", outcome)) await Arrived(world, order, shipment, wrong: false);
    }

    private async Task Arrived(World world, DemoOrder order, DemoShipment shipment, bool wrong)
    {
        if (wrong && !order.CameBack)
        {
            order.CameBack = true;
            world.At(Now.AddHours(3), () => misdeliveries.ReportArrived(world, order, shipment));
            return;
        }

        await Accept(world, order, shipment);
    }

    private Task Accept(World world, DemoOrder order, DemoShipment shipment) => acceptance.Begin(world, order, shipment);
}
