namespace Portal.Core.Exchange;

/// <summary>One file of an import as it was read: its columns and its rows with the line on which each begins.</summary>
public sealed record ImportTable(string File, IReadOnlyList<string> Columns, IReadOnlyList<ImportRow> Rows);

public sealed record ImportRow(int Line, IReadOnlyList<string> Values);

/// <summary>Why a row of an import cannot be taken.</summary>
public enum ImportProblem
{
    /// <summary>The file cannot be read as CSV, or a row has another number of fields than the header.</summary>
    Malformed,
    NotUtf8,
    UnknownFile,
    MissingColumn,
    DoubledColumn,
    Required,
    TooLong,
    NotAnAmount,
    NotANumber,
    NotAPercentage,
    NotATime,
    /// <summary>What happened cannot have happened after today.</summary>
    Ahead,
    NotOneOf,
    Doubled,
    /// <summary>The lines of an order are numbered from 1 without gaps.</summary>
    NotInSequence,
    UnknownCode,
    /// <summary>A page would refuse it, too; the value says why.</summary>
    Refused,
}

/// <summary>An error of an import, by file, line and column.</summary>
public sealed record ImportError(string File, int Line, string? Column, ImportProblem Problem, string? Value);

/// <summary>What an import found and did.</summary>
public sealed class ImportLog
{
    public const int MaxErrors = 1000;

    private readonly List<ImportError> _errors = [];
    private readonly SortedDictionary<string, (int Added, int There)> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportError> Errors => _errors;
    public List<string> UnknownColumns { get; } = [];
    public IReadOnlyDictionary<string, (int Added, int There)> Counts => _counts;
    public bool HasErrors => _errors.Count > 0;
    public int Added => _counts.Values.Sum(c => c.Added);

    /// <summary>Tells how many rows of how many were worked on.</summary>
    public Action<int, int>? Progress { get; init; }

    public void Error(ImportError error)
    {
        if (_errors.Count < MaxErrors) _errors.Add(error);
    }

    public void Refuse(ImportRecord record, object? reason) =>
        Error(new ImportError(record.File, record.Line, null, ImportProblem.Refused, reason?.ToString()));

    public void Unknown(ImportRecord record, string column, string code) =>
        Error(new ImportError(record.File, record.Line, column, ImportProblem.UnknownCode, code));

    public void Count(string file, bool added)
    {
        var (a, t) = _counts.GetValueOrDefault(file);
        _counts[file] = added ? (a + 1, t) : (a, t + 1);
    }
}
