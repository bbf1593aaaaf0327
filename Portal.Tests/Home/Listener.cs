using System.Collections.Concurrent;
using System.Net;
using Portal.Tests.Shared;

namespace Portal.Tests.Home;

/// <summary>An open page that listens to <c>/events</c>.</summary>
public sealed class Listener : IDisposable
{
    private readonly HttpClient _client = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly ConcurrentQueue<string> _news = new();
    private Task _reading = Task.CompletedTask;

    private Listener()
    {
    }

    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>True when the portal ended the stream.</summary>
    public bool IsClosed => _reading.IsCompleted;

    public IReadOnlyCollection<string> News => _news;

    public static async Task<Listener> Open(WebPortal web, string cookie, string? lastEventId = null)
    {
        var listener = new Listener();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(web.Address, "/events"));
        request.Headers.Add("Cookie", $"portal={cookie}");
        request.Headers.Add("Accept", "text/event-stream");
        request.Headers.Add("Accept-Encoding", "br, gzip");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        listener.Answer = await listener._client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (listener.Answer.StatusCode == HttpStatusCode.OK) listener._reading = listener.Read();
        return listener;
    }

    /// <summary>Waits until it was told this.</summary>
    public async Task Hears(string text)
    {
        for (var i = 0; i < 150; i++)
        {
            if (_news.Any(n => n.Contains(text, StringComparison.Ordinal))) return;
            await Task.Delay(100);
        }

        throw new TimeoutException($"Never heard '{text}', but: {string.Join(" | ", _news)}");
    }

    public async Task Closes()
    {
        await _reading.WaitAsync(TimeSpan.FromSeconds(40));
    }

    public void Dispose()
    {
        _leave.Cancel();
        _client.Dispose();
        _leave.Dispose();
        Answer.Dispose();
    }

    private async Task Read()
    {
        try
        {
            using var reader = new StreamReader(await Answer.Content.ReadAsStreamAsync(_leave.Token));
            while (await reader.ReadLineAsync(_leave.Token) is { } line) if (line.StartsWith("id:", StringComparison.Ordinal) || line.StartsWith("data:", StringComparison.Ordinal)) _news.Enqueue(System.Text.RegularExpressions.Regex.Unescape(line));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // the page was left
        }
    }
}
