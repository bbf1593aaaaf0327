using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Orders;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>The page of a product, and its files, for whoever may see them.</summary>
[TestFixture]
public sealed class ProductPageTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task Everybody_reads_price_VAT_stock_delivery_texts_specifications_and_manuals()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId, 12_345, 7, c => c with
        {
            Name = "소형 포장기", NameEn = "Small packer", Summary = "작고 빠릅니다", Description = "첫 줄\n둘째 줄", DescriptionEn = "First line", Specifications = [new Specification { Name = "전압", Value = "220V" }],
        });
        await _shop.Data.File(product, ProductFileKind.Image, TestFiles.Png);
        await _shop.Data.File(product, ProductFileKind.Manual, TestFiles.Pdf, "설명서.pdf");
        await _shop.Data.Approve(product);
        await _shop.Divide(product);
        var page = await _shop.Get(null, $"/products/{product.Code}");
        Assert.That(page.Main, Does.Contain("12,345원").And.Contain("부가세 별도").And.Contain("부가세 1,234원").And.Contain("합계 13,579원").And.Contain("재고7개")
            .And.Contain("2026. 3. 5.(목)").And.Contain("한빛기계").And.Contain("첫 줄\n둘째 줄").And.Contain("220V").And.Contain("설명서.pdf").And.Contain("로그인하기"));
        Assert.That(page.Html.QuerySelector(".lead-photo")!.GetAttribute("alt"), Is.EqualTo("소형 포장기"));
        Assert.That(page.Html.QuerySelector($"a[href='/sign-in?returnUrl=%2Fproducts%2F{product.Code}']"), Is.Not.Null);
        Assert.That(page.Html.QuerySelector("form[action='/drafts/lines']"), Is.Null);

        using var visitor = _shop.Web.Anonymous();
        await visitor.Post("/language", ("language", "en"), ("back", "/"));
        Assert.That((await visitor.Get($"/products/{product.Code}")).Main, Does.Contain("Small packer").And.Contain("First line").And.Not.Contain("둘째 줄"));
    }

    [Test]
    public void The_earliest_day_is_the_one_that_an_order_would_be_promised()
    {
        var today = new DateOnly(2026, 3, 2);
        for (var days = 0; days <= Supply.MaxDays; days++)
            Assert.That(Supply.DeliverBy(today, days), Is.EqualTo(Lead.DeliverOn(Lead.ShipOn(today, days))), $"{days}");
    }

    [Test]
    public async Task It_goes_into_the_basket_of_those_who_may_order_it_when_it_can_be_ordered()
    {
        var product = await _shop.Data.Product(_shop.ProducerId, stock: 2);
        var url = $"/products/{product.Code}";
        Assert.That((await _shop.Get(_shop.Buyer, url)).Main, Does.Contain("이익분배 약정을 준비하고"), "nothing divides its profit yet");
        await _shop.Divide(product);
        Assert.That((await _shop.Get(_shop.Buyer, url)).Html.QuerySelector("form[action='/drafts/lines'] input[name=productId]")!.GetAttribute("value"), Is.EqualTo(Shop.Text(product.Id)));
        Assert.That((await _shop.Get(_shop.Operator, url)).Html.QuerySelector("form[action='/drafts/lines']"), Is.Not.Null);
        var seller = await _shop.Get(_shop.Seller, url);
        Assert.That(seller.Html.QuerySelector("form[action='/drafts/lines']"), Is.Null);
        Assert.That(seller.Main, Does.Contain("판매인으로 승인되어야"));
        Assert.That((await _shop.Get(_shop.Reviewer, url)).Main, Does.Contain("소속으로 활동할 때"));

        var put = await _shop.Post(_shop.Buyer, "/drafts/lines", ("productId", Shop.Text(product.Id)), ("quantity", "2"));
        Assert.That(put.Location, Does.StartWith("/drafts/"));
        await _shop.Portal.Execute("UPDATE products SET stock = 0 WHERE id = @Id", product);
        var empty = await _shop.Get(_shop.Buyer, url);
        Assert.That(empty.Main, Does.Contain("품절"));
        Assert.That(empty.Html.QuerySelector("form[action='/drafts/lines']"), Is.Null);
    }

    [Test]
    public async Task What_is_not_on_sale_is_seen_by_those_who_look_after_it_and_its_reviewers_only()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var file = await _shop.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(1));
        await _shop.Portal.Run<SubmitProduct, SubmitProductOutcome>(u => u.Handle(new SubmitProductRequest(_shop.Producer, product.Id)));
        var due = DateOnly.FromDateTime(_shop.Portal.Time.GetUtcNow().UtcDateTime.AddDays(5));
        await _shop.Portal.Run<OpenReview, OpenReviewOutcome>(u => u.Handle(new OpenReviewRequest(_shop.Operator, product.RevisionId, [_shop.Reviewer.PersonId], due, 1)));
        var stranger = await _shop.Data.Person(Role.Reviewer, _shop.Centre);
        string[] urls = [$"/products/{product.Code}", $"/products/{product.Code}/revisions/1", $"/products/{product.Code}/files/{file}"];
        foreach (var actor in new[] { _shop.Producer, _shop.Colleague, _shop.Operator, _shop.Reviewer, _shop.Administrator })
            foreach (var url in urls) Assert.That((await _shop.Get(actor, url)).Status, Is.EqualTo(HttpStatusCode.OK), $"{actor.Role} {url}");
        foreach (var actor in new[] { null, _shop.OtherProducer, _shop.OtherOperator, _shop.Buyer, _shop.Seller, stranger })
            foreach (var url in urls) Assert.That((await _shop.Get(actor, url)).Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor?.Role} {url}");
    }

    [Test]
    public async Task A_file_of_the_next_revision_is_not_public_before_it_is_approved_and_a_shared_one_stays_so()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var old = await _shop.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(2));
        await _shop.Data.Approve(product);
        await _shop.Upload(_shop.Producer, $"/catalog/{product.Code}/images", "Images.Files", "new.png", TestFiles.PngOf(3), ("revisionId", Shop.Text(product.RevisionId)));
        var fresh = await _shop.Portal.Scalar<long>("SELECT MAX(file_id) FROM product_files WHERE revision_id = @Id", await _shop.Latest(product.Code));
        Assert.That(fresh, Is.Not.EqualTo(old));
        Assert.That((await _shop.Get(null, $"/products/{product.Code}/files/{old}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await _shop.Get(null, $"/products/{product.Code}/files/{fresh}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(_shop.Producer, $"/products/{product.Code}/files/{fresh}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var another = await _shop.Data.Product(_shop.ProducerId);
        Assert.That((await _shop.Get(_shop.Producer, $"/products/{another.Code}/files/{old}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a file is reached by its own product");
    }

    [Test]
    public async Task Who_bought_it_still_reads_it_and_its_manual_when_it_is_no_longer_sold()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var manual = await _shop.Data.File(product, ProductFileKind.Manual, TestFiles.Pdf);
        await _shop.Data.Approve(product);
        await _shop.Divide(product);
        var order = new PlaceOrderRequest(_shop.Buyer, OrderChannel.Buyer, _shop.Buyer.OrganizationId, [new OrderItem(product.Id, 1)]);
        Assert.That(await _shop.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(order)), Is.InstanceOf<PlaceOrderOutcome.Placed>());
        await _shop.Portal.Run<RetireProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_shop.Producer, product.Id)));
        var page = await _shop.Get(_shop.Buyer, $"/products/{product.Code}");
        Assert.That(page.Main, Does.Contain("지금은 판매하지 않는 제품"));
        Assert.That(page.Html.QuerySelector("form[action='/drafts/lines']"), Is.Null);
        Assert.That((await _shop.Get(_shop.Buyer, $"/products/{product.Code}/files/{manual}")).Status, Is.EqualTo(HttpStatusCode.OK));
        var other = await _shop.Data.Person(Role.Buyer, await _shop.Data.Organization(Core.Organizations.OrganizationKind.Buyer, _shop.Centre));
        Assert.That((await _shop.Get(other, $"/products/{product.Code}/files/{manual}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Get(null, $"/products/{product.Code}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_file_is_sent_so_that_it_can_do_nothing()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var image = await _shop.Data.File(product, ProductFileKind.Image, TestFiles.Gif, "page.html");
        var manual = await _shop.Data.File(product, ProductFileKind.Manual, TestFiles.Text, "사용 설명서\".html");
        await _shop.Data.Approve(product);
        using var client = new HttpClient { BaseAddress = _shop.Web.Address };
        var shown = await client.GetAsync(new Uri($"/products/{product.Code}/files/{image}", UriKind.Relative));
        Assert.That(shown.Content.Headers.ContentType!.ToString(), Is.EqualTo("image/gif"));
        Assert.That(shown.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(shown.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox").And.Contain("default-src 'none'"));
        Assert.That(shown.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("inline"));
        Assert.That(await shown.Content.ReadAsByteArrayAsync(), Is.EqualTo(TestFiles.Gif));

        using var again = new HttpRequestMessage(HttpMethod.Get, shown.RequestMessage!.RequestUri);
        again.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
        Assert.That((await client.SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        var saved = await client.GetAsync(new Uri($"/products/{product.Code}/files/{manual}", UriKind.Relative));
        Assert.That(saved.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
        Assert.That(saved.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(saved.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo("사용 설명서.html.txt"));
        Assert.That((await client.GetAsync(new Uri($"/products/{product.Code}/files/1", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
