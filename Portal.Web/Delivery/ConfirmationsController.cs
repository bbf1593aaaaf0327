using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

/// <summary>A producer confirms several orders with the dates that were proposed.</summary>
[Roles(Role.Producer)]
public sealed class ConfirmationsController(PartPages pages, ConfirmPart confirm) : Controller
{
    [HttpPost("/producer-orders/confirmations")]
    public Task<IActionResult> Create(Actor actor, long[] parts) => this.Each("delivery.confirmSeveral", "/orders?view=toconfirm", parts, async partId =>
    {
        if (await pages.Find(actor, partId) is not { } part) return BulkRow.NotFound(partId);
        // dates that somebody has entered stay
        var outcome = part.Part.Status == nameof(PartStatus.New) ? await confirm.Handle(new ConfirmPartRequest(actor, partId, null, null)) : ConfirmPartOutcome.NotPossible;
        return new BulkRow(part.Part.OrderNo, $"/producer-orders/{partId}", outcome == ConfirmPartOutcome.Confirmed, outcome switch
        {
            ConfirmPartOutcome.Confirmed => "delivery.confirmed",
            ConfirmPartOutcome.BadDate => "delivery.badDates",
            ConfirmPartOutcome.NotPossible => "delivery.notNew",
            _ => "shared.bulkNotFound",
        });
    });
}
