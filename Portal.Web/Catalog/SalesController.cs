using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>Several products are put on sale, or taken off it.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class SalesController(CatalogPages pages, PutOnSale put, SuspendProduct suspend, ResumeProduct resume) : Controller
{
    [HttpPost("/catalog/sales")]
    public Task<IActionResult> Create(Actor actor, string[] products, bool off) => this.Each(off ? "catalog.suspendSeveral" : "catalog.sellSeveral", "/catalog", products, async code =>
    {
        if (await pages.Find(actor, code) is not { } found) return BulkRow.NotFound(code);
        var request = new ChangeSaleRequest(actor, found.Product.Id);
        var isSuspended = found.Product.Status == nameof(ProductStatus.Suspended);
        var outcome = off ? await suspend.Handle(request) : isSuspended ? await resume.Handle(request) : await put.Handle(request);
        return outcome switch
        {
            ChangeSaleOutcome.Changed => new BulkRow(code, $"/catalog/{code}", true, off ? "catalog.nowSuspended" : "catalog.nowOnSale"),
            ChangeSaleOutcome.NotPossible => new BulkRow(code, $"/catalog/{code}", false, off ? "catalog.notOnSale" : isSuspended ? "catalog.notSuspended" : "catalog.notApproved"),
            _ => BulkRow.NotFound(code),
        };
    });
}
