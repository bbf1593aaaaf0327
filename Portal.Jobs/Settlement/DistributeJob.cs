using Portal.Core.Settlement;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Settlement;

/// <summary>Every ten minutes: distributes the profit of all lines that are due.</summary>
public sealed class DistributeJob(DistributeDue distribute) : IRecurringJob
{
    public static string Cron => "*/10 * * * *";

    public Task Run(CancellationToken stop) => distribute.Handle();
}
