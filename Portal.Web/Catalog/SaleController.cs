using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>A product on its way: handed in, taken back, on sale, off sale, ended.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class SaleController(CatalogPages pages) : Controller
{
    [HttpPost("/catalog/{code}/submission")]
    public async Task<IActionResult> Submit(Actor actor, string code, bool publish, [FromServices] SubmitProduct submit)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        switch (await submit.Handle(new SubmitProductRequest(actor, found.Product.Id) { Publish = publish }))
        {
            case SubmitProductOutcome.Submitted:
                return Done(code, "catalog.submitted");
            case SubmitProductOutcome.NoDescription:
                this.Error("", "catalog.noDescription");
                return this.Invalid("/Catalog/Catalog/Details.cshtml", found);
            case SubmitProductOutcome.NoCentre:
                this.Error("", "catalog.noCentre");
                return this.Invalid("/Catalog/Catalog/Details.cshtml", found);
            case SubmitProductOutcome.NotDraft:
                return this.Stale("catalog.notDraft");
            default:
                return NotFound();
        }
    }

    [HttpPost("/catalog/{code}/withdrawal")]
    public async Task<IActionResult> Withdraw(Actor actor, string code, long revisionId, [FromServices] WithdrawSubmission withdraw) =>
        await pages.Find(actor, code) is { } found
            ? TakenBack(await withdraw.Handle(new TakeBackRequest(actor, found.Product.Id, revisionId)), code, "catalog.withdrawn", "catalog.notSubmitted")
            : NotFound();

    [HttpPost("/catalog/{code}/discard")]
    public async Task<IActionResult> Discard(Actor actor, string code, long revisionId, [FromServices] DiscardRevision discard) =>
        await pages.Find(actor, code) is { } found
            ? TakenBack(await discard.Handle(new TakeBackRequest(actor, found.Product.Id, revisionId)), code, "catalog.discarded", "catalog.notDiscarded")
            : NotFound();

    [HttpPost("/catalog/{code}/sale")]
    public Task<IActionResult> PutOnSale(Actor actor, string code, [FromServices] PutOnSale put) => Change(actor, code, put.Handle, "catalog.nowOnSale", "catalog.notApproved");

    [HttpPost("/catalog/{code}/suspension")]
    public Task<IActionResult> Suspend(Actor actor, string code, [FromServices] SuspendProduct suspend) => Change(actor, code, suspend.Handle, "catalog.nowSuspended", "catalog.notOnSale");

    [HttpPost("/catalog/{code}/resumption")]
    public Task<IActionResult> Resume(Actor actor, string code, [FromServices] ResumeProduct resume) => Change(actor, code, resume.Handle, "catalog.nowOnSale", "catalog.notSuspended");

    [HttpGet("/catalog/{code}/retirement")]
    public async Task<IActionResult> Retirement(Actor actor, string code)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        return found.Product.CanRetire ? View("Retirement", found) : this.Stale(found.Product.IsRetired ? "catalog.isRetired" : "catalog.notRetirable");
    }

    [HttpPost("/catalog/{code}/retirement")]
    public Task<IActionResult> Retire(Actor actor, string code, [FromServices] RetireProduct retire) => Change(actor, code, retire.Handle, "catalog.nowRetired", "catalog.notRetirable");

    private async Task<IActionResult> Change(Actor actor, string code, Func<ChangeSaleRequest, Task<ChangeSaleOutcome>> step, string done, string stale)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        return await step(new ChangeSaleRequest(actor, found.Product.Id)) switch
        {
            ChangeSaleOutcome.Changed => Done(code, done),
            ChangeSaleOutcome.NotPossible => this.Stale(stale),
            _ => NotFound(),
        };
    }

    private IActionResult TakenBack(TakeBackOutcome outcome, string code, string done, string stale) => outcome switch
    {
        TakeBackOutcome.Done => Done(code, done),
        TakeBackOutcome.NotPossible => this.Stale(stale),
        _ => NotFound(),
    };

    private LocalRedirectResult Done(string code, string key)
    {
        this.Flash(key);
        return LocalRedirect($"/catalog/{Uri.EscapeDataString(code)}");
    }
}
