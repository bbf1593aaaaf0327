using System.Net;
using Portal.Core.Shared;

namespace Portal.Tests.Shared;

/// <summary>How the portal answers whoever calls a route.</summary>
public enum Answer
{
    /// <summary>200.</summary>
    Ok,

    /// <summary>Let in: the page, a redirect, or what is wrong with the form (400) or too late (409).</summary>
    Open,

    /// <summary>A redirect to the sign-in page.</summary>
    SignIn,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>400.</summary>
    BadRequest,

    /// <summary>409.</summary>
    Conflict,

    /// <summary>A redirect to another page than sign-in.</summary>
    Elsewhere,
}

/// <summary>The rows of one feature in the table of routes; found by reflection. Begin with <see cref="RouteRow.Get"/> and <see cref="RouteRow.Post"/>.</summary>
public interface IRouteRows
{
    IEnumerable<RouteRow> Rows { get; }
}

/// <summary>All rows of all features.</summary>
public static class RouteTable
{
    public static IReadOnlyList<RouteRow> Rows { get; } =
    [
        .. typeof(RouteTable).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true } && t.IsAssignableTo(typeof(IRouteRows)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(t => ((IRouteRows)Activator.CreateInstance(t)!).Rows),
    ];
}

/// <summary>
/// One route and who gets which answer. What a row does not say: nobody may; anonymous visitors are asked to sign in, other roles get 403,
/// another organization's row and one that does not exist are a 404.
/// <code>
/// Get("/orders/{orderNo}").For(Buyer, Seller, Operator)               // own: 200; foreign, unknown: 404; other roles: 403
/// Post("/orders/{orderNo}/memos").For(Operator).With(("memo", "x"))   // own: let in (200, redirect, 400, 409)
/// Get("/sellers/{code}").Public()                                     // everybody, anybody's row
/// Get("/account").SignedIn()                                          // every role, and people without one
/// Post("/lines").For(Buyer).With(("order", "{orderNo}"))              // ids in fields are tried as foreign ones, too
///     .Foreign(Answer.BadRequest)                                     // … and answered so
/// Get("/people/{personId}").For(Administrator).Foreign(Answer.Ok, Administrator)   // sees everything
/// </code>
/// Ids in braces come from <see cref="RouteWorld"/> by their name.
/// </summary>
public sealed record RouteRow
{
    private readonly Dictionary<Role, Answer> _answers = [];
    private readonly Dictionary<Role, Answer> _foreign = [];
    private Answer? _everyone;
    private Answer _foreignOther = Answer.NotFound;

    private RouteRow(string method, string pattern) => (Method, Pattern, Address) = (method, pattern, pattern);

    /// <summary>GET, POST, or ANY where the route does not say.</summary>
    public string Method { get; }

    /// <summary>The route's template, letter by letter as in the controller.</summary>
    public string Pattern { get; }

    /// <summary>What is called; the pattern unless <see cref="At"/> says another.</summary>
    public string Address { get; private init; }

    public IReadOnlyList<Role> Roles { get; private init; } = [];
    public bool IsPublic { get; private init; }
    public bool IsForSignedIn { get; private init; }
    public IReadOnlyList<(string Name, string Value)> Fields { get; private init; } = [];
    public (string Field, string Name, byte[] Bytes)? Upload { get; private init; }

    /// <summary>What an id that does not exist gets.</summary>
    public Answer UnknownAnswer { get; private init; } = Answer.NotFound;

    public static RouteRow Get(string pattern) => new("GET", pattern);

    public static RouteRow Post(string pattern) => new("POST", pattern);

    /// <summary>A route that takes every method; it is tried by GET.</summary>
    public static RouteRow Any(string pattern) => new("ANY", pattern);

    /// <summary>These roles are let in.</summary>
    public RouteRow For(params Role[] roles) => this with { Roles = roles };

    /// <summary>Everybody is let in, and may see anybody's row.</summary>
    public RouteRow Public() => this with { IsPublic = true, IsForSignedIn = true, Roles = RouteWorld.Roles, _foreignOther = Usual };

    /// <summary>Everybody who is signed in is let in, also without a role.</summary>
    public RouteRow SignedIn() => this with { IsForSignedIn = true, Roles = RouteWorld.Roles };

    /// <summary>Fields of the form; values may hold ids in braces.</summary>
    public RouteRow With(params (string Name, string Value)[] fields) => this with { Fields = fields };

    /// <summary>A file of the form.</summary>
    public RouteRow WithFile(string field, string name, byte[] bytes) => this with { Upload = (field, name, bytes) };

    /// <summary>The address to be called when the pattern does not say it: a query, another id.</summary>
    public RouteRow At(string address) => this with { Address = address };

    /// <summary>These roles (all that are let in, when none is named) get this answer instead of the usual one.</summary>
    public RouteRow Answers(Answer answer, params Role[] roles)
    {
        if (roles.Length == 0) return this with { _everyone = answer };
        foreach (var role in roles) _answers[role] = answer;
        return this;
    }

    /// <summary>What another organization's row answers to these roles, or to all.</summary>
    public RouteRow Foreign(Answer answer, params Role[] roles)
    {
        if (roles.Length == 0) return this with { _foreignOther = answer };
        foreach (var role in roles) _foreign[role] = answer;
        return this;
    }

    public RouteRow Unknown(Answer answer) => this with { UnknownAnswer = answer };

    public string Key => $"{Method} {Pattern}";

    /// <summary>True when the address or the form names somebody's row.</summary>
    public bool HasIds => Address.Contains('{') || Fields.Any(f => f.Value.Contains('{'));

    internal Answer Own(Role? role)
    {
        if (role is { } r && !Roles.Contains(r)) return Answer.Forbidden;
        if (role is null && !IsForSignedIn) return Answer.Forbidden;
        return role is { } known && _answers.TryGetValue(known, out var answer) ? answer : _everyone ?? Usual;
    }

    internal Answer Anonymous => IsPublic ? _everyone ?? Usual : Answer.SignIn;

    internal Answer OfForeign(Role role) => _foreign.TryGetValue(role, out var answer) ? answer : _foreignOther;

    private Answer Usual => Method == "POST" ? Answer.Open : Answer.Ok;

    public override string ToString() => Key;

    internal static bool Is(Answer answer, WebPage page) => answer switch
    {
        Answer.Ok => page.Status == HttpStatusCode.OK,
        Answer.Open => page.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Conflict || Is(Answer.Elsewhere, page),
        Answer.SignIn => IsRedirect(page) && Path(page).StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal),
        Answer.Elsewhere => IsRedirect(page) && !Is(Answer.SignIn, page),
        Answer.Forbidden => page.Status == HttpStatusCode.Forbidden,
        Answer.NotFound => page.Status == HttpStatusCode.NotFound,
        Answer.BadRequest => page.Status == HttpStatusCode.BadRequest,
        Answer.Conflict => page.Status == HttpStatusCode.Conflict,
        _ => throw new InvalidOperationException($"{answer} is not known."),
    };

    private static bool IsRedirect(WebPage page) => page.Status is HttpStatusCode.Found or HttpStatusCode.SeeOther;

    private static string Path(WebPage page) =>
        Uri.TryCreate(page.Location, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? uri.PathAndQuery : page.Location ?? "";
}
