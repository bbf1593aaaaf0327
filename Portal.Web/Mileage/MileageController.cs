using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Mileage;
using Portal.Web.Shared;

namespace Portal.Web.Mileage;

/// <summary>A buyer's own mileage: what there is, until when, and where it came from and went.</summary>
[Roles(Role.Buyer)]
public sealed class MileageController(MileagePages pages) : Controller
{
    [HttpGet("/mileage")]
    public async Task<IActionResult> Index(Actor actor, int page = 1) => await pages.Own(actor, page) is { } mileage ? View(mileage) : NotFound();
}
