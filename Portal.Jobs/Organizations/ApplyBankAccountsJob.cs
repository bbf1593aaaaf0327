using Portal.Core.Organizations;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Organizations;

/// <summary>Every ten minutes: puts bank accounts into use that have waited long enough.</summary>
public sealed class ApplyBankAccountsJob(ApplyBankAccounts apply) : IRecurringJob
{
    public static string Cron => "5/10 * * * *";

    public Task Run(CancellationToken stop) => apply.Handle(100);
}
