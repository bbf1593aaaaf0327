using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

/// <summary>Several orders of a centre are released before they are paid, for one reason.</summary>
[Roles(Role.Operator)]
public sealed class ReleasesController(OrderPages pages, ReleaseOrder release) : Controller
{
    [HttpPost("/orders/releases")]
    public async Task<IActionResult> Create(Actor actor, string[] orders, string? reason)
    {
        var why = PlainText.Tidy(reason) is { Length: <= 1000 } r ? r : null;
        return await this.Each("orders.releaseSeveral", "/orders?view=unpaid", orders, async orderNo =>
        {
            if (await pages.Find(actor, orderNo) is not { } order) return BulkRow.NotFound(orderNo);
            var outcome = why is null ? (ReleaseOrderOutcome?)null : await release.Handle(new ReleaseOrderRequest(actor, order.Order.Id, why));
            return outcome is ReleaseOrderOutcome.NotFound ? BulkRow.NotFound(orderNo) : new BulkRow(orderNo, $"/orders/{Uri.EscapeDataString(orderNo)}", outcome is ReleaseOrderOutcome.Released, outcome switch
            {
                null => "orders.releaseReasonNeeded",
                ReleaseOrderOutcome.Released => "orders.released",
                _ => "orders.cannotRelease",
            });
        });
    }
}
