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
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role == Role.Operator) return [new("organizations.attention.nobank", await pages.WithoutBank(actor), "/organizations?view=nobank", Sort: 60)];
        if (actor.Role != Role.Administrator) return [];
        var counts = await pages.CentreCounts();
        return
        [
            new("organizations.attention.nocentre", counts.Centres == 0 ? 1 : 0, "/organizations/new?kind=Centre", Urgent: true, Sort: 1),
            new("organizations.attention.centrebank", counts.NoBank, "/organizations?view=centrebank", Sort: 5),
        ];
    }
}
