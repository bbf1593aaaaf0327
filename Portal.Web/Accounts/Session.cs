using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>Who is signed in.</summary>
public sealed record SessionPerson(long Id, string Name, string Email);

/// <summary>A current membership of the person who is signed in.</summary>
public sealed record SessionMembership(long Id, string Role, long OrganizationId, string OrganizationName);

/// <summary>The person of this request, their current memberships, and the one in which they act. Read anew at every request.</summary>
public sealed class Session
{
    public SessionPerson? Person { get; private set; }
    public IReadOnlyList<SessionMembership> Memberships { get; private set; } = [];
    public SessionMembership? Current { get; private set; }

    /// <summary>The person in the membership they act in; null without one.</summary>
    public Actor? Actor { get; private set; }

    internal void Start(List<SessionRow> rows, long? membershipId)
    {
        Person = new SessionPerson(rows[0].PersonId, rows[0].Name, rows[0].Email);
        Memberships = [.. rows.Where(r => r.MembershipId is not null).Select(r => new SessionMembership(r.MembershipId!.Value, r.Role!, r.OrganizationId!.Value, r.OrganizationName!))];
        Current = Memberships.FirstOrDefault(m => m.Id == membershipId) ?? (Memberships.Count > 0 ? Memberships[0] : null);
        Actor = Current is null ? null : new Actor(Person.Id, Person.Name, Enum.Parse<Role>(Current.Role), Current.OrganizationId, Current.OrganizationName);
    }
}

/// <summary>
/// Checks the cookie of every request against the database: a changed password, a suspended person or an ended membership takes effect at once.
/// </summary>
public sealed class SessionEvents : CookieAuthenticationEvents
{
    public const string StampClaim = "stamp";
    public const string MembershipClaim = "membership";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var claims = context.Principal!;
        if (!long.TryParse(claims.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await services.GetRequiredService<PeopleStore>().Session(id) is not { Count: > 0 } rows
            || rows[0].SecurityStamp != claims.FindFirstValue(StampClaim) || rows[0].SuspendedAt is not null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
            return;
        }

        long? membership = long.TryParse(claims.FindFirstValue(MembershipClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? m : null;
        services.GetRequiredService<Session>().Start(rows, membership);
    }

    /// <summary>
    /// Back to where the visitor was after signing in; what was typed into a form is kept and the form not sent again.
    /// The way leads to this portal, whatever host the request named.
    /// </summary>
    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method))
        {
            context.RedirectUri = new Uri(context.RedirectUri).PathAndQuery;
            await base.RedirectToLogin(context);
            return;
        }

        if (await context.HttpContext.RequestServices.GetRequiredService<SignInAgain>().Keep(context.HttpContext)) return;
        var page = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var referer) && referer.Host == request.Host.Host ? referer.PathAndQuery : "/";
        context.RedirectUri = request.PathBase + context.Options.LoginPath + QueryString.Create(context.Options.ReturnUrlParameter, page);
        await base.RedirectToLogin(context);
    }

    /// <summary>A right that is missing is a 403, not another page.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The cookie's content for a person who acts in a membership.</summary>
    public static ClaimsPrincipal Principal(long personId, string stamp, long? membershipId)
    {
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, personId.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(StampClaim, stamp));
        if (membershipId is { } m) identity.AddClaim(new Claim(MembershipClaim, m.ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(identity);
    }
}
