using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Home;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>The first page: what the portal is, or what needs me now.</summary>
[AllowAnonymous]
public sealed class HomeController(IEnumerable<IAttention> features, Session session, HomePages pages, HomeBoard board, Clock clock) : Controller
{
    /// <summary>Where the nearest date of a thing that waits stands among the dates of the home.</summary>
    private static readonly Dictionary<string, string> DateOf = new(StringComparer.Ordinal)
    {
        ["orders.attention.unpaid"] = "unpaid", ["orders.attention.pay"] = "unpaid", ["orders.attention.toShip"] = "ship", ["sellers.attention.open"] = "recruitment",
    };

    [HttpGet("/")]
    public async Task<IActionResult> Index([FromServices] PeopleStore people)
    {
        if (session.Person is null) return await people.HasAdministrator() ? View("Welcome") : LocalRedirect("/setup");
        if (session.Actor is not { } actor) return View("NoRole", await people.SuspendedOrganizations(session.Person.Id));
        var items = new List<AttentionItem>();
        // one statement per feature, on one connection: one after the other
        foreach (var feature in features) items.AddRange(await feature.For(actor));
        var data = await pages.Read(actor);
        return View(new HomeModel(actor, InOrder(items.Where(i => i.Count > 0).Select(i => Dated(i, data))), data, board.Of(actor, data)));
    }

    private AttentionItem Dated(AttentionItem item, HomeData data)
    {
        if (item.DueOn is null && DateOf.TryGetValue(item.TextKey, out var kind)) item = item with { DueOn = data.Dates.Where(d => d.Kind == kind).Min(d => d.Day(clock)) };
        return item.DueOn <= clock.Today ? item with { Urgent = true } : item;
    }

    /// <summary>What is late or ends today first, then by date, then what has none.</summary>
    private static List<AttentionItem> InOrder(IEnumerable<AttentionItem> items) =>
        [.. items.OrderByDescending(i => i.Urgent).ThenBy(i => i.DueOn ?? DateOnly.MaxValue).ThenBy(i => i.Sort)];

    [HttpPost("/language")]
    public IActionResult Language(string? language, string? back)
    {
        if (language is not null && Texts.Languages.Contains(language))
            Response.Cookies.Append(LanguageChoice.Cookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}

public sealed record HomeModel(Actor Actor, IReadOnlyList<AttentionItem> Items, HomeData Data, HomeBoardModel Board);

/// <summary>The first entry of the menu.</summary>
public sealed class HomeNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => [new(actor is null ? "nav.start" : "nav.home", "/", "nav.work", 0)];
}
