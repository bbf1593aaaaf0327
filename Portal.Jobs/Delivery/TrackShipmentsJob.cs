using Portal.Core.Delivery;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Delivery;

/// <summary>Every minute: asks carriers about the parcels that are due.</summary>
public sealed class TrackShipmentsJob(TrackDueShipments track) : IRecurringJob
{
    public static string Cron => "* * * * *";

    public Task Run(CancellationToken stop) => track.Handle(200, stop);
}
