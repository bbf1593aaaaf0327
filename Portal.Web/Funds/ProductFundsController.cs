using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Funds;
using Portal.Core.Shared;
using Portal.Data.Funds;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Funds;

public sealed record ProductFundsModel(DateOnly From, DateOnly To, long? CentreId, IReadOnlyList<FundsCentre> Centres, PageOf<ProductFunds>? Products, PageOf<ProducerFunds>? Own);

public sealed record CostForm
{
    [Display(Name = "funds.validFrom"), Required]
    public DateOnly? ValidFrom { get; init; }

    [Display(Name = "funds.unitCost"), Required, StringLength(30)]
    public string? UnitCost { get; init; }
}

public sealed record CostsModel(CostedProduct Product, IReadOnlyList<ProductCost> Costs, CostForm Form);

/// <summary>Supply value and shares by product; for producers also what their own products cost and leave.</summary>
[Roles(Role.Operator, Role.Administrator, Role.Producer)]
public sealed class ProductFundsController(ProductFundsPages pages, FundsPages funds, Clock clock, PortalOptions options) : Controller
{
    [HttpGet("/funds/products")]
    public async Task<IActionResult> Index(Actor actor, string? from, string? to, long? centre, int page = 1)
    {
        // three months are counted back from it
        var last = Day(to) is { Year: > 1 } day ? day : clock.Today;
        var first = Day(from) ?? new DateOnly(last.Year, last.Month, 1).AddMonths(-2);
        if (actor.Role == Role.Producer) return View(new ProductFundsModel(first, last, null, [], null, await pages.Own(actor, first, last, page)));
        var centres = actor.Role == Role.Administrator ? await funds.Centres() : [];
        var chosen = centres.Find(c => c.Id == centre)?.Id;
        long[] of = actor.Role == Role.Operator ? [actor.OrganizationId] : chosen is { } one ? [one] : [.. centres.Select(c => c.Id)];
        return View(new ProductFundsModel(first, last, chosen, centres, await pages.List(of, first, last, page), null));
    }

    [HttpGet("/funds/products/{productCode}/costs"), Roles(Role.Producer)]
    public async Task<IActionResult> Costs(Actor actor, string productCode) => await pages.Product(actor, productCode) is { } product
        ? View(new CostsModel(product, await pages.Costs(product.Id), new CostForm { ValidFrom = clock.Today })) : NotFound();

    [HttpPost("/funds/products/{productCode}/costs"), Roles(Role.Producer)]
    public async Task<IActionResult> SetCost(Actor actor, string productCode, [Bind(Prefix = "Form")] CostForm form, [FromServices] SetProductCost set)
    {
        if (await pages.Product(actor, productCode) is not { } product) return NotFound();
        var cost = 0L;
        if (ModelState.IsValid && !options.Currency.TryRead(form.UnitCost, out cost)) this.Error("Form.UnitCost", "funds.badCost");
        if (ModelState.IsValid)
        {
            switch (await set.Handle(new SetProductCostRequest(actor, productCode, form.ValidFrom!.Value, cost)))
            {
                case SetProductCostOutcome.Set:
                    this.Flash("funds.costSet");
                    return LocalRedirect($"/funds/products/{Uri.EscapeDataString(productCode)}/costs");
                case SetProductCostOutcome.NotFound:
                    return NotFound();
                case SetProductCostOutcome.BadDay:
                    this.Error("Form.ValidFrom", "funds.badDay");
                    break;
                default:
                    this.Error("Form.UnitCost", "funds.badCost");
                    break;
            }
        }

        return this.Invalid("Costs", new CostsModel(product, await pages.Costs(product.Id), form));
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
