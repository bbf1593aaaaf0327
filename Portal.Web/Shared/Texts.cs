using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Portal.Web.Shared;

/// <summary>
/// The words of the pages: every feature has <c>Texts.resx</c> (Korean) and <c>Texts.en.resx</c> (English) in its folder.
/// Results are plain text; pages encode them.
/// </summary>
public sealed partial class Texts
{
    /// <summary>The languages of the portal, the first is the usual one.</summary>
    public static readonly IReadOnlyList<string> Languages = ["ko", "en"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> All =
        Languages.ToFrozenDictionary(l => l, l => Load(l == "ko" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(l)), StringComparer.Ordinal);

    /// <summary>The language of this request.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "ko";

    public string this[string key, params object?[] args] => In(Language, key, args);

    /// <summary>The word for a value of an enumeration: key <c>enum.Type.Value</c>.</summary>
    public string Of(Enum value) => this[$"enum.{value.GetType().Name}.{value}"];

    /// <summary>The word for a value that the database keeps by name.</summary>
    public string Of<T>(string? value) where T : struct, Enum => string.IsNullOrEmpty(value) ? "" : this[$"enum.{typeof(T).Name}.{value}"];

    /// <summary>The text of a key in a language. A key that is missing shows itself, and a test finds it.</summary>
    public static string In(string language, string key, params object?[] args)
    {
        if (!All[language == "en" ? "en" : "ko"].TryGetValue(key, out var text)) return $"⟦{key}⟧";
        return args.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, OneOrMany().Replace(text, m => m.Groups[IsOne(m, args) ? "one" : "many"].Value), args);
    }

    /// <summary>Words that go with a number: <c>{0} [line|lines]</c>, <c>[There is|There are] {0}</c>. The number is the nearest one before, or else the next.</summary>
    [GeneratedRegex(@"\[(?<one>[^|\]]*)\|(?<many>[^\]]*)\]")]
    private static partial Regex OneOrMany();

    [GeneratedRegex(@"\{(?<i>[0-9])[^}]*\}")]
    private static partial Regex Gap();

    private static bool IsOne(Match words, object?[] args)
    {
        var gaps = Gap().Matches(words.Result("$_"));
        var gap = gaps.LastOrDefault(g => g.Index < words.Index) ?? gaps.FirstOrDefault();
        return gap is not null && int.Parse(gap.Groups["i"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var i && i < args.Length && $"{args[i]}" == "1";
    }

    public static bool Has(string language, string key) => All[language].ContainsKey(key);

    /// <summary>All keys of a language.</summary>
    public static IEnumerable<string> Keys(string language) => All[language].Keys;

    private static FrozenDictionary<string, string> Load(CultureInfo culture)
    {
        var assembly = typeof(Texts).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".Texts.resources", StringComparison.Ordinal)))
        {
            var set = new ResourceManager(name[..^".resources".Length], assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
            foreach (DictionaryEntry entry in set ?? throw new InvalidOperationException($"{name} is missing in '{culture.Name}'."))
                texts.Add((string)entry.Key, (string)entry.Value!);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
