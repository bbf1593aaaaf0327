using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

/// <summary>One step on the way of an order; the first that is not done is where it is now.</summary>
public sealed record OrderStep(string Key, bool IsDone, string Note);

/// <summary>Where an order is: from its placing to the division of its profit.</summary>
[Service]
public sealed class OrderSteps(Texts texts, Show show)
{
    public IReadOnlyList<OrderStep> Of(OrderDetail detail, Role role)
    {
        var o = detail.Order;
        var parts = detail.Parts.Where(p => p.Status != nameof(PartStatus.Cancelled)).ToList();
        if (!o.IsPlaced || parts.Count == 0) return [];
        var kept = detail.Lines.Where(l => !l.Cancelled && l.Returned < l.Quantity).ToList();
        var shipped = parts.Count(p => p.Status is nameof(PartStatus.Shipped) or nameof(PartStatus.Delivered));
        var delivered = parts.Count(p => p.Status == nameof(PartStatus.Delivered));
        List<OrderStep> steps =
        [
            new("orders.step.placed", true, show.Moment(o.OrderedAt)),
            Paid(o),
            new("orders.step.confirmed", parts.All(p => p.Status != nameof(PartStatus.New)), Of(parts.Count(p => p.Status != nameof(PartStatus.New)), parts.Count)),
            new("orders.step.shipped", shipped == parts.Count, Of(shipped, parts.Count)),
            Delivered(detail, parts, delivered),
            Accepted(kept, delivered == parts.Count),
        ];
        // how the profit is divided is the business of those who share in it
        if (role != Role.Buyer) steps.Add(new OrderStep("orders.step.distributed", kept.Count > 0 && kept.TrueForAll(l => l.Distributed), ""));
        return steps;
    }

    private OrderStep Paid(OrderHeader o)
    {
        var note = o.PaidAt is { } at ? show.Moment(at) : o.ReleasedAt is not null ? texts["orders.onCredit"] : texts["orders.until", show.Moment(o.DepositDueAt)];
        return new OrderStep("orders.step.paid", o.PaidAt is not null, note);
    }

    private OrderStep Delivered(OrderDetail detail, List<OrderPartRow> parts, int delivered)
    {
        if (delivered == parts.Count) return new OrderStep("orders.step.delivered", true, show.Day(detail.Shipments.Max(s => s.DeliveredAt)));
        // without any promise the proposed date stands
        var expected = parts.Max(p => p.PromisedDeliveryOn ?? Lead.DeliverOn(p.ProposedShipOn));
        return new OrderStep("orders.step.delivered", false, delivered > 0 ? Of(delivered, parts.Count) : texts["orders.expected", show.Day(expected)]);
    }

    private OrderStep Accepted(List<OrderLineRow> kept, bool isDelivered)
    {
        var done = isDelivered && kept.TrueForAll(l => l.AcceptedAt is not null || l.Distributed);
        var last = kept.Max(l => l.AcceptedAt);
        if (done) return new OrderStep("orders.step.accepted", true, last is null ? texts["orders.byItself"] : show.Day(last));
        var ends = isDelivered && kept.TrueForAll(l => !l.NeedsAcceptance) ? kept.Max(l => l.ObjectionEndsAt) : null;
        return new OrderStep("orders.step.accepted", false, ends is null ? "" : texts["orders.automatic", show.Day(ends)]);
    }

    private string Of(int done, int all) => all == 1 && done == 0 ? "" : texts["orders.ofAll", all, done];
}
