using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;

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
        var way = Way(Now, nobodyHome);
        if (end is { } last) way = way.FindAll(e => e.At <= last);
        var steps = Now > world.Now - Recent ? Enumerable.Range(1, way.Count) : [way.Count];
        foreach (var count in steps)
        {
            world.At(way[count - 1].At.AddMinutes(1), async () =>
            {
                var track = new TrackShipment(unit, delivery, new Replay(way[..count]), deliver, settings.Clock);
                var outcome = await track.Handle(shipment.Id);
                if (!world.Went(outcome is TrackShipmentOutcome.Moved or TrackShipmentOutcome.Delivered, $"parcel {shipment.Id}", outcome)) return;
                if (outcome == TrackShipmentOutcome.Delivered) await arrived();
            });
        }
    }

    /// <summary>In five hours from place to place, as the simulated carrier does; sometimes nobody is at home.</summary>
    private static List<TrackingEvent> Way(DateTime shipped, bool nobodyHome)
    {
        List<TrackingEvent> way =
        [
            new(shipped.AddHours(5), ShipmentStatus.InTransit, "옥천HUB", "물품을 받았습니다"),
            new(shipped.AddHours(10), ShipmentStatus.InTransit, "옥천HUB", "다음 지점으로 옮기고 있습니다"),
            new(shipped.AddHours(20), ShipmentStatus.OutForDelivery, "익산점", "배달하러 나갔습니다"),
        ];
        if (nobodyHome) way.Add(new(shipped.AddHours(23), ShipmentStatus.AttemptFailed, "익산점", "받는 분이 계시지 않아 다시 배달합니다"));
        way.Add(new(shipped.AddHours(30), ShipmentStatus.Delivered, "익산점", "배달했습니다"));
        return way;
    }

    /// <summary>Answers what the carrier would have said then.</summary>
    private sealed class Replay(IReadOnlyList<TrackingEvent> events) : ICarrierGateway
    {
        public bool Knows(string carrierCode) => true;

        public Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop) => Task.FromResult<CarrierAnswer>(new CarrierAnswer.Events(events));
    }
}
