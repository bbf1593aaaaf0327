namespace Portal.Core.Catalog;

/// <summary>
/// What somebody looks for: every word must be there. Words of up to three letters are one piece each, longer ones several; what the pieces leave out is
/// looked for in the product's words.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Pieces that are joined; four words of a name leave few products.</summary>
    public const int MaxGrams = 4;
    public const int MaxLikes = 4;
    /// <summary>Three pieces that overlap; of longer words they leave something out.</summary>
    private const int MaxCovered = 7;
    private const int MaxText = 100;

    private SearchQuery() { }

    /// <summary>As it was typed, without what is around it.</summary>
    public string Text { get; private init; } = "";
    public IReadOnlyList<string> Words { get; private init; } = [];
    /// <summary>The pieces, the rarest kind first; never none.</summary>
    public IReadOnlyList<string> Grams { get; private init; } = [];
    /// <summary>Words that the pieces do not cover.</summary>
    public IReadOnlyList<string> Likes { get; private init; } = [];
    /// <summary>The whole as the code of a product would be written.</summary>
    public string CodeKey { get; private init; } = "";

    /// <summary>Null when there is no letter and no digit in it.</summary>
    public static SearchQuery? Of(string? text)
    {
        var plain = text?.Trim() ?? "";
        if (plain.Length > MaxText) plain = plain[..MaxText];
        var words = SearchText.Words(plain).Distinct().ToList();
        if (words.Count == 0) return null;
        // one piece of each word first: the longer ones, and the ends of codes, stand for the fewest products
        var pieces = words.Select(w => (Word: w, Of: Cut(w))).OrderByDescending(w => Math.Min(w.Word.Length, ProductGrams.MaxLength)).ToList();
        var grams = pieces.Take(MaxGrams).Select(p => p.Of[0]).Concat(pieces.Take(MaxGrams).SelectMany(p => p.Of.Skip(1))).Distinct().Take(MaxGrams).ToList();
        var open = pieces.Where(p => p.Word.Length > MaxCovered || p.Of.Any(g => !grams.Contains(g))).Select(p => p.Word);
        return new SearchQuery { Text = plain, Words = words, Grams = grams, Likes = [.. open.OrderByDescending(w => w.Length).Take(MaxLikes)], CodeKey = string.Concat(words) };
    }

    /// <summary>The pieces by which a word is looked for: they cover it, up to <see cref="MaxCovered"/> letters.</summary>
    private static List<string> Cut(string word)
    {
        const int length = ProductGrams.MaxLength;
        if (word.Length <= length) return [word];
        List<string> cut = [word[..length], word[^length..]];
        if (word.Any(char.IsAsciiDigit)) cut.Reverse();
        if (word.Length > 2 * length - 1) cut.Add(word.Substring(word.Length / 2 - 1, length));
        return cut;
    }

    /// <summary>The same keys on the other keyboard; null when they mean nothing there.</summary>
    public SearchQuery? OnOtherKeyboard()
    {
        var other = Text.Any(c => Dubeolsik.IsSyllable(c) || Dubeolsik.IsLetter(c)) ? Dubeolsik.ToKeys(Text).ToLowerInvariant() : Dubeolsik.ToHangul(Text);
        return other == Text ? null : Of(other);
    }

    /// <summary>Pieces of all words, for what is written nearly so.</summary>
    public IReadOnlyList<string> Pieces => [.. Words.SelectMany(Pairs).Distinct().Take(24)];

    private static IEnumerable<string> Pairs(string word)
    {
        var length = word.Any(Dubeolsik.IsSyllable) ? 2 : ProductGrams.MaxLength;
        if (length > 2 && word.Length >= 2) yield return word[..2];
        for (var i = 0; i + length <= word.Length; i++) yield return word.Substring(i, length);
    }
}
