using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Data.Sellers;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Sellers;

public sealed record SellerListModel(PageOf<SellerRow> Page, IReadOnlyList<RegionRow> Regions, string? Region, string? Text);

/// <summary>Sellers for everybody: who sells in my region, and what.</summary>
[AllowAnonymous]
public sealed class SellersController(SellerPages pages) : Controller
{
    [HttpGet("/sellers"), Shows<SellerList>]
    public async Task<IActionResult> Index(string? region, string? q, int page = 1) =>
        View(new SellerListModel(await pages.List(region, q, page), await pages.Regions(), region, q));

    [HttpGet("/sellers/{code}")]
    public async Task<IActionResult> Details(string code, int page = 1) => await pages.Find(code, page) is { } card ? View(card) : NotFound();
}
