using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

public sealed record CatalogListModel(PageOf<CatalogRow> Page, CatalogFilter Filter, IReadOnlyList<SelectListItem> Producers)
{
    public static readonly IReadOnlyList<string> Views = ["all", "draft", "changes", "review", "ready", "onsale", "empty", "suspended", "rejected", "retired"];
}

/// <summary>Products for those who look after them: their list, the page of one, a new one, a change.</summary>
[Roles(Role.Producer, Role.Operator, Role.Administrator)]
public sealed class CatalogController(CatalogPages pages, ProductForms forms) : Controller
{
    [HttpGet("/catalog"), Shows<CatalogList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, long? producer, int page = 1)
    {
        ModelState.Clear();
        var filter = new CatalogFilter { View = CatalogListModel.Views.Contains(view) ? view! : "all", Text = q, ProducerId = producer, Page = Math.Max(1, page) };
        var producers = await pages.Producers(actor);
        return View(new CatalogListModel(await pages.List(actor, filter), filter, [.. producers.Select(p => new SelectListItem(p.Name, $"{p.Id}", p.Id == producer))]));
    }

    [HttpGet("/catalog/{code}")]
    public async Task<IActionResult> Details(Actor actor, string code) => await pages.Find(actor, code) is { } found ? View(found) : NotFound();

    [HttpGet("/catalog/new"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> New(Actor actor) => View(await forms.Model(actor, ProductForm.New()));

    [HttpPost("/catalog/new"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] ProductForm form, [FromServices] RegisterProduct register)
    {
        if (form.Do == "rows") return await More(actor, form, null);
        var producer = actor.Role == Role.Producer ? actor.OrganizationId : form.ProducerId;
        if (producer is null) this.Error("Form.ProducerId", "catalog.chooseProducer");
        var price = forms.Price(this, form);
        var stock = Count("Form.Stock", form.Stock, "catalog.problem.Stock");
        var days = Count("Form.DeliveryDays", form.DeliveryDays, "catalog.problem.DeliveryDays");
        if (!ModelState.IsValid) return this.Invalid("New", await forms.Model(actor, form.WithRoom()));

        var outcome = await register.Handle(new RegisterProductRequest(actor, producer!.Value, form.Content(price), stock, (int)Math.Min(days, int.MaxValue))
        {
            Code = string.IsNullOrWhiteSpace(form.Code) ? null : form.Code.Trim(),
        });
        switch (outcome)
        {
            case RegisterProductOutcome.Registered registered:
                this.Flash("catalog.registered", registered.Code);
                return To(registered.Code);
            case RegisterProductOutcome.CodeTaken:
                this.Error("Form.Code", "catalog.codeTaken");
                break;
            case RegisterProductOutcome.Invalid invalid:
                ProductForms.Explain(this, invalid.Problems);
                break;
            // a producer that is not of this centre, or is suspended
            default:
                return NotFound();
        }

        return this.Invalid("New", await forms.Model(actor, form.WithRoom()));
    }

    [HttpGet("/catalog/{code}/edit"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Edit(Actor actor, string code)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        if (!found.Product.CanEdit) return this.Stale(Locked(found.Product));
        return View(await forms.Model(actor, ProductForm.Of(found, forms.Currency), found));
    }

    [HttpPost("/catalog/{code}/edit"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Edit(Actor actor, string code, [Bind(Prefix = "Form")] ProductForm form, [FromServices] EditProduct edit)
    {
        if (await pages.Find(actor, code) is not { } found) return NotFound();
        if (form.Do == "rows") return await More(actor, form, found);
        var price = forms.Price(this, form);
        if (!ModelState.IsValid) return this.Invalid("Edit", await forms.Model(actor, form.WithRoom(), found));

        switch (await edit.Handle(new EditProductRequest(actor, found.Product.Id, form.RevisionId, form.RowVersion, form.Content(price))))
        {
            case EditProductOutcome.Saved:
                this.Flash("catalog.saved");
                return To(code);
            case EditProductOutcome.Begun:
                this.Flash(found.Product.IsOnSale ? "catalog.begunOnSale" : "catalog.begun");
                return To(code);
            case EditProductOutcome.Unchanged:
                this.Flash("catalog.unchanged");
                return To(code);
            case EditProductOutcome.Locked:
                return this.Stale(Locked(found.Product));
            case EditProductOutcome.Stale:
                return await Overtaken(actor, code, form);
            case EditProductOutcome.Invalid invalid:
                ProductForms.Explain(this, invalid.Problems);
                return this.Invalid("Edit", await forms.Model(actor, form.WithRoom(), found));
            default:
                return NotFound();
        }
    }

    /// <summary>409 that loses nothing: what was typed stays in the form, and saving it again is a decision.</summary>
    private async Task<IActionResult> Overtaken(Actor actor, string code, ProductForm form)
    {
        if (await pages.Find(actor, code) is not { } now) return NotFound();
        if (!now.Product.CanEdit) return this.Stale(Locked(now.Product));
        Response.StatusCode = StatusCodes.Status409Conflict;
        var again = form.WithRoom() with { RevisionId = now.Product.RevisionId, RowVersion = now.Product.RowVersion };
        return View("Edit", await forms.Model(actor, again, now) with { Overtaken = true });
    }

    private async Task<IActionResult> More(Actor actor, ProductForm form, CatalogDetail? found)
    {
        // nothing is judged yet, and what was typed comes from the form itself
        ModelState.Clear();
        return View(found is null ? "New" : "Edit", await forms.Model(actor, form.WithMoreRows(), found));
    }

    private long Count(string field, string? text, string problem)
    {
        if (!ProductForm.TryCount(text, out var count)) this.Error(field, problem);
        return count;
    }

    private static string Locked(CatalogHeader product) => product.IsRetired ? "catalog.isRetired" : "catalog.isLocked";

    private LocalRedirectResult To(string code) => LocalRedirect($"/catalog/{Uri.EscapeDataString(code)}");
}
