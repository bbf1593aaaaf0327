using Portal.Core.Catalog;
using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>Cancels an order, or one producer's part of it.</summary>
public sealed record CancelOrderRequest(Actor Actor, long OrderId, long? PartId, string Reason)
{
    /// <summary>False: the units are gone, and do not come back to stock.</summary>
    public bool Restock { get; init; } = true;
}

public enum CancelOrderOutcome
{
    Cancelled,
    NotFound,
    /// <summary>Something was shipped meanwhile, or it was cancelled before.</summary>
    TooLate,
}

/// <summary>
/// Cancels what was not shipped: counter-posting, stock back, and what was paid too much is held for the buyer.
/// A whole order is cancelled only when no part of it was shipped.
/// </summary>
public sealed class CancelOrder(IUnitOfWork unit, IOrderStore orders, CancelDesk desk, CancelRest rest, Clock clock)
{
    public async Task<CancelOrderOutcome> Handle(CancelOrderRequest request)
    {
        await using var tx = await unit.Begin();
        // a producer sees its part; who cancels is buyer, seller, centre or the portal
        var order = request.Actor.Role == Role.Producer ? null : await orders.Lock(request.Actor, request.OrderId);
        if (order is null) return CancelOrderOutcome.NotFound;
        var parts = (await orders.Parts(order.Id)).Where(p => request.PartId is null || p.Id == request.PartId).ToList();
        if (parts.Count == 0) return CancelOrderOutcome.NotFound;
        parts.RemoveAll(p => p.Status == nameof(PartStatus.Cancelled));
        if (!order.IsPlaced || parts.Count == 0) return CancelOrderOutcome.TooLate;

        foreach (var part in parts)
        {
            var units = await orders.UnitsOf(part.Id);
            if (!await orders.CancelPart(part.Id, clock.Now)) return CancelOrderOutcome.TooLate;
            var refund = Refund.Of(order, part.Total);
            await desk.Reverse(request, order, (part, units), refund);
            order = order with { Cancelled = order.Cancelled + part.Total, Paid = order.Paid - refund.Total, PaidByMileage = order.PaidByMileage - refund.Mileage, WrittenOff = order.WrittenOff - refund.WrittenOff };
        }

        await rest.Settle(order);
        await desk.Tell(request, order);
        await tx.Commit();
        return CancelOrderOutcome.Cancelled;
    }
}

/// <summary>What a cancellation leaves may be paid in full: then it is its producers' to ship, and they are told.</summary>
[Service]
public sealed class CancelRest(IOrderStore orders, DueDates dueDates, ReleaseNotice release, Clock clock)
{
    internal async Task Settle(OrderState order)
    {
        if (order.Due > 0 && order.Open == 0 && await orders.SettlePaidAt(order.Id, clock.Now) && order.ReleasedAt is null) await release.Tell(order);
        await dueDates.Refresh(order.Id);
    }
}

/// <summary>The effects of a cancelled part.</summary>
[Service]
public sealed class CancelDesk(IOrderStore orders, ICatalogStore catalog, CancelMoney money, Notices notices, Clock clock)
{
    internal async Task Reverse(CancelOrderRequest request, OrderState order, (PartState Part, IReadOnlyList<ProductUnits> Units) of, Refund refund)
    {
        var part = of.Part;
        await orders.Cancel(order.Id, part.Total, refund, clock.Now, request.Reason);
        foreach (var units in request.Restock ? of.Units : []) await catalog.GiveBackStock(units.ProductId, units.Quantity);
        await money.Post(request.Actor, order, part, refund);
        await orders.Note(new OrderEvent(order.Id, "Cancelled", clock.Now, request.Actor.PersonOrNull)
        {
            ProducerId = part.ProducerId, Detail = request.Reason, Amount = part.Total,
        });
        if (order.ReleasedAt is not null)
            await notices.ToMembers(part.ProducerId, Role.Producer, Notice(order, $"order.cancelled:{part.Id}", $"/producer-orders/{part.Id}"));
    }

    internal Task Tell(CancelOrderRequest request, OrderState order) =>
        notices.ToMembers(order.BuyerId, Role.Buyer, Notice(order, $"order.cancelled:{order.Id}:{order.Cancelled}", $"/orders/{order.OrderNo}"));

    private static Notice Notice(OrderState order, string key, string path) =>
        new(key, "order.cancelled", new Dictionary<string, string> { ["no"] = order.OrderNo, ["path"] = path });
}

/// <summary>The money of a cancelled part: undelivered ▸ receivable, what was paid too much back to the buyer.</summary>
[Service]
public sealed class CancelMoney(GeneralLedger ledger, Refunds refunds, Audit audit, Clock clock)
{
    internal async Task Post(Actor actor, OrderState order, PartState part, Refund refund)
    {
        var posted = await ledger.Post(new Posting
        {
            EventKey = $"cancel:{part.Id}", Kind = "Cancel", At = clock.Now, EventOn = clock.Today,
            Entries = [new(AccountRef.Undelivered(order.CentreId), part.Total), .. Refunds.Entries(order, part.Total, refund)],
            CentreId = order.CentreId, OrderId = order.Id, PersonId = actor.PersonOrNull,
        }) ?? throw new InvalidOperationException($"Part {part.Id} was cancelled before.");
        await refunds.Keep(order, refund, (CreditSource.Cancellation, part.Id), posted.Id);
        await audit.Note(actor, "order.cancel", "order", order.Id, order.OrderNo, $"{part.Status}", nameof(PartStatus.Cancelled));
    }
}
