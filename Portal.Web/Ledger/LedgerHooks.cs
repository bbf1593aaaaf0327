using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Ledger;

public sealed class LedgerNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Administrator or Role.Producer or Role.Seller or Role.Buyer) yield return new NavItem("nav.ledger", "/ledger", "nav.money", 30);
    }
}
