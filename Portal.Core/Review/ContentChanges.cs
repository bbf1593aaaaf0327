using System.Globalization;
using Portal.Core.Catalog;

namespace Portal.Core.Review;

/// <summary>What of a product can differ between two contents.</summary>
public enum ContentField { Kind, Category, Name, NameEn, Summary, Description, DescriptionEn, Price, Tax, Specification, File }

/// <summary>One difference, as the values are kept; null is "not there". The label names the specification or the file.</summary>
public sealed record ContentChange(ContentField Field, string? Label, string? Before, string? After);

/// <summary>What differs between two contents, in the order of the product page.</summary>
public static class ContentChanges
{
    public static IReadOnlyList<ContentChange> Between(ReviewedContent before, ReviewedContent after)
    {
        var (b, a) = (before.Content, after.Content);
        ContentChange[] fields =
        [
            new(ContentField.Kind, null, b.Kind.ToString(), a.Kind.ToString()),
            new(ContentField.Category, null, Number(b.CategoryId), Number(a.CategoryId)),
            new(ContentField.Name, null, b.Name, a.Name),
            new(ContentField.NameEn, null, b.NameEn, a.NameEn),
            new(ContentField.Price, null, Number(b.Price), Number(a.Price)),
            new(ContentField.Tax, null, b.Tax.ToString(), a.Tax.ToString()),
            new(ContentField.Summary, null, b.Summary, a.Summary),
            new(ContentField.Description, null, b.Description, a.Description),
            new(ContentField.DescriptionEn, null, b.DescriptionEn, a.DescriptionEn),
        ];
        return [.. fields.Concat(Specifications(b, a)).Concat(Files(before, after)).Where(c => c.Before != c.After)];
    }

    /// <summary>By name: a line that only moved is no difference.</summary>
    private static IEnumerable<ContentChange> Specifications(ProductContent before, ProductContent after)
    {
        var (old, now) = (ByName(before), ByName(after));
        return old.Keys.Union(now.Keys).Select(n => new ContentChange(ContentField.Specification, n, old.GetValueOrDefault(n), now.GetValueOrDefault(n)));
    }

    // a name may stand on several lines
    private static Dictionary<string, string> ByName(ProductContent content) =>
        content.Specifications.GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(s => s.Value)), StringComparer.Ordinal);

    /// <summary>By title and kind: a file with other bytes under the same title is a difference.</summary>
    private static IEnumerable<ContentChange> Files(ReviewedContent before, ReviewedContent after)
    {
        foreach (var gone in before.Files.Where(f => !after.Files.Any(o => Same(f, o)))) yield return new ContentChange(ContentField.File, gone.Caption, gone.Name, null);
        foreach (var added in after.Files.Where(f => !before.Files.Any(o => Same(f, o)))) yield return new ContentChange(ContentField.File, added.Caption, null, added.Name);
    }

    private static bool Same(ReviewedFile a, ReviewedFile b) => (a.Kind, a.Title, a.Sha256) == (b.Kind, b.Title, b.Sha256);

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A line of a text that was taken out (−), put in (+), or stayed.</summary>
public sealed record TextLine(char Sign, string Text);

/// <summary>Two texts line by line.</summary>
public static class TextLines
{
    /// <summary>Beyond this many lines both texts are shown whole: comparing grows with the square.</summary>
    private const int MaxLines = 400;

    public static IReadOnlyList<TextLine> Between(string? before, string? after)
    {
        var b = before?.Split('\n') ?? [];
        var a = after?.Split('\n') ?? [];
        if (b.Length > MaxLines || a.Length > MaxLines) return [.. b.Select(t => new TextLine('−', t)), .. a.Select(t => new TextLine('+', t))];
        var common = Common(b, a);
        var lines = new List<TextLine>();
        var (i, j) = (0, 0);
        while (i < b.Length || j < a.Length)
        {
            if (i < b.Length && j < a.Length && b[i] == a[j])
            {
                lines.Add(new TextLine(' ', b[i++]));
                j++;
            }
            else if (i < b.Length && (j == a.Length || common[i + 1, j] >= common[i, j + 1])) lines.Add(new TextLine('−', b[i++]));
            else lines.Add(new TextLine('+', a[j++]));
        }

        return lines;
    }

    /// <summary>How many lines the rests of both texts have in common, from each pair of positions.</summary>
    private static int[,] Common(string[] b, string[] a)
    {
        var common = new int[b.Length + 1, a.Length + 1];
        for (var i = b.Length - 1; i >= 0; i--)
            for (var j = a.Length - 1; j >= 0; j--)
                common[i, j] = b[i] == a[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }
}
