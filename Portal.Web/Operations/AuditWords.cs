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

    /// <summary>The actions that have words, by their words.</summary>
    public static IEnumerable<(string Action, string Word)> Actions(Texts texts)
    {
        var prefix = $"operations.action.{string.Empty}";
        return Texts.Keys(Texts.Language).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => (k[prefix.Length..], texts[k])).OrderBy(a => a.Item2, StringComparer.Ordinal);
    }

    public static string Action(Texts texts, string action) => Word(texts, $"operations.action.{action}", action);

    public static string Kind(Texts texts, string kind) => Word(texts, $"operations.kind.{kind}", kind);

    /// <summary>What was before and after, field by field where the values are JSON. Secrets are never shown, whoever wrote them.</summary>
    public static IReadOnlyList<(string? Name, string? Before, string? After)> Changes(Texts texts, string? before, string? after)
    {
        var (was, now) = (Values(before), Values(after));
        return [.. was.Keys.Union(now.Keys).Select(k => (k.Length == 0 ? null : Word(texts, $"operations.field.{k}", k), Value(was.GetValueOrDefault(k)), Value(now.GetValueOrDefault(k))))];
    }

    /// <summary>The word for a value of an enumeration, when the value means the same wherever it stands; other values as they are.</summary>
    private static string? Value(string? value) => value is not null && EnumWords[Texts.Language].TryGetValue(value, out var word) ? word : value;

    private static readonly Dictionary<string, Dictionary<string, string>> EnumWords = Texts.Languages.ToDictionary(l => l, l => Texts.Keys(l)
        .Where(k => k.StartsWith("enum.", StringComparison.Ordinal)).GroupBy(k => k[(k.LastIndexOf('.') + 1)..], k => Texts.In(l, k))
        .Where(g => g.Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First()));

    /// <summary>A kept value by names: JSON by its fields, other text as one without a name.</summary>
    private static Dictionary<string, string> Values(string? value)
    {
        if (string.IsNullOrEmpty(value)) return [];
        if (value[0] != '{') return new Dictionary<string, string> { [""] = value };
        try
        {
            using var json = JsonDocument.Parse(value);
            return json.RootElement.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, Text);
        }
        catch (JsonException)
        {
            return new Dictionary<string, string> { [""] = value };
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
