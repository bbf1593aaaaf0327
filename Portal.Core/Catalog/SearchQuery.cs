namespace Portal.Core.Catalog;

/// <summary>
/// What somebody looks for: every word must be there. Words of up to three letters are one piece each; longer ones their first and last piece, and
/// are then looked for in the product's words.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>Pieces that are joined; four words of a name leave few products.</summary>
    public const int MaxGrams = 4;
    public const int MaxLikes = 4;
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
        var (grams, covered) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var word in words.OrderByDescending(w => Math.Min(w.Length, ProductGrams.MaxLength)).Take(MaxGrams))
        {
            grams.Add(word.Length <= ProductGrams.MaxLength ? word : word[..ProductGrams.MaxLength]);
            if (word.Length <= ProductGrams.MaxLength) covered.Add(word);
        }

        foreach (var word in words.Where(w => w.Length > ProductGrams.MaxLength).TakeWhile(_ => grams.Count < MaxGrams)) grams.Add(word[^ProductGrams.MaxLength..]);
        return new SearchQuery
        {
            Text = plain, Words = words, Grams = [.. grams.Distinct()], Likes = [.. words.Where(w => !covered.Contains(w)).OrderByDescending(w => w.Length).Take(MaxLikes)], CodeKey = string.Concat(words),
        };
    }

    /// <summary>The same keys on the other keyboard; null when they mean nothing there.</summary>
    public SearchQuery? OnOtherKeyboard()
    {
        var other = Text.Any(c => c is >= 'ㄱ' and <= 'ㅣ' || Dubeolsik.IsSyllable(c)) ? Dubeolsik.ToKeys(Text).ToLowerInvariant() : Dubeolsik.ToHangul(Text);
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
