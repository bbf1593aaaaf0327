using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record DueDateForm
{
    [Display(Name = "review.newDueOn"), Required]
    public DateOnly? DueOn { get; init; }

    [Display(Name = "review.reasonOptional"), StringLength(ReviewLimits.Reason)]
    public string? Reason { get; init; }
}

/// <summary>The operator gives the reviewers another date.</summary>
[Roles(Role.Operator)]
public sealed class DueDatesController(CaseDoor door) : Controller
{
    [HttpGet("/reviews/{caseNo}/due-date")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        return door.Shut(this, c, !c.IsDecided) ?? View(new CaseForm<DueDateForm>(c, new DueDateForm { DueOn = c.DueOn }));
    }

    [HttpPost("/reviews/{caseNo}/due-date")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo, [Bind(Prefix = "Form")] DueDateForm form, [FromServices] MoveDueDate move)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, !c.IsDecided) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("Edit", new CaseForm<DueDateForm>(c, form));
        var outcome = await move.Handle(new MoveDueDateRequest(actor, c.Id, form.DueOn!.Value, form.Reason));
        if (outcome == ReviewOutcome.Invalid)
        {
            this.Error("Form.DueOn", "review.bad.DueOn", ReviewLimits.MaxReviewers);
            return this.Invalid("Edit", new CaseForm<DueDateForm>(c, form));
        }

        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.dueMoved");
        return CaseDoor.Back(caseNo);
    }
}
