using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>Where a shipment is. Misdelivered and Lost end it, unless it turns up. It is given up for good when another one takes its place (SentAgain) or its units were cancelled.</summary>
public enum ShipmentStatus { Shipped, InTransit, OutForDelivery, AttemptFailed, Delivered, Misdelivered, Lost, SentAgain, Cancelled }

/// <summary>A shipment, as use cases need it.</summary>
public sealed record ShipmentState
{
    public long Id { get; init; }
    public long PartId { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public long ProducerId { get; init; }
    public long BuyerId { get; init; }
    public long CentreId { get; init; }
    public string Status { get; init; } = "";
    public DateTime ShippedAt { get; init; }
    public string? CarrierCode { get; init; }
    public string? TrackingNo { get; init; }
    public int PollFailures { get; init; }
    /// <summary>The exchange whose replacement it brings.</summary>
    public long? ReturnId { get; init; }

    public bool IsUnderway => Status is nameof(ShipmentStatus.Shipped) or nameof(ShipmentStatus.InTransit)
        or nameof(ShipmentStatus.OutForDelivery) or nameof(ShipmentStatus.AttemptFailed);

    public bool IsGivenUp => Status is nameof(ShipmentStatus.SentAgain) or nameof(ShipmentStatus.Cancelled);
}

/// <summary>A line of a part and how many of its units are shipped; or a line of a shipment.</summary>
public sealed record LineUnits
{
    public long LineId { get; init; }
    public long Quantity { get; init; }
    public long Shipped { get; init; }
    public long ProductId { get; init; }
}

/// <summary>A shipment as it is written.</summary>
public sealed record NewShipment(long Id, long PartId, long? CarrierId, string? TrackingNo, DateTime ShippedAt, long? ShippedBy, DateTime? NextPollAt,
    IReadOnlyList<LineUnits> Lines)
{
    public long? ReturnId { get; init; }
}

/// <summary>What a carrier says of a parcel at one moment. <see cref="Unknown"/> is kept and shown, and changes nothing.</summary>
public enum TrackingCode { Unknown, Registered, PickedUp, InTransit, OutForDelivery, AttemptFailed, ReadyForPickup, Trouble, Delivered }

/// <summary>One event that a carrier told.</summary>
public sealed record TrackingEvent(DateTime At, TrackingCode Code, string Place, string Words);

/// <summary>Shipments, their tracking, misdeliveries and returns.</summary>
public interface IDeliveryStore
{
    Task<IReadOnlyList<LineUnits>> PartLines(long partId);

    /// <summary>The code of an active carrier, null when there is none of that id.</summary>
    Task<string?> CarrierCode(long carrierId);

    /// <summary>False when the carrier's tracking number is used already.</summary>
    Task<bool> Insert(NewShipment shipment);

    /// <summary>A shipment that the actor is party to; null for everybody else.</summary>
    Task<ShipmentState?> Shipment(Actor actor, long shipmentId);

    Task<IReadOnlyList<LineUnits>> ShipmentLines(long shipmentId);

    /// <summary>Moves a shipment that is in one of <paramref name="from"/>; false when it is not.</summary>
    Task<bool> Move(long shipmentId, IReadOnlyCollection<ShipmentStatus> from, ShipmentStatus to, DateTime? deliveredAt);

    /// <summary>Keeps an event once; false when it was there.</summary>
    Task<bool> Add(long shipmentId, TrackingEvent what);

    /// <summary>When the carrier is asked next; never when the shipment is not underway any more.</summary>
    Task SetPoll(long shipmentId, DateTime? nextPollAt, int failures, string? error);

    /// <summary>Corrects carrier and number of a shipment that is underway; false when it is not, or the number is used.</summary>
    Task<bool> SetTracking(long shipmentId, long? carrierId, string? trackingNo, DateTime? nextPollAt);

    Task<IReadOnlyList<long>> DueForPoll(DateTime now, int max);

    /// <summary>Parts of released orders that should have been shipped before <paramref name="today"/> and of which nobody was told yet.</summary>
    Task<IReadOnlyList<LatePart>> Late(DateOnly today, int max);

    Task<bool> Insert(NewMisdelivery misdelivery);
    Task<MisdeliveryState?> Misdelivery(Actor actor, long misdeliveryId);
    Task<bool> Resolve(ResolveMisdeliveryRequest request, DateTime at);

    /// <summary>A line that the actor may return as its buyer, seller or centre.</summary>
    Task<ReturnableLine?> Returnable(Actor actor, long lineId);

    /// <summary>False when a return of this reference is there.</summary>
    Task<bool> Insert(NewReturn @return);

    Task<ReturnState?> Return(Actor actor, long returnId);

    /// <summary>Whether a return of this part that is charged for its way is on its way.</summary>
    Task<bool> IsOnItsWay(long partId);

    /// <summary>Charges the way of a return that was rejected to the next of its part that the buyer pays for and that came free beside it.</summary>
    Task PassFreight(ReturnState rejected);

    /// <summary>Keeps that the units of an exchange are back; false when it is not asked for any more.</summary>
    Task<bool> Receive(long returnId, bool restocked, string? note, DateTime at, long? personId);

    /// <summary>Moves an exchange; false when it is not in that state any more.</summary>
    Task<bool> MoveExchange(long returnId, ReturnStatus from, ReturnStatus to);

    /// <summary>Ends an exchange whose replacement arrived; false when none was sent.</summary>
    Task<bool> EndExchange(long returnId, DateTime at);

    /// <summary>Makes a return of an exchange whose replacement was not sent; false when it was, or when it has ended.</summary>
    Task<bool> Convert(long returnId);

    /// <summary>Ends an open request; false when it is not open any more.</summary>
    Task<bool> Reject(long returnId, string reason, DateTime at, long? personId);

    /// <summary>Completes an open request with its number on the line and what it is worth; false when it is not open any more.</summary>
    Task<bool> Complete(long returnId, CompletedReturn completed);
}

/// <summary>A part that is late.</summary>
public sealed record LatePart
{
    public long PartId { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public long ProducerId { get; init; }
    public long CentreId { get; init; }
    /// <summary>The date that the producer promised; without a promise, the proposed one.</summary>
    public DateOnly ShipOn { get; init; }
}
