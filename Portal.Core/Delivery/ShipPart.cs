using Portal.Core.Notifications;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>Units of lines that are handed to a carrier. No lines: everything that is left of the part.</summary>
public sealed record ShipPartRequest(Actor Actor, long PartId, long? CarrierId, string? TrackingNo)
{
    public IReadOnlyList<LineUnits> Lines { get; init; } = [];

    /// <summary>How many units of the part were shipped when the person looked; null: not asked.</summary>
    public long? SeenShipped { get; init; }
}

public abstract record ShipPartOutcome
{
    private ShipPartOutcome() { }

    public sealed record Shipped(long ShipmentId) : ShipPartOutcome;
    public sealed record NotFound : ShipPartOutcome;
    /// <summary>Cancelled, shipped or not released meanwhile.</summary>
    public sealed record NotPossible : ShipPartOutcome;
    /// <summary>More than is left of a line, or nothing at all.</summary>
    public sealed record BadQuantity : ShipPartOutcome;
    public sealed record UnknownCarrier : ShipPartOutcome;
    /// <summary>A parcel of this carrier has this number already.</summary>
    public sealed record NumberUsed : ShipPartOutcome;
}

/// <summary>The producer ships its part of an order, whole or partly.</summary>
public sealed class ShipPart(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ShippingDesk desk, Clock clock)
{
    public async Task<ShipPartOutcome> Handle(ShipPartRequest request)
    {
        await using var tx = await unit.Begin();
        var part = request.Actor.Role is Role.Producer or Role.Operator or Role.System ? await orders.Part(request.Actor, request.PartId) : null;
        if (part is null || await orders.Lock(request.Actor, part.OrderId) is not { } order) return new ShipPartOutcome.NotFound();
        if (!part.Released || !order.IsPlaced) return new ShipPartOutcome.NotPossible();

        var carrierCode = request.CarrierId is { } id ? await delivery.CarrierCode(id) : null;
        if (request.CarrierId is not null && carrierCode is null) return new ShipPartOutcome.UnknownCarrier();
        var all = await delivery.PartLines(part.Id);
        var left = all.ToDictionary(l => l.LineId, l => l.Quantity - l.Shipped);
        if (left.Values.All(l => l == 0)) return new ShipPartOutcome.NotPossible();
        // the same page sent twice, or two people at once: the second is told, also when something is left to ship
        if (request.SeenShipped is { } seen && seen != all.Sum(l => l.Shipped)) return new ShipPartOutcome.NotPossible();
        var lines = request.Lines.Count > 0 ? [.. request.Lines.Where(l => l.Quantity != 0)]
            : left.Where(l => l.Value > 0).Select(l => new LineUnits { LineId = l.Key, Quantity = l.Value }).ToList();
        if (lines.Count == 0 || lines.Any(l => l.Quantity < 0 || l.Quantity > left.GetValueOrDefault(l.LineId)) || lines.DistinctBy(l => l.LineId).Count() != lines.Count)
            return new ShipPartOutcome.BadQuantity();

        foreach (var line in lines)
            if (!await orders.Ship(line.LineId, line.Quantity)) return new ShipPartOutcome.NotPossible();
        var tracking = string.IsNullOrWhiteSpace(request.TrackingNo) ? null : request.TrackingNo.Trim();
        var shipment = new NewShipment(Ids.Next(), part.Id, request.CarrierId, tracking, clock.Now, request.Actor.PersonOrNull,
            desk.FirstPoll(carrierCode, tracking), lines);
        if (!await delivery.Insert(shipment)) return new ShipPartOutcome.NumberUsed();
        await orders.RefreshPart(part.Id);
        await desk.Tell(request.Actor, order, part, shipment);
        await tx.Commit();
        return new ShipPartOutcome.Shipped(shipment.Id);
    }
}

/// <summary>What follows when something leaves.</summary>
[Service]
public sealed class ShippingDesk(IOrderStore orders, ICarrierGateway carriers, Notices notices, Clock clock)
{
    /// <summary>When the carrier is asked first; never when it cannot be asked.</summary>
    internal DateTime? FirstPoll(string? carrierCode, string? trackingNo) =>
        carrierCode is not null && trackingNo is not null && carriers.Knows(carrierCode) ? clock.Now.AddMinutes(1) : null;

    internal async Task Tell(Actor actor, OrderState order, PartState part, NewShipment shipment)
    {
        await orders.Note(new OrderEvent(order.Id, "Shipped", shipment.ShippedAt, actor.PersonOrNull)
        {
            ProducerId = part.ProducerId, Detail = shipment.TrackingNo,
        });
        await notices.ToMembers(order.BuyerId, Role.Buyer, new Notice($"shipment.shipped:{shipment.Id}", "shipment.shipped", new Dictionary<string, string>
        {
            ["no"] = order.OrderNo, ["tracking"] = shipment.TrackingNo ?? "-", ["path"] = $"/orders/{order.OrderNo}",
        }));
    }
}
