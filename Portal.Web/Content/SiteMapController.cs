using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Content;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Web.Shared;

namespace Portal.Web.Content;

/// <summary>All public pages, and those of the role in which somebody acts.</summary>
[AllowAnonymous]
public sealed class SiteMapController : Controller
{
    /// <summary>Pages that the menu does not lead to.</summary>
    public static readonly IReadOnlyList<(string Url, string TextKey)> Company =
    [
        ("/about", "content.about"), ("/partners", "content.partners"), ("/news", "content.news"), ("/location", "content.location"), ("/guide", "content.guide"), ("/terms", "content.terms"),
    ];

    [HttpGet("/site-map")]
    public IActionResult Index() => View();
}

/// <summary>The company's pages, guides, terms in force and published news.</summary>
public sealed class ContentSiteMap(NewsPages news, TermsPages terms) : ISiteMapEntries
{
    /// <summary>Older news is found through the list.</summary>
    private const int News = 1000;

    public async Task<IReadOnlyList<SiteMapEntry>> Entries() =>
    [
        .. SiteMapController.Company.Select(c => new SiteMapEntry(c.Url)), .. ContentKeys.Guides.Select(g => new SiteMapEntry($"/guide/{g}")),
        .. (await terms.InForce()).Select(t => new SiteMapEntry($"/terms/{t.Kind.ToLowerInvariant()}")),
        .. (await news.Published("ko", 1, News)).Items.Select(n => new SiteMapEntry($"/news/{Uri.EscapeDataString(n.Slug)}")),
    ];
}

/// <summary>A portal without terms asks nobody to agree to any: its administrator is told until they are published.</summary>
public sealed class ContentAttention(OpenConsents consents) : IAttention
{
    public async Task<IReadOnlyList<AttentionItem>> For(Actor actor) => actor.Role == Role.Administrator
        ? [new AttentionItem("content.attention.terms", 2 - (await consents.ForEverybody()).Count, "/contents", Sort: 60)]
        : [];
}

/// <summary>What visitors find beside the products, and where an administrator writes it.</summary>
public sealed class ContentNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => actor switch
    {
        null => [new NavItem("content.about", "/about", "nav.portal", 1), new NavItem("content.news", "/news", "nav.portal", 2), new NavItem("content.guide", "/guide", "nav.portal", 3)],
        { Role: Role.Administrator } => [new NavItem("nav.contents", "/contents", "nav.portal", 5)],
        _ => [],
    };
}
