using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

public sealed class OrderNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Buyer or Role.Seller or Role.Producer or Role.Operator or Role.Administrator) yield return new NavItem("nav.orders", "/orders", "nav.work", 10);
        if (actor?.Role is Role.Buyer) yield return new NavItem("nav.basket", "/drafts", "nav.work", 11);
        if (actor?.Role is Role.Seller or Role.Operator) yield return new NavItem("nav.drafts", "/drafts", "nav.work", 11);
    }
}

public sealed class OrderAttention(OrderPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role is Role.Reviewer or Role.Administrator) return [];
        var counts = await pages.Counts(actor);
        return actor.Role switch
        {
            Role.Producer =>
            [
                new("orders.attention.late", counts.Late, "/orders?view=late", Urgent: true, Sort: 1),
                new("orders.attention.toConfirm", counts.ToConfirm, "/orders?view=toconfirm", Sort: 10),
                new("orders.attention.toShip", counts.ToShip, "/orders?view=toship", Sort: 11),
            ],
            Role.Operator =>
            [
                new("orders.attention.late", counts.Late, "/orders?view=late", Urgent: true, Sort: 1),
                new("orders.attention.unpaid", counts.Unpaid, "/orders?view=unpaid", Amount: counts.UnpaidAmount, Sort: 10),
                new("orders.attention.toAccept", counts.ToAccept, "/orders?view=toaccept", Sort: 40),
            ],
            Role.Buyer =>
            [
                new("orders.attention.pay", counts.Unpaid, "/orders?view=unpaid", Amount: counts.UnpaidAmount, Sort: 1),
                new("orders.attention.accept", counts.ToAccept, "/orders?view=toaccept", Sort: 10),
            ],
            _ =>
            [
                new("orders.attention.unpaid", counts.Unpaid, "/orders?view=unpaid", Amount: counts.UnpaidAmount, Sort: 10),
                new("orders.attention.late", counts.Late, "/orders?view=late", Sort: 20),
            ],
        };
    }
}
