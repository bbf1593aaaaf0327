using System.Text.RegularExpressions;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>A page that was opened, and what is wrong with it whatever it is about.</summary>
internal sealed record Visited(string Url, bool IsPage, IReadOnlyList<string> Wrong);

/// <summary>Follows every link from the first page; of pages that differ only in their ids the first few.</summary>
internal static partial class Crawler
{
    public const int Most = 1_500;
    private const int OfOneKind = 4;

    public static async Task<List<Visited>> Crawl(WebVisitor visitor)
    {
        var seen = new Dictionary<string, string> { ["/"] = "the beginning" };
        var queue = new Queue<string>(["/"]);
        var pages = new List<Visited>();
        var kinds = new Dictionary<string, int>();
        while (queue.TryDequeue(out var url) && pages.Count < Most)
        {
            var kind = $"{Kind(url)}?{string.Join('&', Queried().Matches(url).Select(m => m.Value))}";
            if ((kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > OfOneKind) continue;
            var page = await visitor.Get(url);
            var wrong = new List<string>();
            // a link of a public page may lead past the sign-in page
            if ((int)page.Status is 302 && page.Location is { } location) Add(location.StartsWith('/') ? location : new Uri(location).PathAndQuery);
            else if ((int)page.Status != 200) wrong.Add($"{url}: {(int)page.Status}, linked from {seen[url]}");
            var isPage = (int)page.Status == 200 && page.IsOurs();
            wrong.AddRange(page.Flaws().Select(f => $"{url}: {f}"));
            if (isPage && !page.LeadsBackFrom(url)) wrong.Add($"{url}: no way back");
            pages.Add(new Visited(url, isPage, wrong));
            if (isPage)
                foreach (var link in page.Html.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)) Add(link);

            void Add(string link)
            {
                // the dashboard of the jobs is not ours
                if (!link.StartsWith('/') || link.StartsWith("/ops/jobs", StringComparison.Ordinal)) return;
                link = link.Split('#')[0];
                // a list that was sorted once need not be sorted in every way
                if (Arranged().IsMatch(link) && Arranged().IsMatch(url)) return;
                if (seen.TryAdd(link, url)) queue.Enqueue(link);
            }
        }

        return pages;
    }

    /// <summary>One address of each kind of page: /orders/1 and /orders/2 look alike.</summary>
    public static async Task<List<string>> Kinds(WebVisitor visitor) =>
        [.. (await Crawl(visitor)).Where(p => p.IsPage).Select(p => p.Url).DistinctBy(Kind)];

    public static string Kind(string url) => Number().Replace(url.Split('?')[0], "*");

    [GeneratedRegex(@"(?<=[?&])\w+=")]
    private static partial Regex Queried();

    [GeneratedRegex("[?&](sort|size|format)=")]
    private static partial Regex Arranged();

    // ids and the codes that people see: both have figures
    [GeneratedRegex(@"[^/]*\d[^/]*")]
    private static partial Regex Number();
}
