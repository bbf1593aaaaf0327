using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Operations;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Review;
using Portal.Web.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Review;

public sealed record MessageForm
{
    [Display(Name = "review.message"), StringLength(ReviewLimits.Message)]
    public string? Text { get; init; }

    [Display(Name = "review.file")]
    public IFormFile? File { get; init; }
}

/// <summary>The discussion of a case and its files.</summary>
[Roles(Role.Producer, Role.Reviewer, Role.Operator, Role.Administrator)]
public sealed class MessagesController(CaseDoor door, Files files) : Controller
{
    private const string Page = "/Review/Reviews/Details.cshtml";

    [HttpPost("/reviews/{caseNo}/messages"), UploadLimit, Roles(Role.Producer, Role.Reviewer, Role.Operator)]
    public async Task<IActionResult> Post(Actor actor, string caseNo, [Bind(Prefix = "Form")] MessageForm form, [FromServices] PostMessage post, CancellationToken stop)
    {
        if (await door.Find(actor, caseNo) is not { } c) return NotFound();
        if (door.Shut(this, c, !c.IsDecided) is { } shut) return shut;
        if (PlainText.Tidy(form.Text) is null && form.File is null) this.Error("Form.Text", "review.emptyMessage");
        // nothing is kept of a form that is refused
        var file = ModelState.IsValid ? await Take(form.File, stop) : null;
        if (!ModelState.IsValid) return this.Invalid(Page, new CaseModel(c, form));
        var outcome = await post.Handle(new PostMessageRequest(actor, c.Id, form.Text) { File = file });
        if (outcome != ReviewOutcome.Done) return await door.Refused(this, actor, caseNo, outcome);
        this.Flash("review.posted");
        return CaseDoor.Back(caseNo, "#h-talk");
    }

    [HttpGet("/reviews/{caseNo}/files/{fileId:long}")]
    public async Task<IActionResult> Show(Actor actor, string caseNo, long fileId, [FromServices] ReviewPages pages) =>
        await pages.File(actor, caseNo, fileId) is { } file ? this.Send(files, file) : NotFound();

    private async Task<StoredFile?> Take(IFormFile? file, CancellationToken stop)
    {
        if (file is null) return null;
        var result = await files.Take(file.ToUpload(), FileUse.Attachment, stop);
        if (result.Outcome != FileOutcome.Stored) this.Error("Form.File", $"review.file.{result.Outcome}");
        return result.File;
    }
}
