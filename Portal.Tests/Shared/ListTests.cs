using System.IO.Compression;
using System.Net;
using System.Text;
using NUnit.Framework;
using Portal.Tests.Delivery;

namespace Portal.Tests.Shared;

/// <summary>What every list can do, on the list of orders: filter, sort, length, files, views and columns of one's own.</summary>
[TestFixture]
public sealed class ListTests
{
    private Depot _depot = null!;

    [SetUp]
    public async Task Open() => _depot = await Depot.Open();

    [TearDown]
    public async Task Close() => await _depot.DisposeAsync();

    [Test]
    public async Task A_file_holds_what_all_pages_show_in_their_order()
    {
        for (var i = 1; i <= 5; i++) await _depot.Order((_depot.Apples, i % 3 + 1));
        await _depot.Portal.Execute("INSERT INTO list_settings (person_id, list, hidden, size) VALUES (@PersonId, 'orders', '', 50)", _depot.Operator);
        using var staff = await _depot.As(_depot.Operator);
        foreach (var sort in new[] { "amount-desc", "amount", "no", "ordered-desc", "buyer" })
        {
            var shown = Numbers(await staff.Get($"/orders?view=unpaid&sort={sort}&size=20"));
            Assert.That(Csv((await staff.Download($"/orders?view=unpaid&sort={sort}&format=csv")).Bytes).Skip(1).Select(l => l.Split(',')[0]), Is.EqualTo(shown), sort);
            Assert.That(shown, Has.Count.EqualTo(5));
        }

        var cheapest = await staff.Get("/orders?sort=amount");
        Assert.That(cheapest.Html.QuerySelector("th[aria-sort=ascending] a")!.GetAttribute("href"), Does.Contain("sort=amount-desc"), "a click turns it round");
    }

