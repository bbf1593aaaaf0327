using Portal.Core.Review;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Review;

/// <summary>Every hour: reminds reviewers of cases that are due, and hands overdue cases to the operators.</summary>
public sealed class RemindReviewersJob(RemindReviewers remind) : IRecurringJob
{
    public static string Cron => "7 * * * *";

    public Task Run(CancellationToken stop) => remind.Handle(200);
}
