using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>The first page: what the portal is, or what needs me now.</summary>
[AllowAnonymous]
public sealed class HomeController(IEnumerable<IAttention> features, Session session, PeopleStore people) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index()
    {
        if (session.Person is null) return await people.HasAdministrator() ? View("Welcome") : LocalRedirect("/setup");
        if (session.Actor is not { } actor) return View("NoRole", await people.SuspendedOrganizations(session.Person.Id));
        var items = new List<AttentionItem>();
        // one statement per feature, on one connection: one after the other
        foreach (var feature in features) items.AddRange(await feature.For(actor));
        return View(new HomeModel(actor, [.. items.Where(i => i.Count > 0).OrderByDescending(i => i.Urgent).ThenBy(i => i.Sort)]));
    }

    [HttpPost("/language")]
    public IActionResult Language(string? language, string? back)
    {
        if (language is not null && Texts.Languages.Contains(language))
            Response.Cookies.Append(LanguageChoice.Cookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}

public sealed record HomeModel(Actor Actor, IReadOnlyList<AttentionItem> Items);

/// <summary>The first entry of the menu.</summary>
public sealed class HomeNavigation : INavigation
{
    public IEnumerable<NavItem> For(Actor? actor) => [new(actor is null ? "nav.start" : "nav.home", "/", "nav.work", 0)];
}
