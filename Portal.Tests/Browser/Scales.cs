using System.Net;
using System.Text;
using AngleSharp;

namespace Portal.Tests.Browser;

/// <summary>What a page costs its visitor, in bytes as they travel (compressed) and requests; photos do not count.</summary>
internal sealed record PageWeight(long First, long Again, int Requests, IReadOnlyList<string> Foreign);

/// <summary>Weighs pages as a browser fetches them: the page, its sheets, its scripts and what these import.</summary>
internal sealed class Scales : IDisposable
{
    private readonly HttpClient _client;
    private readonly Dictionary<string, (long Bytes, bool Kept)> _parts = [];

    public Scales(Uri address, string? cookie)
    {
        var cookies = new CookieContainer();
        if (cookie is not null) cookies.Add(address, new Cookie("portal", cookie));
        _client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
    }

    public async Task<PageWeight> Weigh(string url)
    {
        var (bytes, _, text) = await Fetch(url);
        var html = await BrowsingContext.New().OpenAsync(r => r.Content(text));
        var asked = html.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload], link[rel=modulepreload]").Select(e => e.GetAttribute("href"))
            .Concat(html.QuerySelectorAll("script[src], iframe[src]").Select(e => e.GetAttribute("src")))
            .OfType<string>().Where(u => !u.StartsWith("data:", StringComparison.Ordinal)).Distinct().ToList();
        var foreign = asked.Concat(html.QuerySelectorAll("img[src], source[src], video[src]").Select(e => e.GetAttribute("src")!)).Where(u => !u.StartsWith('/') || u.StartsWith("//", StringComparison.Ordinal))
            .Where(u => !u.StartsWith("data:", StringComparison.Ordinal)).ToList();
        var (first, again) = (bytes, bytes);
        foreach (var part in asked.Except(foreign))
        {
            if (!_parts.TryGetValue(part, out var known)) _parts[part] = known = await Part(part);
            first += known.Bytes;
            if (!known.Kept) again += known.Bytes;
        }

        return new PageWeight(first, again, 1 + asked.Count, foreign);
    }

    private async Task<(long Bytes, bool Kept)> Part(string url)
    {
        var (bytes, kept, text) = await Fetch(url);
        // one module that imports another would cost a further request, and wait for it
        if (url.Contains(".js", StringComparison.Ordinal) && text.Contains("import ", StringComparison.Ordinal)) throw new InvalidOperationException($"{url} imports another module: let the page ask for both.");
        return (bytes, kept);
    }

    private async Task<(long Bytes, bool Kept, string Text)> Fetch(string url)
    {
        using var response = await _client.GetAsync(new Uri(url, UriKind.Relative));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        await using Stream body = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new System.IO.Compression.BrotliStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var reader = new StreamReader(body, Encoding.UTF8);
        return (bytes.Length, response.Headers.CacheControl is { MaxAge: { } age } && age > TimeSpan.FromDays(30), await reader.ReadToEndAsync());
    }

    public void Dispose() => _client.Dispose();
}
