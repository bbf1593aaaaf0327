using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>One line of the checklist, 1 (bad) to 5 (good).</summary>
public sealed record CriterionScore(Criterion Criterion, int Score, string? Comment);

/// <summary>A reviewer scores some or all criteria; what was scored before is replaced.</summary>
public sealed record ScoreChecklistRequest(Actor Actor, long CaseId, IReadOnlyList<CriterionScore> Scores);

/// <summary>See <see cref="ScoreChecklistRequest"/>.</summary>
public sealed class ScoreChecklist(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Clock clock)
{
    public async Task<ReviewOutcome> Handle(ScoreChecklistRequest request)
    {
        var scores = request.Scores.Select(s => s with { Comment = PlainText.Tidy(s.Comment) }).ToList();
        if (!AreGood(scores)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Reviewer || await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.Open)) return await desk.WhyNot(c, null);
        foreach (var score in scores) await cases.SaveScore(c.Id, request.Actor.PersonId, score, clock.Now);
        await desk.Step(c, request.Actor, CaseEventKind.Scored, string.Join(' ', scores.Select(s => $"{s.Criterion}={s.Score}")));
        await tx.Commit();
        return ReviewOutcome.Done;
    }

    private static bool AreGood(List<CriterionScore> scores) =>
        scores.Count > 0 && scores.DistinctBy(s => s.Criterion).Count() == scores.Count
        && scores.All(s => Enum.IsDefined(s.Criterion) && s.Score is >= 1 and <= 5 && (s.Comment?.Length ?? 0) <= ReviewLimits.Comment);
}
