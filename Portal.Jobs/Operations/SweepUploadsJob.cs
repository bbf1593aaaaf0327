using Portal.Core.Operations;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Operations;

/// <summary>Every night: deletes uploads that broke off when the program ended.</summary>
public sealed class SweepUploadsJob(SweepUploads sweep) : IRecurringJob
{
    public static string Cron => "20 18 * * *";

    public Task Run(CancellationToken stop)
    {
        sweep.Handle();
        return Task.CompletedTask;
    }
}
