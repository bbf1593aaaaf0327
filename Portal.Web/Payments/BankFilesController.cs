using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Data.Shared;
using Portal.Web.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record BankFilesModel(PageOf<BankFileRow> Page, IReadOnlyList<BankFormatRow> Formats, long? FormatId);

/// <summary>A file that is looked at before it is taken in: errors first, then all lines page by page.</summary>
public sealed record BankPreviewModel(BankFile File, BankPreview Preview, PageOf<PreviewLine> Page)
{
    /// <summary>More errors are counted, not listed.</summary>
    public const int MaxErrors = 100;
}

/// <summary>Files of banks: uploaded, looked at, taken in as a whole or thrown away.</summary>
[Roles(Role.Operator)]
public sealed class BankFilesController(BankPages pages, IBankFileStore files) : Controller
{
    [HttpGet("/bank-files"), Shows<BankFileList>]
    public async Task<IActionResult> Index(Actor actor, int page = 1)
    {
        var formats = await pages.Formats(actor);
        return View(new BankFilesModel(await pages.Files(actor, page), formats, formats.FirstOrDefault()?.Id));
    }

    [HttpPost("/bank-files"), UploadLimit]
    public async Task<IActionResult> Upload(Actor actor, IFormFile? file, long? formatId, [FromServices] UploadBankFile upload)
    {
        if (file is null)
        {
            this.Error("file", "payments.file.choose");
            return await Refused(actor, formatId);
        }

        using var memory = new MemoryStream();
        if (file.Length <= BankCsv.MaxBytes) await file.CopyToAsync(memory, HttpContext.RequestAborted);
        var read = file.Length > BankCsv.MaxBytes ? new BankCsv(null, "", BankCsvProblem.TooLarge) : BankCsv.Read(memory.ToArray());
        if (read.Table is not { } table)
        {
            this.Error("file", $"payments.file.problem.{read.Problem}");
            return await Refused(actor, formatId);
        }

        var name = PlainText.Tidy(Path.GetFileName(file.FileName)) ?? "–";
        return await upload.Handle(new UploadBankFileRequest(actor, name.Length > 200 ? name[^200..] : name, read.Encoding, table, formatId)) switch
        {
            UploadBankFileOutcome.Uploaded { NeedsColumns: true, FileId: var id } => LocalRedirect($"/bank-files/{id}/columns"),
            UploadBankFileOutcome.Uploaded { FileId: var id } => LocalRedirect($"/bank-files/{id}"),
            _ => NotFound(),
        };
    }

    [HttpGet("/bank-files/{fileId:long}")]
    public async Task<IActionResult> Details(Actor actor, long fileId, [FromServices] BankPreviews previews, int page = 1)
    {
        if (await files.File(actor, fileId) is not { } file) return NotFound();
        if (file.IsTaken) return LocalRedirect($"/bank-lines?file={fileId}");
        if (await previews.Of(actor, file) is not { } preview) return LocalRedirect($"/bank-files/{fileId}/columns");
        return View(Model(file, preview, page));
    }

    [HttpPost("/bank-files/{fileId:long}/confirmation")]
    public async Task<IActionResult> Confirmation(Actor actor, long fileId, [FromServices] TakeBankFile take, [FromServices] BankPreviews previews)
    {
        switch (await take.Handle(new TakeBankFileRequest(actor, fileId)))
        {
            case TakeBankFileOutcome.Taken taken:
                this.Flash("payments.file.taken", taken.Added, taken.Known);
                return LocalRedirect($"/bank-lines?file={fileId}");
            case TakeBankFileOutcome.TakenBefore:
                return this.Stale("payments.file.takenBefore");
            case TakeBankFileOutcome.NeedsColumns:
                return LocalRedirect($"/bank-files/{fileId}/columns");
            case TakeBankFileOutcome.HasErrors errors:
                this.Error("", "payments.file.hasErrors", errors.Count);
                var file = (await files.File(actor, fileId))!;
                return this.Invalid("Details", Model(file, (await previews.Of(actor, file))!, 1));
            default:
                return NotFound();
        }
    }

    [HttpPost("/bank-files/{fileId:long}/removal")]
    public async Task<IActionResult> Removal(Actor actor, long fileId, [FromServices] DiscardBankFile discard)
    {
        switch (await discard.Handle(actor, fileId))
        {
            case null:
                return NotFound();
            case false:
                return this.Stale("payments.file.takenBefore");
            default:
                this.Flash("payments.file.removed");
                return LocalRedirect("/bank-files");
        }
    }

    private async Task<IActionResult> Refused(Actor actor, long? formatId) => this.Invalid("Index", new BankFilesModel(await pages.Files(actor, 1), await pages.Formats(actor), formatId));

    private static BankPreviewModel Model(BankFile file, BankPreview preview, int page)
    {
        var (skip, take) = Paging.Window(page, 100);
        return new BankPreviewModel(file, preview, Paging.Of(preview.Lines.Skip(skip).Take(take).ToList(), page, 100));
    }
}
