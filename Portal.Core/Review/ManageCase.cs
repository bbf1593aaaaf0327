using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>The operator gives the reviewers another date.</summary>
public sealed record MoveDueDateRequest(Actor Actor, long CaseId, DateOnly DueOn, string? Reason);

/// <summary>See <see cref="MoveDueDateRequest"/>. Reminders begin anew.</summary>
public sealed class MoveDueDate(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(MoveDueDateRequest request)
    {
        var reason = PlainText.Tidy(request.Reason);
        if (reason?.Length > ReviewLimits.Reason || !ReviewLimits.IsDueDate(request.DueOn, clock.Today)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.System) || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.Open, CaseStatus.ChangesRequested)) return await desk.WhyNot(c, null);
        await cases.MoveDueDate(c.Id, request.DueOn);
        var moved = c with { DueOn = request.DueOn };
        var step = await desk.Step(moved, request.Actor, CaseEventKind.DueDateMoved, $"{request.DueOn:yyyy-MM-dd}", reason);
        await desk.Audit(moved, request.Actor, "review.due", $"{c.DueOn:yyyy-MM-dd}", $"{request.DueOn:yyyy-MM-dd}");
        await desk.Tell(moved, Audience.Reviewers, "review.moved", step, reason);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}

/// <summary>The operator brings one more reviewer into a case.</summary>
public sealed record AddReviewerRequest(Actor Actor, long CaseId, long PersonId);

/// <summary>See <see cref="AddReviewerRequest"/>.</summary>
public sealed class AddReviewer(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(AddReviewerRequest request)
    {
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.System) || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.Open, CaseStatus.ChangesRequested)) return await desk.WhyNot(c, null);
        if (!(await cases.Reviewers(c.ProducerId, [request.PersonId])).TryGetValue(request.PersonId, out var name)) return ReviewOutcome.NotReviewer;
        if ((await cases.ReviewersOf(c.Id, notVoted: false)).Count >= ReviewLimits.MaxReviewers) return ReviewOutcome.NotPossible;
        if (!await cases.AddMember(c.Id, request.PersonId, clock.Now)) return ReviewOutcome.AlreadyMember;
        var step = await desk.Step(c, request.Actor, CaseEventKind.MemberAdded, name);
        await desk.Audit(c, request.Actor, "review.member", null, name);
        await desk.Tell(c, [request.PersonId], "review.invited", step);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}

/// <summary>The operator takes a reviewer out who does not answer or cannot judge, with reasons.</summary>
public sealed record RemoveReviewerRequest(Actor Actor, long CaseId, long PersonId, string Reason);

/// <summary>See <see cref="RemoveReviewerRequest"/>. A vote that was cast in this round stands, and the quorum stays within reach.</summary>
public sealed class RemoveReviewer(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(RemoveReviewerRequest request)
    {
        if (!ReviewLimits.Take(request.Reason, ReviewLimits.Reason, out var reason)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role is not (Role.Operator or Role.System) || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        // held: nobody votes or leaves between what is counted here and the write
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.Open, CaseStatus.ChangesRequested)) return await desk.WhyNot(c, null);
        if (await cases.MemberName(c.Id, request.PersonId) is not { } name) return ReviewOutcome.NotMember;
        if (!(await cases.ReviewersOf(c.Id, notVoted: true)).Contains(request.PersonId)) return ReviewOutcome.HasVoted;
        if ((await cases.ReviewersOf(c.Id, notVoted: false)).Count <= c.Quorum) return ReviewOutcome.TooFewReviewers;
        if (!await cases.RemoveMember(c.Id, request.PersonId)) return ReviewOutcome.NotMember;
        var step = await desk.Step(c, request.Actor, CaseEventKind.MemberRemoved, name, reason);
        await desk.Audit(c, request.Actor, "review.member", name, null);
        await desk.Tell(c, [request.PersonId], "review.removed", step, reason);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}
