using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>Buyer, seller and centre of an order that is about to be placed; null members: there is none that may trade.</summary>
public sealed record OrderParties
{
    public long? BuyerId { get; init; }
    public long? SellerId { get; init; }
    public long? CentreId { get; init; }
}

/// <summary>An order as it is written.</summary>
public sealed record NewOrder
{
    public required long Id { get; init; }
    public required string OrderNo { get; init; }
    public required string PaymentCode { get; init; }
    public required DateTime OrderedAt { get; init; }
    public required OrderChannel Channel { get; init; }
    public required long? EnteredBy { get; init; }
    public required long BuyerId { get; init; }
    public required long? SellerId { get; init; }
    public required long CentreId { get; init; }
    public required ShipTo ShipTo { get; init; }
    public required long Total { get; init; }
    public required DateTime? ReleasedAt { get; init; }
    public required DateTime? DepositDueAt { get; init; }
    public required IReadOnlyList<PartSnapshot> Parts { get; init; }
}

/// <summary>The bank account into which an order is paid.</summary>
public sealed record CentreAccount
{
    public string BankCode { get; init; } = "";
    public string Number { get; init; } = "";
    public string Holder { get; init; } = "";
}

/// <summary>One producer's part, as use cases need it.</summary>
public sealed record PartState
{
    public long Id { get; init; }
    public long OrderId { get; init; }
    public long ProducerId { get; init; }
    public string Status { get; init; } = "";
    /// <summary>Lines, freight and VAT.</summary>
    public long Total { get; init; }
    public DateOnly ProposedShipOn { get; init; }
    public DateOnly? PromisedShipOn { get; init; }
    /// <summary>Paid, or released on credit: only then may it be shipped.</summary>
    public bool Released { get; init; }
}

/// <summary>Units of a product to be given back to stock.</summary>
public sealed record ProductUnits
{
    public long ProductId { get; init; }
    public long Quantity { get; init; }
}

/// <summary>What a line's due date depends on.</summary>
public sealed record LineProgress
{
    public long Id { get; init; }
    public long Quantity { get; init; }
    public long Delivered { get; init; }
    public bool NeedsAcceptance { get; init; }
    /// <summary>Units of it are exchanged: the replacement has not arrived yet.</summary>
    public bool Exchanging { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public DateTime? DueAt { get; init; }
}

/// <summary>Something that happened to an order, for its timeline; of one producer's part when that is given.</summary>
public sealed record OrderEvent(long OrderId, string Kind, DateTime At, long? PersonId)
{
    public long? ProducerId { get; init; }
    public string? Detail { get; init; }
    public long? Amount { get; init; }
    public bool Internal { get; init; }
}

/// <summary>Which of the lines that are due a run claims: of one centre or one order when that is given, and at most so many.</summary>
public readonly record struct ClaimScope(long? CentreId, long? OrderId, int Max);

/// <summary>Orders, their parts and lines.</summary>
public interface IOrderStore
{
    Task<IReadOnlyDictionary<long, Offer>> Offers(IReadOnlyCollection<long> productIds);

    /// <summary>The parties if they may trade; the centre is the named one, else the seller's, the buyer's, or the first.</summary>
    Task<OrderParties> Parties(long buyerId, long? sellerId, long? centreId);

    Task Insert(NewOrder order);

    /// <summary>The bank account of a centre into which buyers pay; null when it has none.</summary>
    Task<CentreAccount?> AccountOf(long centreId);

    /// <summary>Locks an order that <paramref name="actor"/> may act on as buyer, seller, centre, one of its producers, or the portal; null for everybody else.</summary>
    Task<OrderState?> Lock(Actor actor, long orderId);

    /// <summary>The order of a part, under the same right as <see cref="Lock"/>.</summary>
    Task<PartState?> Part(Actor actor, long partId);

    Task<IReadOnlyList<PartState>> Parts(long orderId);

    /// <summary>Cancels a part of which nothing was shipped; false when it is too late.</summary>
    Task<bool> CancelPart(long partId, DateTime at);

    Task<IReadOnlyList<ProductUnits>> UnitsOf(long partId);

