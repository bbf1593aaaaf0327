using Portal.Core.Notifications;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>A shipment arrived: told by the carrier, the producer or the operator.</summary>
public sealed record DeliverShipmentRequest(Actor Actor, long ShipmentId, DateTime DeliveredAt);

public enum DeliverShipmentOutcome
{
    Delivered,
    NotFound,
    /// <summary>Delivered before, or lost, or in the future, or before it was shipped.</summary>
    NotPossible,
}

/// <summary>Records the delivery of a shipment; the objection period begins.</summary>
public sealed class DeliverShipment(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, DeliveryDesk desk, Clock clock)
{
    private static readonly ShipmentStatus[] Underway =
        [ShipmentStatus.Shipped, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery, ShipmentStatus.AttemptFailed, ShipmentStatus.Misdelivered];

    public async Task<DeliverShipmentOutcome> Handle(DeliverShipmentRequest request)
    {
        await using var tx = await unit.Begin();
        var shipment = request.Actor.Role is Role.Producer or Role.Operator or Role.System ? await delivery.Shipment(request.Actor, request.ShipmentId) : null;
        if (shipment is null) return DeliverShipmentOutcome.NotFound;
        var order = await orders.Lock(Actor.Portal, shipment.OrderId);
        if (order is null || request.DeliveredAt > clock.Now || request.DeliveredAt < shipment.ShippedAt) return DeliverShipmentOutcome.NotPossible;
        if (!await delivery.Move(shipment.Id, Underway, ShipmentStatus.Delivered, request.DeliveredAt)) return DeliverShipmentOutcome.NotPossible;
        await delivery.SetPoll(shipment.Id, null, 0, null);

        foreach (var line in await delivery.ShipmentLines(shipment.Id))
        {
            // a replacement is not delivered a second time, but the objection period of its line begins anew
            if (!await orders.Deliver(line.LineId, shipment.ReturnId is null ? line.Quantity : 0, request.DeliveredAt, desk.ObjectionEnds(request.DeliveredAt)))
                throw new InvalidOperationException($"Line {line.LineId} cannot be delivered although its shipment is underway.");
        }

        if (shipment.ReturnId is { } exchange && !await desk.EndExchange(request.Actor, shipment, exchange, request.DeliveredAt)) return DeliverShipmentOutcome.NotPossible;
        await orders.RefreshPart(shipment.PartId);
        await desk.Tell(request, shipment, order);
        await tx.Commit();
        return DeliverShipmentOutcome.Delivered;
    }
}

/// <summary>What follows when something arrives.</summary>
[Service]
public sealed class DeliveryDesk(IOrderStore orders, DueDates dueDates, Exchanged exchanged, Notices notices, PortalOptions options)
{
    internal Task<bool> EndExchange(Actor actor, ShipmentState shipment, long exchange, DateTime at) => exchanged.End(actor, shipment, exchange, at);

    /// <summary>The end of the objection period of a delivery.</summary>
    internal DateTime ObjectionEnds(DateTime deliveredAt) => deliveredAt.AddDays(options.ObjectionDays);

    internal async Task Tell(DeliverShipmentRequest request, ShipmentState shipment, OrderState order)
    {
        await dueDates.Refresh(order.Id);
        await orders.Note(new OrderEvent(order.Id, "Delivered", request.DeliveredAt, request.Actor.PersonOrNull)
        {
            ProducerId = shipment.ProducerId, Detail = shipment.TrackingNo,
        });
        await notices.ToMembers(order.BuyerId, Role.Buyer, new Notice($"shipment.delivered:{shipment.Id}", "shipment.delivered", new Dictionary<string, string>
        {
            ["no"] = order.OrderNo, ["days"] = $"{options.ObjectionDays}", ["path"] = $"/orders/{order.OrderNo}",
        }));
    }
}

/// <summary>The end of an exchange: its replacement arrived.</summary>
[Service]
public sealed class Exchanged(IDeliveryStore delivery, ExchangeDesk desk)
{
    internal async Task<bool> End(Actor actor, ShipmentState shipment, long exchangeId, DateTime at)
    {
        if (await delivery.Return(Actor.Portal, exchangeId) is not { } exchange || !await delivery.EndExchange(exchange.Id, at)) return false;
        await desk.Arrived(actor, shipment, exchange);
        return true;
    }
}
