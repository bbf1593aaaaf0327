using Microsoft.AspNetCore.Mvc;
using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed record ClosingForm
{
    public DateOnly Month { get; init; }

    /// <summary>What the preview showed: postings and debits.</summary>
    public int Postings { get; init; }

    public long Debits { get; init; }
}

public sealed record ClosingListModel(PageOf<ClosingRow> Page, MonthPreview? Next);

public sealed record ClosingModel(ClosingRow Closing, IReadOnlyList<MonthSum> Sums);

/// <summary>The months of a centre: which are closed, and the closing of the next one.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class ClosingsController(ClosingPages pages) : Controller
{
    [HttpGet("/closings")]
    public async Task<IActionResult> Index(Actor actor, [FromServices] PreviewClosing preview, int page = 1) =>
        View(new ClosingListModel(await pages.List(actor, page), await preview.Handle(actor, actor.OrganizationId)));

    /// <summary>The preview of the next month. Nothing is written.</summary>
    [HttpGet("/closings/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, [FromServices] PreviewClosing preview) => View(await preview.Handle(actor, actor.OrganizationId));

    [HttpPost("/closings/new"), Roles(Role.Operator)]
    public async Task<IActionResult> Close(Actor actor, ClosingForm form, [FromServices] CloseMonth close, [FromServices] PreviewClosing preview, [FromServices] Show show)
    {
        if (!ModelState.IsValid) return BadRequest();
        switch (await close.Handle(new CloseMonthRequest(actor, actor.OrganizationId, form.Month) { Seen = new MonthSeen(form.Postings, form.Debits) }))
        {
            case CloseMonthOutcome.Closed closed:
                this.Flash("ledger.closing.done", show.Month(form.Month));
                return LocalRedirect($"/closings/{closed.ClosingId}");
            case CloseMonthOutcome.NotOver:
                return this.Stale("ledger.closing.notOver", show.Month(form.Month));
            case CloseMonthOutcome.NotNext { Next: { } next }:
                return this.Stale("ledger.closing.notNext", show.Month(form.Month), show.Month(next));
            case CloseMonthOutcome.NotNext:
                return this.Stale("ledger.closing.nothing");
            case CloseMonthOutcome.Changed:
                return this.Stale("ledger.closing.changed");
            case CloseMonthOutcome.Unfinished:
                // the page lists what is open
                Response.StatusCode = StatusCodes.Status409Conflict;
                return View("New", await preview.Handle(actor, actor.OrganizationId));
            default:
                return NotFound();
        }
    }

    [HttpGet("/closings/{closingId:long}")]
    public async Task<IActionResult> Details(Actor actor, long closingId) =>
        await pages.Find(actor, closingId) is { } closing ? View(new ClosingModel(closing, await pages.Sums(closingId))) : NotFound();
}