    /// <summary>The lines of a part that are not cancelled.</summary>
    Task<IReadOnlyList<OpenLine>> OpenLines(long partId);

    /// <summary>Takes units that are not shipped off a line, the whole line when none is left; false when it is not as it was.</summary>
    Task<bool> CancelUnits(LineCancellation made);

    /// <summary>Takes an amount off what is due, and what was paid beyond it off what is paid. The order is cancelled when all of its parts are.</summary>
    Task Cancel(long orderId, long amount, Refund refund, DateTime at, string? reason);

    Task<bool> Release(long orderId, DateTime at);

    /// <summary>Moves the proposed ship date of a part that its producer has not confirmed.</summary>
    Task Propose(long partId, DateOnly shipOn);

    /// <summary>Sets the dates of a part that is released and of which nothing was shipped.</summary>
    Task<bool> Confirm(long partId, DateOnly shipOn, DateOnly deliverOn, DateTime at);

    /// <summary>Moves dates of a part that lie before these to these, and lets it be told of as late again.</summary>
    Task Postpone(long partId, DateOnly shipOn, DateOnly deliverOn);

    /// <summary>Keeps that producer and centre were told that a part is late; false when they were before.</summary>
    Task<bool> MarkLate(long partId, DateTime at);

    Task Note(OrderEvent what);

    /// <summary>Adds a payment, of which <paramref name="mileage"/> is mileage, to an order that is placed and still owes that much; false otherwise.</summary>
    Task<bool> AddPayment(long orderId, long amount, long mileage = 0);

    /// <summary>
    /// Takes a payment off an order again, which thereby waits for money again: until <paramref name="dueAt"/> at least.
    /// False when a line or the freight of it was distributed, or when some of what was paid went back to the buyer already.
    /// </summary>
    Task<bool> RemovePayment(long orderId, long amount, DateTime dueAt);

    /// <summary>Gives up all that an order owes; false when it does not owe that much any more.</summary>
    Task<bool> WriteOff(long orderId, long amount);

    /// <summary>Marks an order as paid in full from <paramref name="at"/> on, and releases it, when that is so and was not so before.</summary>
    Task<bool> SettlePaidAt(long orderId, DateTime at);

    /// <summary>Adds a return to an order: what is due becomes less, what was paid beyond it is taken off what is paid.</summary>
    Task AddReturned(long orderId, long amount, Refund refund);

    Task<bool> Ship(long lineId, long quantity);
    Task<bool> Deliver(long lineId, long quantity, DateTime at, DateTime objectionEndsAt);
    Task<bool> Accept(long lineId, DateTime at, long? personId);
    Task<bool> Return(long lineId, long quantity);

    /// <summary>Takes units of a lost or wrong shipment back to not shipped.</summary>
    Task<bool> Unship(long lineId, long quantity);

    /// <summary>Brings the status of a part up to what of it was shipped and delivered; returns the new status.</summary>
    Task<PartStatus> RefreshPart(long partId);

    Task<IReadOnlyList<LineProgress>> Progress(long orderId);
    Task SetDue(long lineId, DateTime? dueAt, DateOnly? dueOn);

    /// <summary>Claims for a run lines that are due and not distributed, those first that were due first; returns how many. A line is claimed once.</summary>
    Task<int> ClaimDue(long run, DateOnly through, DateTime now, ClaimScope scope);

    /// <summary>Claims the freight of the parts of which the run has the first lines.</summary>
    Task<int> ClaimFreight(long run);

    /// <summary>Orders whose deposit did not come in time.</summary>
    Task<IReadOnlyList<long>> Unpaid(DateTime now, int max);
}

/// <summary>Money held for buyers (owned by Payments; orders and returns put money there).</summary>
public interface IBuyerCredits
{
    Task Add(BuyerCredit credit);
}

/// <summary>Where money held for a buyer came from.</summary>
public enum CreditSource { Deposit, Return, Cancellation, FailedRefund, Card, TakenBack }

/// <summary>Money that is held for a buyer (null: an unknown payer) and not on an order; minor units.</summary>
public sealed record BuyerCredit(CreditSource Source, long SourceId, long CentreId, long? BuyerId, long? OrderId, long Amount, DateTime At);
