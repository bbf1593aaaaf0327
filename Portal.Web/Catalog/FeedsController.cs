using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>The products on sale and their list.</summary>
public sealed class CatalogSiteMap(SiteMapPages pages) : ISiteMapEntries
{
    public async Task<IReadOnlyList<SiteMapEntry>> Entries() =>
    [
        new("/"), new("/products"), new("/sellers"),
        .. (await pages.Categories()).Select(c => new SiteMapEntry($"/products?category={c}")),
        .. (await pages.Sellers()).Select(s => new SiteMapEntry($"/sellers/{Uri.EscapeDataString(s)}")),
        .. (await pages.Products()).Select(p => new SiteMapEntry($"/products/{Uri.EscapeDataString(p.Code)}", p.ChangedAt)),
    ];
}

/// <summary>What machines read: the map of the public pages, new products, and what they may visit. The same for everybody, so everybody may keep it for a while.</summary>
[AllowAnonymous]
public sealed class FeedsController(PortalOptions options) : Controller
{
    /// <summary>No map may have more.</summary>
    public const int MaxEntries = 50_000;
    // one feed for all who keep it, whatever language somebody chose
    private const string Language = "ko";
    private const int MaxNews = 50;
    private const int Minutes = 15;
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [HttpGet("/sitemap.xml")]
    public async Task<IActionResult> SiteMap([FromServices] IEnumerable<ISiteMapEntries> features)
    {
        var entries = await Entries(features);
        if (entries.Count <= MaxEntries) return Xml(Urls(entries));
        var parts = (entries.Count + MaxEntries - 1) / MaxEntries;
        return Xml(new XElement(Map + "sitemapindex", Enumerable.Range(1, parts).Select(n => new XElement(Map + "sitemap", new XElement(Map + "loc", Absolute($"/sitemaps/{n}"))))));
    }

    [HttpGet("/sitemaps/{part:int}")]
    public async Task<IActionResult> SiteMapPart(int part, [FromServices] IEnumerable<ISiteMapEntries> features)
    {
        var entries = part < 1 ? [] : (await Entries(features)).Skip((part - 1) * MaxEntries).Take(MaxEntries).ToList();
        return entries.Count == 0 ? NotFound() : Xml(Urls(entries));
    }

    [HttpGet("/products.rss")]
    public async Task<IActionResult> News([FromServices] ProductSearchPages products)
    {
        var newest = await products.Newest(MaxNews);
        var channel = new XElement("channel", new XElement("title", Texts.In(Language, "catalog.feedTitle", options.Name)), new XElement("link", Absolute("/products")), new XElement("description", Texts.In(Language, "catalog.feedText")),
            new XElement("language", Language), new XElement(Atom + "link", new XAttribute("href", Absolute("/products.rss")), new XAttribute("rel", "self"), new XAttribute("type", "application/rss+xml")),
            newest.Count == 0 ? null : new XElement("lastBuildDate", Rfc822(newest[0].OnSaleAt)),
            newest.Select(p => new XElement("item", new XElement("title", Clean(p.Name)), new XElement("link", Absolute($"/products/{Uri.EscapeDataString(p.Code)}")),
                new XElement("guid", new XAttribute("isPermaLink", "true"), Absolute($"/products/{Uri.EscapeDataString(p.Code)}")), new XElement("description", Clean(p.Summary ?? p.Name)),
                new XElement("pubDate", Rfc822(p.OnSaleAt)))));
        return Xml(new XElement("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "atom", Atom.NamespaceName), channel), "application/rss+xml");
    }

    [HttpGet("/robots.txt")]
    public ContentResult Robots()
    {
        Keep();
        return Content($"User-agent: *\nDisallow: /sign-in\nDisallow: /comparisons\nSitemap: {Absolute("/sitemap.xml")}\n", "text/plain; charset=utf-8");
    }

    private static async Task<List<SiteMapEntry>> Entries(IEnumerable<ISiteMapEntries> features)
    {
        var all = new List<SiteMapEntry>();
        foreach (var feature in features.OrderBy(f => f.GetType().FullName, StringComparer.Ordinal)) all.AddRange(await feature.Entries());
        return [.. all.DistinctBy(e => e.Path)];
    }

    private XElement Urls(IEnumerable<SiteMapEntry> entries) => new(Map + "urlset", entries.Select(e => new XElement(Map + "url", new XElement(Map + "loc", Absolute(e.Path)),
        e.ChangedAt is { } at ? new XElement(Map + "lastmod", at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)) : null)));

    private string Absolute(string path) => new Uri(options.BaseUrl, path).AbsoluteUri;

    /// <summary>The form of dates that RSS prescribes.</summary>
    private static string Rfc822(DateTime utc) => utc.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " GMT";

    /// <summary>Without what XML cannot hold.</summary>
    private static string Clean(string? text) => string.Concat((text ?? "").EnumerateRunes().Where(r => r.Value is not (0xFFFE or 0xFFFF)));

    private ContentResult Xml(XElement root, string type = "application/xml")
    {
        Keep();
        return Content(new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").Append(root).ToString(), $"{type}; charset=utf-8");
    }

    private void Keep() => Response.Headers.CacheControl = $"public, max-age={Minutes * 60}";
}
