using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

public sealed record StockForm
{
    /// <summary>The stock that the person saw.</summary>
    public long Seen { get; init; }

    [Display(Name = "catalog.stock"), Required, StringLength(20)]
    public string? Stock { get; init; }

    [Display(Name = "catalog.deliveryDays"), Required, StringLength(10)]
    public string? DeliveryDays { get; init; }
}

public sealed record StockModel(CatalogHeader Product, StockForm Form);

/// <summary>Stock and lead time: no part of what is reviewed, and true at once.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class StockController(CatalogPages pages, SetStock set) : Controller
{
    [HttpGet("/catalog/{code}/stock")]
    public async Task<IActionResult> Index(Actor actor, string code) => await pages.Find(actor, code) switch
    {
        null => NotFound(),
        { Product.IsRetired: true } => this.Stale("catalog.isRetired"),
        { Product: var p } => View(Of(p)),
    };

    [HttpPost("/catalog/{code}/stock")]
    public async Task<IActionResult> Index(Actor actor, string code, [Bind(Prefix = "Form")] StockForm form)
    {
        if (await pages.Find(actor, code) is not { Product: var p }) return NotFound();
        if (p.IsRetired) return this.Stale("catalog.isRetired");
        if (!ProductForm.TryCount(form.Stock, out var stock) && !string.IsNullOrWhiteSpace(form.Stock)) this.Error("Form.Stock", "catalog.problem.Stock");
        if (!ProductForm.TryCount(form.DeliveryDays, out var days) && !string.IsNullOrWhiteSpace(form.DeliveryDays)) this.Error("Form.DeliveryDays", "catalog.problem.DeliveryDays");
        if (!ModelState.IsValid) return this.Invalid("Index", new StockModel(p, form));
        switch (await set.Handle(new SetStockRequest(actor, p.Id, form.Seen, stock, (int)Math.Min(days, int.MaxValue))))
        {
            case SetStockOutcome.Set:
                this.Flash("catalog.stockSet");
                return LocalRedirect($"/catalog/{Uri.EscapeDataString(code)}");
            case SetStockOutcome.Changed changed:
                return this.Stale("catalog.stockChanged", form.Seen, changed.Stock);
            case SetStockOutcome.Invalid invalid:
                ProductForms.Explain(this, invalid.Problems);
                return this.Invalid("Index", new StockModel(p, form));
            default:
                return NotFound();
        }
    }

    private static StockModel Of(CatalogHeader p) => new(p, new StockForm { Seen = p.Stock, Stock = $"{p.Stock}", DeliveryDays = $"{p.MaxDeliveryDays}" });
}
