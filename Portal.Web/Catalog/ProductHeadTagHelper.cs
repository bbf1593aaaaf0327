using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core.Shared;

namespace Portal.Web.Catalog;

/// <summary>
/// What machines read of a product: its one address, what is shown of it where it is linked to, and its data in the words of schema.org. The data are
/// in a script element of a type that no browser runs; every sign that could end it is escaped.
/// </summary>
[HtmlTargetElement("product-head")]
public sealed class ProductHeadTagHelper(PortalOptions options) : TagHelper
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public required ProductModel Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var p = Of.Detail.Product;
        var name = ProductWords.Pick(p.Name, p.NameEn).Text ?? p.Name;
        var url = new Uri(options.BaseUrl, $"/products/{Uri.EscapeDataString(p.Code)}").AbsoluteUri;
        var images = Of.Detail.Images.Select(i => new Uri(options.BaseUrl, $"/products/{Uri.EscapeDataString(p.Code)}/files/{i.FileId}").AbsoluteUri).ToList();
        output.Content.AppendHtml(Element("link", ("rel", "canonical"), ("href", url)));
        foreach (var (property, content) in new[] { ("og:type", "product"), ("og:site_name", options.Name), ("og:title", name), ("og:description", p.Summary), ("og:url", url), ("og:image", images.FirstOrDefault()) })
            if (content is not null) output.Content.AppendHtml(Element("meta", ("property", property), ("content", content)));
        var script = new TagBuilder("script") { Attributes = { ["type"] = "application/ld+json" } };
        script.InnerHtml.AppendHtml(JsonSerializer.Serialize(Data(name, url, images).Where(d => d.Value is not null).ToDictionary(d => d.Key, d => d.Value), Json));
        output.Content.AppendHtml(script);
    }

    private Dictionary<string, object?> Data(string name, string url, List<string> images)
    {
        var p = Of.Detail.Product;
        return new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org", ["@type"] = "Product", ["name"] = name, ["sku"] = p.Code, ["url"] = url, ["description"] = p.Summary ?? p.Description, ["category"] = p.Category,
            ["image"] = images.Count == 0 ? null : images, ["brand"] = new Dictionary<string, object> { ["@type"] = "Organization", ["name"] = p.Producer },
            ["offers"] = new Dictionary<string, object>
            {
                ["@type"] = "Offer", ["url"] = url, ["priceCurrency"] = options.Currency.Code, ["price"] = options.Currency.Plain(p.Price + Of.Vat),
                ["availability"] = p.Stock > 0 ? "https://schema.org/InStock" : "https://schema.org/OutOfStock",
            },
            ["aggregateRating"] = Of.Feedback.Mean is { } mean ? new Dictionary<string, object>
            {
                ["@type"] = "AggregateRating", ["ratingValue"] = mean.ToString(CultureInfo.InvariantCulture), ["ratingCount"] = Of.Feedback.Votes, ["bestRating"] = 5, ["worstRating"] = 1,
            } : null,
        };
    }

    private static TagBuilder Element(string tag, params (string Name, string Value)[] attributes)
    {
        var element = new TagBuilder(tag) { TagRenderMode = TagRenderMode.StartTag };
        foreach (var (name, value) in attributes) element.Attributes[name] = value;
        return element;
    }
}
