using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record DistributionListModel(DistributionFilter Filter, PageOf<DistributedRow>? Distributed, PageOf<WaitingRow>? Waiting);

/// <summary>How the profit of each line is divided, and what the lines wait for that are not.</summary>
[Roles(Role.Operator, Role.Administrator, Role.Producer, Role.Seller)]
public sealed class DistributionsController(DistributionPages pages) : Controller
{
    [HttpGet("/distributions"), Shows<DistributedList>(View = "")]
    public async Task<IActionResult> Index(Actor actor, string? view, string? wait, string? q, int page = 1)
    {
        var filter = new DistributionFilter { Waiting = view == "waiting", For = Enum.TryParse<Wait>(wait, out var w) && Enum.IsDefined(w) ? w : null, Text = q, Page = page };
        return View(filter.Waiting
            ? new DistributionListModel(filter, null, await pages.Waiting(actor, filter))
            : new DistributionListModel(filter, await pages.Distributed(actor, filter), null));
    }

    [HttpGet("/distributions/{lineId:long}")]
    public async Task<IActionResult> Details(Actor actor, long lineId) => await pages.Find(actor, lineId) is { } division ? View(division) : NotFound();
}
