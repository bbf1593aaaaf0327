using System.Collections.Concurrent;
using Portal.Core.Insight;
using Portal.Core.Shared;

namespace Portal.Web.Insight;

/// <summary>
/// Counts the views of public pages by their kind in memory and writes them once a minute and at the end. Nothing of the visitor is kept.
/// A node that dies loses a minute of counts, which is what they are worth.
/// </summary>
public sealed class VisitCounter(IServiceScopeFactory scopes, ILogger<VisitCounter> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(DateOnly Day, string Page), long> _views = new();

    public void Count(DateOnly day, string page) => _views.AddOrUpdate((day, page), 1, (_, n) => n + 1);

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task Write()
    {
        var visits = new List<Visits>();
        foreach (var key in _views.Keys) if (_views.TryRemove(key, out var views)) visits.Add(new Visits(key.Day, key.Page, views));
        if (visits.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CountVisits>().Handle(visits);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await Write();
            }
            catch (Exception e)
            {
                log.LogError(e, "The counts of a minute could not be written.");
            }
        }
    }
}

public static class VisitCounting
{
    /// <summary>Public pages and the word under which they are counted: by the template of the route, never by what somebody asked for.</summary>
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [""] = "home", ["products"] = "products", ["products/{code}"] = "product", ["sellers"] = "sellers", ["sellers/{code}"] = "seller",
        ["news"] = "news", ["news/{slug}"] = "news", ["about"] = "company", ["partners"] = "company", ["location"] = "company", ["guide"] = "guide", ["guide/{role}"] = "guide", ["sign-up"] = "signup",
    };

    public static void AddVisitCounter(this IServiceCollection services)
    {
        services.AddSingleton<VisitCounter>();
        services.AddHostedService(s => s.GetRequiredService<VisitCounter>());
    }

    /// <summary>Counts answers with a page that people who are not signed in looked at, too. What robots say of themselves is believed.</summary>
    public static void UseVisitCounter(this WebApplication app)
    {
        var counter = app.Services.GetRequiredService<VisitCounter>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (!HttpMethods.IsGet(context.Request.Method) || context.Response.StatusCode != StatusCodes.Status200OK) return;
            if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } || !Kinds.TryGetValue(route.TrimStart('/'), out var page)) return;
            if (page == "home" && context.User.Identity?.IsAuthenticated == true) return;
            if (context.Request.Headers.UserAgent.ToString().Contains("bot", StringComparison.OrdinalIgnoreCase)) return;
            counter.Count(context.RequestServices.GetRequiredService<Clock>().Today, page);
        });
    }
}
