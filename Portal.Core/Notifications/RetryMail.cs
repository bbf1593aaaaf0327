using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>An administrator wants a mail to be tried again now.</summary>
public sealed record RetryMailRequest(Actor Actor, long OutboxId);

public enum RetryMailOutcome { Queued, NotFound, NotPossible }

/// <summary>Puts a mail that was given up, or waits, back into the queue. Its key stays, so that one that went after all is recognised.</summary>
public sealed class RetryMail(IUnitOfWork unit, IOutboxStore outbox, Audit audit, Clock clock)
{
    public async Task<RetryMailOutcome> Handle(RetryMailRequest request)
    {
        if (request.Actor.Role != Role.Administrator) return RetryMailOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await outbox.Label(request.OutboxId) is not { } label) return RetryMailOutcome.NotFound;
        if (!await outbox.Retry(request.OutboxId, clock.Now)) return RetryMailOutcome.NotPossible;
        await audit.Note(request.Actor, "outbox.retry", "outbox", request.OutboxId, label);
        await tx.Commit();
        return RetryMailOutcome.Queued;
    }
}
