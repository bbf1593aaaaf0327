using Portal.Core.Review;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Review;

/// <summary>Every five minutes: decides the cases whose votes reach their quorum.</summary>
public sealed class CloseReviewsJob(CloseByQuorum close) : IRecurringJob
{
    public static string Cron => "*/5 * * * *";

    public Task Run(CancellationToken stop) => close.Handle(200);
}
