using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>The operator of the producer's centre names who reviews a submitted revision, until when, and how many equal votes decide.</summary>
public sealed record OpenReviewRequest(Actor Actor, long RevisionId, IReadOnlyList<long> Reviewers, DateOnly DueOn, int Quorum);

public abstract record OpenReviewOutcome
{
    private OpenReviewOutcome() { }

    public sealed record Opened(long CaseId, string CaseNo) : OpenReviewOutcome;
    public sealed record NotFound : OpenReviewOutcome;
    /// <summary>It does not wait for review, or somebody opened it meanwhile.</summary>
    public sealed record NotSubmitted : OpenReviewOutcome;
    /// <summary>These hold no role of a reviewer, or work for the producer.</summary>
    public sealed record NotReviewers(IReadOnlyList<long> People) : OpenReviewOutcome;
    public sealed record Bad(string Field) : OpenReviewOutcome;
}

/// <summary>See <see cref="OpenReviewRequest"/>.</summary>
public sealed class OpenReview(IUnitOfWork unit, IReviewStore cases, ICatalogStore catalog, CaseDesk desk, CaseNumbers numbers)
{
    public async Task<OpenReviewOutcome> Handle(OpenReviewRequest request)
    {
        var reviewers = request.Reviewers.Distinct().ToList();
        if (reviewers.Count is 0 or > ReviewLimits.MaxReviewers) return new OpenReviewOutcome.Bad(nameof(request.Reviewers));
        if (request.Quorum < 1 || request.Quorum > reviewers.Count) return new OpenReviewOutcome.Bad(nameof(request.Quorum));
        if (!ReviewLimits.IsDueDate(request.DueOn, numbers.Today)) return new OpenReviewOutcome.Bad(nameof(request.DueOn));

        await using var tx = await unit.Begin();
        if (await catalog.Revision(request.RevisionId) is not { CentreId: { } centre } revision || !IsOf(request.Actor, centre)) return new OpenReviewOutcome.NotFound();
        if (!await catalog.MoveRevision(revision.Id, RevisionStatus.Submitted, RevisionStatus.InReview, null)) return new OpenReviewOutcome.NotSubmitted();
        var known = await cases.Reviewers(revision.ProducerId, reviewers);
        if (known.Count < reviewers.Count) return new OpenReviewOutcome.NotReviewers([.. reviewers.Where(r => !known.ContainsKey(r))]);

        var now = numbers.Now;
        var opened = new NewCase(Ids.Next(), await numbers.Next(), revision.ProductId, revision.Id, centre, request.DueOn, request.Quorum, request.Actor.PersonOrNull, now);
        await cases.Insert(opened);
        foreach (var reviewer in reviewers) await cases.AddMember(opened.Id, reviewer, now);
        await Revisions.Keep(catalog, cases, opened.Id, opened.RevisionId, now);
        await Announce((await cases.Case(Actor.Portal, opened.Id))!, request.Actor);
        await tx.Commit();
        return new OpenReviewOutcome.Opened(opened.Id, opened.CaseNo);
    }

    private static bool IsOf(Actor actor, long centre) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == centre);

    private async Task Announce(CaseState c, Actor actor)
    {
        var step = await desk.Step(c, actor, CaseEventKind.Opened, $"{c.DueOn:yyyy-MM-dd}");
        await desk.Audit(c, actor, "review.open", nameof(RevisionStatus.Submitted), nameof(RevisionStatus.InReview));
        await desk.Tell(c, Audience.Reviewers, "review.invited", step);
        await desk.Tell(c, Audience.Producer, "review.opened", step);
    }
}

/// <summary>The number and the moment of a new case.</summary>
[Service]
public sealed class CaseNumbers(Numbers numbers, Clock clock)
{
    internal DateOnly Today => clock.Today;
    internal DateTime Now => clock.Now;

    internal Task<string> Next() => numbers.NextReviewNo();
}
