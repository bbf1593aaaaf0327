using Portal.Core.Catalog;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>
/// What becomes of units that did not arrive. Sent again: the second parcel takes its units from stock, unless the first ones came back.
/// Cancelled: the buyer gets their money back, and what does not come back to stock is gone.
/// </summary>
[Service]
public sealed class SecondParcel(IDeliveryStore delivery, IOrderStore orders, ICatalogStore catalog, CancelUnits cancel, Clock clock)
{
    private static readonly ShipmentStatus[] Gone = [ShipmentStatus.Misdelivered, ShipmentStatus.Lost];

    /// <summary>The shipment is given up; its units are there to be shipped again.</summary>
    internal async Task<ResolveMisdeliveryOutcome> SendAgain(ShipmentState shipment, bool unitsBack)
    {
        if (!await delivery.Move(shipment.Id, Gone, ShipmentStatus.SentAgain, null)) return ResolveMisdeliveryOutcome.NotPossible;
        var lines = await delivery.ShipmentLines(shipment.Id);
        if (shipment.ReturnId is { } exchange)
        {
            // the next replacement takes its units anew
            if (unitsBack) foreach (var line in lines) await catalog.GiveBackStock(line.ProductId, line.Quantity);
            return await delivery.MoveExchange(exchange, ReturnStatus.Sent, ReturnStatus.Received) ? ResolveMisdeliveryOutcome.Resolved : ResolveMisdeliveryOutcome.NotPossible;
        }

        foreach (var line in lines)
        {
            if (!unitsBack && !await catalog.TakeStock(line.ProductId, line.Quantity)) return ResolveMisdeliveryOutcome.OutOfStock;
            if (!await orders.Unship(line.LineId, line.Quantity)) return ResolveMisdeliveryOutcome.NotPossible;
        }

        // the promise was kept once: the second parcel has until tomorrow before it counts as late
        var shipOn = clock.Today.AddDays(1);
        await orders.Postpone(shipment.PartId, shipOn, Lead.DeliverOn(shipOn));
        await orders.RefreshPart(shipment.PartId);
        await orders.Note(new OrderEvent(shipment.OrderId, "SentAgain", clock.Now, null) { ProducerId = shipment.ProducerId });
        return ResolveMisdeliveryOutcome.Resolved;
    }

    /// <summary>The shipment is given up and its units are cancelled.</summary>
    internal async Task<ResolveMisdeliveryOutcome> Cancel(Actor actor, ShipmentState shipment, bool unitsBack)
    {
        if (shipment.ReturnId is not null || !await delivery.Move(shipment.Id, Gone, ShipmentStatus.Cancelled, null)) return ResolveMisdeliveryOutcome.NotPossible;
        var lines = await delivery.ShipmentLines(shipment.Id);
        foreach (var line in lines)
            if (!await orders.Unship(line.LineId, line.Quantity)) return ResolveMisdeliveryOutcome.NotPossible;
        await orders.RefreshPart(shipment.PartId);
        var request = new CancelUnitsRequest(actor, shipment.PartId, [.. lines.Select(l => new UnitsToCancel(l.LineId, l.Quantity))], CancelReason.LostOnTheWay, null) { Restock = unitsBack };
        return await cancel.Handle(request) == CancelUnitsOutcome.Cancelled ? ResolveMisdeliveryOutcome.Resolved : ResolveMisdeliveryOutcome.NotPossible;
    }
}
