using Portal.Core.Shared;
using Portal.Data.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public sealed class OrganizationNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        if (actor?.Role is Role.Operator or Role.Administrator) yield return new NavItem("nav.organizations", "/organizations", "nav.partners", 50);
        if (actor?.Role is Role.Buyer or Role.Producer or Role.Seller) yield return new NavItem("nav.ownOrganization", "/organizations", "nav.partners", 90);
    }
}

public sealed class OrganizationAttention(OrganizationPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role == Role.Operator
        ? [new AttentionItem("organizations.attention.nobank", await pages.WithoutBank(actor), "/organizations?view=nobank", Sort: 60)]
        : [];
}
