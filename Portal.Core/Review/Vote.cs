using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>A reviewer votes on what they saw in this round, or changes their vote.</summary>
public sealed record VoteRequest(Actor Actor, long CaseId, int Round, Ballot Ballot, string Reason);

/// <summary>See <see cref="VoteRequest"/>. The vote that reaches the quorum decides the case at once; the last one without it leaves the case to the operators.</summary>
public sealed class Vote(IUnitOfWork unit, IReviewStore cases, Verdict verdict, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(VoteRequest request)
    {
        if (!Enum.IsDefined(request.Ballot) || !ReviewLimits.Take(request.Reason, ReviewLimits.Reason, out var reason)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Reviewer || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, request.Round, clock.Now, CaseStatus.Open)) return await desk.WhyNot(c, request.Round);
        if (await cases.SaveVote(c.Id, request.Actor.PersonId, request.Round, request.Ballot, reason, clock.Now))
        {
            await desk.Step(c, request.Actor, CaseEventKind.Voted, request.Ballot.ToString(), reason);
            await desk.Audit(c, request.Actor, "review.vote", null, request.Ballot.ToString());
            if (!await verdict.ByQuorum(c) && (await cases.ReviewersOf(c.Id, notVoted: true)).Count == 0) await desk.TellReady(c);
        }

        await tx.Commit();
        return ReviewOutcome.Done;
    }
}
