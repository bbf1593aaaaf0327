using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record ChangeRequestForm
{
    public int Round { get; init; }

    [Display(Name = "review.whatToChange"), Required, StringLength(ReviewLimits.Message)]
    public string? Text { get; init; }
}

/// <summary>Changes that a reviewer or the operator asks for.</summary>
[Roles(Role.Reviewer, Role.Operator)]
public sealed class ChangeRequestsController(CaseDoor door) : Controller
{
    [HttpGet("/reviews/{caseNo}/change-requests")]
    public async Task<IActionResult> New(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        return door.Shut(this, c, c.IsOpen) ?? View(new CaseForm<ChangeRequestForm>(c, new ChangeRequestForm { Round = c.Round }));
    }

    [HttpPost("/reviews/{caseNo}/change-requests")]
    public async Task<IActionResult> New(Actor actor, string caseNo, [Bind(Prefix = "Form")] ChangeRequestForm form, [FromServices] RequestChanges request)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, c.IsOpen) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("New", new CaseForm<ChangeRequestForm>(c, form));
        var outcome = await request.Handle(new RequestChangesRequest(actor, c.Id, form.Round, form.Text!));
        if (outcome == ReviewOutcome.Invalid)
        {
            this.Error("Form.Text", "review.bad.text");
            return this.Invalid("New", new CaseForm<ChangeRequestForm>(c, form));
        }

        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.changesAsked");
        return CaseDoor.Back(caseNo);
    }
}
