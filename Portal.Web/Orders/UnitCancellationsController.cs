using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

public sealed record UnitsForm
{
    public long LineId { get; init; }

    [Display(Name = "orders.quantity"), Range(0d, 1_000_000d)]
    public long Quantity { get; init; }
}

public sealed record UnitCancellationForm
{
    public List<UnitsForm> Lines { get; init; } = [];

    [Display(Name = "orders.cancelReasonCode"), Required]
    public CancelReason? Reason { get; init; }

    [Display(Name = "orders.cancelReason"), StringLength(500)]
    public string? Note { get; init; }

    /// <summary>How many units were not shipped when the page was opened.</summary>
    public long? Seen { get; init; }
}

/// <summary>One producer's part, and the lines of which something is not shipped.</summary>
public sealed record UnitCancellationModel(OrderHeader Order, OrderPartRow Part, IReadOnlyList<OrderLineRow> Lines, UnitCancellationForm Form);

/// <summary>Cancels units of a part that are not shipped, also the rest of a part that was partly shipped.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Operator)]
public sealed class UnitCancellationsController(OrderPages pages) : Controller
{
    [HttpGet("/orders/{orderNo}/parts/{partId:long}/cancellation")]
    public async Task<IActionResult> New(Actor actor, string orderNo, long partId) => await Model(actor, orderNo, partId) is { } model
        ? View(model with { Form = new UnitCancellationForm { Lines = [.. model.Lines.Select(l => new UnitsForm { LineId = l.Id, Quantity = l.NotShipped })], Seen = model.Lines.Sum(l => l.NotShipped) } })
        : NotFound();

    [HttpPost("/orders/{orderNo}/parts/{partId:long}/cancellation")]
    public async Task<IActionResult> New(Actor actor, string orderNo, long partId, [Bind(Prefix = "Form")] UnitCancellationForm form, [FromServices] CancelUnits cancel)
    {
        if (await Model(actor, orderNo, partId) is not { } model) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("New", model with { Form = form });
        var units = form.Lines.Select(l => new UnitsToCancel(l.LineId, l.Quantity)).ToList();
        switch (await cancel.Handle(new CancelUnitsRequest(actor, partId, units, form.Reason!.Value, PlainText.Tidy(form.Note)) { Seen = form.Seen }))
        {
            case CancelUnitsOutcome.Cancelled:
                this.Flash("orders.unitsCancelledNow");
                return LocalRedirect($"/orders/{Uri.EscapeDataString(model.Order.OrderNo)}");
            case CancelUnitsOutcome.BadQuantity:
                this.Error("Form.Lines[0].Quantity", "orders.badUnits");
                return this.Invalid("New", model with { Form = form });
            case CancelUnitsOutcome.TooLate:
                return this.Stale("orders.tooLateToCancel");
            default:
                return NotFound();
        }
    }

    private async Task<UnitCancellationModel?> Model(Actor actor, string orderNo, long partId)
    {
        if (await pages.Find(actor, orderNo) is not { } order || order.Parts.FirstOrDefault(p => p.Id == partId) is not { } part) return null;
        return new UnitCancellationModel(order.Order, part, [.. order.LinesOf(part).Where(l => l.NotShipped > 0)], new UnitCancellationForm());
    }
}
