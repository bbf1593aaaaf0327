using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

public sealed record ImagesForm
{
    [Display(Name = "catalog.imageTitle"), StringLength(AddProductFile.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "catalog.imageFiles")]
    public List<IFormFile> Files { get; init; } = [];
}

public sealed record ManualForm
{
    [Display(Name = "catalog.manualTitle"), StringLength(AddProductFile.MaxTitle)]
    public string? Title { get; init; }

    [Display(Name = "catalog.manualFile")]
    public IFormFile? File { get; init; }
}

public sealed record ProductFilesModel(CatalogDetail Detail, ImagesForm Images, ManualForm Manual);

/// <summary>Images and manuals of a product.</summary>
[Roles(Role.Producer, Role.Operator, Role.Administrator)]
public sealed class CatalogFilesController(CatalogPages pages, AddProductFile add) : Controller
{
    [HttpGet("/catalog/{code}/files")]
    public async Task<IActionResult> Index(Actor actor, string code) =>
        await pages.Find(actor, code) is { } found ? View(new ProductFilesModel(found, new ImagesForm(), new ManualForm())) : NotFound();

    [HttpPost("/catalog/{code}/images"), Roles(Role.Producer, Role.Operator), UploadLimit]
    public async Task<IActionResult> AddImages(Actor actor, string code, long revisionId, [Bind(Prefix = "Images")] ImagesForm form)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        if (form.Files.Count == 0) this.Error("Images.Files", "catalog.chooseFile");
        if (!ModelState.IsValid) return this.Invalid("Index", new ProductFilesModel(found, form, new ManualForm()));
        var added = 0;
        foreach (var file in form.Files)
        {
            var outcome = await add.Handle(new AddProductFileRequest(actor, found.Product.Id, revisionId, ProductFileKind.Image, form.Title, file.ToUpload()));
            if (outcome is AddProductFileOutcome.Added done)
            {
                // the first may have begun the next revision; the others belong to it
                revisionId = done.RevisionId;
                added++;
            }
            else if (Refused(outcome, "Images.Files", file.FileName) is { } answer) return answer;
        }

        if (ModelState.IsValid) return Done(code, "catalog.filesAdded", added);
        return this.Invalid("Index", new ProductFilesModel((await pages.Find(actor, code))!, form, new ManualForm()));
    }

    [HttpPost("/catalog/{code}/manuals"), Roles(Role.Producer, Role.Operator), UploadLimit]
    public async Task<IActionResult> AddManual(Actor actor, string code, long revisionId, [Bind(Prefix = "Manual")] ManualForm form)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        if (form.File is null) this.Error("Manual.File", "catalog.chooseFile");
        if (!ModelState.IsValid) return this.Invalid("Index", new ProductFilesModel(found, new ImagesForm(), form));
        var outcome = await add.Handle(new AddProductFileRequest(actor, found.Product.Id, revisionId, ProductFileKind.Manual, form.Title, form.File!.ToUpload()));
        if (outcome is AddProductFileOutcome.Added) return Done(code, "catalog.filesAdded", 1);
        return Refused(outcome, "Manual.File", form.File!.FileName) ?? this.Invalid("Index", new ProductFilesModel(found, new ImagesForm(), form));
    }

    [HttpPost("/catalog/{code}/files/{fileId:long}/removal"), Roles(Role.Producer, Role.Operator)]
    public Task<IActionResult> Remove(Actor actor, string code, long fileId, long revisionId, [FromServices] RemoveProductFile remove) =>
        Change(actor, code, new ProductFileRequest(actor, 0, revisionId, fileId), remove.Handle, "catalog.fileRemoved");

    [HttpPost("/catalog/{code}/cover"), Roles(Role.Producer, Role.Operator)]
    public Task<IActionResult> Cover(Actor actor, string code, long fileId, long revisionId, [FromServices] ChooseCover choose) =>
        Change(actor, code, new ProductFileRequest(actor, 0, revisionId, fileId), choose.Handle, "catalog.coverChosen");

    private async Task<IActionResult> Change(Actor actor, string code, ProductFileRequest request, Func<ProductFileRequest, Task<ProductFileOutcome>> step, string done)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        return await step(request with { ProductId = found.Product.Id }) switch
        {
            ProductFileOutcome.Done or ProductFileOutcome.Begun => Done(code, done),
            ProductFileOutcome.Locked => this.Stale(found.Product.IsRetired ? "catalog.isRetired" : "catalog.isLocked"),
            ProductFileOutcome.Stale => this.Stale("catalog.otherRevision"),
            _ => NotFound(),
        };
    }

    /// <summary>Says at the field why a file was not taken; the answer when the whole step is no longer possible.</summary>
    private IActionResult? Refused(AddProductFileOutcome outcome, string field, string fileName)
    {
        switch (outcome)
        {
            case AddProductFileOutcome.NotFound:
                return NotFound();
            case AddProductFileOutcome.Locked:
                return this.Stale("catalog.isLocked");
            case AddProductFileOutcome.Stale:
                return this.Stale("catalog.otherRevision");
            case AddProductFileOutcome.Full full:
                this.Error(field, "catalog.filesFull", fileName, full.Max);
                break;
            case AddProductFileOutcome.AlreadyThere:
                this.Error(field, "catalog.fileThere", fileName);
                break;
            case AddProductFileOutcome.BadTitle:
                this.Error(field, "catalog.badTitle");
                break;
            case AddProductFileOutcome.Refused refused:
                this.Error(field, $"catalog.{(field.StartsWith("Images", StringComparison.Ordinal) ? "image" : "manual")}.{refused.Reason}", fileName);
                break;
        }

        return null;
    }

    private LocalRedirectResult Done(string code, string key, params object?[] args)
    {
        this.Flash(key, args);
        return LocalRedirect($"/catalog/{Uri.EscapeDataString(code)}/files");
    }
}
