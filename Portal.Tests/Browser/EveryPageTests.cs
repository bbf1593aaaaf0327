using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>Everything that a role reaches from its first page, over a portal in which every story has been told.</summary>
[TestFixture]
public sealed partial class EveryPageTests : BrowserTest
{
    private const int Most = 1_000;
    private const int OfOneKind = 4;

    private readonly HashSet<string> _looked = [];
    private RouteWorld _world = null!;

    protected override async Task<WebPortal> Make()
    {
        _world = await RouteWorld.Create();
        return _world.Web;
    }

    [TestCaseSource(typeof(RouteWorld), nameof(RouteWorld.Roles))]
    public async Task Every_link_leads_to_a_page_with_a_title_a_heading_and_a_language(Role role)
    {
        using var visitor = await Web.As(_world.Own.As(role));
        var pages = await Crawl(visitor);
        Assert.That(pages.SelectMany(p => p.Wrong), Is.Empty, $"{role}");
        Assert.That(pages, Has.Count.GreaterThan(2).And.Count.LessThan(Most), string.Join('\n', pages.Select(p => p.Url)));
        await visitor.Post("/language", ("language", "en"), ("back", "/"));
        Assert.That((await Crawl(visitor)).SelectMany(p => p.Wrong), Is.Empty, $"{role}, in English");
    }

    [Test]
    public async Task Every_link_of_a_visitor_leads_to_a_page()
    {
        using var visitor = Web.Anonymous();
        Assert.That((await Crawl(visitor)).SelectMany(p => p.Wrong), Is.Empty, "a visitor");
    }

    [TestCaseSource(typeof(RouteWorld), nameof(RouteWorld.Roles))]
    public async Task Every_page_is_without_barriers_on_a_desk_by_day_and_on_a_phone_by_night(Role role)
    {
        var actor = _world.Own.As(role);
        using var crawler = await Web.As(actor);
        // one page of each kind: /orders/1 and /orders/2 look alike
        var kinds = (await Crawl(crawler)).Where(p => p.IsPage).Select(p => p.Url).DistinctBy(Kind).ToList();
        var fresh = kinds.Where(url => _looked.Add(Kind(url))).ToHashSet();
        var (desk, phone) = (await SignIn(actor), await SignIn(actor, 390, ColorScheme.Dark));
        var wrong = new List<string>();
        foreach (var url in kinds)
        {
            foreach (var visitor in new[] { desk, phone })
            {
                await visitor.Open(url);
                // what another role has seen before is only measured: looking for barriers takes a second
                if (fresh.Contains(url)) wrong.AddRange(await visitor.Barriers());
                if (await visitor.Overflow() is > 0 and var pixels) wrong.Add($"{url}: {pixels} pixels too wide on {(visitor == phone ? "a phone" : "a desk")}");
            }
        }

        TestContext.Out.WriteLine($"{kinds.Count} kinds of pages, {fresh.Count} of them new: {string.Join(' ', kinds)}");
        Assert.That(wrong, Is.Empty, $"{role}");
    }

    /// <summary>Follows every link from the first page; of pages that differ only in their ids the first few.</summary>
    private static async Task<List<Visited>> Crawl(WebVisitor visitor)
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
            pages.Add(new Visited(url, isPage, wrong));
            if (isPage)
                foreach (var link in page.Html.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)) Add(link);

            void Add(string link)
            {
                // the dashboard of the jobs is not ours
                if (!link.StartsWith('/') || link.StartsWith("/ops/jobs", StringComparison.Ordinal)) return;
                link = link.Split('#')[0];
                if (seen.TryAdd(link, url)) queue.Enqueue(link);
            }
        }

        return pages;
    }

    private static string Kind(string url) => Number().Replace(url.Split('?')[0], "*");

    [GeneratedRegex(@"(?<=[?&])\w+=")]
    private static partial Regex Queried();

    // ids and the codes that people see: both have figures
    [GeneratedRegex(@"[^/]*\d[^/]*")]
    private static partial Regex Number();

    private sealed record Visited(string Url, bool IsPage, IReadOnlyList<string> Wrong);
}
