using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed class DeliveryNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role is Role.Buyer or Role.Seller or Role.Producer or Role.Operator or Role.Administrator
        ? [new NavItem("nav.shipments", "/shipments", "nav.work", 20), new NavItem("nav.returns", "/returns", "nav.work", 21)]
        : [];
}

public sealed class DeliveryAttention(ShipmentPages pages, ReturnPages returns) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role == Role.Producer) return [new AttentionItem("delivery.attention.toReplace", await returns.ToReplace(actor), "/returns?status=Received", Sort: 12)];
        if (actor.Role != Role.Operator) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new AttentionItem("delivery.attention.misdeliveries", counts.Misdeliveries, "/shipments?view=misdelivered", Urgent: true, Sort: 2),
            new AttentionItem("delivery.attention.late", counts.Late, "/shipments?view=late", Urgent: true, Sort: 3),
            new AttentionItem("delivery.attention.returns", counts.Returns, "/returns?status=Requested", Sort: 12),
        ];
    }
}
