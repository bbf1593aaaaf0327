using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed class PaymentNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor?.Role is Role.Operator or Role.Administrator
        ? [new NavItem("nav.deposits", "/deposits", "nav.money", 10), new NavItem("nav.credits", "/credits", "nav.money", 11)]
        : [];
}

public sealed class PaymentAttention(PaymentPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Operator) return [];
        var counts = await pages.Counts(actor);
        return [new AttentionItem("payments.attention", counts.Credits, "/credits", Amount: counts.CreditAmount, Sort: 20)];
    }
}
