using System.Globalization;
using System.Text;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>Reads the fields of one row; what cannot be read becomes an error of the log and a usual value.</summary>
internal sealed class RowReader(ImportTable table, ImportRow row, ImportLog log, Currency currency, Clock clock)
{
    private static readonly string[] TimeFormats =
        ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss.fff"];

    public string File => table.File;
    public int Line => row.Line;

    /// <summary>False once a field of this row was refused.</summary>
    public bool IsGood { get; private set; } = true;

    public string Text(string column, int max) => Optional(column, max) ?? Missing(column);

    public string? Optional(string column, int max)
    {
        var i = IndexOf(column);
        if (i < 0) return null;
        var text = row.Values[i].Trim().Normalize(NormalizationForm.FormC);
        if (text.Length == 0) return null;
        if (text.Length > max || text.Contains('\0', StringComparison.Ordinal)) Error(column, ImportProblem.TooLong, text[..Math.Min(40, text.Length)]);
        return text;
    }

    public long Amount(string column, long least = 0)
    {
        var text = Text(column, 40);
        if (text.Length == 0) return 0;
        if (currency.TryParse(text, out var minor) && minor >= least) return minor;
        Error(column, ImportProblem.NotAnAmount, text);
        return 0;
    }

    public long Whole(string column, long least, long most, long? usual = null)
    {
        var text = usual is null ? Text(column, 20) : Optional(column, 20);
        if (string.IsNullOrEmpty(text)) return usual ?? least;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most) return n;
        Error(column, ImportProblem.NotANumber, text);
        return least;
    }

    /// <summary>A rate in per cent as basis points; nothing is zero.</summary>
    public int Percent(string column)
    {
        var text = Optional(column, 20);
        if (text is null) return 0;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            && percent * 100 == decimal.Truncate(percent * 100)) return (int)(percent * 100);
        Error(column, ImportProblem.NotAPercentage, text);
        return 0;
    }

    public DateTime Time(string column) => OptionalTime(column, Text(column, 40)) ?? default;

    /// <summary>A time that may lie ahead: what is agreed can be valid from tomorrow on, what happened cannot have happened then.</summary>
    public DateTime TimeToCome(string column) => ReadTime(column, Text(column, 40)) ?? default;

    public DateTime? OptionalTime(string column) => OptionalTime(column, Optional(column, 40));

    /// <summary>One of the values of an enumeration, as files write it: in lower case, words joined by an underscore.</summary>
    public T OneOf<T>(string column, T? usual = null) where T : struct, Enum
    {
        var text = usual is null ? Text(column, 40) : Optional(column, 40);
        if (string.IsNullOrEmpty(text)) return usual ?? default;
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), text.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) return value;
        Error(column, ImportProblem.NotOneOf, $"{text}: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        return default;
    }

    private DateTime? OptionalTime(string column, string? text)
    {
        if (ReadTime(column, text) is not { } at) return null;
        if (at > clock.Now) Error(column, ImportProblem.Ahead, text);
        return at;
    }

    private DateTime? ReadTime(string column, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is > 1900 and < 2200) return clock.Utc(local);
        // with an offset the moment is said; the portal's zone has no say in it
        if (text.Contains('T', StringComparison.Ordinal) && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) && moment.Year is > 1900 and < 2200) return moment.UtcDateTime;
        Error(column, ImportProblem.NotATime, text);
        return null;
    }

    private string Missing(string column)
    {
        Error(column, ImportProblem.Required, null);
        return "";
    }

    private void Error(string column, ImportProblem problem, string? value)
    {
        IsGood = false;
        log.Error(new ImportError(File, Line, column, problem, value));
    }

    private int IndexOf(string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            if (string.Equals(table.Columns[i], column, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
