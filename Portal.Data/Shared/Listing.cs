namespace Portal.Data.Shared;

/// <summary>How the list of a request is wanted: set by the page before the list is read.</summary>
public sealed record ListAsk
{
    public static readonly ListAsk Usual = new();

    public int Size { get; init; } = Paging.Size;

    /// <summary>The key of a sort, with <c>-desc</c> for downwards. Whatever a list does not know it ignores.</summary>
    public string? Sort { get; init; }

    /// <summary>Every row, one after the other, instead of a page.</summary>
    public bool All { get; init; }
}

/// <summary>
/// The statement of a list, with the orders in which it may be read besides its own. Only these texts get into SQL, never what a request says.
/// The statement's own order follows the chosen one, so that rows that are alike always stand in the same order.
/// </summary>
/// <param name="sql">The statement, ordered.</param>
/// <param name="sorts">A key and what it is in SQL: <c>"amount=o.total"</c>.</param>
public sealed class Listing(string sql, params string[] sorts)
{
    private const string OrderBy = "ORDER BY ";
    private const string Down = "-desc";

    private readonly Dictionary<string, string> _by = sorts.Select(s => s.Split('=', 2)).ToDictionary(s => s[0], s => s[1], StringComparer.Ordinal);

    /// <summary>All ways in which the list can be read; tests try each.</summary>
    public IEnumerable<string?> Sorts => _by.Keys.SelectMany(k => new[] { k, k + Down }).Prepend(null);

    public string Ordered(string? sort)
    {
        var isDown = sort?.EndsWith(Down, StringComparison.Ordinal) == true;
        var key = isDown ? sort![..^Down.Length] : sort;
        if (key is null || !_by.TryGetValue(key, out var by)) return sql;
        var at = sql.LastIndexOf(OrderBy, StringComparison.Ordinal) + OrderBy.Length;
        // SQL Server refuses a column that is named twice
        var rest = Terms(sql[at..]).Where(t => Column(t) != Column(by));
        return string.Concat(sql.AsSpan(0, at), string.Join(", ", rest.Prepend(isDown ? $"{by} DESC" : by)));
    }

    private static IEnumerable<string> Terms(string order)
    {
        for (int depth = 0, from = 0, i = 0; i <= order.Length; i++)
        {
            if (i < order.Length) depth += order[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (i < order.Length && (order[i] != ',' || depth > 0)) continue;
            yield return order[from..i].Trim();
            from = i + 1;
        }
    }

    private static string Column(string term)
    {
        var name = term.Split(' ')[0];
        return name.Contains('(', StringComparison.Ordinal) ? term : name[(name.LastIndexOf('.') + 1)..];
    }
}
