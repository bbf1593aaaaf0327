using System.Diagnostics;
using System.Globalization;
using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Data.Catalog;
using Portal.Data.Shared;
using Portal.Tests.Catalog;
using Portal.Tests.Shared;

namespace Portal.Tests.Bench;

/// <summary>The list of products over many of them: the counts of everything by which it can be narrowed, and the rows of the first page.</summary>
internal static class SearchBench
{
    private const int Rounds = 40;

    /// <summary>What people type, choose and leaf through, each as often as the other.</summary>
    private static readonly ProductFilter[] Mix =
    [
        .. new[]
        {
            "오븐", "안전모", "데크 오븐", "필름", "식기세척기", "스트레치필름", "안전", "센서 산업용", "가루", "진공 포장기", "oven", "safety helmet", "proof", "LED 투광등", "DO-110", "vs211",
            "P26-00042", "한빛", "ㅇㅈㅎ", "ㅈㄱㅍㅈㄱ", "dkswjs", "ㄴㅁㄹㄷ쇼", "없는말씀", "팬", "조명 유도등", "bakery", "pallet truck", "모터 드라이버 MD", "드릴", "세정제",
        }.Select(t => new ProductFilter { Text = t }),
        new(), new() { Category = "safety" }, new() { Kind = ProductKind.Equipment, Sort = ProductSort.Price }, new() { Category = "food", Sort = ProductSort.PriceDown }, new() { Region = "부산", InStock = true },
        new() { Text = "오븐", Category = "baking", InStock = true }, new() { Text = "안전", Days = 3, Sort = ProductSort.Price }, new() { Sort = ProductSort.Delivery, Days = 7 }, new() { Page = 5 }, new() { Text = "점검", Page = 2 },
    ];

    public static async Task<int> Measure(IEnumerable<int> sizes)
    {
        Console.WriteLine("| products | grams | database | index anew | p50 | p95 | p99 | slowest of the mix |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (var size in sizes) await Measure(size);
        return 0;
    }

    private static async Task Measure(int products)
    {
        await using var portal = await TestPortal.Create();
        await Make(portal, products);
        var watch = Stopwatch.StartNew();
        await portal.Run<IndexProducts, int>(u => u.Handle(new IndexProductsRequest(Anew: true)));
        var anew = watch.Elapsed;
        foreach (var filter in Mix) await Time(portal, filter);
        var times = new List<(double Ms, ProductFilter Filter)>();
        for (var round = 0; round < Rounds; round++)
            foreach (var filter in Mix) times.Add((await Time(portal, filter), filter));
        var sorted = times.Select(t => t.Ms).Order().ToList();
        double P(double share) => sorted[(int)(share * (sorted.Count - 1))];
        var slow = times.GroupBy(t => t.Filter).Select(g => (g.Key, Median: g.Select(t => t.Ms).Order().ElementAt(Rounds / 2))).OrderByDescending(g => g.Median).Take(6).ToList();
        var grams = await portal.Scalar<long>("SELECT COUNT(*) FROM product_grams");
        var megabytes = await portal.Scalar<long>("SELECT page_count * page_size / 1000000 FROM pragma_page_count(), pragma_page_size()");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {products:N0} | {grams:N0} | {megabytes:N0} MB | {anew.TotalSeconds:F0} s | {P(.5):F1} ms | {P(.95):F1} ms | {P(.99):F1} ms | {string.Join(", ", slow.Select(s => string.Create(CultureInfo.InvariantCulture, $"{Name(s.Key)} {s.Median:F0} ms")))} |"));
    }

    private static async Task<double> Time(TestPortal portal, ProductFilter filter)
    {
        var watch = Stopwatch.StartNew();
        await portal.Run<ProductSearchPages, ProductsFound>(p => p.Find(filter));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string Name(ProductFilter f) => string.Join(' ', new[] { f.Text, f.Category, f.Kind?.ToString(), f.Region, f.Days is { } d ? $"≤{d}d" : null, f.Sort == ProductSort.Best ? null : f.Sort.ToString(), f.Page > 1 ? $"page {f.Page}" : null }.Where(x => x is not null).DefaultIfEmpty("all")!);

    /// <summary>Wares of the demo in ever new models, of sixty firms in eight provinces; written as rows, since no review is measured here.</summary>
    private static async Task Make(TestPortal portal, int products)
    {
        var data = new TestData(portal);
        string[] provinces = ["서울 금천구", "경기 안산시", "부산 사상구", "경남 창원시", "대구 달서구", "경북 구미시", "광주 광산구", "전북 전주시"];
        string[] names = ["한빛", "대성", "세진", "우림", "금강", "동양"];
        var centre = await data.Organization(OrganizationKind.Centre);
        var firms = new List<long>();
        for (var i = 0; i < 60; i++) firms.Add(await data.Organization(OrganizationKind.Producer, centre, $"{names[i % 6]}{(char)('가' + i * 28)}기업"));
        for (var i = 0; i < 60; i++) await portal.Execute("UPDATE organizations SET region = @region WHERE id = @id", new { region = provinces[i % 8], id = firms[i] });
        var wares = new List<(long Category, Ware Ware)>();
        foreach (var (code, name, nameEn, all) in DemoCatalogue.Read())
        {
            var category = await data.Category(code, name, nameEn);
            wares.AddRange(all.Select(w => (category, w)));
        }

        var start = portal.Time.GetUtcNow().UtcDateTime.AddDays(-400);
        await portal.Run<Db, int>(async db =>
        {
            await using var tx = await db.Begin();
            await db.Execute("INSERT INTO products (id, code, producer_id, status, revision_id, stock, max_delivery_days, created_at, approved_at, on_sale_at) VALUES (@Id, @Code, @Firm, 'OnSale', @Id, @Stock, @Days, @At, @At, @At)",
                Rows(products, wares, firms, start));
            await db.Execute("INSERT INTO product_revisions (id, product_id, revision_no, status, kind, category_id, name, name_en, summary, price, tax, created_at, row_version, publish) VALUES (@Id, @Id, 1, 'Approved', @Kind, @Category, @Name, @NameEn, @Summary, @Price, 'Standard', @At, 1, 1)",
                Rows(products, wares, firms, start));
            await tx.Commit();
            return products;
        });
    }

    private static IEnumerable<object> Rows(int products, List<(long Category, Ware Ware)> wares, List<long> firms, DateTime start)
    {
        var random = new Random(7);
        for (var i = 0; i < products; i++)
        {
            var (category, ware) = wares[random.Next(wares.Count)];
            var variant = ware.Variants[random.Next(ware.Variants.Count)];
            yield return new
            {
                Id = 1_000_000L + i, Code = string.Create(CultureInfo.InvariantCulture, $"P26-{i:00000}"), Firm = firms[random.Next(firms.Count)], Stock = random.Next(5) == 0 ? 0L : random.Next(500), Days = random.Next(1, 30),
                At = start.AddMinutes(i * 5), Kind = ware.Kind.ToString(), Category = category, Name = $"{ware.Name} {ware.Model}-{random.Next(100, 999)} {variant}", ware.NameEn, Summary = ware.Purpose, Price = ware.Price * random.Next(80, 130) / 100,
            };
        }
    }
}
