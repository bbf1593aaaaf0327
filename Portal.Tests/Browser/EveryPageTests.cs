using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Browser;

/// <summary>Everything that a role reaches from its first page, over a portal in which every story has been told.</summary>
[TestFixture, FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class EveryPageTests
{
    private RouteWorld _world = null!;

    [OneTimeSetUp]
    public async Task Open() => _world = await RouteWorld.Create();

    [OneTimeTearDown]
    public async Task Close() => await _world.DisposeAsync();

    [TestCaseSource(typeof(RouteWorld), nameof(RouteWorld.Roles))]
    public async Task Every_link_leads_to_a_page_with_a_title_a_heading_a_language_and_a_way_back(Role role)
    {
        using var visitor = await _world.Web.As(_world.Own.As(role));
        var pages = await Crawler.Crawl(visitor);
        Assert.That(pages.SelectMany(p => p.Wrong), Is.Empty, $"{role}");
        Assert.That(pages, Has.Count.GreaterThan(2).And.Count.LessThan(Crawler.Most), string.Join('\n', pages.Select(p => p.Url)));
        await visitor.Post("/language", ("language", "en"), ("back", "/"));
        Assert.That((await Crawler.Crawl(visitor)).SelectMany(p => p.Wrong), Is.Empty, $"{role}, in English");
    }

    [Test]
    public async Task Every_link_of_a_visitor_leads_to_a_page()
    {
        using var visitor = _world.Web.Anonymous();
        Assert.That((await Crawler.Crawl(visitor)).SelectMany(p => p.Wrong), Is.Empty, "a visitor");
    }

    [TestCaseSource(typeof(RouteWorld), nameof(RouteWorld.Roles))]
    public async Task Every_page_is_light(Role role)
    {
        using var visitor = await _world.Web.As(_world.Own.As(role));
        using var scales = new Scales(_world.Web.Address, await _world.Web.Cookie(_world.Own.As(role)));
        var heavy = new List<string>();
        foreach (var url in await Crawler.Kinds(visitor))
        {
            var weight = await scales.Weigh(url);
            heavy.AddRange(weight.Foreign.Select(f => $"{url}: asks {f}"));
            if (weight.Requests > 6) heavy.Add($"{url}: {weight.Requests} requests on the first visit");
            if (weight.First > 60_000) heavy.Add($"{url}: {weight.First} bytes on the first visit");
            if (weight.Again > 20_000) heavy.Add($"{url}: {weight.Again} bytes on the next");
        }

        Assert.That(heavy, Is.Empty, $"{role}");
    }
}
