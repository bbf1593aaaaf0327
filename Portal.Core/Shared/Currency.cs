using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Core.Shared;

/// <summary>A currency by ISO 4217: its code and how many decimals its minor unit has. Amounts are always whole minor units.</summary>
public sealed partial record Currency(string Code, int Exponent)
{
    private static readonly Dictionary<string, int> Exponents = new(StringComparer.Ordinal)
    {
        ["KRW"] = 0, ["JPY"] = 0, ["VND"] = 0, ["USD"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["CNY"] = 2,
    };

    /// <summary>The currency of a code. Throws <see cref="ArgumentException"/> for one that the portal does not know.</summary>
    public static Currency Of(string code) => TryOf(code) ?? throw new ArgumentException($"Unknown currency '{code}'.", nameof(code));

    /// <summary>The currency of a code that somebody else wrote; null for one that the portal does not know.</summary>
    public static Currency? TryOf(string code) => Exponents.TryGetValue(code, out var exponent) ? new Currency(code, exponent) : null;

    private long Scale => Exponent switch { 0 => 1, 2 => 100, _ => throw new InvalidOperationException("Unknown exponent.") };

    /// <summary>Minor units as people read them, with thousands separators: 1234567 → <c>1,234,567</c> or <c>12,345.67</c>.</summary>
    public string Format(long minor) => ((decimal)minor / Scale).ToString("N" + Exponent, CultureInfo.InvariantCulture);

    /// <summary>Minor units as files have them, without separators.</summary>
    public string Plain(long minor) => ((decimal)minor / Scale).ToString("F" + Exponent, CultureInfo.InvariantCulture);

    // separators stand between thousands or nowhere: in "12,50" the comma was meant as a decimal point
    [GeneratedRegex(@"\A(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?<decimals>[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex AmountText();

    /// <summary>
    /// Reads an amount in major units. Separators between thousands and a currency sign are allowed;
    /// more decimals than the currency has, a sign, an exponent or an amount beyond 900 trillion minor units are not.
    /// </summary>
    public bool TryParse(string? text, out long minor)
    {
        minor = 0;
        var match = AmountText().Match(text?.Trim().TrimEnd('원').TrimStart('₩', '$').Trim() ?? "");
        if (!match.Success || match.Groups["decimals"].Length > Exponent) return false;
        var plain = match.Value.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)) return false;
        if (major > Amounts.Max || major * Scale > Amounts.Max) return false;
        minor = (long)(major * Scale);
        return true;
    }

    // 1억 2천만, 1만 2천, 12만5000: hundred millions, ten thousands and thousands, each once and in this order
    [GeneratedRegex(@"\A(?:(?<e>[0-9]{1,4})억)?(?:(?:(?<tm>[0-9])천)?(?<m>[0-9]{1,4})?(?<man>만))?(?:(?<t>[0-9])천)?(?<r>[0-9]{1,4})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex KoreanText();

    /// <summary>
    /// Reads an amount that a person typed: besides what <see cref="TryParse"/> reads, full-width figures, blanks and, in won, words such as <c>1만 2천</c>.
    /// Files are read more strictly.
    /// </summary>
    public bool TryRead(string? typed, out long minor)
    {
        minor = 0;
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > 60) return false;
        // half surrogates cannot be normalised
        var text = string.Concat(typed.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Trim();
        if (TryParse(text, out minor)) return true;
        if (Code != "KRW" || !text.AsSpan().ContainsAny("억만천")) return false;
        var plain = text.TrimEnd('원').Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var match = KoreanText().Match(plain);
        if (!match.Success || match.Groups["man"].Success && !match.Groups["m"].Success && !match.Groups["tm"].Success) return false;
        long Figure(string group) => match.Groups[group].Success ? long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        minor = Figure("e") * 100_000_000 + (Figure("tm") * 1_000 + Figure("m")) * 10_000 + Figure("t") * 1_000 + Figure("r");
        return true;
    }
}

/// <summary>Limits within which all arithmetic on amounts stays exact in 64 bits, also times 10,000 basis points.</summary>
public static class Amounts
{
    /// <summary>The largest amount that a line, an order or a deposit may have, in minor units.</summary>
    public const long Max = 900_000_000_000_000;
}
