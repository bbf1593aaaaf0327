using Microsoft.AspNetCore.Mvc;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

/// <summary>Acceptance (검수, 구매확정) of what was delivered: by the buyer, or by the operator on the buyer's word.</summary>
[Roles(Role.Buyer, Role.Operator)]
public sealed class AcceptancesController(OrderPages pages) : Controller
{
    [HttpGet("/orders/{orderNo}/acceptances")]
    public async Task<IActionResult> New(Actor actor, string orderNo) => await pages.Find(actor, orderNo) is { } order ? View(order) : NotFound();

    [HttpPost("/orders/{orderNo}/acceptances")]
    public async Task<IActionResult> New(Actor actor, string orderNo, long[] lines, [FromServices] AcceptDelivery accept)
    {
        if (await pages.Find(actor, orderNo) is not { } order) return NotFound();
        // a line of another order is not there
        if (lines.Except(order.Lines.Select(l => l.Id)).Any()) return NotFound();
        if (lines.Length == 0) this.Error("lines", "delivery.chooseLines");
        if (!ModelState.IsValid) return this.Invalid("New", order);
        switch (await accept.Handle(new AcceptDeliveryRequest(actor, order.Order.Id, lines)))
        {
            case AcceptDeliveryOutcome.Accepted:
                this.Flash("delivery.accepted", lines.Length);
                return LocalRedirect($"/orders/{Uri.EscapeDataString(orderNo)}");
            case AcceptDeliveryOutcome.NotPossible:
                return this.Stale("delivery.cannotAccept");
            default:
                return NotFound();
        }
    }
}
