using System.Globalization;
using System.Text;
using Portal.Core.Shared;

namespace Portal.Core.Operations;

/// <summary>Names under which files are downloaded.</summary>
public static class FileName
{
    public const int MaxLength = 200;

    /// <summary>A name without folders, without signs that turn or hide parts of it, ending in what the file really is.</summary>
    public static string Of(string? given, FileType type)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var visible = string.Concat(last.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse)
            && !Rune.IsControl(r) && r.Value is not (':' or '*' or '?' or '"' or '<' or '>' or '|')));
        var name = PlainText.Tidy(visible)?.TrimStart('.').Trim() ?? "";
        if (name.EndsWith(type.Extension, StringComparison.OrdinalIgnoreCase) || (type == FileType.Jpeg && name.EndsWith(".jpeg", StringComparison.OrdinalIgnoreCase)))
            name = name[..name.LastIndexOf('.')];
        if (name.Trim().Length == 0) name = "file";
        return Cut(name.Trim(), MaxLength - type.Extension.Length) + type.Extension;
    }

    /// <summary>The beginning of a text, never half of a character.</summary>
    private static string Cut(string text, int max)
    {
        if (text.Length <= max) return text;
        return char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];
    }
}
