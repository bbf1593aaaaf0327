using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record ResubmissionForm
{
    [Display(Name = "review.answer"), StringLength(ReviewLimits.Message)]
    public string? Text { get; init; }
}

/// <summary>Handing in again, with what was changed since the request.</summary>
public sealed record ResubmissionModel(ReviewCase Case, ResubmissionForm Form, IReadOnlyList<ContentChange> Changes);

/// <summary>The producer, or the operator for them, hands the changed revision in again.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class ResubmissionsController(CaseDoor door, ReviewPages pages) : Controller
{
    [HttpGet("/reviews/{caseNo}/resubmissions")]
    public async Task<IActionResult> New(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        return door.Shut(this, c, CanResubmit(c)) ?? View(await Model(c, new ResubmissionForm()));
    }

    [HttpPost("/reviews/{caseNo}/resubmissions")]
    public async Task<IActionResult> New(Actor actor, string caseNo, [Bind(Prefix = "Form")] ResubmissionForm form, [FromServices] Resubmit resubmit)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, CanResubmit(c)) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("New", await Model(c, form));
        var outcome = await resubmit.Handle(new ResubmitRequest(actor, c.Id, form.Text));
        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.resubmitted");
        return CaseDoor.Back(caseNo);
    }

    private static bool CanResubmit(ReviewCase c) => c.Status == nameof(CaseStatus.ChangesRequested);

    private async Task<ResubmissionModel> Model(ReviewCase c, ResubmissionForm form) =>
        new(c, form, await pages.Present(c) is { } now && c.Rounds.Count > 0 ? ContentChanges.Between(c.Rounds[^1].Reviewed, now) : []);
}
