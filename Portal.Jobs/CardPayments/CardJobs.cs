using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Jobs.Shared;

namespace Portal.Jobs.CardPayments;

/// <summary>Every minute: asks Stripe about payments under way, sends money back to cards, and asks about refunds on their way.</summary>
public sealed class ContinueCardsJob(ContinueCards cards) : IRecurringJob
{
    public static string Cron => "* * * * *";

    public Task Run(CancellationToken stop) => cards.Handle(100, stop);
}

/// <summary>Every night: compares the portal with Stripe.</summary>
public sealed class ReconcileCardsJob(ReconcileCards reconcile) : IRecurringJob
{
    public static string Cron => "20 18 * * *";

    public Task Run(CancellationToken stop) => reconcile.Handle(new ReconcileCardsRequest(Actor.Portal), stop);
}
