using System.Net;
using NUnit.Framework;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>Put on sale, taken off, put back, ended; and its stock.</summary>
[TestFixture]
public sealed class SaleTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task A_product_goes_on_sale_off_and_on_again_and_is_ended_after_a_question()
    {
        var product = await Approved();
        var to = $"/catalog/{product.Code}";
        Assert.That(Buttons(await _shop.Get(_shop.Producer, to)), Is.EqualTo("sale"));
        Assert.That((await _shop.Post(_shop.Producer, $"{to}/sale")).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await _shop.Post(_shop.Producer, $"{to}/sale")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(Buttons(await _shop.Get(_shop.Producer, to)), Is.EqualTo("suspension"));
        await _shop.Post(_shop.Producer, $"{to}/suspension");
        Assert.That((await _shop.Get(null, $"/products/{product.Code}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(Buttons(await _shop.Get(_shop.Producer, to)), Is.EqualTo("resumption"));
        await _shop.Post(_shop.Producer, $"{to}/resumption");
        Assert.That((await _shop.Get(null, $"/products/{product.Code}")).Status, Is.EqualTo(HttpStatusCode.OK));

        Assert.That((await _shop.Get(_shop.Producer, $"{to}/retirement")).Main, Does.Contain("되돌릴 수 없습니다"));
        await _shop.Post(_shop.Producer, $"{to}/retirement");
        var ended = await _shop.Get(_shop.Producer, to);
        Assert.That(ended.Main, Does.Contain("판매종료"));
        Assert.That(Buttons(ended), Is.Empty);
        Assert.That((await _shop.Post(_shop.Producer, $"{to}/retirement")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(_shop.Producer, $"{to}/stock")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task What_the_centre_suspended_only_the_centre_puts_back_and_the_producer_is_told()
    {
        var product = await _shop.Data.Product(_shop.ProducerId);
        var to = $"/catalog/{product.Code}";
        await _shop.Post(_shop.Operator, $"{to}/suspension");
        var own = await _shop.Get(_shop.Producer, to);
        Assert.That(own.Main, Does.Contain("지역센터가 중지했습니다"));
        Assert.That(Buttons(own), Is.Empty);
        Assert.That((await _shop.Post(_shop.Producer, $"{to}/resumption")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Post(_shop.Operator, $"{to}/resumption")).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await _shop.Portal.Query<string>("SELECT template FROM outbox WHERE person_id = @PersonId AND arguments LIKE @code ORDER BY id", new { _shop.Producer.PersonId, code = $"%{product.Code}%" }),
            Is.EqualTo(new[] { "product.suspended", "product.sale" }));
    }

    [Test]
    public async Task A_draft_cannot_be_sold()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        foreach (var step in new[] { "sale", "suspension", "resumption" })
            Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/{step}")).Status, Is.EqualTo(HttpStatusCode.Conflict), step);
        Assert.That(await _shop.Portal.Scalar<string>("SELECT status FROM products WHERE id = @Id", product), Is.EqualTo("Unapproved"));
    }

    [Test]
    public async Task Stock_is_set_against_what_was_seen()
    {
        var product = await _shop.Data.Product(_shop.ProducerId, stock: 10);
        var url = $"/catalog/{product.Code}/stock";
        Assert.That((await _shop.Post(_shop.Producer, url, ("Form.Seen", "10"), ("Form.Stock", "1,000"), ("Form.DeliveryDays", "5"))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(await Stock(product), Is.EqualTo(1_000));
        var late = await _shop.Post(_shop.Producer, url, ("Form.Seen", "10"), ("Form.Stock", "20"), ("Form.DeliveryDays", "5"));
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(late.Main, Does.Contain("10개에서 1000개로"));
        foreach (var (stock, days) in new[] { ("-1", "5"), ("", "5"), ("많이", "5"), ("1.5", "5"), ("1000000001", "5"), ("99999999999999999999", "5"), ("5", "366"), ("5", ""), ("5", "99999999999") })
        {
            var bad = await _shop.Post(_shop.Producer, url, ("Form.Seen", "1000"), ("Form.Stock", stock), ("Form.DeliveryDays", days));
            Assert.That(bad.Status, Is.EqualTo(HttpStatusCode.BadRequest), $"{stock} {days}");
            Assert.That(bad.Html.GetElementById("Form_Stock")!.GetAttribute("value"), Is.EqualTo(stock));
            Assert.That(bad.Html.GetElementById("Form_DeliveryDays")!.GetAttribute("value"), Is.EqualTo(days));
        }

        Assert.That(await Stock(product), Is.EqualTo(1_000));
    }

    [Test]
    public async Task The_list_of_own_products_is_filtered_by_state_text_and_producer()
    {
        var firm = await _shop.Data.Organization(Core.Organizations.OrganizationKind.Producer, _shop.Centre);
        var producer = await _shop.Data.Person(Role.Producer, firm);
        async Task<string> List(Actor actor, string query) =>
            string.Join(' ', (await _shop.Get(actor, $"/catalog?{query}")).Html.QuerySelectorAll("tbody tr td:first-child a").Select(a => a.TextContent).Order(StringComparer.Ordinal));
        await _shop.Data.Draft(firm, change: c => c with { Name = "작성" });
        var submitted = await _shop.Data.Draft(firm, change: c => c with { Name = "제출" });
        await _shop.Post(producer, $"/catalog/{submitted.Code}/submission");
        await _shop.Data.Product(firm, change: c => c with { Name = "판매" });
        await _shop.Data.Product(firm, stock: 0, change: c => c with { Name = "품절" });
        var retired = await _shop.Data.Product(firm, change: c => c with { Name = "종료" });
        await _shop.Post(producer, $"/catalog/{retired.Code}/retirement");
        Assert.That(await List(producer, "view=all"), Is.EqualTo("작성 제출 종료 판매 품절"));
        Assert.That(await List(producer, "view=draft"), Is.EqualTo("작성"));
        Assert.That(await List(producer, "view=review"), Is.EqualTo("제출"));
        Assert.That(await List(producer, "view=onsale"), Is.EqualTo("판매 품절"));
        Assert.That(await List(producer, "view=empty"), Is.EqualTo("품절"));
        Assert.That(await List(producer, "view=retired"), Is.EqualTo("종료"));
        Assert.That(await List(producer, "view=changes"), Is.Empty);
        Assert.That(await List(producer, "view=nothing&q=판"), Is.EqualTo("판매"));
        Assert.That(await List(producer, $"q={submitted.Code}"), Is.EqualTo("제출"));
        Assert.That(await List(_shop.Operator, $"producer={firm}&view=onsale"), Is.EqualTo("판매 품절"));
        Assert.That(await List(_shop.OtherOperator, $"producer={firm}"), Is.Empty);
        Assert.That(await List(_shop.Administrator, "view=empty&q=품절"), Is.EqualTo("품절"));

        var home = await _shop.Get(producer, "/");
        Assert.That(home.Html.QuerySelector("a[href='/catalog?view=empty']"), Is.Not.Null, "stock at zero needs attention");
        Assert.That(home.Html.QuerySelector("a[href='/catalog?view=draft']"), Is.Not.Null);
        Assert.That(home.Html.QuerySelector("a[href='/catalog?view=changes']"), Is.Null);
    }

    private async Task<TestProduct> Approved()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        await _shop.Portal.Execute("UPDATE product_revisions SET status = 'Approved' WHERE id = @RevisionId", product);
        await _shop.Portal.Execute("UPDATE products SET status = 'Approved', approved_at = created_at WHERE id = @Id", product);
        return product;
    }

    private static string Buttons(WebPage page) => string.Join(' ', page.Html.QuerySelectorAll("section[aria-labelledby=h-sale] form").Select(f => f.GetAttribute("action")!.Split('/')[^1]));

    private Task<long> Stock(TestProduct product) => _shop.Portal.Scalar<long>("SELECT stock FROM products WHERE id = @Id", product);
}
