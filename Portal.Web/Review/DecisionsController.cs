using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record DecisionForm
{
    public int Round { get; init; }

    [Display(Name = "review.decision"), Required]
    public Decision? Decision { get; init; }

    [Display(Name = "review.decisionReason"), Required, StringLength(ReviewLimits.Reason)]
    public string? Reason { get; init; }
}

/// <summary>The operator's decision, with reasons, at any time before the quorum decides. While changes are awaited it can only be a rejection.</summary>
[Roles(Role.Operator)]
public sealed class DecisionsController(CaseDoor door) : Controller
{
    [HttpGet("/reviews/{caseNo}/decision")]
    public async Task<IActionResult> New(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        return door.Shut(this, c, !c.IsDecided) ?? View(new CaseForm<DecisionForm>(c, new DecisionForm { Round = c.Round, Decision = c.IsOpen ? null : Decision.Rejected }));
    }

    [HttpPost("/reviews/{caseNo}/decision")]
    public async Task<IActionResult> New(Actor actor, string caseNo, [Bind(Prefix = "Form")] DecisionForm form, [FromServices] DecideReview decide)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, !c.IsDecided) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("New", new CaseForm<DecisionForm>(c, form));
        var outcome = await decide.Handle(new DecideReviewRequest(actor, c.Id, form.Round, form.Decision!.Value, form.Reason!));
        if (outcome == ReviewOutcome.Invalid)
        {
            this.Error("Form.Reason", "review.bad.text");
            return this.Invalid("New", new CaseForm<DecisionForm>(c, form));
        }

        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash($"review.decided.{form.Decision}");
        return CaseDoor.Back(caseNo);
    }
}
