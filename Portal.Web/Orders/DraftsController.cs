using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

public sealed record DraftLineForm
{
    public long ProductId { get; init; }

    [Display(Name = "orders.quantity"), Range(0, 1_000_000)]
    public long Quantity { get; init; }
}

public sealed record DraftForm
{
    [Display(Name = "orders.customer"), StringLength(254)]
    public string? Customer { get; init; }

    [Display(Name = "orders.recipient"), StringLength(100)]
    public string? Recipient { get; init; }

    [Display(Name = "orders.phone"), StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "orders.postalCode"), StringLength(10)]
    public string? PostalCode { get; init; }

    [Display(Name = "orders.address"), StringLength(300)]
    public string? Address { get; init; }

    [Display(Name = "orders.wish"), StringLength(1000)]
    public string? Memo { get; init; }

    [Display(Name = "orders.addCode"), StringLength(40)]
    public string? AddCode { get; init; }

    [Display(Name = "orders.quantity"), Range(1, 1_000_000)]
    public long? AddQuantity { get; init; }

    public List<DraftLineForm> Lines { get; init; } = [];

    /// <summary>The total that the person saw when they placed the order.</summary>
    public long ExpectedTotal { get; init; }

    /// <summary>save or place.</summary>
    public string? Do { get; init; }
}

public sealed record DraftModel(DraftDetail Draft, DraftForm Form, Quote Quote);

/// <summary>The buyer's basket, and the screen on which sellers and operators build an order for a customer, at the prices that the customer gets.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Operator)]
public sealed class DraftsController(DraftPages pages, OrderDesk desk) : Controller
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
    public async Task<IActionResult> Edit(Actor actor, long draftId, [FromServices] OrderPages orders)
    {
        if (await pages.Find(actor, draftId) is not { } draft) return NotFound();
        if (draft.Draft.PlacedOrderId is { } order) return LocalRedirect($"/orders/{Uri.EscapeDataString((await orders.No(order))!)}");
        return View(await Model(actor, draft, await FormOf(actor, draft)));
    }

    [HttpPost("/drafts/{draftId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long draftId, [Bind(Prefix = "Form")] DraftForm form, [FromServices] DraftDesk work)
    {
        if (await pages.Find(actor, draftId) is not { } draft) return NotFound();
        BuyerRow? buyer = null;
        if (actor.Role != Role.Buyer && !string.IsNullOrWhiteSpace(form.Customer) && (buyer = await pages.Buyer(form.Customer)) is null) this.Error("Form.Customer", "orders.noCustomer");
        long? product = null;
        if (!string.IsNullOrWhiteSpace(form.AddCode) && (product = await pages.Product(form.AddCode)) is null) this.Error("Form.AddCode", "orders.noProduct");
        if (!ModelState.IsValid) return this.Invalid("Edit", await Model(actor, draft, form));

        var ship = new ShipTo(form.Recipient ?? buyer?.Name, form.Phone ?? buyer?.Phone, form.PostalCode ?? buyer?.PostalCode, form.Address ?? buyer?.Address, form.Memo);
        var saved = await work.Edit.Handle(new EditDraftRequest(actor, draftId, buyer?.Id, ship, [.. form.Lines.Select(l => new OrderItem(l.ProductId, l.Quantity))]));
        if (saved is EditDraftOutcome.Placed) return this.Stale("orders.placedBefore");
        if (saved is EditDraftOutcome.NotFound) return NotFound();
        if (product is { } added && await work.Add.Handle(new AddToDraftRequest(actor, draftId, added, form.AddQuantity ?? 1)) is not AddToDraftOutcome.Added)
        {
            this.Error("Form.AddCode", "orders.problem.NotOnSale");
            return this.Invalid("Edit", await Model(actor, (await pages.Find(actor, draftId))!, form));
        }

        return form.Do == "place" ? await Place(actor, draftId, form, work.Place) : LocalRedirect($"/drafts/{draftId}");
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
        var outcome = await place.Handle(new PlaceDraftRequest(actor, draftId, form.ExpectedTotal));
        switch (outcome)
        {
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.Placed placed }:
                this.Flash("orders.placed", placed.OrderNo);
                return LocalRedirect($"/orders/{Uri.EscapeDataString(placed.OrderNo)}");
            case PlaceDraftOutcome.NotFound:
                return NotFound();
            case PlaceDraftOutcome.AlreadyPlaced:
                return LocalRedirect($"/drafts/{draftId}");
            case PlaceDraftOutcome.Incomplete:
                this.Error("", "orders.incomplete");
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.TotalChanged }:
                this.Error("", "orders.totalChanged");
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.PartyMissing }:
                this.Error("", actor.Role == Role.Buyer ? "orders.noCentre" : "orders.noCustomer");
                break;
            case PlaceDraftOutcome.Of { Order: PlaceOrderOutcome.Refused }:
                this.Error("", "orders.refused");
                break;
            default:
                return NotFound();
        }

        var draft = (await pages.Find(actor, draftId))!;
        return this.Invalid("Edit", await Model(actor, draft, await FormOf(actor, draft)));
    }

    private async Task<DraftModel> Model(Actor actor, DraftDetail draft, DraftForm form)
    {
        var items = draft.Lines.Select(l => new OrderItem(l.ProductId, l.Quantity)).ToList();
        return new DraftModel(draft, form, items.Count == 0 ? new Quote([], []) : await desk.Quote(items, actor.Role == Role.Seller ? actor.OrganizationId : null));
    }

    private async Task<DraftForm> FormOf(Actor actor, DraftDetail draft)
    {
        var d = draft.Draft;
        // a buyer's first basket begins with their own address
        var own = actor.Role == Role.Buyer && d.Address is null ? await pages.Own(actor.OrganizationId) : null;
        return new DraftForm
        {
            Customer = d.BuyerCode, Recipient = d.Recipient ?? own?.Name, Phone = d.Phone ?? own?.Phone, PostalCode = d.PostalCode ?? own?.PostalCode,
            Address = d.Address ?? own?.Address, Memo = d.Memo,
        };
    }
}

/// <summary>What the draft screen does with one button.</summary>
[Service]
public sealed class DraftDesk(EditDraft edit, AddToDraft add, PlaceDraft place)
{
    public EditDraft Edit => edit;
    public AddToDraft Add => add;
    public PlaceDraft Place => place;
}
