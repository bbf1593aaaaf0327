using Microsoft.AspNetCore.Mvc;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

/// <summary>Several mails are tried again.</summary>
[Roles(Role.Administrator)]
public sealed class OutboxAttemptsController(RetryMail retry) : Controller
{
    [HttpPost("/outbox/attempts")]
    public Task<IActionResult> Create(Actor actor, long[] mails) => this.Each("notifications.retrySeveral", "/outbox", mails, async id =>
        await retry.Handle(new RetryMailRequest(actor, id)) switch
        {
            RetryMailOutcome.Queued => new BulkRow($"{id}", null, true, "notifications.queued"),
            RetryMailOutcome.NotPossible => new BulkRow($"{id}", null, false, "notifications.cannotRetry"),
            _ => BulkRow.NotFound(id),
        });
}
