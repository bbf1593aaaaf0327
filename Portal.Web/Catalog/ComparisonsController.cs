using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Catalog;
using Portal.Web.Shared;

namespace Portal.Web.Catalog;

/// <summary>One property of the products that are compared, in their order.</summary>
public sealed record ComparisonLine(string Name, IReadOnlyList<string> Values)
{
    public bool Differs => Values.Distinct(StringComparer.Ordinal).Skip(1).Any();
}

/// <summary>Products side by side; <see cref="LeftOut"/> were more than can be compared at once.</summary>
public sealed record ComparisonModel(IReadOnlyList<ComparedProduct> Products, int LeftOut)
{
    public string Without(string code) => $"/comparisons?{string.Join('&', Products.Where(p => p.Row.Code != code).Select(p => $"code={Uri.EscapeDataString(p.Row.Code)}"))}";
}

/// <summary>Up to four products side by side, for everybody; the choice is in the address.</summary>
[AllowAnonymous]
public sealed class ComparisonsController(ComparisonPages pages) : Controller
{
    public const int Most = 4;

    [HttpGet("/comparisons")]
    public async Task<IActionResult> Index([FromQuery(Name = "code")] List<string> codes)
    {
        ModelState.Clear();
        var asked = codes.Where(c => !string.IsNullOrWhiteSpace(c)).Distinct(StringComparer.Ordinal).ToList();
        // the choice is made in the form of the list, whose own fields come along
        if (Request.Query.Keys.Any(k => k != "code")) return LocalRedirect($"/comparisons?{string.Join('&', asked.Select(c => $"code={Uri.EscapeDataString(c)}"))}");
        return View(new ComparisonModel(await pages.Find([.. asked.Take(Most)]), Math.Max(0, asked.Count - Most)));
    }
}

/// <summary>What is compared, in the words of the page.</summary>
[Service]
public sealed class ComparisonLines(Texts texts, Show show)
{
    public IReadOnlyList<ComparisonLine> Of(IReadOnlyList<ComparedProduct> products)
    {
        ComparisonLine Line(string key, Func<ProductRow, string> value) => new(texts[key], [.. products.Select(p => value(p.Row))]);
        var named = products.SelectMany(p => p.Specifications.Select(s => s.Name)).Distinct(StringComparer.Ordinal);
        return
        [
            Line("catalog.price", r => show.Money(r.Price)),
            Line("catalog.taxation", r => texts[ProductWords.TaxNote(r.Tax)]),
            Line("catalog.stock", r => r.Stock == 0 ? texts["catalog.soldOut"] : texts["catalog.pieces", show.Count(r.Stock)]),
            Line("catalog.lead", r => texts["catalog.within", r.MaxDeliveryDays]),
            Line("catalog.kind", r => texts.Of<Core.Catalog.ProductKind>(r.Kind)),
            Line("catalog.producer", r => r.Producer),
            Line("catalog.region", r => show.Or(r.Region)),
            Line("catalog.rating", r => r.Rating is { } mean ? texts["catalog.ratingOf", mean, show.Count(r.Ratings)] : "–"),
            .. named.Select(n => new ComparisonLine(n, [.. products.Select(p => show.Or(p.Specifications.FirstOrDefault(s => s.Name == n)?.Value))])),
        ];
    }
}
