using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Tests.Shared;

/// <summary>The whole program on a port of its own over the database of a <see cref="TestPortal"/>, with its clock; jobs run only when a test runs them.</summary>
public sealed class WebPortal : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebPortal(TestPortal portal, WebApplication app) => (Portal, _app) = (portal, app);

    /// <summary>The same portal below the pages: use cases, SQL, clock, carrier.</summary>
    public TestPortal Portal { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IServiceProvider Services => _app.Services;

    public static async Task<WebPortal> Create(PortalOptions? options = null)
    {
        var portal = await TestPortal.Create(options);
        var app = PortalHost.Build(
            [$"--Portal:Database={portal.ConnectionString}", "--Portal:Jobs=false", $"--Portal:Files={portal.Options.Files}", $"--Portal:Mail={portal.Options.Mail}", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(portal.Time));
                builder.Services.Replace(ServiceDescriptor.Singleton(portal.Options));
                builder.Services.Replace(ServiceDescriptor.Singleton<ICarrierGateway>(portal.Carrier));
            });
        await app.StartAsync();
        return new WebPortal(portal, app) { Address = new Uri(app.Urls.First()) };
    }

    /// <summary>A visitor who is not signed in.</summary>
    public WebVisitor Anonymous() => new(Address, null);

    /// <summary>A person who is signed in, in whatever membership they have.</summary>
    public async Task<WebVisitor> AsPerson(long personId) =>
        new(Address, Cookie(personId, (await Portal.Scalar<string>("SELECT security_stamp FROM people WHERE id = @personId", new { personId }))!, null));

    /// <summary>A person who is signed in and acts in the membership of the actor.</summary>
    public async Task<WebVisitor> As(Actor actor) => new(Address, await Cookie(actor));

    /// <summary>The cookie of a person who is signed in and acts in the membership of the actor.</summary>
    public async Task<string> Cookie(Actor actor)
    {
        var row = (await Portal.Query<MembershipRow>("""
            SELECT p.security_stamp AS stamp, m.id FROM people p JOIN memberships m ON m.person_id = p.id
            WHERE p.id = @PersonId AND m.organization_id = @OrganizationId AND m.role = @role AND m.ended_at IS NULL
            """, new { actor.PersonId, actor.OrganizationId, role = actor.Role.ToString() })).Single();
        return Cookie(actor.PersonId, row.Stamp, row.Id);
    }

    private string Cookie(long personId, string stamp, long? membershipId)
    {
        var now = Portal.Time.GetUtcNow();
        var ticket = new AuthenticationTicket(SessionEvents.Principal(personId, stamp, membershipId),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddYears(1) }, CookieAuthenticationDefaults.AuthenticationScheme);
        var format = _app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        return format.Protect(ticket);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Portal.DisposeAsync();
    }

    private sealed record MembershipRow
    {
        public string Stamp { get; init; } = "";
        public long Id { get; init; }
    }
}

/// <summary>An answer of the portal.</summary>
public sealed record WebPage(HttpStatusCode Status, string? Location, string Text, IDocument Html)
{
    /// <summary>The text of the page's content without the frame around it.</summary>
    public string Main => Html.QuerySelector("#main")?.TextContent ?? "";

    public static async Task<WebPage> Read(HttpResponseMessage response)
    {
        using var _ = response;
        var text = await response.Content.ReadAsStringAsync();
        var html = await BrowsingContext.New().OpenAsync(r => r.Content(text));
        return new WebPage(response.StatusCode, response.Headers.Location?.ToString(), text, html);
    }
}

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself, fills in the token of forms.</summary>
public sealed class WebVisitor : IDisposable
{
    private readonly HttpClient _client;
    private string? _token;

    internal WebVisitor(Uri address, string? cookie)
    {
        var cookies = new CookieContainer();
        if (cookie is not null) cookies.Add(address, new Cookie("portal", cookie));
        _client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public async Task<WebPage> Get(string url) => await WebPage.Read(await _client.GetAsync(new Uri(url, UriKind.Relative)));

    /// <summary>A file: its type and its bytes.</summary>
    public async Task<(string? Type, byte[] Bytes)> Download(string url)
    {
        using var response = await _client.GetAsync(new Uri(url, UriKind.Relative));
        return (response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Posts the fields of a form.</summary>
    public async Task<WebPage> Post(string url, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", await Token())).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await WebPage.Read(await _client.PostAsync(new Uri(url, UriKind.Relative), content));
    }

    /// <summary>Posts the fields of a form that stands on a page, as browsers tell it; with or without the form's token.</summary>
    public async Task<WebPage> PostFrom(string page, string url, bool withToken, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent((withToken ? fields.Append(("__RequestVerificationToken", await Token())) : fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, UriKind.Relative)) { Content = content };
        request.Headers.Referrer = new Uri(_client.BaseAddress!, page);
        return await WebPage.Read(await _client.SendAsync(request));
    }

    /// <summary>Posts as another site would make a browser do it: without the token of the form.</summary>
    public async Task<WebPage> PostForged(string url, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await WebPage.Read(await _client.PostAsync(new Uri(url, UriKind.Relative), content));
    }

    /// <summary>Posts a form with a file.</summary>
    public async Task<WebPage> Upload(string url, string field, string fileName, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", await Token()))) content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes), field, fileName);
        return await WebPage.Read(await _client.PostAsync(new Uri(url, UriKind.Relative), content));
    }

    /// <summary>Posts, and opens the page to which the answer leads.</summary>
    public async Task<WebPage> PostAndFollow(string url, params (string Name, string Value)[] fields)
    {
        var page = await Post(url, fields);
        return page.Location is null ? page : await Get(page.Location);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> Token()
    {
        if (_token is not null) return _token;
        var page = await Get("/sign-in");
        return _token = page.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}
