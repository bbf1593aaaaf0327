using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

/// <summary>A list of cases, or of submissions that wait for one.</summary>
public sealed record ReviewListModel(string View, string? Text, IReadOnlyList<string> Views)
{
    public PageOf<ReviewRow>? Cases { get; init; }
    public PageOf<WaitingSubmission>? Waiting { get; init; }
}

public sealed record OpenForm
{
    [Display(Name = "review.reviewers"), Required]
    public IReadOnlyList<long>? Reviewers { get; init; }

    [Display(Name = "review.dueOn"), Required]
    public DateOnly? DueOn { get; init; }

    [Display(Name = "review.quorum"), Required, Range(1, ReviewLimits.MaxReviewers)]
    public int? Quorum { get; init; }
}

public sealed record OpenModel(WaitingSubmission Submission, IReadOnlyList<ReviewerCandidate> Candidates, OpenForm Form);

/// <summary>The page of a case with the form of its discussion.</summary>
public sealed record CaseModel(ReviewCase Case, MessageForm Form);

/// <summary>Cases: the list of each role, the page of one, and opening one for a submission.</summary>
[Roles(Role.Producer, Role.Reviewer, Role.Operator, Role.Administrator)]
public sealed class ReviewsController(ReviewPages pages, Clock clock, BusinessDays days) : Controller
{
    private const int DefaultDays = 14;

    [HttpGet("/reviews"), Shows<ReviewList>(NotView = "waiting")]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, int page = 1)
    {
        var views = ViewsOf(actor.Role);
        view = views.Contains(view) ? view! : views[0];
        var model = new ReviewListModel(view, q, views);
        var (skip, take) = Paging.Window(page);
        if (view == "waiting") return View(model with { Waiting = Paging.Of(await pages.Waiting(actor, skip, take, q), page) });
        return View(model with { Cases = await pages.Page(actor, FilterOf(view) with { Text = q }, page) });
    }

    [HttpGet("/reviews/{caseNo}")]
    public async Task<IActionResult> Details(Actor actor, string caseNo) =>
        await pages.Case(actor, caseNo) is { } c ? View(new CaseModel(c, new MessageForm())) : NotFound();

    [HttpGet("/reviews/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, long revision)
    {
        if (await pages.Submission(actor, revision) is { } submission)
            return View(await Model(actor, submission, new OpenForm { DueOn = days.OnOrAfter(clock.Today.AddDays(DefaultDays)), Quorum = 2 }));
        return await pages.CaseOfRevision(actor, revision) is { } opened ? CaseDoor.Back(opened) : NotFound();
    }

    [HttpPost("/reviews/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, long revision, [Bind(Prefix = "Form")] OpenForm form, [FromServices] OpenReview open)
    {
        if (await pages.Submission(actor, revision) is not { } submission) return await NotSubmitted(actor, revision);
        if (!ModelState.IsValid) return this.Invalid("New", await Model(actor, submission, form));
        switch (await open.Handle(new OpenReviewRequest(actor, revision, form.Reviewers!, form.DueOn!.Value, form.Quorum!.Value)))
        {
            case OpenReviewOutcome.Opened opened:
                this.Flash("review.opened", opened.CaseNo);
                return CaseDoor.Back(opened.CaseNo);
            case OpenReviewOutcome.Bad bad:
                this.Error($"Form.{bad.Field}", $"review.bad.{bad.Field}", ReviewLimits.MaxReviewers, form.Reviewers!.Distinct().Count());
                return this.Invalid("New", await Model(actor, submission, form));
            case OpenReviewOutcome.NotReviewers:
                this.Error("Form.Reviewers", "review.bad.notReviewers");
                return this.Invalid("New", await Model(actor, submission, form));
            case OpenReviewOutcome.NotSubmitted:
                return await NotSubmitted(actor, revision);
            default:
                return NotFound();
        }
    }

    /// <summary>Somebody opened the case meanwhile, or the revision is not one that the actor may see.</summary>
    private async Task<IActionResult> NotSubmitted(Actor actor, long revision) =>
        await pages.CaseOfRevision(actor, revision) is { } opened ? this.Stale("review.stale.opened", opened) : NotFound();

    private async Task<OpenModel> Model(Actor actor, WaitingSubmission submission, OpenForm form) =>
        new(submission, await pages.Candidates(actor, submission.RevisionId), form);

    /// <summary>The views of a role; the first is what it opens with.</summary>
    private static string[] ViewsOf(Role role) => role switch
    {
        Role.Reviewer => ["tovote", "open", "decided", "all"],
        Role.Producer => ["all", "changes", "waiting", "open", "decided"],
        _ => ["open", "waiting", "ready", "overdue", "changes", "decided", "all"],
    };

    private static ReviewFilter FilterOf(string view) => view switch
    {
        "tovote" => new ReviewFilter { Mine = true, ByDue = true },
        "ready" => new ReviewFilter { Ready = true, ByDue = true },
        "overdue" => new ReviewFilter { Overdue = true, ByDue = true },
        "changes" => new ReviewFilter { Status = nameof(CaseStatus.ChangesRequested), ByDue = true },
        "open" => new ReviewFilter { Undecided = true, ByDue = true },
        "decided" => new ReviewFilter { Status = nameof(CaseStatus.Decided) },
        _ => new ReviewFilter(),
    };
}
