using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>Who looks at a list, and what they asked for.</summary>
public sealed record Viewing(Role? Role, IQueryCollection Query);

/// <summary>A column as its head and its cells need it.</summary>
public interface IColumn
{
    string Key { get; }
    string Label { get; }
    bool IsSortable { get; }
    bool IsFigure { get; }

    /// <summary>A badge that says itself what it is: where rows stand one below the other it has no label.</summary>
    bool IsState { get; }

    /// <summary>On the page it stands small beside something else; in a file it has a column of its own.</summary>
    bool IsOfFile { get; }
}

/// <summary>A column of a list: what it is called, and what of a row stands in it when the list is written to a file.</summary>
public sealed record Column<TRow>(string Key, string Label, Func<TRow, object?> Value) : IColumn
{
    private Func<Viewing, bool> Condition { get; init; } = _ => true;

    public bool IsSortable { get; init; }
    public bool IsFigure { get; init; }
    public bool IsState { get; init; }
    public bool IsOfFile { get; init; }

    /// <summary>The same, in files only.</summary>
    public Column<TRow> OfFile => this with { IsOfFile = true };

    /// <summary>The same, sorted by a click; the statement of the list knows the key.</summary>
    public Column<TRow> Sorted => this with { IsSortable = true };

    /// <summary>The same, for those only who have it.</summary>
    public Column<TRow> When(Func<Viewing, bool> condition) => this with { Condition = condition };

    public Column<TRow> For(params Role[] roles) => When(v => v.Role is { } role && roles.Contains(role));

    public Column<TRow> NotFor(params Role[] roles) => When(v => v.Role is not { } role || !roles.Contains(role));

    internal bool IsFor(Viewing viewing) => Condition(viewing);
}

/// <summary>An amount in a file.</summary>
public sealed record AmountCell(long Minor);

/// <summary>A word in a file, by the key of its text.</summary>
public sealed record WordCell(string Key);

/// <summary>A list as pages and files need it; see <see cref="ListOf{TRow}"/>.</summary>
public interface IListOf
{
    /// <summary>Its address without the first slash; for a list within something, a name.</summary>
    string Key { get; }

    /// <summary>True when the key is its address: its filters may be saved.</summary>
    bool HasViews { get; }

    IReadOnlyList<IColumn> Columns(Viewing viewing);

    /// <summary>All rows of the list that a page was made with, with what the file shows of each.</summary>
    IAsyncEnumerable<object?[]>? Rows(object? model, IReadOnlyList<IColumn> columns);
}

/// <summary>
/// A list, declared once: its columns in their order. From it come the heads with their sorts, which cells are drawn, and what stands in the CSV and Excel files.
/// The page itself draws its cells by hand: <c>&lt;td col="key"&gt;</c>. See docs/decisions/0020.
/// </summary>
public abstract class ListOf<TRow>(string key, params Column<TRow>[] columns) : IListOf
{
    public string Key => key;

    public virtual bool HasViews => true;

    public IReadOnlyList<IColumn> Columns(Viewing viewing) => [.. columns.Where(c => c.IsFor(viewing))];

    public IAsyncEnumerable<object?[]>? Rows(object? model, IReadOnlyList<IColumn> columns) =>
        ListModels.Page<TRow>(model)?.All?.Select(row => columns.Select(c => ((Column<TRow>)c).Value(row)).ToArray());

    protected static Column<TRow> Text(string key, string label, Func<TRow, string?> value) => new(key, label, value);

    protected static Column<TRow> Amount(string key, string label, Func<TRow, long?> value) => new(key, label, r => value(r) is { } v ? new AmountCell(v) : null) { IsFigure = true };

    protected static Column<TRow> Count(string key, string label, Func<TRow, long?> value) => new(key, label, r => value(r)) { IsFigure = true };

    protected static Column<TRow> Day(string key, string label, Func<TRow, DateOnly?> value) => new(key, label, r => value(r)) { IsFigure = true };

    protected static Column<TRow> Moment(string key, string label, Func<TRow, DateTime?> value) => new(key, label, r => value(r)) { IsFigure = true };

    /// <summary>The state, as the key of a text.</summary>
    protected static Column<TRow> State(string key, string label, Func<TRow, string?> word) => Word(key, label, word) with { IsState = true };

    /// <summary>The state, as the name of a value.</summary>
    protected static Column<TRow> State<T>(string key, string label, Func<TRow, string?> value) where T : struct, Enum => Word<T>(key, label, value) with { IsState = true };

    protected static Column<TRow> Word(string key, string label, Func<TRow, string?> word) => new(key, label, r => word(r) is { Length: > 0 } k ? new WordCell(k) : null);

    protected static Column<TRow> Word<T>(string key, string label, Func<TRow, string?> value) where T : struct, Enum => Word(key, label, r => value(r) is { Length: > 0 } v ? $"enum.{typeof(T).Name}.{v}" : null);
}
