using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>A draft order as its owner has built it.</summary>
public sealed record DraftState
{
    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public long? BuyerId { get; init; }
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
    public long? PlacedOrderId { get; init; }

    public ShipTo ShipTo => new(Recipient, Phone, PostalCode, Address, Memo);
}

/// <summary>A line of a draft.</summary>
public sealed record DraftLine
{
    public long ProductId { get; init; }
    public long Quantity { get; init; }
}

/// <summary>Drafts: the buyer's basket, and the screen on which sellers and operators build an order for a customer.</summary>
public interface IDraftStore
{
    /// <summary>A draft of this person in this organization, placed or not.</summary>
    Task<DraftState?> Find(Actor actor, long draftId);

    /// <summary>The open draft that was begun last, if there is one.</summary>
    Task<long?> Latest(Actor actor);

    Task Insert(long id, Actor actor, OrderChannel channel, long? buyerId, DateTime at);
    Task<IReadOnlyList<DraftLine>> Lines(long draftId);
    Task SetHeader(long draftId, long? buyerId, ShipTo shipTo);

    /// <summary>Sets the quantity of a product; zero takes it out.</summary>
    Task SetLine(long draftId, long productId, long quantity, DateTime at);

    /// <summary>Marks as placed; false when somebody was faster.</summary>
    Task<bool> MarkPlaced(long draftId, long orderId);

    Task<bool> Delete(Actor actor, long draftId);
}

/// <summary>Puts a product into the open draft, beginning one when there is none.</summary>
public sealed record AddToDraftRequest(Actor Actor, long? DraftId, long ProductId, long Quantity);

public abstract record AddToDraftOutcome
{
    private AddToDraftOutcome() { }

    public sealed record Added(long DraftId) : AddToDraftOutcome;
    public sealed record NotFound : AddToDraftOutcome;
    public sealed record BadQuantity : AddToDraftOutcome;
    public sealed record NotOnSale : AddToDraftOutcome;
}

/// <summary>See <see cref="AddToDraftRequest"/>.</summary>
public sealed class AddToDraft(IUnitOfWork unit, IDraftStore drafts, IOrderStore orders, Clock clock)
{
    public async Task<AddToDraftOutcome> Handle(AddToDraftRequest request)
    {
        if (request.Quantity is < 1 or > 1_000_000) return new AddToDraftOutcome.BadQuantity();
        if (StartDraft.ChannelOf(request.Actor) is not { } channel) return new AddToDraftOutcome.NotFound();
        await using var tx = await unit.Begin();
        var offer = (await orders.Offers([request.ProductId])).GetValueOrDefault(request.ProductId);
        if (offer is null) return new AddToDraftOutcome.NotFound();
        if (!offer.OnSale) return new AddToDraftOutcome.NotOnSale();

        var id = request.DraftId ?? await drafts.Latest(request.Actor);
        if (id is { } given && await drafts.Find(request.Actor, given) is not { PlacedOrderId: null }) return new AddToDraftOutcome.NotFound();
        if (id is null)
        {
            id = Ids.Next();
            await drafts.Insert(id.Value, request.Actor, channel, channel == OrderChannel.Buyer ? request.Actor.OrganizationId : null, clock.Now);
        }

        var already = (await drafts.Lines(id.Value)).FirstOrDefault(l => l.ProductId == request.ProductId)?.Quantity ?? 0;
        await drafts.SetLine(id.Value, request.ProductId, Math.Min(1_000_000, already + request.Quantity), clock.Now);
        await tx.Commit();
        return new AddToDraftOutcome.Added(id.Value);
    }
}

/// <summary>Begins an empty draft; null when this role does not order.</summary>
public sealed class StartDraft(IUnitOfWork unit, IDraftStore drafts, Clock clock)
{
    public async Task<long?> Handle(Actor actor)
    {
        if (ChannelOf(actor) is not { } channel) return null;
        await using var tx = await unit.Begin();
        var id = Ids.Next();
        await drafts.Insert(id, actor, channel, channel == OrderChannel.Buyer ? actor.OrganizationId : null, clock.Now);
        await tx.Commit();
        return id;
    }

    public static OrderChannel? ChannelOf(Actor actor) => actor.Role switch
    {
        Role.Buyer => OrderChannel.Buyer,
        Role.Seller => OrderChannel.Seller,
        Role.Operator => OrderChannel.Operator,
        _ => null,
    };
}
