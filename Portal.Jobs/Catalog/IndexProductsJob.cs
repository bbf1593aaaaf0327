using Portal.Core.Catalog;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Catalog;

/// <summary>Every ten minutes: search learns new names of producers and categories, and products that it does not know yet.</summary>
public sealed class IndexProductsJob(IndexProducts index) : IRecurringJob
{
    public static string Cron => "*/10 * * * *";

    public Task Run(CancellationToken stop) => index.Handle(new IndexProductsRequest());
}
