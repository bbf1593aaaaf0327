using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>A reviewer or the operator asks the producer for changes. The round is the one that they saw.</summary>
public sealed record RequestChangesRequest(Actor Actor, long CaseId, int Round, string Text);

/// <summary>See <see cref="RequestChangesRequest"/>. The producer may then edit the revision.</summary>
public sealed class RequestChanges(IUnitOfWork unit, IReviewStore cases, ICatalogStore catalog, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(RequestChangesRequest request)
    {
        if (!ReviewLimits.Take(request.Text, ReviewLimits.Message, out var text)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role == Role.Producer || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, request.Round, clock.Now, CaseStatus.Open) || !await cases.RequestChanges(c.Id)) return await desk.WhyNot(c, request.Round);
        await Revisions.Move(catalog, c, RevisionStatus.InReview, RevisionStatus.ChangesRequested);
        var step = await desk.Step(c, request.Actor, CaseEventKind.ChangeRequested, text: text);
        await desk.Audit(c, request.Actor, "review.changes", nameof(CaseStatus.Open), nameof(CaseStatus.ChangesRequested));
        await desk.Tell(c, Audience.Producer, "review.changes", step, text);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}

/// <summary>The producer, or the operator for them, hands the changed revision in again, in the same case.</summary>
public sealed record ResubmitRequest(Actor Actor, long CaseId, string? Text);

/// <summary>
/// See <see cref="ResubmitRequest"/>. A new round begins: votes of before stay readable and do not count.
/// The producer's time is not the reviewers': they have at least <see cref="ReviewLimits.RoundDays"/> days from now.
/// </summary>
public sealed class Resubmit(IUnitOfWork unit, IReviewStore cases, ICatalogStore catalog, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(ResubmitRequest request)
    {
        var text = PlainText.Tidy(request.Text);
        if (text?.Length > ReviewLimits.Message) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role == Role.Reviewer || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.ChangesRequested) || !await cases.Resubmit(c.Id)) return await desk.WhyNot(c, null);
        await Revisions.Move(catalog, c, RevisionStatus.ChangesRequested, RevisionStatus.InReview);
        await Revisions.Keep(catalog, cases, c.Id, c.RevisionId, clock.Now);
        var step = await desk.Step(c, request.Actor, CaseEventKind.Resubmitted, $"{c.Round + 1}", text);
        await desk.Audit(c, request.Actor, "review.resubmit", nameof(CaseStatus.ChangesRequested), nameof(CaseStatus.Open));
        var next = await GiveTime(c);
        await desk.Tell(next, Audience.Reviewers, "review.resubmitted", step, text);
        await desk.Tell(next, Audience.Operators, "review.resubmitted", step, text);
        await tx.Commit();
        return ReviewOutcome.Done;
    }

    private async Task<CaseState> GiveTime(CaseState c)
    {
        var least = clock.Today.AddDays(ReviewLimits.RoundDays);
        if (c.DueOn >= least) return c;
        await cases.MoveDueDate(c.Id, least);
        await desk.Step(c, Actor.Portal, CaseEventKind.DueDateMoved, $"{least:yyyy-MM-dd}");
        await desk.Audit(c, Actor.Portal, "review.due", $"{c.DueOn:yyyy-MM-dd}", $"{least:yyyy-MM-dd}");
        return c with { DueOn = least };
    }
}

/// <summary>The revision of a case goes with the case.</summary>
internal static class Revisions
{
    /// <summary>Moves it. The case is held, so a revision that is elsewhere is a bug.</summary>
    internal static async Task Move(ICatalogStore catalog, CaseState c, RevisionStatus from, RevisionStatus to, DateTime? decidedAt = null)
    {
        if (!await catalog.MoveRevision(c.RevisionId, from, to, decidedAt))
            throw new InvalidOperationException($"Revision {c.RevisionId} of case {c.CaseNo} is not {from}.");
    }

    /// <summary>Keeps what a round is about: between rounds the producer changes the revision in place.</summary>
    internal static async Task Keep(ICatalogStore catalog, IReviewStore cases, long caseId, long revisionId, DateTime at)
    {
        var content = await catalog.Content(revisionId) ?? throw new InvalidOperationException($"Revision {revisionId} has no content.");
        await cases.KeepRound(caseId, content, at);
    }
}
