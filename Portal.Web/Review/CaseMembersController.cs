using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record CaseMembersModel(ReviewCase Case, IReadOnlyList<ReviewerCandidate> Candidates);

public sealed record RemovalForm
{
    [Display(Name = "review.reason"), Required, StringLength(ReviewLimits.Reason)]
    public string? Reason { get; init; }
}

public sealed record RemovalModel(ReviewCase Case, ReviewMember Member, RemovalForm Form);

/// <summary>Who reviews: the operator brings reviewers in and takes out who does not answer.</summary>
[Roles(Role.Operator)]
public sealed class CaseMembersController(CaseDoor door, ReviewPages pages) : Controller
{
    [HttpGet("/reviews/{caseNo}/members")]
    public async Task<IActionResult> Index(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        return door.Shut(this, c, !c.IsDecided) ?? View(await Model(actor, c));
    }

    [HttpPost("/reviews/{caseNo}/members")]
    public async Task<IActionResult> Add(Actor actor, string caseNo, long? personId, [FromServices] AddReviewer add)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, !c.IsDecided) is { } shut) return shut;
        if (personId is null) return await Refuse(actor, c, "review.bad.choose");
        var outcome = await add.Handle(new AddReviewerRequest(actor, c.Id, personId.Value));
        if (outcome == ReviewOutcome.NotReviewer) return await Refuse(actor, c, "review.bad.notReviewers");
        if (outcome == ReviewOutcome.NotPossible && c.Reviewers >= ReviewLimits.MaxReviewers) return await Refuse(actor, c, "review.bad.full", ReviewLimits.MaxReviewers);
        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.memberAdded");
        return CaseDoor.Back(caseNo, "/members");
    }

    [HttpGet("/reviews/{caseNo}/members/{personId:long}/removal")]
    public async Task<IActionResult> Removal(Actor actor, string caseNo, long personId)
    {
        if (await door.Find(actor, caseNo) is not { } c || Reviewer(c, personId) is not { } member) return NotFound();
        return door.Shut(this, c, !c.IsDecided) ?? View(new RemovalModel(c, member, new RemovalForm()));
    }

    [HttpPost("/reviews/{caseNo}/members/{personId:long}/removal")]
    public async Task<IActionResult> Removal(Actor actor, string caseNo, long personId, [Bind(Prefix = "Form")] RemovalForm form, [FromServices] RemoveReviewer remove)
    {
        if (await door.Find(actor, caseNo) is not { } c || Reviewer(c, personId) is not { } member) return NotFound();
        if (door.Shut(this, c, !c.IsDecided) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("Removal", new RemovalModel(c, member, form));
        var outcome = await remove.Handle(new RemoveReviewerRequest(actor, c.Id, personId, form.Reason!));
        if (outcome == ReviewOutcome.Invalid)
        {
            this.Error("Form.Reason", "review.bad.text");
            return this.Invalid("Removal", new RemovalModel(c, member, form));
        }

        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.memberRemoved", member.Name);
        return CaseDoor.Back(caseNo, "/members");
    }

    private static ReviewMember? Reviewer(ReviewCase c, long personId) => c.Members.FirstOrDefault(m => m.PersonId == personId && m.Role == nameof(Role.Reviewer));

    private async Task<ViewResult> Refuse(Actor actor, ReviewCase c, string key, params object[] args)
    {
        this.Error("personId", key, args);
        return this.Invalid("Index", await Model(actor, c));
    }

    private async Task<CaseMembersModel> Model(Actor actor, ReviewCase c) => new(c, await pages.Candidates(actor, c.RevisionId));
}
