using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed class LedgerNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Administrator or Role.Producer or Role.Seller or Role.Buyer) yield return new NavItem("nav.ledger", "/ledger", "nav.money", 30);
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.closings", "/closings", "nav.money", 31);
    }
}

public sealed class LedgerAttention(ClosingPages closings, Clock clock) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) =>
        actor.Role == Role.Operator ? [new("ledger.attention.closings", await closings.Overdue(actor, clock.Today), "/closings/new", Sort: 60)] : [];
}
