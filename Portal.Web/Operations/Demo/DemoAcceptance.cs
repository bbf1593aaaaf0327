using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>What arrived is accepted, by the buyer or on the buyer's word, or its objection period runs out; some of it comes back.</summary>
[Service]
public sealed class DemoAcceptance(AcceptDelivery accept, DemoReturns returns, IDeliveryStore delivery, IOrderStore orders, Clock clock)
{
    internal void Refund(World world, DemoOrder order) => returns.Refund(world, order);

    internal async Task Begin(World world, DemoOrder order, DemoShipment shipment)
    {
        var dice = order.Dice;
        var lines = (await delivery.PartLines(shipment.Part.Id)).Select(l => l.LineId).ToHashSet();
        var done = (await orders.Progress(order.Id)).Where(l => lines.Contains(l.Id) && l.Delivered == l.Quantity).Select(l => l.Id).ToList();
        if (done.Count == 0) return;
        if (order.Plan.ComesBack && !order.CameBack)
        {
            order.CameBack = true;
            returns.Begin(world, order, done[0]);
        }

        if (order.Plan.ComesBackAt is { } at) returns.Later(world, order, done[0], at);
        if (order.Plan.Until == Stage.Delivered) return;
        var isEquipment = order.Products.Any(p => p.Producer.Id == shipment.Part.ProducerId && p.Content.Kind == ProductKind.Equipment);
        // equipment waits for its acceptance; of the rest a third is confirmed before the period ends
        if (isEquipment) world.At(world.Office(clock.Now, dice.Days(0.5, 6)), () => Accept(world, order, done, dice.Chance(85)));
        else if (dice.Chance(33)) world.At(clock.Now + dice.Days(0.3, 4), () => Accept(world, order, done, byBuyer: true));
    }

    private async Task Accept(World world, DemoOrder order, List<long> lines, bool byBuyer)
    {
        var buyer = order.Buyer.People.First(p => p.Role == Role.Buyer);
        // what was distributed meanwhile needs no word any more
        var waiting = (await orders.Progress(order.Id)).Select(l => l.Id).ToHashSet();
        if (lines.RemoveAll(l => !waiting.Contains(l)) >= 0 && lines.Count == 0) return;
        var outcome = await accept.Handle(new AcceptDeliveryRequest(byBuyer ? buyer : world.Operator(order.Centre), order.Id, lines));
        world.Went(outcome == AcceptDeliveryOutcome.Accepted, $"acceptance of {order.No}", outcome);
    }
}
