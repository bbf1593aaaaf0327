using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

public sealed class CatalogNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor)
    {
        yield return new NavItem("catalog.nav.products", "/products", "nav.work", 5);
        if (actor?.Role is Role.Producer) yield return new NavItem("catalog.nav.own", "/catalog", "nav.work", 20);
        if (actor?.Role is Role.Operator) yield return new NavItem("catalog.nav.centre", "/catalog", "nav.work", 20);
        if (actor?.Role is Role.Administrator)
        {
            yield return new NavItem("catalog.nav.all", "/catalog", "nav.portal", 20);
            yield return new NavItem("catalog.nav.categories", "/categories", "nav.portal", 21);
        }
    }
}

public sealed class CatalogAttention(CatalogPages pages) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor)
    {
        if (actor.Role != Role.Producer) return [];
        var counts = await pages.Counts(actor);
        return
        [
            new("catalog.attention.changes", counts.Changes, "/catalog?view=changes", Urgent: true, Sort: 5),
            new("catalog.attention.empty", counts.Empty, "/catalog?view=empty", Urgent: true, Sort: 15),
            new("catalog.attention.drafts", counts.Drafts, "/catalog?view=draft", Sort: 50),
        ];
    }
}