    [Test]
    public async Task A_page_is_as_long_as_was_asked_for_and_a_file_is_whole()
    {
        await _depot.Portal.Execute("UPDATE products SET stock = 100");
        for (var i = 0; i < 23; i++) await _depot.Order((_depot.Knives, 1));
        using var staff = await _depot.As(_depot.Operator);
        var first = await staff.Get("/orders?size=20");
        Assert.That(Numbers(first), Has.Count.EqualTo(20));
        Assert.That(first.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href"), Does.Contain("size=20"));
        var second = Numbers(await staff.Get("/orders?size=20&page=2"));
        Assert.That(Csv((await staff.Download("/orders?size=20&page=2&format=csv")).Bytes).Skip(1).Select(l => l.Split(',')[0]), Is.EqualTo(Numbers(first).Concat(second)));
        var (type, book) = await staff.Download("/orders?format=xlsx");
        Assert.That(type, Does.StartWith("application/vnd.openxmlformats"));
        using var zip = new ZipArchive(new MemoryStream(book));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.That((await sheet.ReadToEndAsync()).Split("<x:row ").Length - 1, Is.EqualTo(24), "a head and every order");
    }

    [Test]
    public async Task Strange_wishes_are_ignored([Values("sort=amount;drop", "sort=o.total--", "sort=amount-desc-desc", "size=1000000", "size=-1", "format=exe", "sort=%27%29", "sort=seller&sort=no")] string query)
    {
        await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var page = await staff.Get($"/orders?{query}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Html.QuerySelector("[aria-sort]"), Is.Null);
        Assert.That(Numbers(page), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_view_is_kept_under_its_name_for_one_person_and_forgotten()
    {
        await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        var saved = await staff.PostAndFollow("/views", ("List", "orders"), ("Query", "?view=unpaid&q=&sort=amount-desc&page=3&format=csv"), ("Name", "큰 <b>주문"));
        Assert.That(saved.Html.QuerySelector(".views [aria-current=true]")!.TextContent, Is.EqualTo("큰 <b>주문"));
        Assert.That(saved.Html.QuerySelector(".views [aria-current=true]")!.GetAttribute("href"), Is.EqualTo("/orders?view=unpaid&sort=amount-desc"));
        var id = await _depot.Portal.Scalar<long>("SELECT id FROM saved_views");

        using var other = await _depot.As(_depot.Buyer);
        Assert.That((await other.Get("/orders")).Main, Does.Not.Contain("큰 <b>주문"));
        Assert.That((await other.Post($"/views/{id}/removal")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await staff.PostAndFollow("/views", ("List", "orders"), ("Query", "?view=late"), ("Name", "큰 <b>주문"));
        Assert.That(await _depot.Portal.Scalar<string>("SELECT query FROM saved_views"), Is.EqualTo("?view=late"), "the same name, another meaning");

        Assert.That((await staff.PostAndFollow($"/views/{id}/removal")).Main, Does.Contain("보기를 지웠습니다"));
        Assert.That(await _depot.Portal.Scalar<int>("SELECT COUNT(*) FROM saved_views"), Is.Zero);
    }

    [Test]
    public async Task A_view_is_of_a_list_and_has_a_name()
    {
        using var staff = await _depot.As(_depot.Operator);
        Assert.That((await staff.Post("/views", ("List", "//evil.test"), ("Query", "?a=b"), ("Name", "x"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var nameless = await staff.Post("/views", ("List", "orders"), ("Query", "?view=late"), ("Name", " "));
        Assert.That(nameless.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(nameless.Html.QuerySelector("input[name=Query]")!.GetAttribute("value"), Is.EqualTo("?view=late"), "nothing is lost");
        Assert.That((await staff.Post("/views", ("List", "orders"), ("Query", "?page=2"), ("Name", "x"))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Columns_and_length_are_remembered_for_pages_and_files()
    {
        await _depot.Order((_depot.Apples, 1));
        using var staff = await _depot.As(_depot.Operator);
        string[] all = ["ordered", "buyer", "seller", "state", "ship", "amount"];
        var fields = all.Select(k => ("All", k)).Concat([("Shown", "amount"), ("Shown", "buyer"), ("List", "orders"), ("Size", "100"), ("Back", "/orders?view=unpaid")]).ToArray();
        var page = await staff.PostAndFollow("/list-settings", fields);
        Assert.That(page.Html.QuerySelectorAll("#main thead th").Select(h => h.TextContent), Is.EqualTo(new[] { "주문번호", "구매자", "금액" }));
        Assert.That(page.Html.QuerySelectorAll("#main tbody tr:first-child td").Length, Is.EqualTo(3));
        Assert.That(page.Html.QuerySelector(".tools [aria-current]")!.TextContent, Is.EqualTo("100"));
        Assert.That(Csv((await staff.Download("/orders?format=csv")).Bytes)[0], Is.EqualTo("주문번호,구매자,금액"));
        using var other = await _depot.As(_depot.Buyer);
        Assert.That((await other.Get("/orders")).Html.QuerySelectorAll("#main thead th").Length, Is.GreaterThan(3));
        Assert.That((await staff.Post("/list-settings", ("List", "nothing"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await staff.Post("/list-settings", ("List", "orders"), ("Size", "100"), ("Back", "https://evil.test/"))).Location, Is.EqualTo("/"));
    }

    [Test]
    public async Task What_is_not_found_leads_back_to_everything()
    {
        using var buyer = await _depot.As(_depot.Buyer);
        Assert.That((await buyer.Get("/orders")).Html.QuerySelector(".empty a")!.GetAttribute("href"), Is.EqualTo("/products"), "nothing yet: what to do");
        Assert.That((await buyer.Get("/orders?q=zzz")).Html.QuerySelector(".empty a")!.GetAttribute("href"), Is.EqualTo("/orders"), "nothing found: everything");
    }

    private static List<string> Numbers(WebPage page) => [.. page.Html.QuerySelectorAll("#main .ledger tbody tr td:first-child a").Select(a => a.TextContent)];

    private static string[] Csv(byte[] bytes)
    {
        Assert.That(bytes.Take(3), Is.EqualTo(Encoding.UTF8.Preamble.ToArray()), "spreadsheets read it as Korean");
        return Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
