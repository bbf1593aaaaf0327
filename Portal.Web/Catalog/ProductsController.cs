using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Data.Feedback;
using Portal.Web.Operations;

namespace Portal.Web.Catalog;

/// <summary>A product's page. <see cref="RevisionNo"/> is set when one revision is looked at by those who review it or look after it.</summary>
public sealed record ProductModel(ProductDetail Detail, int? RevisionNo, DateOnly Today, int StandardTaxBp, ProductFeedback Feedback, string? VisitorRegion)
{
    /// <summary>Sellers of the visitor's region, and all others.</summary>
    public ILookup<bool, ProductSellerRow> Sellers => Detail.Sellers.ToLookup(s => VisitorRegion is { } near && Province(s.Region) == near);

    /// <summary>The first word of a region.</summary>
    public static string? Province(string? region) => region?.Split(' ')[0];

    /// <summary>VAT of one unit, floored as on every order line.</summary>
    public long Vat => Detail.Product.Tax == nameof(TaxClass.Standard) ? Detail.Product.Price * StandardTaxBp / 10_000 : 0;

    public DateOnly Earliest => Supply.DeliverBy(Today, Detail.Product.MaxDeliveryDays);
}

/// <summary>What is on sale, for everybody.</summary>
[AllowAnonymous]
public sealed class ProductsController(ProductPages pages, FeedbackPages feedback, Clock clock, PortalOptions options) : Controller
{
    [HttpGet("/products")]
    public async Task<IActionResult> Index([FromQuery] ProductQuery query, [FromServices] ProductSearchPages search)
    {
        ModelState.Clear();
        var filter = query.Filter(options.Currency);
        return View(new ProductListModel(filter, await search.Find(filter), Request));
    }

    [HttpGet("/products/{code}")]
    public Task<IActionResult> Details(Actor? actor, string code) => Show(actor, code, null);

    /// <summary>One revision as it looks or would look on sale: for its reviewers, its producer, the centre and the administrator.</summary>
    [HttpGet("/products/{code}/revisions/{revisionNo:int}")]
    public Task<IActionResult> Revision(Actor? actor, string code, int revisionNo) => Show(actor, code, revisionNo);

    [HttpGet("/products/{code}/files/{fileId:long}")]
    public async Task<IActionResult> Download(Actor? actor, string code, long fileId, [FromServices] Files files) =>
        await pages.File(actor, code, fileId) is { } served ? this.Send(files, served.File, served.IsPublic) : NotFound();

    private async Task<IActionResult> Show(Actor? actor, string code, int? revisionNo) =>
        await pages.Find(actor, code, revisionNo) is { } found
            ? View("Details", new ProductModel(found, revisionNo, clock.Today, options.StandardTaxBp, await feedback.OfProduct(actor, found.Product.Id), ProductModel.Province(found.Product.VisitorRegion)))
            : NotFound();
}
