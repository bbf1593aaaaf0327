using System.Net;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Tests.Shared;

namespace Portal.Tests.Catalog;

/// <summary>Everybody finds what is on sale, and only that.</summary>
[TestFixture]
public sealed class ProductListTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _shop = await Shop.Open();
        var (packing, food) = (await _shop.Data.Category("packing", "포장 기계", "Packing machines"), await _shop.Data.Category("food", "식품", "Food"));
        await _shop.Data.Product(_shop.ProducerId, 900_000, 3, c => c with { Name = "자동 포장기 100호", NameEn = "Automatic packer", Kind = ProductKind.Equipment, CategoryId = packing, Summary = "하루에 천 상자" });
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await _shop.Data.Product(_shop.ProducerId, 30_000, 0, c => c with { Name = "포장 필름 50% 두꺼운 것", Kind = ProductKind.Consumable, CategoryId = packing });
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await _shop.Data.Product(_shop.OtherProducer.OrganizationId, 12_000, 40, c => c with { Name = "홍로 사과", NameEn = "Hongro apples", Kind = ProductKind.Consumable, CategoryId = food, Tax = TaxClass.Exempt });
        _shop.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await _shop.Data.Product(_shop.OtherProducer.OrganizationId, 500_000, 5, c => c with { Name = "설치 방문 서비스", Kind = ProductKind.Service });
        await _shop.Data.Draft(_shop.ProducerId, change: c => c with { Name = "아직 작성 중인 포장기" });
        await _shop.Data.Submitted(_shop.ProducerId);
    }

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    [TestCase("", "설치 방문 서비스|홍로 사과|포장 필름 50% 두꺼운 것|자동 포장기 100호")]
    [TestCase("q=포장", "포장 필름 50% 두꺼운 것|자동 포장기 100호")]
    [TestCase("q=사과", "홍로 사과")]
    [TestCase("q=과", "홍로 사과")]
    [TestCase("q=100호 자동", "자동 포장기 100호")]
    [TestCase("q=APPLES", "홍로 사과")]
    [TestCase("q=automatic", "자동 포장기 100호")]
    [TestCase("q=한빛기계", "포장 필름 50% 두꺼운 것|자동 포장기 100호")]
    [TestCase("q=50%25", "포장 필름 50% 두꺼운 것")]
    [TestCase("q=%25", "")]
    [TestCase("q=_", "")]
    [TestCase("q=' OR 1=1 --", "")]
    [TestCase("q=없는 말", "")]
    [TestCase("category=food", "홍로 사과")]
    [TestCase("category=packing&kind=Equipment", "자동 포장기 100호")]
    [TestCase("category=no-such", "")]
    [TestCase("kind=Service", "설치 방문 서비스")]
    [TestCase("kind=Weapon&sort=Nothing&page=x&stock=y", "설치 방문 서비스|홍로 사과|포장 필름 50% 두꺼운 것|자동 포장기 100호")]
    [TestCase("stock=true&category=packing", "자동 포장기 100호")]
    [TestCase("sort=Price", "홍로 사과|포장 필름 50% 두꺼운 것|설치 방문 서비스|자동 포장기 100호")]
    [TestCase("sort=PriceDown", "자동 포장기 100호|설치 방문 서비스|포장 필름 50% 두꺼운 것|홍로 사과")]
    [TestCase("page=2", "")]
    [TestCase("page=-5&category=food", "홍로 사과")]
    public async Task The_list_shows_what_was_asked_for(string query, string names)
    {
        var page = await _shop.Get(null, $"/products?{query}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(string.Join('|', page.Html.QuerySelectorAll(".good h2").Select(h => h.TextContent)), Is.EqualTo(names));
    }

    [Test]
    public async Task A_word_that_was_typed_in_its_letters_apart_is_found()
    {
        var page = await _shop.Get(null, $"/products?q={Uri.EscapeDataString("사과".Normalize(System.Text.NormalizationForm.FormD))}");
        Assert.That(page.Html.QuerySelectorAll(".good"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Categories_count_what_the_other_filters_leave()
    {
        Assert.That(Counts(await _shop.Get(null, "/products")), Is.EqualTo("포장 기계2 식품1"));
        Assert.That(Counts(await _shop.Get(null, "/products?category=food&stock=true")), Is.EqualTo("포장 기계1 식품1"));
        Assert.That(Counts(await _shop.Get(null, "/products?q=필름")), Is.EqualTo("포장 기계1 식품0"));
    }

    [Test]
    public async Task A_row_says_price_tax_stock_and_delivery()
    {
        var rows = (await _shop.Get(null, "/products?q=포장")).Html.QuerySelectorAll(".good").Select(r => r.TextContent).ToList();
        Assert.That(rows[1], Does.Contain("900,000원").And.Contain("부가세 별도").And.Contain("재고 3개").And.Contain("3일 안에 도착").And.Contain("한빛기계").And.Contain("하루에 천 상자").And.Contain("장비"));
        Assert.That(rows[0], Does.Contain("품절"));
        Assert.That((await _shop.Get(null, "/products?category=food")).Main, Does.Contain("면세"));
    }

    [Test]
    public async Task What_was_typed_stays_and_each_filter_can_be_taken_off()
    {
        var page = await _shop.Get(null, "/products?q=포장&category=packing&stock=true&sort=Price");
        Assert.That(page.Html.QuerySelector("#text")!.GetAttribute("value"), Is.EqualTo("포장"));
        Assert.That(page.Html.QuerySelector("select[name=sort] option[selected]")!.GetAttribute("value"), Is.EqualTo("Price"));
        var off = page.Html.QuerySelectorAll(".chips a").Select(a => Uri.UnescapeDataString(a.GetAttribute("href")!)).ToList();
        Assert.That(off, Is.EqualTo(new[] { "/products?category=packing&stock=true&sort=Price", "/products?q=포장&stock=true&sort=Price", "/products?q=포장&category=packing&sort=Price", "/products" }));
    }

    [Test]
    public async Task English_pages_show_English_names_and_Korean_where_there_is_no_other()
    {
        using var visitor = _shop.Web.Anonymous();
        await visitor.Post("/language", ("language", "en"), ("back", "/products"));
        var page = await visitor.Get("/products");
        var names = page.Html.QuerySelectorAll(".good h2 a").Select(a => (a.TextContent, a.GetAttribute("lang"))).ToList();
        Assert.That(names, Does.Contain(("Hongro apples", (string?)null)).And.Contain(("설치 방문 서비스", "ko")));
        Assert.That(page.Main, Does.Contain("Packing machines").And.Contain("plus VAT"));
    }

    [Test]
    public async Task Long_lists_come_in_pages_that_keep_the_filter()
    {
        var firm = await _shop.Data.Organization(OrganizationKind.Producer, _shop.Centre);
        for (var i = 0; i < 26; i++) await _shop.Data.Product(firm, 1_000_000_000 + i, change: c => c with { Name = $"여러 쪽 {i}", Kind = ProductKind.Technology });
        var first = await _shop.Get(null, "/products?kind=Technology&sort=Price");
        Assert.That(first.Html.QuerySelectorAll(".good"), Has.Length.EqualTo(24));
        var next = first.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;
        var second = await _shop.Get(null, next);
        Assert.That(second.Html.QuerySelectorAll(".good h2").Select(h => h.TextContent), Is.EqualTo(new[] { "여러 쪽 24", "여러 쪽 25" }));
        // what a suspended firm made is not offered
        await _shop.Portal.Execute("UPDATE organizations SET status = 'Suspended' WHERE id = @firm", new { firm });
        Assert.That((await _shop.Get(null, "/products?kind=Technology")).Html.QuerySelectorAll(".good"), Is.Empty);
    }

    private static string Counts(WebPage page) => string.Join(' ', page.Html.QuerySelectorAll(".filters label:has(input[name=category])").Skip(1).Select(l => l.TextContent));
}
