using System.Text;

namespace Portal.Core.Catalog;

/// <summary>Text as search compares it: one form for what was written in many, cut into words.</summary>
public static class SearchText
{
    /// <summary>NFC, lower case, ASCII instead of full width, single consonants in one form; a hyphen, point, slash or underscore within a code is left out (<c>DO-312</c> is <c>do312</c>).</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var plain = text.Normalize(NormalizationForm.FormC);
        var folded = new StringBuilder(plain.Length);
        foreach (var c in plain) folded.Append(char.ToLowerInvariant(Narrow(c)));
        for (var i = folded.Length - 2; i > 0; i--)
            if (folded[i] is '-' or '.' or '/' or '_' && char.IsAsciiLetterOrDigit(folded[i - 1]) && char.IsAsciiLetterOrDigit(folded[i + 1])) folded.Remove(i, 1);
        return folded.ToString();
    }

    /// <summary>The words of a text: runs of letters and digits.</summary>
    public static IReadOnlyList<string> Words(string? text) => Split(Fold(text));

    /// <summary>The parts of what <see cref="Fold"/> joins: <c>anti-fog</c> is found by <c>fog</c>, too.</summary>
    public static IEnumerable<string> Parts(string? text) => Split((text ?? "").Normalize(NormalizationForm.FormC).ToLowerInvariant());

    /// <summary>Letters and digits only: how codes are compared.</summary>
    public static string Squeeze(string? text) => string.Concat(Words(text));

    /// <summary>The leading consonants of the Korean syllables, other letters left out.</summary>
    public static string Initials(string text) => string.Concat(text.Where(Dubeolsik.IsSyllable).Select(Dubeolsik.LeadOf));

    public static bool AreInitials(string word) => word.All(c => Dubeolsik.Leads.Contains(c, StringComparison.Ordinal));

    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isLetter && start < 0) start = i;
            else if (!isLetter && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }
        }

        return words;
    }

    private static char Narrow(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        '\u3000' => ' ',
        // a leading consonant that found no vowel
        >= '\u1100' and <= '\u1112' => Dubeolsik.Leads[c - '\u1100'],
        _ => c,
    };
}
