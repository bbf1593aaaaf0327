using Microsoft.AspNetCore.Mvc;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Data.Notifications;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Notifications;

public sealed record OutboxModel(PageOf<OutboxListRow> Page, string? State, string? Text);

/// <summary>Mails on their way: what went, what waits, what was given up and why.</summary>
[Roles(Role.Administrator)]
public sealed class OutboxController(OutboxPages pages) : Controller
{
    public static readonly IReadOnlyList<string> States = ["waiting", "givenup", "sent"];

    [HttpGet("/outbox"), Shows<OutboxList>]
    public async Task<IActionResult> Index(string? state, string? q, int page = 1)
    {
        if (!States.Contains(state)) state = null;
        return View(new OutboxModel(await pages.List(state, q, page), state, q));
    }

    [HttpPost("/outbox/{outboxId:long}/attempts")]
    public async Task<IActionResult> Retry(Actor actor, long outboxId, [FromServices] RetryMail retry)
    {
        switch (await retry.Handle(new RetryMailRequest(actor, outboxId)))
        {
            case RetryMailOutcome.Queued:
                this.Flash("notifications.queued");
                return LocalRedirect("/outbox");
            case RetryMailOutcome.NotPossible:
                return this.Stale("notifications.cannotRetry");
            default:
                return NotFound();
        }
    }
}
