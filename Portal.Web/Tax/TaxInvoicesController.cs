using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Data.Tax;
using Portal.Web.Shared;

namespace Portal.Web.Tax;

public sealed record TaxInvoiceListModel(PageOf<TaxInvoiceRow> Page, IReadOnlyList<IssuedMonth> Months, Month? Month, string? View, string? Text);

/// <summary>Tax invoices that were issued: a party's own, a centre's, or all.</summary>
[Roles(Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class TaxInvoicesController(TaxInvoicePages pages) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["corrections", "exempt"];

    [HttpGet("/tax-invoices"), Shows<TaxInvoiceList>]
    public async Task<IActionResult> Index(Actor actor, string? month, string? view, string? q, int page = 1)
    {
        var (shown, of) = (Views.Contains(view) ? view : null, Core.Shared.Month.TryParse(month, out var m) ? m : (Month?)null);
        var months = actor.Role == Role.Operator ? await pages.Months(actor.OrganizationId) : [];
        return View(new TaxInvoiceListModel(await pages.List(actor, of, shown, q, page), months, of, shown, q));
    }

    [HttpGet("/tax-invoices/{invoiceId:long}")]
    public async Task<IActionResult> Details(Actor actor, long invoiceId, int page = 1) =>
        await pages.Find(actor, invoiceId, page) is { } invoice ? View(invoice) : NotFound();
}
