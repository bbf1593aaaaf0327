using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>The buyer confirms that delivered lines are as ordered (검수, 구매확정), or the operator on the buyer's word.</summary>
public sealed record AcceptDeliveryRequest(Actor Actor, long OrderId, IReadOnlyCollection<long> LineIds);

public enum AcceptDeliveryOutcome { Accepted, NotFound, NotPossible }

/// <summary>Accepts delivered lines; from then on nothing is awaited but the payment.</summary>
public sealed class AcceptDelivery(IUnitOfWork unit, IOrderStore orders, DueDates dueDates, Audit audit, Clock clock)
{
    public async Task<AcceptDeliveryOutcome> Handle(AcceptDeliveryRequest request)
    {
        await using var tx = await unit.Begin();
        var order = request.Actor.Role is Role.Buyer or Role.Operator or Role.System ? await orders.Lock(request.Actor, request.OrderId) : null;
        if (order is null) return AcceptDeliveryOutcome.NotFound;
        var waiting = (await orders.Progress(order.Id)).Select(l => l.Id).ToHashSet();
        if (request.LineIds.Count == 0) return AcceptDeliveryOutcome.NotPossible;
        foreach (var line in request.LineIds.Distinct())
            if (!waiting.Contains(line) || !await orders.Accept(line, clock.Now, request.Actor.PersonOrNull)) return AcceptDeliveryOutcome.NotPossible;

        await dueDates.Refresh(order.Id);
        await orders.Note(new OrderEvent(order.Id, "Accepted", clock.Now, request.Actor.PersonOrNull));
        await audit.Note(request.Actor, "order.accept", "order", order.Id, order.OrderNo, null, $"{request.LineIds.Count}");
        await tx.Commit();
        return AcceptDeliveryOutcome.Accepted;
    }
}
