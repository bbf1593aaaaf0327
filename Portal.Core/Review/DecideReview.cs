using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>The operator decides, with reasons, what they saw in this round. A case whose changes never came can only be rejected.</summary>
public sealed record DecideReviewRequest(Actor Actor, long CaseId, int Round, Decision Decision, string Reason);

/// <summary>See <see cref="DecideReviewRequest"/>. Of two at once one decides, the other is told.</summary>
public sealed class DecideReview(IUnitOfWork unit, IReviewStore cases, Verdict verdict, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(DecideReviewRequest request)
    {
        if (!Enum.IsDefined(request.Decision) || !ReviewLimits.Take(request.Reason, ReviewLimits.Reason, out var reason)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.System) || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        CaseStatus[] from = request.Decision == Decision.Rejected ? [CaseStatus.Open, CaseStatus.ChangesRequested] : [CaseStatus.Open];
        if (!await cases.Hold(c.Id, request.Round, clock.Now, from)
            || !await cases.Decide(c.Id, request.Decision, reason, request.Actor.PersonOrNull, clock.Now)) return await desk.WhyNot(c, request.Round);
        await verdict.Carry(request.Actor, c, request.Decision, reason);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}

/// <summary>Decides the cases whose votes reach the quorum.</summary>
public sealed class CloseByQuorum(IUnitOfWork unit, IReviewStore cases, Verdict verdict, Clock clock)
{
    /// <summary>Handles at most <paramref name="max"/> cases, each in its own transaction; returns how many were decided.</summary>
    public async Task<int> Handle(int max)
    {
        var count = 0;
        foreach (var id in await cases.AtQuorum(max))
        {
            await using var tx = await unit.Begin();
            if (!await cases.Hold(id, null, clock.Now, CaseStatus.Open) || await cases.Case(Actor.Portal, id) is not { } c || !await verdict.ByQuorum(c)) continue;
            await tx.Commit();
            count++;
        }

        return count;
    }
}

/// <summary>What follows from a decision: revision, product, timeline, notices.</summary>
[Service]
public sealed class Verdict(IReviewStore cases, ICatalogStore catalog, CaseDesk desk, Clock clock)
{
    /// <summary>Decides a case that is held when its quorum is reached.</summary>
    internal async Task<bool> ByQuorum(CaseState c)
    {
        foreach (var decision in Enum.GetValues<Decision>())
        {
            if (!await cases.DecideByQuorum(c.Id, decision, clock.Now)) continue;
            await Carry(Actor.Portal, c, decision, null);
            return true;
        }

        return false;
    }

    /// <summary>Carries out what was just decided.</summary>
    internal async Task Carry(Actor actor, CaseState c, Decision decision, string? reason)
    {
        await MoveRevision(c, decision);
        var step = await desk.Step(c, actor, CaseEventKind.Decided, decision.ToString(), reason);
        await desk.Audit(c, actor, "review.decide", c.Status, decision.ToString());
        if (decision == Decision.Approved)
        {
            await catalog.Adopt(c.ProductId, c.RevisionId, clock.Now);
            // the next revision of what is on sale is on sale from now on
            if (c.ProductStatus == nameof(ProductStatus.OnSale)) await desk.Step(c, Actor.Portal, CaseEventKind.Published);
        }

        await desk.Tell(c, Audience.Producer, decision == Decision.Approved ? "review.approved" : "review.rejected", step, reason);
        await desk.Tell(c, Audience.Reviewers, "review.closed", step, reason);
        if (actor.Role == Role.System) await desk.Tell(c, Audience.Operators, "review.closed", step, reason);
    }

    private async Task MoveRevision(CaseState c, Decision decision)
    {
        if (decision == Decision.Approved)
        {
            await Revisions.Move(catalog, c, RevisionStatus.InReview, RevisionStatus.Approved, clock.Now);
            return;
        }

        // also one that waits for changes; its state may be newer than the case that was read
        if (!await catalog.MoveRevision(c.RevisionId, RevisionStatus.ChangesRequested, RevisionStatus.Rejected, clock.Now))
            await Revisions.Move(catalog, c, RevisionStatus.InReview, RevisionStatus.Rejected, clock.Now);
    }
}
