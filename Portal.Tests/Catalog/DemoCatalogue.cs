using Portal.Core.Catalog;
using Portal.Core.Organizations;
using Portal.Web.Operations;

namespace Portal.Tests.Catalog;

/// <summary>A line of the demo's assortment: a ware with its variants.</summary>
internal sealed record Ware(string Category, ProductKind Kind, string Name, string NameEn, string Model, IReadOnlyList<string> Variants, string Purpose, long Price);

/// <summary>The assortment of the demo as the program carries it, and a catalogue made of it without the demo's year.</summary>
internal static class DemoCatalogue
{
    /// <summary>Categories in their order, each with its names and wares.</summary>
    public static IReadOnlyList<(string Code, string Name, string NameEn, IReadOnlyList<Ware> Wares)> Read()
    {
        using var reader = new StreamReader(typeof(AuditController).Assembly.GetManifestResourceStream("demo/products.txt")!);
        var categories = new List<(string, string, string, IReadOnlyList<Ware>)>();
        var wares = new List<Ware>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            var f = line[2..].Split('|', StringSplitOptions.TrimEntries);
            if (line[0] == '#') categories.Add((f[0], f[1], f[2], wares = []));
            if (line[0] != '=') continue;
            var variants = f[5].Split(';', StringSplitOptions.TrimEntries).Select(v => v.Split('/')[0].Trim()).ToList();
            wares.Add(new Ware(categories[^1].Item1, Enum.Parse<ProductKind>(f[0]), f[1], f[2], f[3], variants, f[6], long.Parse(f[4].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
        }

        return categories;
    }

    /// <summary>Every variant on sale, one second after the other; each category is made by a firm of its own.</summary>
    public static async Task Fill(Shop shop)
    {
        string[] firms = ["한빛제과기계", "대성패키징", "세진산업안전", "우림농기계", "금강푸드", "동양센서", "미래공구", "삼정크린", "태광조명", "신흥물류기기", "청우소프트", "다온엔지니어링"];
        foreach (var ((code, name, nameEn, wares), i) in Read().Select((c, i) => (c, i)))
        {
            var category = await shop.Data.Category(code, name, nameEn);
            var firm = await shop.Data.Organization(OrganizationKind.Producer, shop.Centre, firms[i]);
            foreach (var ware in wares)
                foreach (var (variant, no) in ware.Variants.Select((v, no) => (v, no)))
                {
                    shop.Portal.Time.Advance(TimeSpan.FromSeconds(1));
                    await shop.Data.Product(firm, ware.Price + no * 1000, 10 * no, c => c with
                    {
                        Kind = ware.Kind, CategoryId = category, Name = $"{ware.Name} {ware.Model}-{no + 1}1{no} {variant}", NameEn = ware.NameEn, Summary = ware.Purpose,
                    });
                }
        }
    }
}
