using Portal.Core.Agreements;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Agreements;

/// <summary>Every hour: tells of agreements that end soon.</summary>
public sealed class WarnOfExpiryJob(WarnOfExpiry warn) : IRecurringJob
{
    public static string Cron => "23 * * * *";

    public Task Run(CancellationToken stop) => warn.Handle(100);
}
