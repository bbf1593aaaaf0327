using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed record ShippingListModel(IReadOnlyList<ShippingRow> Rows, DateOnly Through, bool HasMore);

/// <summary>What is to be packed and sent, on paper: by producer, with boxes to tick.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class ShippingListsController(ShippingListPages pages, Clock clock) : Controller
{
    [HttpGet("/shipments/list")]
    public async Task<IActionResult> Index(Actor actor, DateOnly? through)
    {
        var day = through ?? clock.Today;
        var rows = await pages.Through(actor, day);
        return View(new ShippingListModel(rows.Count > ShippingListPages.Most ? rows[..ShippingListPages.Most] : rows, day, rows.Count > ShippingListPages.Most));
    }
}
