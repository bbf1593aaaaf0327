using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Core.Catalog;

namespace Portal.Data.Review;

/// <summary>The content of a round as it is kept: nobody searches in it, it is only shown again.</summary>
internal static class RoundJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ProductContent content) => JsonSerializer.Serialize(content, Options);

    public static ProductContent Read(string json) => JsonSerializer.Deserialize<ProductContent>(json, Options) ?? new ProductContent();
}
