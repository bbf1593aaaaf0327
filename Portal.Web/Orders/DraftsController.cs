using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

/// <summary>The buyer's basket, and the screen on which sellers and operators build an order for a customer, at the prices that the customer gets.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Operator)]
public sealed class DraftsController(DraftPages pages, DraftScreen screen, PortalOptions options) : Controller
{
    [HttpGet("/drafts")]
    public async Task<IActionResult> Index(Actor actor) => View(await pages.List(actor));

    [HttpPost("/drafts")]
    public async Task<IActionResult> Start(Actor actor, [FromServices] StartDraft start) => LocalRedirect($"/drafts/{await start.Handle(actor)}");

    /// <summary>From a product's page.</summary>
    [HttpPost("/drafts/lines")]
    public async Task<IActionResult> Add(Actor actor, long productId, long? quantity, [FromServices] AddToDraft add)
    {
        switch (await add.Handle(new AddToDraftRequest(actor, null, productId, quantity ?? 0)))
        {
            case AddToDraftOutcome.Added { DraftId: var id }:
                this.Flash("orders.added");
                return LocalRedirect($"/drafts/{id}");
            case AddToDraftOutcome.BadQuantity:
                this.Flash("orders.badQuantity");
                return LocalRedirect("/drafts");
            case AddToDraftOutcome.NotOnSale:
                return this.Stale("orders.problem.NotOnSale");
            default:
                return NotFound();
        }
    }

    [HttpGet("/drafts/{draftId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long draftId, string? customer, string? product, string? mileage, [FromServices] OrderPages orders)
    {
        if (await pages.Find(actor, draftId) is not { } draft) return NotFound();
        if (draft.Draft.PlacedOrderId is { } order) return LocalRedirect($"/orders/{Uri.EscapeDataString((await orders.No(order))!)}");
        return View(await screen.Model(actor, draft, await screen.Form(actor, draft) with { FindCustomer = customer, FindProduct = product, Mileage = mileage }));
    }

    /// <summary>Everything on the screen is one form: whatever button is pressed, what was typed is kept first.</summary>
    [HttpPost("/drafts/{draftId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long draftId, [Bind(Prefix = "Form")] DraftForm form, [FromServices] DraftDesk desk)
    {
        if (await pages.Find(actor, draftId) is not { } draft) return NotFound();
        if (!Phones.TryTidy(form.Phone, out var phone)) this.Error("Form.Phone", "organizations.badPhone");
        if (!PostalCodes.TryTidy(form.PostalCode, options, out var code)) this.Error("Form.PostalCode", "organizations.badPostalCode");
        if (!ModelState.IsValid) return this.Invalid("Edit", await screen.Model(actor, draft, form));
        form = form with { Phone = phone, PostalCode = code };
        var (buyer, ship) = (draft.Draft.BuyerId, form.ShipTo);
        if (Chosen(form, "customer:") is { } customerId)
        {
            if ((await pages.Customers(actor, form.FindCustomer)).Find(c => c.Id == customerId) is not { } customer) return await Refused(actor, draft, form, "FindCustomer", "orders.noCustomer");
            (buyer, ship) = (customer.Id, new ShipTo(customer.Name, customer.Phone, customer.PostalCode, customer.Address, ship.Memo));
        }

        var saved = await desk.Edit.Handle(new EditDraftRequest(actor, draftId, buyer, ship, [.. form.Lines.Select(l => new OrderItem(l.ProductId, l.Quantity))]));
        // clicked twice: the draft leads to its order
        if (saved is EditDraftOutcome.Placed) return form.Do == "place" ? LocalRedirect($"/drafts/{draftId}") : this.Stale("orders.placedBefore");
        if (saved is not EditDraftOutcome.Saved) return NotFound();
        if (Chosen(form, "add:") is { } productId)
        {
            var quantity = form.Found.Find(f => f.ProductId == productId)?.Quantity ?? 1;
            var added = await desk.Add.Handle(new AddToDraftRequest(actor, draftId, productId, quantity));
            if (added is not AddToDraftOutcome.Added)
                return await Refused(actor, (await pages.Find(actor, draftId))!, form, "FindProduct", added is AddToDraftOutcome.BadQuantity ? "orders.badQuantity" : "orders.problem.NotOnSale");
        }

        if (form.Do == "place") return await Place(actor, draftId, form, desk.Place);
        return LocalRedirect($"/drafts/{draftId}{QueryString.Create(Searches(form))}");
    }

    [HttpPost("/drafts/{draftId:long}/discard")]
    public async Task<IActionResult> Discard(Actor actor, long draftId, [FromServices] DiscardDraft discard)
    {
        if (!await discard.Handle(actor, draftId)) return NotFound();
        this.Flash("orders.discarded");
        return LocalRedirect("/drafts");
    }

    private async Task<IActionResult> Place(Actor actor, long draftId, DraftForm form, PlaceDraft place)
    {
        string? wrong;
        var mileage = 0L;
        if (!string.IsNullOrWhiteSpace(form.Mileage) && !options.Currency.TryRead(form.Mileage, out mileage)) return await Refused(actor, (await pages.Find(actor, draftId))!, form, "Mileage", "orders.badMileage");
        switch (await place.Handle(new PlaceDraftRequest(actor, draftId, form.ExpectedTotal) { Mileage = mileage }))
        {
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.Placed placed }:
                this.Flash("orders.placed", placed.OrderNo);
                return LocalRedirect($"/orders/{Uri.EscapeDataString(placed.OrderNo)}");
            case PlaceDraftOutcome.AlreadyPlaced:
                return LocalRedirect($"/drafts/{draftId}");
            case PlaceDraftOutcome.TooMuchMileage:
                return await Refused(actor, (await pages.Find(actor, draftId))!, form, "Mileage", "orders.tooMuchMileage");
            case PlaceDraftOutcome.Incomplete:
                wrong = actor.Role == Role.Buyer ? "orders.incompleteBasket" : "orders.incomplete";
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.TotalChanged }:
                wrong = "orders.totalChanged";
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.PartyMissing }:
                wrong = actor.Role == Role.Buyer ? "orders.noCentre" : "orders.noCustomer";
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.Refused }:
                wrong = "orders.refused";
                break;
            default:
                return NotFound();
        }

        // what was computed anew is shown, not what the form said
        ModelState.Clear();
        this.Error("", wrong);
        var draft = (await pages.Find(actor, draftId))!;
        return this.Invalid("Edit", await screen.Model(actor, draft, await screen.Form(actor, draft) with { Mileage = form.Mileage }));
    }

    private async Task<IActionResult> Refused(Actor actor, DraftDetail draft, DraftForm form, string field, string key)
    {
        this.Error($"Form.{field}", key);
        return this.Invalid("Edit", await screen.Model(actor, draft, form));
    }

    private static long? Chosen(DraftForm form, string what) =>
        form.Do?.StartsWith(what, StringComparison.Ordinal) == true && long.TryParse(form.Do[what.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>What is being looked for stays on the page, until a customer is chosen.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Searches(DraftForm form)
    {
        if (!string.IsNullOrWhiteSpace(form.FindCustomer) && Chosen(form, "customer:") is null) yield return new("customer", form.FindCustomer);
        if (!string.IsNullOrWhiteSpace(form.FindProduct)) yield return new("product", form.FindProduct);
        if (!string.IsNullOrWhiteSpace(form.Mileage)) yield return new("mileage", form.Mileage);
    }
}
