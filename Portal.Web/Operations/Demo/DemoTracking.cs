using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Web.Delivery;

namespace Portal.Web.Operations.Demo;

/// <summary>Parcels as carriers told of them: the use case that asks a carrier is given what the simulated one says.</summary>
[Service]
public sealed class DemoTracking(IUnitOfWork unit, IDeliveryStore delivery, DeliverShipment deliver, OrderSettings settings)
{
    /// <summary>Older parcels are asked for once, when they have arrived; those of these days at every step.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(4);

    internal DateTime Now => settings.Clock.Now;

    /// <summary>Follows a parcel until it arrives, or until a moment after which it is not heard of.</summary>
    internal void Begin(World world, DemoShipment shipment, bool nobodyHome, DateTime? end, Func<Task> arrived)
    {
        var way = Way(shipment.TrackingNo!, Now, nobodyHome).Where(e => end is not { } last || e.At <= last).ToList();
        var steps = Now > world.Now - Recent ? Enumerable.Range(1, way.Count) : [way.Count];
        foreach (var count in steps)
        {
            world.At(way[count - 1].At.AddMinutes(1), async () =>
            {
                var track = new TrackShipment(unit, delivery, new Replay(way[..count]), deliver, settings);
                var outcome = await track.Handle(shipment.Id);
                if (!world.Went(outcome is TrackShipmentOutcome.Moved or TrackShipmentOutcome.Delivered, $"parcel {shipment.Id}", outcome)) return;
                if (outcome == TrackShipmentOutcome.Delivered) await arrived();
            });
        }
    }

    /// <summary>What the simulated carrier tells of the parcel in the end; sometimes nobody was at home at first.</summary>
    private static IEnumerable<TrackingEvent> Way(string trackingNo, DateTime shipped, bool nobodyHome)
    {
        foreach (var e in SimulatedParcel.Events(trackingNo, shipped, DateTime.MaxValue))
        {
            var code = Code(e.Code);
            if (nobodyHome && code == TrackingCode.Delivered) yield return new TrackingEvent(e.At.AddHours(-7), TrackingCode.AttemptFailed, e.Place, "받는 분이 계시지 않아 다시 배달합니다");
            yield return new TrackingEvent(e.At, code, e.Place, e.Words);
        }
    }

    private static TrackingCode Code(string code) => code switch
    {
        "INFORMATION_RECEIVED" => TrackingCode.Registered,
        "AT_PICKUP" => TrackingCode.PickedUp,
        "IN_TRANSIT" => TrackingCode.InTransit,
        "OUT_FOR_DELIVERY" => TrackingCode.OutForDelivery,
        "DELIVERED" => TrackingCode.Delivered,
        _ => throw new InvalidOperationException($"The simulated carrier says {code}."),
    };

    /// <summary>Answers what the carrier would have said then.</summary>
    private sealed class Replay(IReadOnlyList<TrackingEvent> events) : ICarrierGateway
    {
        public bool Knows(string carrierCode) => true;

        public Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop) => Task.FromResult<CarrierAnswer>(new CarrierAnswer.Events(events));
    }
}
