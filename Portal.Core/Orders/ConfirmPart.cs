using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>A producer takes the proposed date (<see cref="ShipOn"/> null) or enters one.</summary>
public sealed record ConfirmPartRequest(Actor Actor, long PartId, DateOnly? ShipOn, DateOnly? DeliverOn);

public enum ConfirmPartOutcome
{
    Confirmed,
    NotFound,
    /// <summary>Shipping before today, or delivery before shipping, or more than a year ahead.</summary>
    BadDate,
    /// <summary>Cancelled or shipped meanwhile, or not yet paid.</summary>
    NotPossible,
}

/// <summary>The producer confirms its part of an order with a ship date and a delivery date; until something is shipped it may change them.</summary>
public sealed class ConfirmPart(IUnitOfWork unit, IOrderStore orders, Clock clock)
{
    public async Task<ConfirmPartOutcome> Handle(ConfirmPartRequest request)
    {
        await using var tx = await unit.Begin();
        var part = await orders.Part(request.Actor, request.PartId);
        var mayConfirm = request.Actor.Role is Role.Producer or Role.Operator or Role.System;
        if (part is null || !mayConfirm) return ConfirmPartOutcome.NotFound;

        var shipOn = request.ShipOn ?? Later(part.ProposedShipOn, clock.Today);
        var deliverOn = request.DeliverOn ?? Lead.DeliverOn(shipOn);
        if (shipOn < clock.Today || deliverOn < shipOn || deliverOn > clock.Today.AddDays(366)) return ConfirmPartOutcome.BadDate;
        if (!await orders.Confirm(part.Id, shipOn, deliverOn, clock.Now)) return ConfirmPartOutcome.NotPossible;

        await orders.Note(new OrderEvent(part.OrderId, "Confirmed", clock.Now, request.Actor.PersonOrNull)
        {
            ProducerId = part.ProducerId, Detail = $"{shipOn:yyyy-MM-dd} {deliverOn:yyyy-MM-dd}",
        });
        await tx.Commit();
        return ConfirmPartOutcome.Confirmed;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
