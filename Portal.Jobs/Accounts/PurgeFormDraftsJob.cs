using Portal.Core.Accounts;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Accounts;

/// <summary>Every night: forgets forms that were begun long ago and never sent.</summary>
public sealed class PurgeFormDraftsJob(PurgeFormDrafts purge) : IRecurringJob
{
    public static string Cron => "40 18 * * *";

    public Task Run(CancellationToken stop) => purge.Handle();
}
