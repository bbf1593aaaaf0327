using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>What machines read of the catalogue.</summary>
[TestFixture]
public sealed class FeedTests
{
    private const string Hostile = "</script><script>alert(1)</script> <!-- ]]> & \"=1+1\" 😀‮";

    private Shop _shop = null!;
    private TestProduct _product = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _shop = await Shop.Open();
        await _shop.Data.Category("packing", "포장 기계", "Packing machines");
        _product = await _shop.Data.Draft(_shop.ProducerId, 12_345, 7, c => c with { Name = Hostile, Summary = Hostile });
        await _shop.Data.File(_product, ProductFileKind.Image, TestFiles.Png);
        await _shop.Data.Approve(_product);
        await _shop.Data.Draft(_shop.ProducerId, change: c => c with { Name = "아직 작성 중" });
    }

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task The_map_names_every_public_page_once_and_nothing_else()
    {
        var (type, map) = await Xml("/sitemap.xml");
        XNamespace ns = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var addresses = map.Root!.Elements(ns + "url").Select(u => u.Element(ns + "loc")!.Value).ToList();
        Assert.That(type, Is.EqualTo("application/xml"));
        Assert.That(addresses, Does.Contain("http://localhost:5000/products").And.Contain($"http://localhost:5000/products/{_product.Code}").And.Contain("http://localhost:5000/products?category=packing"));
        Assert.That(addresses.Count(a => a.Contains("/products/", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(addresses, Is.Unique);
        foreach (var address in addresses) Assert.That((await _shop.Get(null, new Uri(address).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.OK), address);
        Assert.That((await _shop.Get(null, "/sitemaps/2")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task New_products_are_told_as_RSS_2()
    {
        var (type, rss) = await Xml("/products.rss");
        var channel = rss.Root!.Element("channel")!;
        Assert.That(type, Is.EqualTo("application/rss+xml"));
        Assert.That(rss.Root.Attribute("version")!.Value, Is.EqualTo("2.0"));
        foreach (var needed in new[] { "title", "link", "description", "lastBuildDate" }) Assert.That(channel.Element(needed)!.Value, Is.Not.Empty, needed);
        var item = channel.Elements("item").Single();
        Assert.That(item.Element("title")!.Value, Is.EqualTo(Hostile));
        Assert.That(item.Element("guid")!.Value, Is.EqualTo(item.Element("link")!.Value).And.EndsWith($"/products/{_product.Code}"));
        Assert.That(DateTime.TryParseExact(item.Element("pubDate")!.Value, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), Is.True);
        Assert.That((await _shop.Get(null, "/products")).Html.QuerySelector("head link[rel=alternate][type='application/rss+xml']")!.GetAttribute("href"), Is.EqualTo("/products.rss"));
    }

    [Test]
    public async Task Robots_find_the_map_and_everybody_may_keep_what_is_the_same_for_all()
    {
        using var client = new HttpClient { BaseAddress = _shop.Web.Address };
        foreach (var url in new[] { "/robots.txt", "/sitemap.xml", "/products.rss" })
        {
            using var answer = await client.GetAsync(new Uri(url, UriKind.Relative));
            Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("public, max-age=900"), url);
        }

        Assert.That(await client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative)), Does.Contain("Sitemap: http://localhost:5000/sitemap.xml"));
    }

    [Test]
    public async Task A_product_says_in_the_words_of_schema_org_what_it_is_and_hostile_names_end_no_script()
    {
        var page = await _shop.Get(null, $"/products/{_product.Code}");
        var data = page.Html.QuerySelectorAll("script").Single(s => s.GetAttribute("src") is null);
        Assert.That(data.GetAttribute("type"), Is.EqualTo("application/ld+json"));
        var json = JsonDocument.Parse(data.TextContent).RootElement;
        Assert.That(json.GetProperty("@type").GetString(), Is.EqualTo("Product"));
        Assert.That(json.GetProperty("name").GetString(), Is.EqualTo(Hostile));
        Assert.That(json.GetProperty("offers").GetProperty("price").GetString(), Is.EqualTo("13579"), "with VAT");
        Assert.That(json.GetProperty("offers").GetProperty("priceCurrency").GetString(), Is.EqualTo("KRW"));
        Assert.That(json.GetProperty("offers").GetProperty("availability").GetString(), Does.EndWith("InStock"));
        Assert.That(json.TryGetProperty("aggregateRating", out _), Is.False, "nobody rated it");
        Assert.That(page.Html.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), Is.EqualTo($"http://localhost:5000/products/{_product.Code}"));
        Assert.That(page.Html.QuerySelector("meta[property='og:title']")!.GetAttribute("content"), Is.EqualTo(Hostile));
        Assert.That(page.Html.QuerySelector("meta[property='og:image']")!.GetAttribute("content"), Does.StartWith("http://localhost:5000/products/"));
        Assert.That(page.Text, Does.Not.Contain("<script>alert"));
    }

    [Test]
    public async Task Products_stand_side_by_side_with_what_differs_marked()
    {
        var other = await _shop.Data.Product(_shop.ProducerId, 9_000, 7, c => c with { Name = "다른 것", Specifications = [new Specification { Name = "전압", Value = "220V" }] });
        var page = await _shop.Get(null, $"/comparisons?code={_product.Code}&code={other.Code}&code=no-such");
        Assert.That(page.Html.QuerySelectorAll(".compare thead th"), Has.Length.EqualTo(2));
        var differs = page.Html.QuerySelectorAll(".compare .differs th").Select(t => t.FirstChild!.TextContent).ToList();
        Assert.That(differs, Does.Contain("판매가").And.Contain("전압").And.Not.Contain("생산자"));
        Assert.That((await _shop.Get(null, $"/comparisons?q=x&sort=Newest&code={_product.Code}&code={other.Code}")).Location, Is.EqualTo($"/comparisons?code={_product.Code}&code={other.Code}"));
        Assert.That((await _shop.Get(null, "/comparisons")).Main, Does.Contain("둘 이상을 골라"));
        Assert.That((await _shop.Get(null, $"/comparisons?{string.Join('&', Enumerable.Range(0, 6).Select(i => $"code=x{i}"))}")).Main, Does.Contain("2개는 넣지 않았습니다"));
        await _shop.Portal.Run<RetireProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_shop.Producer, other.Id)));
    }

    private async Task<(string? Type, XDocument Text)> Xml(string url)
    {
        using var visitor = _shop.Web.Anonymous();
        var (type, bytes) = await visitor.Download(url);
        return (type, XDocument.Load(new MemoryStream(bytes)));
    }
}
