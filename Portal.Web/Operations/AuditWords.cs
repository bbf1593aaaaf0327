using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Core.Review;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>The audit trail in words. What it does not know it shows as it was written.</summary>
public static partial class AuditWords
{
    private const string Masked = "****";
    private static readonly string[] Secrets = ["password", "token", "secret", "stamp", "key", "hash"];

    /// <summary>The kinds of things that are audited, in the order of the filter.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        ["organization", "person", "product", "category", "testimonial", "review", "recruitment", "application", "member-application", "agreement", "agreement-template", "order", "deposit", "bank-file", "bank-format", "bank-line", "depositor-name", "credit", "card", "card-payout", "card-difference", "mileage", "shipment", "return", "settlement", "statement", "payout", "writeoff", "withholding_rule", "tax-month", "outbox", "import", "content", "news", "terms"];

    /// <summary>Where the words for the codes of a kind stand, the likeliest first.</summary>
    private static readonly Dictionary<string, string[]> Codes = new(StringComparer.Ordinal)
    {
        ["organization"] = ["enum.OrganizationKind.", "enum.TaxKind."],
        ["person"] = ["enum.Role."],
        ["product"] = ["enum.ProductStatus.", "enum.RevisionStatus.", "enum.ProductKind.", "enum.TaxClass."],
        ["review"] = ["enum.CaseStatus.", "enum.Decision.", "enum.Ballot.", "enum.RevisionStatus."],
        ["application"] = ["enum.ApplicationStatus.", "enum.Opinion."],
        ["member-application"] = ["enum.ApplicationStatus."],
        ["agreement"] = ["enum.AgreementStatus.", "enum.Part."],
        ["order"] = ["enum.PartStatus.", "enum.CancelReason."],
        ["deposit"] = ["enum.DepositMatch."],
        ["card"] = ["enum.CardPaymentStatus."],
        ["card-difference"] = ["enum.CardDifferenceKind."],
        ["shipment"] = ["enum.ShipmentStatus.", "enum.MisdeliveryKind.", "enum.MisdeliveryResolution."],
        ["return"] = ["enum.ReturnStatus.", "enum.ReturnKind."],
        ["payout"] = ["enum.PayoutStatus."],
        ["writeoff"] = ["enum.WriteOffStatus.", "enum.WriteOffReason."],
    };

    private static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["Active"] = "operations.value.Active", ["Suspended"] = "operations.value.Suspended", ["Image"] = "operations.value.Image", ["Manual"] = "operations.value.Manual",
    };

    /// <summary>The words for values of enumerations that mean the same wherever they stand.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> EnumWords = Texts.Languages.ToDictionary(l => l, l => Texts.Keys(l)
        .Where(k => k.StartsWith("enum.", StringComparison.Ordinal)).GroupBy(k => k[(k.LastIndexOf('.') + 1)..], k => Texts.In(l, k))
        .Where(g => g.Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First()));

    /// <summary>The actions that have words, by their words.</summary>
    public static IEnumerable<(string Action, string Word)> Actions(Texts texts)
    {
        var prefix = $"operations.action.{string.Empty}";
        return Texts.Keys(Texts.Language).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => (k[prefix.Length..], texts[k])).OrderBy(a => a.Item2, StringComparer.Ordinal);
    }

    public static string Action(Texts texts, string action) => Word(texts, $"operations.action.{action}", action);

    public static string Kind(Texts texts, string kind) => Word(texts, $"operations.kind.{kind}", kind);

    /// <summary>What was before and after: JSON field by field, and only where both differ. Secrets are never shown, whoever wrote them.</summary>
    public static IReadOnlyList<(string? Name, string? Before, string? After)> Changes(Texts texts, string kind, string? before, string? after)
    {
        var (was, now) = (Values(texts, kind, before), Values(texts, kind, after));
        return [.. was.Keys.Union(now.Keys).Select(k => (Name: k.Length == 0 ? null : Field(texts, kind, k), Before: was.GetValueOrDefault(k), After: now.GetValueOrDefault(k)))
            .Where(c => c.Name is null || c.Before != c.After || c.Before == Masked)];
    }

    /// <summary>A kept value by names: JSON by its fields, other text as one without a name.</summary>
    private static Dictionary<string, string> Values(Texts texts, string kind, string? value)
    {
        if (string.IsNullOrEmpty(value)) return [];
        // an account as it is masked: the bank by its name
        if (Account().Match(value) is { Success: true } account) return new Dictionary<string, string> { [""] = Word(texts, $"organizations.bank.{account.Groups[1].Value}", account.Groups[1].Value) + value[3..] };
        if (value[0] != '{') return new Dictionary<string, string> { [""] = Coded(texts, kind, value) };
        try
        {
            using var json = JsonDocument.Parse(value);
            return json.RootElement.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => Text(texts, kind, p));
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

    /// <summary>What is reviewed of a product has its names where it is compared; keys of texts that differ in case only are one to the compiler.</summary>
    private static string Field(Texts texts, string kind, string name) => kind == "product"
        ? Word(texts, $"enum.{nameof(ContentField)}.{name switch { "CategoryId" => "Category", "Specifications" => "Specification", _ => name }}", name)
        : Word(texts, $"operations.field.{name}", name);

    private static string Text(Texts texts, string kind, JsonProperty property) =>
        Secrets.Any(s => property.Name.Contains(s, StringComparison.OrdinalIgnoreCase)) ? Masked : Text(texts, kind, property.Value);

    /// <summary>Lists with commas, the fields of what is in them side by side.</summary>
    private static string Text(Texts texts, string kind, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "–",
        JsonValueKind.String => Coded(texts, kind, value.GetString()!),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => Text(texts, kind, v))),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Text(texts, kind, p))),
        _ => value.GetRawText(),
    };

    /// <summary>A state that is kept by its code, alone or before what was written about it, in words.</summary>
    private static string Coded(Texts texts, string kind, string value) => Code().Replace(value, m =>
        (Codes.GetValueOrDefault(kind) ?? []).Select(c => c + m.Value).Append(Common.GetValueOrDefault(m.Value, "")).FirstOrDefault(k => Texts.Has(Texts.Language, k)) is { } key
            ? texts[key] : EnumWords[Texts.Language].GetValueOrDefault(m.Value, m.Value));

    [GeneratedRegex(@"(?<=\A(\d+ )?)[A-Z][A-Za-z]+(?=\z|: | · | \d)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\A([0-9]{3}) \*{4}")]
    private static partial Regex Account();

    private static string Word(Texts texts, string key, string otherwise) => Texts.Has(Texts.Language, key) ? texts[key] : otherwise;
}
