using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Tests.Shared;
using Portal.Web.Operations;

namespace Portal.Tests.Catalog;

/// <summary>Images and manuals are added to what is reviewed, and taken out of it.</summary>
[TestFixture]
public sealed class FilePagesTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await Shop.Open();

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [Test]
    public async Task An_image_and_a_manual_are_added_shown_and_taken_out()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        Assert.That((await Image(product, "사진.png", TestFiles.PngOf(1), ("Images.Title", "앞면"))).Location, Is.EqualTo($"/catalog/{product.Code}/files"));
        Assert.That((await Image(product, "b.png", TestFiles.PngOf(2))).Status, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await Manual(product, "설명서.pdf", TestFiles.Pdf)).Status, Is.EqualTo(HttpStatusCode.Redirect));
        var page = await _shop.Get(_shop.Producer, $"/catalog/{product.Code}/files");
        Assert.That(page.Html.QuerySelectorAll(".photos img").Select(i => i.GetAttribute("alt")), Is.EqualTo(new[] { "앞면", (await _shop.Latest(product.Code)).Name }));
        Assert.That(page.Main, Does.Contain("설명서.pdf").And.Contain("2/10개").And.Contain("1/10개"));

        var second = (await Files(product))[1];
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/cover", ("revisionId", Shop.Text(product.RevisionId)), ("fileId", Shop.Text(second)));
        Assert.That((await Files(product))[0], Is.EqualTo(second));
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/files/{second}/removal", ("revisionId", Shop.Text(product.RevisionId)));
        Assert.That(await Files(product), Does.Not.Contain(second));
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/files/{second}/removal", ("revisionId", Shop.Text(product.RevisionId)))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _shop.Portal.Query<string>("SELECT action FROM audit_entries WHERE subject_id = @Id AND action LIKE 'product.file.%' ORDER BY id", product),
            Is.EqualTo(new[] { "product.file.add", "product.file.add", "product.file.add", "product.file.cover", "product.file.remove" }));
    }

    [Test]
    public async Task A_file_that_is_not_what_its_name_says_is_refused_with_the_reason()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        foreach (var (bytes, text) in new (byte[], string)[]
        {
            ("<html><script>alert(1)</script>"u8.ToArray(), "이미지가 아닙니다"), ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "이미지가 아닙니다"), ("MZ"u8.ToArray(), "이미지가 아닙니다"),
            (TestFiles.Pdf, "이미지가 아닙니다"), ([], "빈 파일"), ([.. TestFiles.Jpeg, .. new byte[FileType.MaxImage]], "5MB까지"),
        })
        {
            var page = await Image(product, "photo.jpg", bytes);
            Assert.That(page.Status, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page.Html.QuerySelector(".errors")!.TextContent, Does.Contain("photo.jpg").And.Contain(text));
        }

        Assert.That((await Manual(product, "manual.pdf", TestFiles.Png)).Main, Does.Contain("올릴 수 있는 설명서가 아닙니다"));
        Assert.That((await Manual(product, "manual.pdf", [.. TestFiles.Pdf, .. new byte[FileType.MaxDocument]])).Main, Does.Contain("20MB까지"));
        Assert.That((await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/images", ("revisionId", Shop.Text(product.RevisionId)))).Main, Does.Contain("파일을 골라"));
        Assert.That(await Files(product), Is.Empty);
    }

    [Test]
    public async Task Too_much_at_once_is_refused_before_it_is_read()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var page = await Image(product, "huge.png", new byte[UploadLimitAttribute.MaxBytes]);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(page.Main, Does.Contain("파일이 너무 큽니다"));
    }

    [Test]
    public async Task The_same_file_twice_and_more_than_ten_are_refused()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        await Image(product, "a.png", TestFiles.PngOf(100));
        Assert.That((await Image(product, "b.png", TestFiles.PngOf(100))).Main, Does.Contain("같은 파일이 이미"));
        for (var i = 1; i < AddProductFile.MaxPerKind; i++) await _shop.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(100 + i));
        Assert.That((await Image(product, "c.png", TestFiles.PngOf(200))).Main, Does.Contain("10개까지"));
        Assert.That(await Files(product), Has.Count.EqualTo(10));
        Assert.That((await Manual(product, "m.pdf", TestFiles.Pdf)).Status, Is.EqualTo(HttpStatusCode.Redirect), "manuals are counted by themselves");
    }

    [Test]
    public async Task Two_at_the_last_place_at_once_are_not_both_taken()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        for (var i = 1; i < AddProductFile.MaxPerKind; i++) await _shop.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(300 + i));
        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => Image(product, $"{i}.png", TestFiles.PngOf(400 + i))));
        Assert.That(pages.Count(p => p.Status == HttpStatusCode.Redirect), Is.EqualTo(1));
        Assert.That(await Files(product), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A_file_for_a_product_on_sale_begins_the_next_revision_with_the_files_there_are()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var old = await _shop.Data.File(product, ProductFileKind.Image, TestFiles.PngOf(500));
        await _shop.Data.Approve(product);
        await _shop.Post(_shop.Producer, $"/catalog/{product.Code}/files/{old}/removal", ("revisionId", Shop.Text(product.RevisionId)));
        var next = await _shop.Latest(product.Code);
        Assert.That((next.RevisionNo, next.Status), Is.EqualTo((2, "Draft")));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM product_files WHERE revision_id = @Id", next), Is.Zero);
        Assert.That(await Files(product), Is.EqualTo(new[] { old }), "what is on sale keeps it");
        Assert.That((await Image(product, "late.png", TestFiles.PngOf(501))).Status, Is.EqualTo(HttpStatusCode.Conflict), "the page was opened on the first revision");
    }

    [Test]
    public async Task What_waits_for_review_takes_no_file()
    {
        var product = await _shop.Data.Submitted(_shop.ProducerId);
        Assert.That((await Image(product, "a.png", TestFiles.Png)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await _shop.Get(_shop.Producer, $"/catalog/{product.Code}/files")).Html.QuerySelector("input[type=file]"), Is.Null);
    }

    [Test]
    public async Task Strangers_add_nothing()
    {
        var product = await _shop.Data.Draft(_shop.ProducerId);
        var field = ("revisionId", Shop.Text(product.RevisionId));
        Assert.That((await _shop.Upload(_shop.OtherProducer, $"/catalog/{product.Code}/images", "Images.Files", "a.png", TestFiles.Png, field)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _shop.Upload(_shop.Buyer, $"/catalog/{product.Code}/images", "Images.Files", "a.png", TestFiles.Png, field)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _shop.Upload(_shop.Administrator, $"/catalog/{product.Code}/manuals", "Manual.File", "a.pdf", TestFiles.Pdf, field)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _shop.Get(_shop.Administrator, $"/catalog/{product.Code}/files")).Html.QuerySelector("input[type=file]"), Is.Null);
        Assert.That(await Files(product), Is.Empty);
    }

    private Task<WebPage> Image(TestProduct product, string name, byte[] bytes, params (string, string)[] fields) =>
        _shop.Upload(_shop.Producer, $"/catalog/{product.Code}/images", "Images.Files", name, bytes, [("revisionId", Shop.Text(product.RevisionId)), .. fields]);

    private Task<WebPage> Manual(TestProduct product, string name, byte[] bytes) =>
        _shop.Upload(_shop.Producer, $"/catalog/{product.Code}/manuals", "Manual.File", name, bytes, ("revisionId", Shop.Text(product.RevisionId)));

    private Task<List<long>> Files(TestProduct product) =>
        _shop.Portal.Query<long>("SELECT file_id FROM product_files WHERE revision_id = @RevisionId AND kind = 'Image' ORDER BY sort", product);
}
