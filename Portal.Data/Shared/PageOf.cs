namespace Portal.Data.Shared;

/// <summary>One page of a list. Whether another follows is known by reading one row more than is shown; nothing is counted.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Page, bool HasNext)
{
    /// <summary>Every row of the list, when all are asked for.</summary>
    public IAsyncEnumerable<T>? All { get; init; }
}

public static class PageOf
{
    public static PageOf<T> Whole<T>(IAsyncEnumerable<T> rows) => new([], 1, false) { All = rows };
}

/// <summary>Reading lists page by page.</summary>
public static class Paging
{
    public const int Size = 50;

    /// <summary>Rows to be skipped and read for a page that is numbered from 1.</summary>
    public static (int Skip, int Take) Window(int page, int size = Size) => ((Math.Clamp(page, 1, 100_000) - 1) * size, size + 1);

    /// <summary>Makes the page of rows that were read by <see cref="Window"/>.</summary>
    public static PageOf<T> Of<T>(List<T> rows, int page, int size = Size) => new(rows.Count > size ? rows[..size] : rows, Math.Max(1, page), rows.Count > size);
}
