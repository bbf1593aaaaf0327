using System.Text;
using NUnit.Framework;
using Portal.Core.Catalog;
using Portal.Data.Catalog;

namespace Portal.Tests.Catalog;

/// <summary>What people type, and which product of the demo's assortment stands first.</summary>
[TestFixture]
public sealed class SearchTests
{
    private Shop _shop = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _shop = await Shop.Open();
        await DemoCatalogue.Fill(_shop);
    }

    [OneTimeTearDown]
    public async Task Close() => await _shop.DisposeAsync();

    // two syllables, whole words and the beginnings of names
    [TestCase("오븐", "컨벡션 오븐")]
    [TestCase("데크 오븐", "데크 오븐")]
    [TestCase("오븐 데크", "데크 오븐")]
    [TestCase("안전", "안전 표지판 세트")]
    [TestCase("안전모", "안전모")]
    [TestCase("안전화", "안전화")]
    [TestCase("필름", "스트레치 필름")]
    [TestCase("센서", "산업용 온습도 센서")]
    [TestCase("모터", "모터 드라이버")]
    [TestCase("드릴", "드릴 비트 세트")]
    [TestCase("쌀가루", "쌀가루")]
    [TestCase("들기름", "들기름")]
    // in the middle of compounds, and compounds written in one word or in two
    [TestCase("가루", "고춧가루")]
    [TestCase("밀가루", "우리밀 통밀가루")]
    [TestCase("세척", "고압 세척기")]
    [TestCase("식기세척기", "업소용 식기세척기")]
    [TestCase("농축액", "사과 농축액")]
    [TestCase("온습도", "산업용 온습도 센서")]
    [TestCase("스트레치필름", "스트레치 필름")]
    [TestCase("진공포장기", "진공 포장기")]
    [TestCase("전자 저울", "전자저울")]
    [TestCase("팔레트트럭", "핸드 팔레트 트럭")]
    [TestCase("퓌레", "냉동 딸기 퓌레")]
    [TestCase("고천장", "LED 고천장등")]
    // single syllables
    [TestCase("팬", "식빵 팬")]
    [TestCase("콩", "국산 콩 분리 단백")]
    [TestCase("앱", "재고 관리 앱")]
    [TestCase("쌀", "쌀가루")]
    // English words, their beginnings and middles
    [TestCase("oven", "컨벡션 오븐")]
    [TestCase("safety helmet", "안전모")]
    [TestCase("SAFETY SHOES", "안전화")]
    [TestCase("helm", "안전모")]
    [TestCase("proof", "빵 반죽 발효 제어 특허")]
    [TestCase("dishwash", "업소용 식기세척기")]
    [TestCase("forklift pallet truck hand", null)]
    [TestCase("pallet truck hand", "핸드 팔레트 트럭")]
    [TestCase("sterilizer", "공기 살균기")]
    [TestCase("plc", "소형 PLC")]
    [TestCase("HMI", "터치 패널 HMI")]
    [TestCase("led 50", "LED 평판등")]
    // models and codes, with and without hyphens
    [TestCase("DO-110", "데크 오븐")]
    [TestCase("do110", "데크 오븐")]
    [TestCase("VS-211", "진공 포장기")]
    [TestCase("{code:흡착포}", "흡착포")]
    [TestCase("{key:흡착포}", "흡착포")]
    // producers and categories
    [TestCase("동양센서 카메라", "머신 비전 카메라")]
    [TestCase("태광조명 유도등", "비상 유도등")]
    [TestCase("제과제빵 바구니", "발효 바구니")]
    // leading consonants
    [TestCase("ㅇㅈㅎ", "안전화")]
    [TestCase("ㅇㅈㅁ", "안전모")]
    [TestCase("ㅈㄱㅍㅈㄱ", "진공 포장기")]
    // the other keyboard, both ways
    [TestCase("dkswjs", "안전 표지판 세트")]
    [TestCase("wlsrhd vhwkdrl", "진공 포장기")]
    [TestCase("epzm dhqms", "데크 오븐")]
    [TestCase("ㄴㅁㄹㄷ쇼 ㄴㅗㅐㄷㄴ", "안전화")]
    [TestCase("ㅔㅣㅊ", "소형 PLC")]
    [TestCase("ㅐㅍ두", "컨벡션 오븐")]
    // letters apart, full width, signs around
    [TestCase("{nfd:귀마개}", "귀마개")]
    [TestCase("ＬＥＤ　투광등", "LED 투광등")]
    [TestCase("'누전 차단기'", "누전 차단기")]
    [TestCase("들기름 %", "들기름")]
    [TestCase("없는말씀", null)]
    public async Task The_first_result_is(string typed, string? expected)
    {
        var found = await Find(await Fill(typed));
        var first = found.Page.Items.Count == 0 ? null : found.Page.Items[0].Name;
        if (expected is null) Assert.That(first, Is.Null);
        else Assert.That(first, Does.StartWith(expected), string.Join(" | ", found.Page.Items.Take(5).Select(p => p.Name)));
    }

    [TestCase("들기릉", "들기름")]
    [TestCase("컨백션 오븐", "컨벡션 오븐")]
    [TestCase("convektion", "컨벡션 오븐")]
    public async Task What_is_nearly_right_is_suggested(string typed, string expected)
    {
        var found = await Find(typed);
        Assert.That(found.Page.Items, Is.Empty);
        Assert.That(found.Near[0].Name, Does.StartWith(expected));
    }

    [Test]
    public async Task The_other_keyboard_is_said_and_only_tried_when_nothing_else_is_found()
    {
        Assert.That((await Find("dkswjsah")).ReadAs, Is.EqualTo("안전모"));
        Assert.That((await Find("안전모")).ReadAs, Is.Null);
        Assert.That((await Find("zzzzqqq")).ReadAs, Is.Null);
    }

    [Test]
    public async Task Counts_are_those_of_the_lists_that_they_lead_to()
    {
        var filter = new ProductFilter { Text = "기", InStock = true, Kind = ProductKind.Equipment };
        var facets = (await Find(filter)).Facets;
        Assert.That(facets.Total, Is.GreaterThan(10).And.LessThan(facets.All));
        foreach (var c in facets.Categories.Where(c => c.Products > 0)) Assert.That(await Total(filter with { Category = c.Value.Code }), Is.EqualTo(c.Products), c.Value.Code);
        foreach (var k in facets.Kinds) Assert.That(await Total(filter with { Kind = k.Value }), Is.EqualTo(k.Products), k.Value.ToString());
        foreach (var d in facets.Lead) Assert.That(await Total(filter with { Days = d.Value }), Is.EqualTo(d.Products), $"{d.Value}");
        Assert.That(facets.Prices.Sum(p => p.Products), Is.EqualTo(facets.Total));
        Assert.That(await Count(filter), Is.EqualTo(facets.Total), "the rows of all pages");
    }

    [Test]
    public async Task Search_follows_stock_sale_names_and_what_was_cut_by_an_earlier_program()
    {
        var product = await _shop.Data.Product(_shop.ProducerId, stock: 1, change: c => c with { Name = "별난물건 하나" });
        Assert.That((await Find(new ProductFilter { Text = "별난물건", InStock = true })).Page.Items, Has.Count.EqualTo(1));
        await _shop.Portal.Run<SetStock, SetStockOutcome>(u => u.Handle(new SetStockRequest(_shop.Producer, product.Id, 1, 0, 30)));
        Assert.That((await Find(new ProductFilter { Text = "별난물건", InStock = true })).Page.Items, Is.Empty);
        Assert.That((await Find(new ProductFilter { Text = "별난물건", Days = 14 })).Page.Items, Is.Empty);

        await _shop.Portal.Execute("UPDATE organizations SET name = '새이름정밀' WHERE id = @ProducerId", new { _shop.ProducerId });
        Assert.That((await Find("새이름정밀")).Page.Items, Is.Empty);
        await _shop.Portal.Run<IndexProducts, int>(u => u.Handle(new IndexProductsRequest()));
        Assert.That((await Find("새이름정밀 별난물건")).Page.Items, Has.Count.EqualTo(1));

        await _shop.Portal.Run<SuspendProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_shop.Producer, product.Id)));
        Assert.That((await Find("별난물건")).Page.Items, Is.Empty);
        Assert.That(await _shop.Portal.Scalar<long>("SELECT COUNT(*) FROM product_grams WHERE product_id = @Id", product), Is.Zero);
        await _shop.Portal.Run<ResumeProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_shop.Producer, product.Id)));
        Assert.That((await Find("별난물건")).Page.Items, Has.Count.EqualTo(1));

        var before = await _shop.Portal.Scalar<long>("SELECT SUM(level) FROM product_grams");
        await _shop.Portal.Execute("DELETE FROM product_grams WHERE gram < '다'");
        var all = await _shop.Portal.Scalar<int>("SELECT COUNT(*) FROM products WHERE status = 'OnSale'");
        Assert.That(await _shop.Portal.Run<IndexProducts, int>(u => u.Handle(new IndexProductsRequest(Anew: true))), Is.EqualTo(all));
        Assert.That(await _shop.Portal.Scalar<long>("SELECT SUM(level) FROM product_grams"), Is.EqualTo(before));
        await _shop.Portal.Run<RetireProduct, ChangeSaleOutcome>(u => u.Handle(new ChangeSaleRequest(_shop.Producer, product.Id)));
    }

    private Task<ProductsFound> Find(string text) => Find(new ProductFilter { Text = text });

    private Task<ProductsFound> Find(ProductFilter filter) => _shop.Portal.Run<ProductSearchPages, ProductsFound>(p => p.Find(filter));

    private async Task<long> Total(ProductFilter filter) => (await Find(filter)).Facets.Total;

    private async Task<int> Count(ProductFilter filter)
    {
        var count = 0;
        for (var page = 1; ; page++)
        {
            var found = await Find(filter with { Page = page });
            count += found.Page.Items.Count;
            if (!found.Page.HasNext) return count;
        }
    }

    private async Task<string> Fill(string typed)
    {
        if (typed[0] != '{') return typed;
        var (what, name) = (typed[1..typed.IndexOf(':', StringComparison.Ordinal)], typed[(typed.IndexOf(':', StringComparison.Ordinal) + 1)..^1]);
        if (what == "nfd") return name.Normalize(NormalizationForm.FormD);
        var code = (await _shop.Portal.Query<string>("SELECT p.code FROM products p JOIN product_revisions r ON r.id = p.revision_id WHERE r.name LIKE @like", new { like = $"{name}%" }))[0];
        return what == "code" ? code : SearchText.Squeeze(code);
    }
}
