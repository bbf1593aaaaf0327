using System.Text.Json;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>The audit trail in words. What it does not know it shows as it was written.</summary>
public static class AuditWords
{
    private static readonly string[] Secrets = ["password", "token", "secret", "stamp", "key", "hash"];

    /// <summary>The kinds of things that are audited, in the order of the filter.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        ["organization", "person", "product", "category", "review", "recruitment", "application", "agreement", "order", "deposit", "credit", "shipment", "misdelivery", "return", "settlement", "statement", "payout", "withholding", "outbox", "import"];

    public static string Action(Texts texts, string action) => Word(texts, $"operations.action.{action}", action);

    public static string Kind(Texts texts, string kind) => Word(texts, $"operations.kind.{kind}", kind);

    /// <summary>A kept value as names and texts: JSON field by field, other text as one without a name. Secrets are never shown, whoever wrote them.</summary>
    public static IReadOnlyList<(string? Name, string Value)> Values(Texts texts, string? value)
    {
        if (string.IsNullOrEmpty(value)) return [];
        if (value[0] != '{') return [(null, value)];
        try
        {
            using var json = JsonDocument.Parse(value);
            return [.. json.RootElement.EnumerateObject().Select(p => ((string?)Word(texts, $"operations.field.{p.Name}", p.Name), Text(p)))];
        }
        catch (JsonException)
        {
            return [(null, value)];
        }
    }

    /// <summary>Where the subject of an entry is looked at; null when there is no page.</summary>
    public static string? Link(string kind, string label) => kind switch
    {
        "order" => $"/orders/{Uri.EscapeDataString(label)}",
        "organization" when label.Contains(' ', StringComparison.Ordinal) => $"/organizations/{Uri.EscapeDataString(label[..label.IndexOf(' ', StringComparison.Ordinal)])}",
        _ => null,
    };

    private static string Text(JsonProperty property)
    {
        if (Secrets.Any(s => property.Name.Contains(s, StringComparison.OrdinalIgnoreCase))) return "****";
        return property.Value.ValueKind switch
        {
            JsonValueKind.Null => "–",
            JsonValueKind.String => property.Value.GetString()!,
            _ => property.Value.GetRawText(),
        };
    }

    private static string Word(Texts texts, string key, string otherwise) => Texts.Has(Texts.Language, key) ? texts[key] : otherwise;
}
