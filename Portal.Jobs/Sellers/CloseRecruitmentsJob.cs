using Portal.Core.Sellers;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Sellers;

/// <summary>Every quarter of an hour: closes recruitments whose time is over.</summary>
public sealed class CloseRecruitmentsJob(CloseExpiredRecruitments close) : IRecurringJob
{
    public static string Cron => "*/15 * * * *";

    public Task Run(CancellationToken stop) => close.Handle(500);
}
