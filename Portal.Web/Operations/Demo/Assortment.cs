using System.Globalization;
using Portal.Core.Catalog;

namespace Portal.Web.Operations.Demo;

/// <summary>A trade of the market with what can be said about all of its products.</summary>
internal sealed record Trade(string Code, string Name, string NameEn)
{
    public List<(string Ko, string En)> Sentences { get; } = [];
    public List<Ware> Wares { get; } = [];
}

/// <summary>A kind of thing that is sold in some variants.</summary>
internal sealed record Ware(ProductKind Kind, string Name, string NameEn, string Model)
{
    public long Least { get; init; }
    public long Most { get; init; }
    public required IReadOnlyList<(string Ko, string En)> Variants { get; init; }
    public string Purpose { get; init; } = "";
    public string PurposeEn { get; init; } = "";
    public required IReadOnlyList<Specification> Specifications { get; init; }
}

/// <summary>Reads <c>products.txt</c>, and writes products from it: names, prices, texts and specifications in Korean and English.</summary>
internal static class Assortment
{
    private static readonly Dictionary<ProductKind, (string Ko, string En)[]> Closings = new()
    {
        [ProductKind.Equipment] =
        [
            ("설치와 시운전, 사용 교육을 포함하며 1년 동안 무상으로 수리합니다.", "Installation, trial run and training are included, with a year's free repair."),
            ("고장이 나면 가까운 지역센터의 기술자가 방문하고, 수리가 길어지면 대체 장비를 빌려 드립니다.", "A technician of the regional centre comes by; if the repair takes long we lend a replacement."),
        ],
        [ProductKind.Consumable] =
        [
            ("상자 단위로 주문하시면 다음 날 발송하며, 정기 주문도 받습니다.", "Ordered by the box it leaves the next day; standing orders are welcome."),
            ("개봉하지 않은 제품은 받은 날부터 7일 안에 돌려보낼 수 있습니다.", "Unopened goods can be returned within seven days."),
        ],
        [ProductKind.Service] =
        [
            ("일정은 주문한 뒤 담당자가 전화로 정하며, 주말과 야간 작업도 가능합니다.", "We call to fix the date; weekends and nights are possible."),
            ("결과가 만족스럽지 않으면 한 번 더 무료로 방문합니다.", "If the result does not satisfy, we come again free of charge."),
        ],
        [ProductKind.Technology] =
        [
            ("사용 조건과 개선 범위는 계약서에 적고, 도입 뒤 석 달 동안 함께 조정합니다.", "Terms are written into the contract, and we tune it together for three months."),
            ("공동 개발을 원하시면 지역센터가 협력체를 꾸려 드립니다.", "For joint development the regional centre forms an alliance."),
        ],
    };

    /// <summary>The trades in their order.</summary>
    public static IReadOnlyList<Trade> Read()
    {
        using var stream = typeof(Assortment).Assembly.GetManifestResourceStream("demo/products.txt") ?? throw new InvalidOperationException("demo/products.txt is not embedded.");
        using var reader = new StreamReader(stream);
        var trades = new List<Trade>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var fields = line[2..].Split('|', StringSplitOptions.TrimEntries);
            if (line[0] == '#') trades.Add(new Trade(fields[0], fields[1], fields[2]));
            else if (line[0] == '+') trades[^1].Sentences.Add((fields[0], fields[1]));
            else trades[^1].Wares.Add(Ware(fields));
        }

        return trades;
    }

    /// <summary>What is written about one variant. <paramref name="no"/> tells the models of one kind apart.</summary>
    public static ProductContent Write(Trade trade, long categoryId, Ware ware, int no, Dice dice)
    {
        var (variant, variantEn) = ware.Variants[no % ware.Variants.Count];
        var model = $"{ware.Model}-{dice.Between(1, 9)}{no + 1:0}{dice.Between(0, 9)}";
        var (first, second) = (dice.Pick(trade.Sentences), dice.Pick(Closings[ware.Kind]));
        var other = dice.Pick(trade.Sentences.Where(s => s != first).ToList());
        return new ProductContent
        {
            Kind = ware.Kind, CategoryId = categoryId, Name = $"{ware.Name} {model} {variant}", NameEn = $"{ware.NameEn} {model}, {variantEn}", Price = Price(ware, no), Tax = TaxOf(trade, variant),
            Summary = ware.Purpose,
            Description = $"{ware.Purpose} {first.Ko}\n\n{other.Ko} {second.Ko}",
            DescriptionEn = $"{ware.PurposeEn} {first.En}\n\n{other.En} {second.En}",
            Specifications =
            [
                new() { Name = "모델", Value = model }, new() { Name = "규격", Value = variant }, .. ware.Specifications,
                new() { Name = "제조국", Value = "대한민국" },
            ],
        };
    }

    /// <summary>Unprocessed food is exempt from VAT, what is exported is zero-rated.</summary>
    private static TaxClass TaxOf(Trade trade, string variant) =>
        trade.Code == "food" ? TaxClass.Exempt : variant.StartsWith("수출용", StringComparison.Ordinal) ? TaxClass.Zero : TaxClass.Standard;

    private static long Price(Ware ware, int no)
    {
        var step = ware.Variants.Count > 1 ? (ware.Most - ware.Least) / (ware.Variants.Count - 1) : 0;
        var price = ware.Least + step * (no % ware.Variants.Count);
        var unit = price >= 1_000_000 ? 10_000 : price >= 100_000 ? 1_000 : 100;
        return price / unit * unit;
    }

    private static Ware Ware(string[] f)
    {
        var prices = f[4].Split(' ');
        return new Ware(Enum.Parse<ProductKind>(f[0]), f[1], f[2], f[3])
        {
            Least = long.Parse(prices[0], CultureInfo.InvariantCulture), Most = long.Parse(prices[1], CultureInfo.InvariantCulture),
            Variants = [.. f[5].Split(';', StringSplitOptions.TrimEntries).Select(v => v.Split('/', 2)).Select(v => (v[0].Trim(), v[^1].Trim()))],
            Purpose = f[6], PurposeEn = f[7],
            Specifications = [.. f[8].Split(';', StringSplitOptions.TrimEntries).Select(s => s.Split('=', 2)).Select(s => new Specification { Name = s[0], Value = s[1] })],
        };
    }
}
