using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record ContentImageForm
{
    [Display(Name = "content.imageTitle"), Required, StringLength(SaveContent.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "content.imageFile")]
    public IFormFile? File { get; init; }
}

public sealed record ContentImagesModel(IReadOnlyList<ContentImageRow> Images, ContentImageForm Form);

/// <summary>Pictures for the pages, and how a text names them.</summary>
[Roles(Role.Administrator)]
public sealed class ContentImagesController(ContentPages pages) : Controller
{
    [HttpGet("/contents/images")]
    public async Task<IActionResult> Index() => View(new ContentImagesModel(await pages.Images(), new ContentImageForm()));

    [HttpPost("/contents/images"), UploadLimit]
    public async Task<IActionResult> Index(Actor actor, [Bind(Prefix = "Form")] ContentImageForm form, [FromServices] AddContentImage add)
    {
        if (form.File is null) this.Error("Form.File", "content.chooseImage");
        if (ModelState.IsValid)
        {
            switch (await add.Handle(new AddContentImageRequest(actor, form.Title, form.File!.ToUpload())))
            {
                case AddContentImageOutcome.Added:
                    this.Flash("content.imageAdded");
                    return LocalRedirect("/contents/images");
                case AddContentImageOutcome.BadTitle:
                    this.Error("Form.Title", "error.Value", "");
                    break;
                case AddContentImageOutcome.Refused refused:
                    this.Error("Form.File", $"catalog.image.{refused.Reason}", form.File!.FileName);
                    break;
            }
        }

        return this.Invalid("Index", new ContentImagesModel(await pages.Images(), form));
    }
}
