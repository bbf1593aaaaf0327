using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>A carrier or tracking number was typed wrong: the shipment gets the right one.</summary>
public sealed record CorrectTrackingRequest(Actor Actor, long ShipmentId, long? CarrierId, string? TrackingNo);

public enum CorrectTrackingOutcome
{
    Corrected,
    NotFound,
    UnknownCarrier,
    /// <summary>Another parcel of this carrier has this number.</summary>
    NumberUsed,
    /// <summary>It is not underway any more.</summary>
    NotPossible,
}

/// <summary>See <see cref="CorrectTrackingRequest"/>. What the wrong parcel told stays on record.</summary>
public sealed class CorrectTracking(IUnitOfWork unit, IDeliveryStore delivery, ShippingDesk desk, Audit audit)
{
    public async Task<CorrectTrackingOutcome> Handle(CorrectTrackingRequest request)
    {
        await using var tx = await unit.Begin();
        var shipment = request.Actor.Role is Role.Producer or Role.Operator or Role.System ? await delivery.Shipment(request.Actor, request.ShipmentId) : null;
        if (shipment is null) return CorrectTrackingOutcome.NotFound;
        if (!shipment.IsUnderway) return CorrectTrackingOutcome.NotPossible;
        var code = request.CarrierId is { } id ? await delivery.CarrierCode(id) : null;
        if (request.CarrierId is not null && code is null) return CorrectTrackingOutcome.UnknownCarrier;
        var number = string.IsNullOrWhiteSpace(request.TrackingNo) ? null : request.TrackingNo.Trim();
        if (!await delivery.SetTracking(shipment.Id, request.CarrierId, number, desk.FirstPoll(code, number))) return CorrectTrackingOutcome.NumberUsed;
        await audit.Note(request.Actor, "shipment.tracking", "shipment", shipment.Id, shipment.OrderNo,
            $"{shipment.CarrierCode} {shipment.TrackingNo}".Trim(), $"{code} {number}".Trim());
        await tx.Commit();
        return CorrectTrackingOutcome.Corrected;
    }
}
