using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record VoteForm
{
    public int Round { get; init; }

    [Display(Name = "review.vote"), Required]
    public Ballot? Ballot { get; init; }

    [Display(Name = "review.reason"), Required, StringLength(ReviewLimits.Reason)]
    public string? Reason { get; init; }
}

/// <summary>A reviewer's vote.</summary>
[Roles(Role.Reviewer)]
public sealed class VotesController(CaseDoor door) : Controller
{
    [HttpGet("/reviews/{caseNo}/votes")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, c.IsOpen) is { } shut) return shut;
        var mine = c.Votes.FirstOrDefault(v => v.Counts && v.PersonId == actor.PersonId);
        return View(new CaseForm<VoteForm>(c, new VoteForm { Round = c.Round, Ballot = Enum.TryParse<Ballot>(mine?.Vote, out var b) ? b : null, Reason = mine?.Reason }));
    }

    [HttpPost("/reviews/{caseNo}/votes")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo, [Bind(Prefix = "Form")] VoteForm form, [FromServices] Vote vote)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, c.IsOpen) is { } shut) return shut;
        if (!ModelState.IsValid) return this.Invalid("Edit", new CaseForm<VoteForm>(c, form));
        var outcome = await vote.Handle(new VoteRequest(actor, c.Id, form.Round, form.Ballot!.Value, form.Reason!));
        if (outcome == ReviewOutcome.Invalid)
        {
            this.Error("Form.Reason", "review.bad.text");
            return this.Invalid("Edit", new CaseForm<VoteForm>(c, form));
        }

        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.voted");
        return CaseDoor.Back(caseNo);
    }
}
