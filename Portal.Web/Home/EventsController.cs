using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Home;
using Portal.Data.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>What happens while a page is open, as server-sent events: each person is told what they may see, in their language.</summary>
[SignedIn]
public sealed class EventsController(LiveHub hub, LivePages pages, Session session, Texts texts, Db db) : Controller
{
    public const string ContentType = "text/event-stream";

    /// <summary>A page that was away for longer is drawn anew anyway.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    [HttpGet("/events")]
    public async Task<IActionResult> Index(long after, [FromServices] IHostApplicationLifetime lifetime)
    {
        if (!Request.Headers.Accept.ToString().Contains(ContentType, StringComparison.Ordinal)) return BadRequest();
        // 204 tells a browser not to come back
        if (session.Actor is not { } actor) return NoContent();
        if (hub.Open(actor, User.FindFirstValue(SessionEvents.StampClaim) ?? "") is not { } connection) return NoContent();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await Stream(connection, Last(after), ends.Token);
        }
        catch (OperationCanceledException)
        {
            // the page was left, or the portal stops
        }
        finally
        {
            hub.Leave(connection);
        }

        return new EmptyResult();
    }

    private async Task Stream(LiveConnection connection, long last, CancellationToken stop)
    {
        Response.ContentType = ContentType;
        Response.Headers.CacheControl = "no-store, no-transform";
        Response.Headers["X-Accel-Buffering"] = "no";
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await Response.WriteAsync("retry: 5000\n\n", stop);
        var missed = last > 0 ? await pages.Since(Math.Max(last, Ids.At(DateTime.UtcNow - Remembered))) : [];
        foreach (var news in missed) await Write(connection.Actor, news, stop);
        await Response.Body.FlushAsync(stop);
        // an open page needs no connection to the database
        await db.DisposeAsync();
        var told = missed.Select(m => m.Id).ToHashSet();
        await foreach (var news in connection.News.ReadAllAsync(stop))
        {
            if (news is null) await Response.WriteAsync(":\n\n", stop);
            // what the page shows already, or was told as missed, may come a second time by the queue
            else if (news.Id > last && !told.Contains(news.Id)) await Write(connection.Actor, news, stop);
            await Response.Body.FlushAsync(stop);
        }
    }

    private Task Write(Actor actor, LiveEvent news, CancellationToken stop)
    {
        if (LiveNews.Key(actor, news) is not { } key) return Task.CompletedTask;
        var data = JsonSerializer.Serialize(new { text = texts[key, news.No], url = LiveNews.Url(news) });
        return Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {news.Id}\ndata: {data}\n\n"), stop);
    }

    private long Last(long after) => long.TryParse(Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : after;
}

/// <summary>The pages of somebody who signs out or takes another role are told nothing more in the old one.</summary>
public static class LiveSessions
{
    private static readonly PathString[] Ends = ["/sign-out", "/account/membership"];

    public static void UseLiveSessions(this WebApplication app)
    {
        var hub = app.Services.GetRequiredService<LiveHub>();
        app.Use(async (context, next) =>
        {
            var person = HttpMethods.IsPost(context.Request.Method) && Ends.Contains(context.Request.Path) ? context.RequestServices.GetRequiredService<Session>().Person : null;
            await next(context);
            if (person is not null) hub.Close(person.Id);
        });
    }
}
