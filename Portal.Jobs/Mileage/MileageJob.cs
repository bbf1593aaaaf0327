using Portal.Core.Mileage;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Mileage;

/// <summary>Every hour: mileage that is over expires, and buyers are told of what expires soon.</summary>
public sealed class MileageJob(ExpireMileage expire, WarnOfExpiry warn) : IRecurringJob
{
    public static string Cron => "20 * * * *";

    public async Task Run(CancellationToken stop)
    {
        await expire.Handle(1_000);
        await warn.Handle(1_000);
    }
}
