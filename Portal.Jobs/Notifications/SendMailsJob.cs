using Portal.Core.Notifications;
using Portal.Jobs.Shared;

namespace Portal.Jobs.Notifications;

/// <summary>Every minute: sends the mails that are due, also those that a worker left behind.</summary>
public sealed class SendMailsJob(SendDueMails send) : IRecurringJob
{
    public static string Cron => "* * * * *";

    public Task Run(CancellationToken stop) => send.Handle(500, stop);
}
