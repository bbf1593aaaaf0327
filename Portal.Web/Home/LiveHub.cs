using System.Collections.Concurrent;
using System.Threading.Channels;
using Portal.Core.Shared;
using Portal.Data.Home;

namespace Portal.Web.Home;

/// <summary>Somebody's open page. What it is to be told waits in a short queue; of a page that does not read, the oldest news is dropped.</summary>
public sealed class LiveConnection(Actor actor, string stamp)
{
    private readonly Channel<LiveEvent?> _news = Channel.CreateBounded<LiveEvent?>(new BoundedChannelOptions(50) { FullMode = BoundedChannelFullMode.DropOldest });

    public Actor Actor => actor;
    public string Stamp => stamp;
    public ChannelReader<LiveEvent?> News => _news.Reader;

    /// <summary>Something to tell, or null: a sign of life.</summary>
    public void Tell(LiveEvent? news) => _news.Writer.TryWrite(news);

    public void Close() => _news.Writer.TryComplete();
}

/// <summary>
/// Tells open pages of this node what happens on any node. The tables are the queue: every few seconds one statement asks for what is new, once for all
/// pages, and none is asked while no page is open. A row may become visible after one with a greater id: what is asked for overlaps, and is told once.
/// </summary>
public sealed class LiveHub(IServiceScopeFactory scopes, ILogger<LiveHub> log) : BackgroundService
{
    /// <summary>So many pages of one person are told; a further one is not.</summary>
    public const int MaxPerPerson = 6;

    private const int MaxPages = 2_000;
    private const int TurnsPerSign = 10;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1_500);
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<LiveConnection, bool> _open = new();
    private readonly Dictionary<long, bool> _told = [];
    private readonly Lock _gate = new();

    /// <summary>Opens a page's connection; null when there are too many.</summary>
    public LiveConnection? Open(Actor actor, string stamp)
    {
        lock (_gate)
        {
            if (_open.Count >= MaxPages || _open.Keys.Count(c => c.Actor.PersonId == actor.PersonId) >= MaxPerPerson) return null;
            var connection = new LiveConnection(actor, stamp);
            _open[connection] = true;
            return connection;
        }
    }

    public void Leave(LiveConnection connection) => _open.TryRemove(connection, out _);

    /// <summary>Closes all pages of a person: they signed out, or act in another role from now on.</summary>
    public void Close(long personId)
    {
        foreach (var connection in _open.Keys.Where(c => c.Actor.PersonId == personId)) connection.Close();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var turn = 1; !stoppingToken.IsCancellationRequested; turn++)
        {
            try
            {
                await Task.Delay(Interval, stoppingToken);
                if (_open.IsEmpty) continue;
                await using var scope = scopes.CreateAsyncScope();
                var pages = scope.ServiceProvider.GetRequiredService<LivePages>();
                if (turn % TurnsPerSign == 0) await Check(pages);
                await Tell(pages);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "What is new could not be read; the next turn tries again.");
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _open.Keys) connection.Close();
        await base.StopAsync(cancellationToken);
    }

    private async Task Tell(LivePages pages)
    {
        // ids are made of the time of the machine, whatever time the portal replays
        var since = Ids.At(DateTime.UtcNow - Overlap);
        foreach (var old in _told.Keys.Where(id => id <= since).ToList()) _told.Remove(old);
        foreach (var news in await pages.Since(since))
        {
            if (!_told.TryAdd(news.Id, true)) continue;
            foreach (var connection in _open.Keys) if (LiveNews.Key(connection.Actor, news) is not null) connection.Tell(news);
        }
    }

    /// <summary>Closes the pages of whoever changed their password, was suspended or lost the role; gives all others a sign of life.</summary>
    private async Task Check(LivePages pages)
    {
        var connections = _open.Keys.ToList();
        var people = (await pages.People([.. connections.Select(c => c.Actor.PersonId).Distinct()])).ToLookup(p => p.Id);
        foreach (var connection in connections)
        {
            var actor = connection.Actor;
            if (people[actor.PersonId].Any(p => p.Stamp == connection.Stamp && p.Role == actor.Role.ToString() && p.OrganizationId == actor.OrganizationId)) connection.Tell(null);
            else connection.Close();
        }
    }
}

public static class LiveUpdates
{
    public static void AddLiveUpdates(this IServiceCollection services)
    {
        services.AddSingleton<LiveHub>();
        services.AddHostedService(s => s.GetRequiredService<LiveHub>());
    }
}
