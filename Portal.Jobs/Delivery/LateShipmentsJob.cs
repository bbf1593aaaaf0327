using Portal.Core.Delivery;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Delivery;

/// <summary>Every quarter of an hour: raises an alert for parts that were not shipped when promised.</summary>
public sealed class LateShipmentsJob(NotifyLate notify) : IRecurringJob
{
    public static string Cron => "*/15 * * * *";

    public Task Run(CancellationToken stop) => notify.Handle(500);
}
