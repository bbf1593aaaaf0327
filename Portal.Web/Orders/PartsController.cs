using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

/// <summary>A producer's part of an order: its dates.</summary>
[Roles(Role.Producer, Role.Operator)]
public sealed class PartsController(ConfirmPart confirm, OrderPages pages) : Controller
{
    [HttpPost("/parts/{partId:long}/confirmation")]
    public async Task<IActionResult> Confirmation(Actor actor, long partId, DateOnly? shipOn, DateOnly? deliverOn)
    {
        var unreadable = !ModelState.IsValid;
        var outcome = unreadable ? ConfirmPartOutcome.BadDate : await confirm.Handle(new ConfirmPartRequest(actor, partId, shipOn, deliverOn));
        if (outcome == ConfirmPartOutcome.NotFound || await pages.NoOfPart(partId) is not { } orderNo) return NotFound();
        if (outcome == ConfirmPartOutcome.NotPossible) return this.Stale("orders.cannotConfirm");
        if (outcome == ConfirmPartOutcome.BadDate)
        {
            if (await pages.Find(actor, orderNo) is not { } order) return NotFound();
            ModelState.Clear();
            this.Error("shipOn", "orders.badDates");
            return this.Invalid("/Orders/Orders/Details.cshtml", order);
        }

        this.Flash("orders.confirmed");
        return LocalRedirect($"/orders/{Uri.EscapeDataString(orderNo)}");
    }
}
