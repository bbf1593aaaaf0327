using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>
/// A form that arrives after the session has ended: the sign-in page carries what was typed, sealed, and whoever signs in finds it in the form again, not sent.
/// Nothing is stored for visitors. When the browser still tells whose session it was, only that person gets it back.
/// </summary>
[Service]
public sealed class SignInAgain(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies, PeopleStore people, SaveFormDraft save, Clock clock)
{
    /// <summary>Where the sealed form waits for the sign-in page of the same request.</summary>
    private const string Item = "kept form";

    private static readonly TimeSpan Valid = TimeSpan.FromHours(1);

    private readonly IDataProtector _seal = protection.CreateProtector("kept form");

    private sealed record Sealed(KeptForm Form, long? PersonId, long? MembershipId, DateTime Until);

    /// <summary>Keeps the form of this request; false when there is none to be kept.</summary>
    public async Task<bool> Keep(HttpContext context)
    {
        var request = context.Request;
        if (!KeptForm.IsOurs(request) || await KeptForm.Read(request, KeptForm.PageOf(request), request.Path) is not { } form || form.Page == "/sign-in") return false;
        var content = form with { WasLate = true };
        if (content.ToJson().Length > SaveFormDraft.MaxContent) return false;
        var options = cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var cookie = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!);
        var ended = cookie is null ? null : options.TicketDataFormat.Unprotect(cookie)?.Principal;
        context.Items[Item] = _seal.Protect(JsonSerializer.Serialize(new Sealed(content, Number(ended, ClaimTypes.NameIdentifier), Number(ended, SessionEvents.MembershipClaim), clock.Now + Valid)));
        return true;
    }

    /// <summary>The sealed form of this request.</summary>
    public static string? Of(HttpContext context) => context.Items[Item] as string;

    /// <summary>Gives the form to the person who has signed in: where to go on, and the membership in which they typed. Null when it is not theirs, or too old.</summary>
    public async Task<(string Url, long? MembershipId)?> Restore(string? box, long personId)
    {
        if (Open(box) is not { } kept || kept.Until < clock.Now || kept.PersonId is { } whose && whose != personId) return null;
        var memberships = (await people.Session(personId)).Where(r => r.MembershipId is not null).Select(r => r.MembershipId!.Value).ToList();
        var membership = kept.MembershipId is { } m && memberships.Contains(m) ? m : memberships.FirstOrDefault();
        await save.Handle(new FormDraftKey(personId, membership, kept.Form.Page), kept.Form.ToJson());
        return (FormDrafts.Continue(kept.Form.Page), membership == 0 ? null : membership);
    }

    /// <summary>Answers a form that came too late with the sign-in page.</summary>
    public static async Task Middleware(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (Of(context) is null || context.Response.HasStarted) return;
        var request = context.Request;
        (request.Method, request.Path, request.QueryString, request.ContentType, request.ContentLength, request.Body) = (HttpMethods.Get, "/sign-in", QueryString.Empty, null, null, Stream.Null);
        context.Features.Set<IFormFeature>(new FormFeature(request));
        context.SetEndpoint(null);
        request.RouteValues.Clear();
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        await next(context);
    }

    private Sealed? Open(string? box)
    {
        if (string.IsNullOrEmpty(box)) return null;
        try
        {
            return JsonSerializer.Deserialize<Sealed>(_seal.Unprotect(box));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static long? Number(ClaimsPrincipal? person, string claim) =>
        long.TryParse(person?.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
