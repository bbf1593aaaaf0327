using Portal.Data.Shared;

namespace Portal.Data.Accounts;

/// <summary>A view that a person has saved of a list.</summary>
public sealed record SavedViewRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Query { get; init; } = "";
}

/// <summary>How a person wants to see a list; as it is when they never said.</summary>
public sealed record ListArrangement(IReadOnlySet<string> Hidden, int? Size, IReadOnlyList<SavedViewRow> Views)
{
    public static readonly ListArrangement Usual = new(new HashSet<string>(), null, []);
}

/// <summary>What a person keeps of a list.</summary>
public sealed class ListPages(Db db)
{
    // settings and views at once, each by a unique index
    private const string FindSql = """
        SELECT 0 AS id, '' AS name, hidden AS query, size FROM list_settings WHERE person_id = @personId AND list = @list
        UNION ALL
        SELECT id, name, query, 0 FROM saved_views WHERE person_id = @personId AND list = @list
        ORDER BY name
        """;

    public async Task<ListArrangement> Find(long personId, string list)
    {
        var rows = await db.Query<Row>(FindSql, new { personId, list });
        var settings = rows.Find(r => r.Size > 0);
        return new ListArrangement(
            settings is null ? new HashSet<string>() : settings.Query.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), settings?.Size,
            [.. rows.Where(r => r.Size == 0).Select(r => new SavedViewRow { Id = r.Id, Name = r.Name, Query = r.Query })]);
    }

    private const string ListOfViewSql = "SELECT list FROM saved_views WHERE id = @viewId AND person_id = @personId";

    /// <summary>The list that a view of one's own is of.</summary>
    public async Task<string?> ListOfView(long personId, long viewId) => await db.Scalar<string>(ListOfViewSql, new { personId, viewId });

    private sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Query { get; init; } = "";
        public int Size { get; init; }
    }
}
