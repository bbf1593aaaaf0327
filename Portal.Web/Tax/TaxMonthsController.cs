using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Tax;
using Portal.Web.Shared;

namespace Portal.Web.Tax;

public sealed record TaxMonthModel(SupplyMonth Supply, bool IsOver);

/// <summary>A month of supply of a centre: what is in the way of its invoices, their issue, and the files for the tax office.</summary>
[Roles(Role.Operator)]
public sealed class TaxMonthsController(TaxInvoicePages pages, PortalOptions options, Clock clock) : Controller
{
    [HttpGet("/tax-invoices/months/{month}")]
    public async Task<IActionResult> Details(Actor actor, string month, int page = 1) =>
        Month.TryParse(month, out var m) ? View(new TaxMonthModel(await pages.Supply(actor.OrganizationId, m, page), m.Last < clock.Today)) : NotFound();

    [HttpPost("/tax-invoices/months/{month}")]
    public async Task<IActionResult> Issue(Actor actor, string month, [FromServices] IssueTaxInvoices issue)
    {
        if (!Month.TryParse(month, out var m)) return NotFound();
        switch (await issue.Handle(new IssueTaxInvoicesRequest(actor, actor.OrganizationId, m)))
        {
            case IssueTaxInvoicesOutcome.Issued issued:
                this.Flash("tax.issued", issued.Invoices.Originals, issued.Invoices.Corrections);
                return LocalRedirect($"/tax-invoices/months/{m}");
            case IssueTaxInvoicesOutcome.NothingToIssue:
                return this.Stale("tax.nothingToIssue");
            case IssueTaxInvoicesOutcome.NotOver:
                return this.Stale("tax.notOver");
            case IssueTaxInvoicesOutcome.CentreIncomplete:
                return this.Stale("tax.centreIncomplete");
            default:
                return NotFound();
        }
    }

    [HttpGet("/tax-invoices/months/{month}.csv")]
    public async Task<IActionResult> Csv(Actor actor, string month, bool exempt) => Month.TryParse(month, out var m)
        ? this.Csv(Name(m, exempt, "csv"), BulkColumns.Header, (await pages.Bulk(actor, m, exempt)).Select(i => BulkColumns.Row(i, a => CsvFile.Amount(options.Currency, a))))
        : NotFound();

    [HttpGet("/tax-invoices/months/{month}.xlsx")]
    public async Task<IActionResult> Excel(Actor actor, string month, bool exempt) => Month.TryParse(month, out var m)
        ? this.Excel(Name(m, exempt, "xlsx"), BulkColumns.Header, (await pages.Bulk(actor, m, exempt)).Select(i => BulkColumns.Row(i, Figure)))
        : NotFound();

    private object Figure(long minor) => options.Currency.Exponent == 0 ? minor : decimal.Parse(options.Currency.Plain(minor), System.Globalization.CultureInfo.InvariantCulture);

    private static string Name(Month month, bool exempt, string extension) => $"{(exempt ? "invoices" : "tax-invoices")}-{month}.{extension}";
}
