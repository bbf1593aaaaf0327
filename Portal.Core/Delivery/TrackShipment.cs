using Portal.Core.Shared;

namespace Portal.Core.Delivery;

public enum TrackShipmentOutcome { NothingNew, Moved, Delivered, Failed, NotUnderway }

/// <summary>Asks the carrier where a parcel is and keeps what is new. The question is asked outside of any transaction.</summary>
public sealed class TrackShipment(IUnitOfWork unit, IDeliveryStore delivery, ICarrierGateway carriers, DeliverShipment deliver, Clock clock)
{
    private static readonly ShipmentStatus[] Underway =
        [ShipmentStatus.Shipped, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery, ShipmentStatus.AttemptFailed];

    public async Task<TrackShipmentOutcome> Handle(long shipmentId, CancellationToken stop = default)
    {
        var shipment = await delivery.Shipment(Actor.Portal, shipmentId);
        if (shipment is not { IsUnderway: true, CarrierCode: { } carrier, TrackingNo: { } number }) return TrackShipmentOutcome.NotUnderway;
        var answer = await carriers.Track(carrier, number, stop);

        await using var tx = await unit.Begin();
        var outcome = answer switch
        {
            CarrierAnswer.Events events => await Keep(shipment, events.List),
            CarrierAnswer.Failed failed => await PutOff(shipment, failed.Reason),
            _ => throw new InvalidOperationException("Unknown answer."),
        };
        await tx.Commit();
        return outcome;
    }

    private async Task<TrackShipmentOutcome> Keep(ShipmentState shipment, IReadOnlyList<TrackingEvent> events)
    {
        var isNew = false;
        foreach (var e in events) isNew |= await delivery.Add(shipment.Id, e);
        await delivery.SetPoll(shipment.Id, clock.Now.AddMinutes(10), 0, null);
        if (!isNew) return TrackShipmentOutcome.NothingNew;

        var last = events.MaxBy(e => e.At)!;
        if (events.FirstOrDefault(e => e.Status == ShipmentStatus.Delivered) is { } delivered)
        {
            // a carrier's clock may run ahead of ours, or say a moment before we recorded the handing over
            var at = Within(delivered.At, shipment.ShippedAt, clock.Now);
            var outcome = await deliver.Handle(new DeliverShipmentRequest(Actor.Portal, shipment.Id, at));
            return outcome == DeliverShipmentOutcome.Delivered ? TrackShipmentOutcome.Delivered : TrackShipmentOutcome.NotUnderway;
        }

        if (last.Status == ShipmentStatus.Lost) await delivery.SetPoll(shipment.Id, null, 0, null);
        await delivery.Move(shipment.Id, Underway, last.Status, null);
        return TrackShipmentOutcome.Moved;
    }

    /// <summary>A carrier that does not answer is asked less and less often, at last once a day.</summary>
    private async Task<TrackShipmentOutcome> PutOff(ShipmentState shipment, string reason)
    {
        var failures = shipment.PollFailures + 1;
        var minutes = Math.Min(1440, 5 * Math.Pow(2, Math.Min(failures, 10)));
        await delivery.SetPoll(shipment.Id, clock.Now.AddMinutes(minutes), failures, reason.Length > 400 ? reason[..400] : reason);
        return TrackShipmentOutcome.Failed;
    }

    private static DateTime Within(DateTime at, DateTime from, DateTime to) => at < from ? from : at > to ? to : at;
}

/// <summary>Asks about all parcels that are due; returns how many moved.</summary>
public sealed class TrackDueShipments(IDeliveryStore delivery, TrackShipment track, Clock clock)
{
    public async Task<int> Handle(int max, CancellationToken stop)
    {
        var moved = 0;
        foreach (var id in await delivery.DueForPoll(clock.Now, max))
        {
            stop.ThrowIfCancellationRequested();
            if (await track.Handle(id, stop) is TrackShipmentOutcome.Moved or TrackShipmentOutcome.Delivered) moved++;
        }

        return moved;
    }
}
