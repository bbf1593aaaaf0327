using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Home;

/// <summary>Whether pages are light or dark: as the machine has it, or as somebody chose in this browser.</summary>
[AllowAnonymous]
public sealed class BrightnessController : Controller
{
    public const string Cookie = "brightness";

    public static readonly IReadOnlyList<string> Choices = ["auto", "light", "dark"];

    /// <summary>What was chosen in the browser of this request.</summary>
    public static string Of(HttpRequest request) => request.Cookies[Cookie] is { } chosen && Choices.Contains(chosen) ? chosen : Choices[0];

    [HttpPost("/brightness")]
    public IActionResult Choose(string? brightness, string? back)
    {
        if (brightness is not null && Choices.Contains(brightness))
            Response.Cookies.Append(Cookie, brightness, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
