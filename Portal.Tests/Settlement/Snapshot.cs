using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Every row of every table, as text: a refused operation leaves it as it was (money.md §6, rule 10).</summary>
public sealed class Snapshot
{
    private static string? _sql;
    private readonly Dictionary<string, string?> _tables;

    private Snapshot(Dictionary<string, string?> tables) => _tables = tables;

    public static async Task<Snapshot> Of(Db db)
    {
        _sql ??= await Sql(db);
        return new Snapshot((await db.Query<Table>(_sql)).ToDictionary(t => t.Name, t => t.Rows));
    }

    /// <summary>The first table that differs; null when none does.</summary>
    public string? Difference(Snapshot other) => _tables.Keys.FirstOrDefault(t => _tables[t] != other._tables.GetValueOrDefault(t));

    private static async Task<string> Sql(Db db)
    {
        var columns = (await db.Query<Column>("""
            SELECT m.name AS table_name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid
            """)).GroupBy(c => c.TableName);
        return string.Join(" UNION ALL ", columns.Select(t => $"SELECT '{t.Key}' AS name, group_concat(concat_ws('|', {string.Join(", ", t.Select(c => $"\"{c.Name}\""))}), '~') AS rows FROM {t.Key}"));
    }

    private sealed record Table
    {
        public string Name { get; init; } = "";
        public string? Rows { get; init; }
    }

    private sealed record Column
    {
        public string TableName { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
