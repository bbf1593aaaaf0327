using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Content;
using Portal.Data.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Content;

public sealed record NewsModel(NewsRow News, PageText Text, bool MayEdit);

/// <summary>What the portal tells everybody.</summary>
[AllowAnonymous]
public sealed class NewsController(NewsPages pages, Session session, PortalOptions options) : Controller
{
    [HttpGet("/news")]
    public async Task<IActionResult> Index(int page = 1) => View(await pages.Published(Texts.Language, page));

    /// <summary>Administrators see it before its day.</summary>
    [HttpGet("/news/{slug}")]
    public async Task<IActionResult> Details(string slug)
    {
        var mayEdit = session.Actor?.Role == Role.Administrator;
        return await pages.Find(slug, Texts.Language, mayEdit) is { } n
            ? View(new NewsModel(n, new PageText(n.Slug, n.Language, n.Version, n.Title, n.Body, n.CreatedAt), mayEdit))
            : NotFound();
    }

    [HttpGet("/news.rss")]
    public async Task<IActionResult> Rss([FromServices] Clock clock, [FromServices] Texts texts)
    {
        PageOf<NewsRow> news = await pages.Published(Texts.Language, 1);
        var home = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        var items = news.Items.Select(n => new XElement("item", new XElement("title", Clean(n.Title)), new XElement("link", $"{home}/news/{n.Slug}"), new XElement("guid", $"{home}/news/{n.Slug}"),
            new XElement("pubDate", clock.StartOf(n.PublishOn!.Value).ToString("R", CultureInfo.InvariantCulture)), new XElement("description", Clean(Markup.Begin(n.Body)))));
        var rss = new XElement("rss", new XAttribute("version", "2.0"), new XElement("channel", new XElement("title", texts["content.feedTitle", options.Name]), new XElement("link", $"{home}/news"),
            new XElement("description", texts["content.newsText"]), new XElement("language", Texts.Language), items));
        Response.Headers.CacheControl = "public, max-age=600";
        return Content($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{rss}", "application/rss+xml; charset=utf-8");
    }

    /// <summary>XML knows not every character that a text may hold.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is not (0xFFFE or 0xFFFF)));
}
