using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

public sealed record OrderListModel(PageOf<OrderRow> Page, OrderFilter Filter, IReadOnlyList<string> Views);

public sealed record CancellationForm
{
    public long? PartId { get; init; }

    [Display(Name = "orders.cancelReason"), Required, StringLength(1000)]
    public string? Reason { get; init; }
}

public sealed record CancellationModel(OrderDetail Order, CancellationForm Form);

/// <summary>Orders: the list of each role, the page of one, and what is done to it as a whole.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Producer, Role.Operator, Role.Administrator)]
public sealed class OrdersController(OrderPages pages) : Controller
{
    [HttpGet("/orders"), Shows<OrderList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, int page = 1)
    {
        var views = ViewsOf(actor.Role);
        var filter = new OrderFilter { View = views.Contains(view) ? view! : "all", Text = q, Page = page };
        return View(new OrderListModel(await pages.List(actor, filter), filter, views));
    }

    [HttpGet("/orders/{orderNo}")]
    public async Task<IActionResult> Details(Actor actor, string orderNo)
    {
        // a producer has a page for its own part; there is none for the rest
        if (actor.Role == Role.Producer) return await pages.OwnPart(actor, orderNo) is { } part ? LocalRedirect($"/producer-orders/{part}") : NotFound();
        return await pages.Find(actor, orderNo) is { } order ? View(order) : NotFound();
    }

    [HttpGet("/orders/{orderNo}/cancellation"), Roles(Role.Buyer, Role.Seller, Role.Operator)]
    public async Task<IActionResult> Cancellation(Actor actor, string orderNo, long? part) =>
        await pages.Find(actor, orderNo) is { } order ? View(new CancellationModel(order, new CancellationForm { PartId = part })) : NotFound();

    [HttpPost("/orders/{orderNo}/cancellation"), Roles(Role.Buyer, Role.Seller, Role.Operator)]
    public async Task<IActionResult> Cancellation(Actor actor, string orderNo, [Bind(Prefix = "Form")] CancellationForm form, [FromServices] CancelOrder cancel)
    {
        if (await pages.Find(actor, orderNo) is not { } order) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Cancellation", new CancellationModel(order, form));
        switch (await cancel.Handle(new CancelOrderRequest(actor, order.Order.Id, form.PartId, PlainText.Tidy(form.Reason) ?? "–")))
        {
            case CancelOrderOutcome.Cancelled:
                this.Flash("orders.cancelled");
                return Back(orderNo);
            case CancelOrderOutcome.TooLate:
                return this.Stale("orders.tooLateToCancel");
            default:
                return NotFound();
        }
    }

    [HttpPost("/orders/{orderNo}/release"), Roles(Role.Operator)]
    public async Task<IActionResult> Release(Actor actor, string orderNo, string? reason, [FromServices] ReleaseOrder release)
    {
        if (await pages.Find(actor, orderNo) is not { } order) return NotFound();
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 1000) return Refused("reason", "orders.releaseReasonNeeded", order);
        var outcome = await release.Handle(new ReleaseOrderRequest(actor, order.Order.Id, PlainText.Tidy(reason) ?? "–"));
        if (outcome == ReleaseOrderOutcome.NotPossible) return this.Stale("orders.cannotRelease");
        if (outcome == ReleaseOrderOutcome.NotFound) return NotFound();
        this.Flash("orders.released");
        return Back(orderNo);
    }

    [HttpPost("/orders/{orderNo}/memos"), Roles(Role.Operator)]
    public async Task<IActionResult> Memo(Actor actor, string orderNo, string? memo, [FromServices] AddMemo add)
    {
        if (await pages.Find(actor, orderNo) is not { } order) return NotFound();
        return await add.Handle(new AddMemoRequest(actor, order.Order.Id, PlainText.Tidy(memo) ?? "")) switch
        {
            AddMemoOutcome.Added => Back(orderNo),
            AddMemoOutcome.Bad => Refused("memo", "orders.memoNeeded", order),
            _ => NotFound(),
        };
    }

    private ViewResult Refused(string field, string key, OrderDetail order)
    {
        this.Error(field, key);
        return this.Invalid("Details", order);
    }

    private LocalRedirectResult Back(string orderNo) => LocalRedirect($"/orders/{Uri.EscapeDataString(orderNo)}");

    private static string[] ViewsOf(Role role) => role switch
    {
        Role.Producer => ["all", "toconfirm", "toship", "late", "underway"],
        Role.Buyer => ["all", "unpaid", "underway", "toaccept", "cancelled"],
        _ => ["all", "unpaid", "toship", "late", "underway", "toaccept", "cancelled"],
    };
}
