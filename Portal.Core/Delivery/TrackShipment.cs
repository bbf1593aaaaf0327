using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

public enum TrackShipmentOutcome { NothingNew, Moved, Delivered, Failed, NotUnderway }

/// <summary>Asks the carrier where a parcel is and keeps what is new. The question is asked outside of any transaction.</summary>
public sealed class TrackShipment(IUnitOfWork unit, IDeliveryStore delivery, ICarrierGateway carriers, DeliverShipment deliver, OrderSettings settings)
{
    private static readonly ShipmentStatus[] Underway =
        [ShipmentStatus.Shipped, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery, ShipmentStatus.AttemptFailed];

    private readonly Clock _clock = settings.Clock;

    public async Task<TrackShipmentOutcome> Handle(long shipmentId, CancellationToken stop = default)
    {
        var shipment = await delivery.Shipment(Actor.Portal, shipmentId);
        if (shipment is not { IsUnderway: true, CarrierCode: { } carrier, TrackingNo: { } number }) return TrackShipmentOutcome.NotUnderway;
        var answer = await carriers.Track(carrier, number, stop);

        await using var tx = await unit.Begin();
        var outcome = answer switch
        {
            CarrierAnswer.Events events => await Keep(shipment, Parcel.Own(events.List, shipment.ShippedAt)),
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
        var age = _clock.Now - shipment.ShippedAt;
        await delivery.SetPoll(shipment.Id, _clock.Now + Parcel.Pause(age, settings.Options.Demo), 0, Parcel.Trouble(events, age));
        if (!isNew) return TrackShipmentOutcome.NothingNew;

        // events may come late and out of order: once delivered is delivered, whatever is listed after it
        if (events.FirstOrDefault(e => e.Code == TrackingCode.Delivered) is { } delivered)
        {
            // a carrier's clock may run ahead of ours, or say a moment before we recorded the handing over
            var at = Within(delivered.At, shipment.ShippedAt, _clock.Now);
            var outcome = await deliver.Handle(new DeliverShipmentRequest(Actor.Portal, shipment.Id, at));
            return outcome == DeliverShipmentOutcome.Delivered ? TrackShipmentOutcome.Delivered : TrackShipmentOutcome.NotUnderway;
        }

        if (Parcel.Status(events) is { } status) await delivery.Move(shipment.Id, Underway, status, null);
        return TrackShipmentOutcome.Moved;
    }

    /// <summary>A carrier that does not answer is asked less and less often, at last once a day.</summary>
    private async Task<TrackShipmentOutcome> PutOff(ShipmentState shipment, string reason)
    {
        var failures = shipment.PollFailures + 1;
        var minutes = Math.Min(1440, 5 * Math.Pow(2, Math.Min(failures, 10)));
        await delivery.SetPoll(shipment.Id, _clock.Now.AddMinutes(minutes), failures, reason.Length > 400 ? reason[..400] : reason);
        return TrackShipmentOutcome.Failed;
    }

    private static DateTime Within(DateTime at, DateTime from, DateTime to) => at < from ? from : at > to ? to : at;
}

/// <summary>What follows from the events of a parcel. Pure.</summary>
public static class Parcel
{
    /// <summary>The remark on a shipment whose number the carrier still does not know after days.</summary>
    public const string NumberUnknown = "carrier.number-unknown";

    private static readonly TimeSpan Reused = TimeSpan.FromDays(7);

    /// <summary>
    /// The events of this parcel, oldest first. Carriers give out a number again after some months:
    /// what happened long before the handing over belongs to another parcel.
    /// </summary>
    public static IReadOnlyList<TrackingEvent> Own(IEnumerable<TrackingEvent> events, DateTime shippedAt) =>
        [.. events.Where(e => e.At >= shippedAt - Reused).OrderBy(e => e.At)];

    /// <summary>Where the last telling event leaves the shipment; null: where it was.</summary>
    public static ShipmentStatus? Status(IEnumerable<TrackingEvent> events) => events.LastOrDefault(e => e.Code is not (TrackingCode.Unknown or TrackingCode.Trouble))?.Code switch
    {
        TrackingCode.InTransit => ShipmentStatus.InTransit,
        TrackingCode.OutForDelivery or TrackingCode.ReadyForPickup => ShipmentStatus.OutForDelivery,
        TrackingCode.AttemptFailed => ShipmentStatus.AttemptFailed,
        _ => null,
    };

    /// <summary>What somebody should look at, null when all is well.</summary>
    public static string? Trouble(IReadOnlyList<TrackingEvent> events, TimeSpan age)
    {
        if (events.Count == 0) return age > TimeSpan.FromDays(2) ? NumberUnknown : null;
        var last = events[^1];
        if (last.Code != TrackingCode.Trouble) return null;
        var words = $"{last.Words} {last.Place}".Trim();
        return words.Length > 400 ? words[..400] : words;
    }

    /// <summary>How long until the carrier is asked again: the older a parcel, the rarer. Those of the demo travel within minutes.</summary>
    public static TimeSpan Pause(TimeSpan age, bool isDemo) => age.TotalDays switch
    {
        < 3 => TimeSpan.FromMinutes(isDemo ? 1 : 10),
        < 14 => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };
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
