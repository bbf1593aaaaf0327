using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Delivery;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed record ReturnListModel(PageOf<ReturnRow> Page, string? Status, string? Text);

public sealed record ReturnForm
{
    public long LineId { get; init; }

    [Display(Name = "delivery.returnKind"), Required]
    public ReturnKind? Kind { get; init; } = ReturnKind.Return;

    [Display(Name = "delivery.returnQuantity"), Required, Range(1d, 1_000_000d)]
    public long? Quantity { get; init; }

    [Display(Name = "delivery.returnReason"), Required]
    public ReturnReason? Reason { get; init; }

    [Display(Name = "delivery.returnNote"), StringLength(1000)]
    public string? Note { get; init; }

    /// <summary>How many units could be returned when the page was opened.</summary>
    public long? Seen { get; init; }
}

/// <summary>What the way back would cost, with its VAT, when the buyer changed their mind.</summary>
public sealed record NewReturnModel(LineToReturn Line, ReturnForm Form, long Freight);

public sealed record ReplacementForm
{
    [Display(Name = "delivery.carrier")]
    public long? CarrierId { get; init; }

    [Display(Name = "delivery.trackingNo"), StringLength(60)]
    public string? TrackingNo { get; init; }
}

public sealed record CompletionForm
{
    [Display(Name = "delivery.restock")]
    public bool Restock { get; init; }

    [Display(Name = "delivery.completionNote"), StringLength(1000)]
    public string? Note { get; init; }
}

public sealed record RejectionForm
{
    [Display(Name = "delivery.rejectionReason"), Required, StringLength(1000)]
    public string? Reason { get; init; }
}

/// <summary>A return, and what the buyer gets back: of an open request, what it would be now.</summary>
public sealed record ReturnModel(ReturnRow Return)
{
    public CompletionForm Completion { get; init; } = new();
    public RejectionForm Rejection { get; init; } = new();
    public ReplacementForm Replacement { get; init; } = new();
    public IReadOnlyList<CarrierRow> Carriers { get; init; } = [];

    public (long Supply, long Vat) Back { get; } = Return.Supply is { } supply ? (supply, Return.Vat ?? 0) : Expected(Return);

    private static (long, long) Expected(ReturnRow r)
    {
        var line = new ReturnedLine { Quantity = r.LineQuantity, Returned = r.LineReturned, UnitPrice = r.UnitPrice, DiscountBp = r.DiscountBp, TaxBp = r.TaxBp };
        var money = ReturnMoney.Of(line, r.Quantity);
        return (money.Supply, money.Vat);
    }
}

/// <summary>Returns: asked for by the buyer's side, decided by the centre.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Producer, Role.Operator, Role.Administrator)]
public sealed class ReturnsController(ReturnPages pages, ShipmentPages shipments, PortalOptions options) : Controller
{
    [HttpGet("/returns"), Shows<ReturnList>]
    public async Task<IActionResult> Index(Actor actor, string? status, string? q, int page = 1)
    {
        var known = Enum.TryParse<ReturnStatus>(status, out var s) && Enum.IsDefined(s) ? s.ToString() : null;
        return View(new ReturnListModel(await pages.List(actor, known, q, page), known, q));
    }

    [HttpGet("/returns/new"), Roles(Role.Buyer, Role.Seller, Role.Operator)]
    public async Task<IActionResult> New(Actor actor, long line) =>
        await pages.Line(actor, line) is { } found ? View(Model(found, new ReturnForm { LineId = line, Quantity = found.Left, Seen = found.Left })) : NotFound();

    [HttpPost("/returns/new"), Roles(Role.Buyer, Role.Seller, Role.Operator)]
    public async Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] ReturnForm form, [FromServices] RequestReturn request)
    {
        if (await pages.Line(actor, form.LineId) is not { } line) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("New", Model(line, form));
        switch (await request.Handle(new RequestReturnRequest(actor, form.LineId, form.Quantity!.Value, form.Reason!.Value, PlainText.Tidy(form.Note)) { Seen = form.Seen, Kind = form.Kind!.Value }))
        {
            case RequestReturnOutcome.Requested made:
                this.Flash("delivery.returnRequested", made.Reference);
                return LocalRedirect($"/returns/{made.ReturnId}");
            case RequestReturnOutcome.Changed:
                return this.Stale("delivery.askedMeanwhile");
            case RequestReturnOutcome.TooMany { Left: 0 }:
                return this.Stale("delivery.nothingToReturn");
            case RequestReturnOutcome.TooMany many:
                this.Error("Form.Quantity", "delivery.tooMany", many.Left);
                return this.Invalid("New", Model(line, form));
            default:
                return NotFound();
        }
    }

    [HttpGet("/returns/{returnId:long}")]
    public async Task<IActionResult> Details(Actor actor, long returnId) => await pages.Find(actor, returnId) is { } found ? View(await Model(actor, found)) : NotFound();

    [HttpPost("/returns/{returnId:long}/completion"), Roles(Role.Operator)]
    public async Task<IActionResult> Complete(Actor actor, long returnId, [Bind(Prefix = "Completion")] CompletionForm form, [FromServices] CompleteReturn complete)
    {
        if (await pages.Find(actor, returnId) is not { } found) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new ReturnModel(found) { Completion = form });
        switch (await complete.Handle(new CompleteReturnRequest(actor, returnId, form.Restock, PlainText.Tidy(form.Note))))
        {
            case CompleteReturnOutcome.Completed:
                this.Flash("delivery.returnCompleted");
                return LocalRedirect($"/returns/{returnId}");
            case CompleteReturnOutcome.NotOpen:
                return this.Stale("delivery.returnDecided");
            case CompleteReturnOutcome.TooMany:
                return this.Stale("delivery.nothingToReturn");
            default:
                return NotFound();
        }
    }

    [HttpPost("/returns/{returnId:long}/rejection"), Roles(Role.Operator)]
    public async Task<IActionResult> Reject(Actor actor, long returnId, [Bind(Prefix = "Rejection")] RejectionForm form, [FromServices] RejectReturn reject)
    {
        if (await pages.Find(actor, returnId) is not { } found) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new ReturnModel(found) { Rejection = form });
        switch (await reject.Handle(new RejectReturnRequest(actor, returnId, PlainText.Tidy(form.Reason) ?? "–")))
        {
            case RejectReturnOutcome.Rejected:
                this.Flash("delivery.returnRejected");
                return LocalRedirect($"/returns/{returnId}");
            case RejectReturnOutcome.NotOpen:
                return this.Stale("delivery.returnDecided");
            default:
                return NotFound();
        }
    }

    private NewReturnModel Model(LineToReturn line, ReturnForm form) => new(line, form, line.Freight + line.Freight * options.StandardTaxBp / 10_000);

    private async Task<ReturnModel> Model(Actor actor, ReturnRow found) =>
        new(found) { Carriers = found.Status == nameof(ReturnStatus.Received) && actor.Role is Role.Producer or Role.Operator ? await shipments.Carriers() : [] };
}
