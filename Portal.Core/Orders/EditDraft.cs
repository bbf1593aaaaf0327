using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>Everything on the draft-order screen at once; lines that are not named stay as they are.</summary>
public sealed record EditDraftRequest(Actor Actor, long DraftId, long? BuyerId, ShipTo ShipTo, IReadOnlyList<OrderItem> Lines);

public enum EditDraftOutcome { Saved, NotFound, Placed, BadQuantity }

/// <summary>Saves a draft. A buyer's own draft is always for themselves.</summary>
public sealed class EditDraft(IUnitOfWork unit, IDraftStore drafts, Clock clock)
{
    public async Task<EditDraftOutcome> Handle(EditDraftRequest request)
    {
        if (request.Lines.Any(l => l.Quantity is < 0 or > 1_000_000)) return EditDraftOutcome.BadQuantity;
        await using var tx = await unit.Begin();
        var draft = await drafts.Find(request.Actor, request.DraftId);
        if (draft is null) return EditDraftOutcome.NotFound;
        if (draft.PlacedOrderId is not null) return EditDraftOutcome.Placed;
        var buyer = draft.Channel == nameof(OrderChannel.Buyer) ? request.Actor.OrganizationId : request.BuyerId;
        await drafts.SetHeader(draft.Id, buyer, request.ShipTo);
        var known = (await drafts.Lines(draft.Id)).Select(l => l.ProductId).ToHashSet();
        foreach (var line in request.Lines.Where(l => known.Contains(l.ProductId)))
            await drafts.SetLine(draft.Id, line.ProductId, line.Quantity, clock.Now);
        await tx.Commit();
        return EditDraftOutcome.Saved;
    }
}

/// <summary>Throws a draft away; false when there is none of that id.</summary>
public sealed class DiscardDraft(IUnitOfWork unit, IDraftStore drafts)
{
    public async Task<bool> Handle(Actor actor, long draftId)
    {
        await using var tx = await unit.Begin();
        if (!await drafts.Delete(actor, draftId)) return false;
        await tx.Commit();
        return true;
    }
}

/// <summary>Places a draft at the total that the person saw.</summary>
public sealed record PlaceDraftRequest(Actor Actor, long DraftId, long ExpectedTotal)
{
    /// <summary>How much of it is paid by the buyer's mileage at once.</summary>
    public long Mileage { get; init; }
}

public abstract record PlaceDraftOutcome
{
    private PlaceDraftOutcome() { }

    public sealed record Of(PlaceOrderOutcome Order) : PlaceDraftOutcome;
    public sealed record NotFound : PlaceDraftOutcome;
    /// <summary>It was placed before (clicked twice): this is the order.</summary>
    public sealed record AlreadyPlaced(long OrderId) : PlaceDraftOutcome;
    public sealed record Incomplete : PlaceDraftOutcome;
    /// <summary>The buyer has less mileage, or the order comes to less.</summary>
    public sealed record TooMuchMileage : PlaceDraftOutcome;
}

/// <summary>See <see cref="PlaceDraftRequest"/>.</summary>
public sealed class PlaceDraft(IUnitOfWork unit, IDraftStore drafts, IOrderStore orders, PlaceOrder place, IBuyerMileage mileage)
{
    public async Task<PlaceDraftOutcome> Handle(PlaceDraftRequest request)
    {
        await using var tx = await unit.Begin();
        var actor = request.Actor;
        var draft = await drafts.Find(actor, request.DraftId);
        if (draft is null) return new PlaceDraftOutcome.NotFound();
        if (draft.PlacedOrderId is { } before) return new PlaceDraftOutcome.AlreadyPlaced(before);
        var items = (await drafts.Lines(draft.Id)).Select(l => new OrderItem(l.ProductId, l.Quantity)).ToList();
        if (draft.BuyerId is not { } buyer || items.Count == 0 || string.IsNullOrWhiteSpace(draft.Recipient) || string.IsNullOrWhiteSpace(draft.Address))
            return new PlaceDraftOutcome.Incomplete();

        var outcome = await place.Handle(new PlaceOrderRequest(actor, Enum.Parse<OrderChannel>(draft.Channel), buyer, items)
        {
            SellerId = actor.Role == Role.Seller ? actor.OrganizationId : null,
            CentreId = actor.Role == Role.Operator ? actor.OrganizationId : null,
            ShipTo = draft.ShipTo,
            ExpectedTotal = request.ExpectedTotal,
        });
        if (outcome is not PlaceOrderOutcome.Placed placed) return new PlaceDraftOutcome.Of(outcome);
        if (!await drafts.MarkPlaced(draft.Id, placed.OrderId)) return new PlaceDraftOutcome.NotFound();
        if (request.Mileage > 0 && !await mileage.Pay(actor, (await orders.Lock(actor, placed.OrderId))!, request.Mileage)) return new PlaceDraftOutcome.TooMuchMileage();
        await tx.Commit();
        return new PlaceDraftOutcome.Of(outcome);
    }
}
