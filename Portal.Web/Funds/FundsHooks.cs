using Portal.Core.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Funds;

public sealed class FundsNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.funds", "/funds", "nav.money", 10);
        // for the others it is a page of their funds
        if (actor?.Role == Role.Producer) yield return new NavItem("nav.productFunds", "/funds/products", "nav.money", 11);
    }
}
