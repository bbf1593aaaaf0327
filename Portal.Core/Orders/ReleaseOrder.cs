using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>The centre lets an order be shipped before it is paid.</summary>
public sealed record ReleaseOrderRequest(Actor Actor, long OrderId, string Reason);

public enum ReleaseOrderOutcome { Released, NotFound, NotPossible }

/// <summary>Releases an order on credit: its producers see it and may ship it; it no longer expires.</summary>
public sealed class ReleaseOrder(IUnitOfWork unit, IOrderStore orders, ReleaseNotice notice, Audit audit, Clock clock)
{
    public async Task<ReleaseOrderOutcome> Handle(ReleaseOrderRequest request)
    {
        await using var tx = await unit.Begin();
        var order = request.Actor.Role is Role.Operator or Role.System ? await orders.Lock(request.Actor, request.OrderId) : null;
        if (order is null) return ReleaseOrderOutcome.NotFound;
        if (!await orders.Release(order.Id, clock.Now)) return ReleaseOrderOutcome.NotPossible;
        await orders.Note(new OrderEvent(order.Id, "Released", clock.Now, request.Actor.PersonOrNull) { Detail = request.Reason, Internal = true });
        await audit.Note(request.Actor, "order.release", "order", order.Id, order.OrderNo, null, request.Reason);
        await notice.Tell(order);
        await tx.Commit();
        return ReleaseOrderOutcome.Released;
    }
}

/// <summary>
/// What follows when an order becomes its producers' to ship: the days that it waited for its money are added to the proposed dates,
/// so that no part is late before anybody could ship it, and the producers are told.
/// </summary>
[Service]
public sealed class ReleaseNotice(IOrderStore orders, Notices notices, Clock clock)
{
    public async Task Tell(OrderState order)
    {
        var waited = clock.Today.DayNumber - clock.DateOf(order.OrderedAt).DayNumber;
        foreach (var part in await orders.Parts(order.Id))
        {
            if (part.Status == nameof(PartStatus.Cancelled)) continue;
            if (waited > 0) await orders.Propose(part.Id, part.ProposedShipOn.AddDays(waited));
            await notices.ToMembers(part.ProducerId, Role.Producer, new Notice($"order.released:{part.Id}", "order.released",
                new Dictionary<string, string> { ["no"] = order.OrderNo, ["path"] = $"/producer-orders/{part.Id}" }));
        }
    }
}
