namespace Portal.Core.Catalog;

/// <summary>What search knows of a product on sale.</summary>
public sealed record SearchEntry
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? NameEn { get; init; }
    public string? Summary { get; init; }
    public string Producer { get; init; } = "";
    public string? Region { get; init; }
    public string? Category { get; init; }
    public string? CategoryEn { get; init; }
}

/// <summary>How well a piece of text stands for a product: the lower, the better.</summary>
public static class SearchLevel
{
    public const int WholeStart = 1;
    public const int Start = 2;
    public const int WholeWord = 3;
    public const int WordStart = 4;
    public const int Inside = 5;
    public const int Code = 6;
    public const int English = 6;
    public const int Initials = 7;
    public const int Label = 8;
    public const int Summary = 9;
}

/// <summary>
/// A product cut into pieces of up to three letters. Overlapping pieces are what makes two syllables findable in the middle of a compound, on every
/// database alike. The name is also cut across its spaces: people write compounds in one word or in two.
/// </summary>
public sealed class ProductGrams
{
    public const int MaxLength = 3;
    private const int MaxWords = 3000;

    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);

    public ProductGrams(SearchEntry entry)
    {
        var name = SearchText.Words(entry.Name);
        var squeezed = string.Concat(name);
        var code = SearchText.Squeeze(entry.Code);
        var initials = SearchText.Initials(squeezed);
        var english = SearchText.Words(entry.NameEn).Union(SearchText.Parts(entry.NameEn)).ToList();
        var labels = new[] { entry.Producer, entry.Region, entry.Category, entry.CategoryEn }.SelectMany(SearchText.Words).Append(SearchText.Squeeze(entry.Producer)).Distinct().ToList();
        var summary = SearchText.Words(entry.Summary).Distinct().ToList();

        AddName(name, squeezed);
        AddRun(code, SearchLevel.Code);
        for (var length = 2; length <= MaxLength; length++) AddAll(initials, length, SearchLevel.Initials);
        foreach (var word in english) AddRun(word, SearchLevel.English);
        foreach (var word in labels) AddRun(word, SearchLevel.Label);
        foreach (var word in summary) AddRun(word, SearchLevel.Summary);
        var words = string.Join(' ', [squeezed, code, initials, .. english, .. labels, .. summary]);
        Words = words.Length > MaxWords ? words[..MaxWords] : words;
    }

    /// <summary>Every piece with the best level at which it stands for the product.</summary>
    public IReadOnlyDictionary<string, int> Levels => _levels;

    /// <summary>All of it in one text: what longer words are looked for in.</summary>
    public string Words { get; }

    private void AddName(IReadOnlyList<string> words, string squeezed)
    {
        var (starts, ends) = (new HashSet<int>(), new Dictionary<int, int>());
        var at = 0;
        foreach (var word in words)
        {
            starts.Add(at);
            ends[at] = word.Length;
            at += word.Length;
        }

        for (var length = 1; length <= MaxLength; length++)
            for (var i = 0; i + length <= squeezed.Length; i++)
            {
                var isWhole = ends.GetValueOrDefault(i) == length;
                var level = (i == 0, isWhole, starts.Contains(i)) switch
                {
                    (true, true, _) => SearchLevel.WholeStart,
                    (true, _, _) => SearchLevel.Start,
                    (_, true, _) => SearchLevel.WholeWord,
                    (_, _, true) => SearchLevel.WordStart,
                    _ => SearchLevel.Inside,
                };
                Add(squeezed.Substring(i, length), level);
            }
    }

    /// <summary>A word of other texts: Korean is found anywhere in it by two letters, other scripts by three, or by two at the beginning.</summary>
    private void AddRun(string word, int level)
    {
        if (word.Any(Dubeolsik.IsSyllable)) AddAll(word, 2, level);
        else if (word.Length >= 2) Add(word[..2], level);
        AddAll(word, MaxLength, level);
    }

    private void AddAll(string text, int length, int level)
    {
        for (var i = 0; i + length <= text.Length; i++) Add(text.Substring(i, length), level);
    }

    private void Add(string gram, int level)
    {
        if (!_levels.TryGetValue(gram, out var best) || level < best) _levels[gram] = level;
    }
}
