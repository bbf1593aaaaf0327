using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record ScoreLine
{
    public Criterion Criterion { get; init; }

    [Display(Name = "review.score"), Range(1, 5)]
    public int? Score { get; init; }

    [Display(Name = "review.comment"), StringLength(ReviewLimits.Comment)]
    public string? Comment { get; init; }
}

public sealed record ScoresForm
{
    public IReadOnlyList<ScoreLine>? Lines { get; init; }

    /// <summary>One line per criterion in its order, whatever came.</summary>
    public ScoresForm Complete() => new() { Lines = [.. Enum.GetValues<Criterion>().Select((k, i) => (i < Lines?.Count ? Lines[i] : new ScoreLine()) with { Criterion = k })] };
}

/// <summary>A reviewer's checklist: one line per criterion, all or some of them.</summary>
[Roles(Role.Reviewer)]
public sealed class ScoresController(CaseDoor door) : Controller
{
    [HttpGet("/reviews/{caseNo}/scores")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, c.IsOpen) is { } shut) return shut;
        var mine = c.Scores.Where(s => s.PersonId == actor.PersonId).ToDictionary(s => s.Criterion);
        var lines = Enum.GetValues<Criterion>().Select(k => mine.GetValueOrDefault(k.ToString())).Select(s => new ScoreLine { Score = s?.Score, Comment = s?.Comment });
        return View(new CaseForm<ScoresForm>(c, new ScoresForm { Lines = [.. lines] }.Complete()));
    }

    [HttpPost("/reviews/{caseNo}/scores")]
    public async Task<IActionResult> Edit(Actor actor, string caseNo, [Bind(Prefix = "Form")] ScoresForm form, [FromServices] ScoreChecklist score)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, c.IsOpen) is { } shut) return shut;
        var model = new CaseForm<ScoresForm>(c, form.Complete());
        var lines = model.Form.Lines!;
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Score is null && PlainText.Tidy(lines[i].Comment) is not null) this.Error($"Form.Lines[{i}].Score", "review.bad.commentAlone");
        var scores = lines.Where(l => l.Score is not null).Select(l => new CriterionScore(l.Criterion, l.Score!.Value, l.Comment)).ToList();
        if (ModelState.IsValid && scores.Count == 0) this.Error("Form.Lines[0].Score", "review.bad.noScores");
        if (!ModelState.IsValid) return this.Invalid("Edit", model);
        var outcome = await score.Handle(new ScoreChecklistRequest(actor, c.Id, scores));
        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.scored");
        return CaseDoor.Back(caseNo, "#h-scores");
    }
}
