using Portal.Core.Orders;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Orders;

/// <summary>Every five minutes: cancels orders whose deposit did not come in time.</summary>
public sealed class ExpireOrdersJob(ExpireOrders expire) : IRecurringJob
{
    public static string Cron => "*/5 * * * *";

    public Task Run(CancellationToken stop) => expire.Handle(100);
}
