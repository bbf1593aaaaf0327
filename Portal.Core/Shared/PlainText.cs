using System.Text;

namespace Portal.Core.Shared;

/// <summary>Text that people write, in the one form in which it is kept.</summary>
public static class PlainText
{
    /// <summary>Trimmed, NFC, line ends as <c>\n</c>; null when nothing is left. Half surrogate pairs and control characters cannot be shown, and not every database keeps them.</summary>
    public static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var runes = text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim().EnumerateRunes().Where(r => r.Value is '\n' or '\t' || !Rune.IsControl(r));
        var tidy = string.Concat(runes).Normalize(NormalizationForm.FormC).Trim();
        return tidy.Length == 0 ? null : tidy;
    }
}
