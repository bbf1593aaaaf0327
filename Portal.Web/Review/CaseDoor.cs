using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

/// <summary>A page with a form about a case.</summary>
public sealed record CaseForm<T>(ReviewCase Case, T Form);

/// <summary>What all pages of a case share: finding it, and saying why a step did not happen.</summary>
[Service]
public sealed class CaseDoor(ReviewPages pages, Show show, Texts texts)
{
    /// <summary>The case; null to whoever has no part in it.</summary>
    public Task<ReviewCase?> Find(Actor actor, string caseNo) => pages.Case(actor, caseNo);

    public static LocalRedirectResult Back(string caseNo, string part = "") => new($"/reviews/{Uri.EscapeDataString(caseNo)}{part}");

    /// <summary>The answer when a step is not possible in the state of a case that was just read: null when it is.</summary>
    public ViewResult? Shut(Controller controller, ReviewCase c, bool isPossible) => isPossible ? null : Stale(controller, c);

    /// <summary>The answer to what a use case refused, by what happened meanwhile.</summary>
    public async Task<IActionResult> Refused(Controller controller, Actor actor, string caseNo, ReviewOutcome outcome)
    {
        if (outcome is ReviewOutcome.NotFound or ReviewOutcome.NotMember || await Find(actor, caseNo) is not { } now) return controller.NotFound();
        return outcome switch
        {
            ReviewOutcome.AlreadyDecided or ReviewOutcome.NotPossible => Stale(controller, now),
            ReviewOutcome.Stale => controller.Stale("review.stale.round", now.Round),
            ReviewOutcome.AlreadyMember => controller.Stale("review.stale.member"),
            ReviewOutcome.HasVoted => controller.Stale("review.stale.hasVoted"),
            ReviewOutcome.TooFewReviewers => controller.Stale("review.stale.tooFew", now.Quorum),
            _ => throw new InvalidOperationException($"{outcome} is answered by the form."),
        };
    }

    private ViewResult Stale(Controller controller, ReviewCase c)
    {
        if (c.IsOpen) return controller.Stale("review.stale.open");
        if (!c.IsDecided) return controller.Stale("review.stale.changes");
        var decision = texts.Of<Decision>(c.Decision);
        return c.DecidedByName is { } by
            ? controller.Stale("review.stale.decided", show.Moment(c.DecidedAt), by, decision, c.DecisionReason)
            : controller.Stale("review.stale.quorum", show.Moment(c.DecidedAt), decision);
    }
}
