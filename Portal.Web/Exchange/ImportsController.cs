using Microsoft.AspNetCore.Mvc;
using Portal.Core.Exchange;
using Portal.Core.Shared;
using Portal.Data.Exchange;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Exchange;

public sealed record ImportsModel(PageOf<Data.Exchange.ImportRow> Page, IReadOnlyList<UploadRow> Uploads, IReadOnlyList<ImportError> Errors);

public sealed record UploadModel(UploadRow Upload, ImportPreview Preview, IReadOnlyList<ImportError> Errors);

/// <summary>
/// Existing business comes into the portal by files: first looked at, then imported, whole or not at all.
/// For administrators, since an import makes members, agreements and history of any centre.
/// </summary>
[Roles(Role.Administrator)]
public sealed class ImportsController(ImportPages pages) : Controller
{
    private const long MaxUpload = 100_000_000;

    [HttpGet("/imports")]
    public async Task<IActionResult> Index(int page = 1) => View(new ImportsModel(await pages.List(page), await pages.Uploads(), []));

    [HttpPost("/imports"), RequestSizeLimit(MaxUpload), RequestFormLimits(MultipartBodyLengthLimit = MaxUpload)]
    public async Task<IActionResult> Upload(Actor actor, List<IFormFile> files, [FromServices] CheckImport check)
    {
        var uploaded = await UploadedFiles.Of(files, HttpContext.RequestAborted);
        var warnings = new List<string>();
        var tables = uploaded.Tables(warnings);
        if (uploaded.IsEmpty && uploaded.Errors.Count == 0) this.Error("files", "exchange.noFiles");
        if (uploaded.Errors.Count > 0 || !ModelState.IsValid) return await Refused(uploaded.Errors);
        var name = Path.GetFileName(files[0].FileName);
        var request = new CheckImportRequest(actor, name.Length > 200 ? name[..200] : name, uploaded.ToArchive(), tables) { Warnings = warnings };
        if (await check.Handle(request) is not { } found) return NotFound();
        if (found.UploadId is not { } id) return await Refused(found.Log.Errors);
        return LocalRedirect($"/imports/{id}");
    }

    [HttpGet("/imports/{uploadId:long}")]
    public async Task<IActionResult> Details(long uploadId) => await Model(uploadId, []) is { } model ? View(model) : NotFound();

    [HttpPost("/imports/{uploadId:long}/run")]
    public async Task<IActionResult> Run(Actor actor, long uploadId, [FromServices] RunImport run)
    {
        switch (await run.Handle(actor, uploadId, content => UploadedFiles.FromArchive(content).Tables([])))
        {
            case RunImportOutcome.Done done:
                this.Flash(done.Log.Added == 0 ? "exchange.nothingNew" : "exchange.imported", done.Log.Added);
                return LocalRedirect("/imports");
            case RunImportOutcome.Refused refused:
                this.Error("", "exchange.refusedNow");
                return await Model(uploadId, refused.Log.Errors) is { } model ? this.Invalid("Details", model) : NotFound();
            case RunImportOutcome.Running:
                return this.Stale("exchange.running");
            default:
                return NotFound();
        }
    }

    [HttpPost("/imports/{uploadId:long}/discard")]
    public async Task<IActionResult> Discard(Actor actor, long uploadId, [FromServices] DiscardImport discard)
    {
        if (await pages.Find(uploadId) is null) return NotFound();
        if (!await discard.Handle(actor, uploadId)) return this.Stale("exchange.running");
        this.Flash("exchange.discarded");
        return LocalRedirect("/imports");
    }

    private async Task<IActionResult> Refused(IReadOnlyList<ImportError> errors)
    {
        if (errors.Count > 0) this.Error("files", "exchange.errors", errors.Count);
        return this.Invalid("Index", new ImportsModel(await pages.List(1), await pages.Uploads(), errors));
    }

    private async Task<UploadModel?> Model(long uploadId, IReadOnlyList<ImportError> errors) =>
        await pages.Find(uploadId) is { } upload ? new UploadModel(upload, ImportPreview.FromJson(upload.Preview), errors) : null;
}

public sealed class ExchangeNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role == Role.Administrator ? [new NavItem("nav.imports", "/imports", "nav.portal", 30)] : [];
}

public sealed class ExchangeAttention(ImportPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role == Role.Administrator
        ? [new AttentionItem("exchange.attention.waiting", await pages.Waiting(), "/imports", Sort: 40)]
        : [];
}
