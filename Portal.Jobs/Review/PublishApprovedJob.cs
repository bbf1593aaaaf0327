using Portal.Core.Review;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Review;

/// <summary>Every five minutes: puts approved products on sale.</summary>
public sealed class PublishApprovedJob(PublishApproved publish) : IRecurringJob
{
    public static string Cron => "*/5 * * * *";

    public Task Run(CancellationToken stop) => publish.Handle(200);
}
