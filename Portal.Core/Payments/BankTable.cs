using System.Text.Json;

namespace Portal.Core.Payments;

/// <summary>What a column of a bank's file holds. Amount: of deposits and withdrawals in one column, told apart by sign or by the column of kinds.</summary>
public enum BankColumn { Date, Time, Payer, Deposit, Withdrawal, Amount, Kind, Balance, Summary, Memo, Branch, Number }

/// <summary>A row of a file with its line, counted from 1.</summary>
public sealed record BankRow(int Line, IReadOnlyList<string> Cells);

/// <summary>The cells of a file, whatever stands above and below the table included.</summary>
public sealed record BankTable(IReadOnlyList<BankRow> Rows)
{
    /// <summary>More lines than any bank exports at once; more than can be looked through.</summary>
    public const int MaxRows = 20_000;

    public string ToJson() => JsonSerializer.Serialize(Rows);

    public static BankTable FromJson(string json) => new(JsonSerializer.Deserialize<List<BankRow>>(json)!);
}

/// <summary>Which column holds what. A file without headers has empty ones.</summary>
public sealed record BankLayout(IReadOnlyList<string> Headers, IReadOnlyDictionary<BankColumn, int> Columns)
{
    /// <summary>The shape by which the next file of the same bank is recognised.</summary>
    public string Key => KeyOf(Headers);

    public bool HasHeader => Headers.Any(h => BankWords.HeaderKey(h).Length > 0);

    public string ToJson() => JsonSerializer.Serialize(this);

    public static BankLayout FromJson(string json) => JsonSerializer.Deserialize<BankLayout>(json)!;

    /// <summary>What is missing or doubled; null when deposits can be read by it.</summary>
    public BankLayoutProblem? Problem()
    {
        if (!Columns.ContainsKey(BankColumn.Date)) return BankLayoutProblem.DateNeeded;
        if (Columns.ContainsKey(BankColumn.Deposit) == Columns.ContainsKey(BankColumn.Amount)) return BankLayoutProblem.AmountNeeded;
        if (!Columns.ContainsKey(BankColumn.Payer) && !Columns.ContainsKey(BankColumn.Summary)) return BankLayoutProblem.PayerNeeded;
        if (Columns.Values.Any(c => c < 0 || c >= Headers.Count)) return BankLayoutProblem.OutOfTable;
        return Columns.Values.Distinct().Count() == Columns.Count ? null : BankLayoutProblem.Doubled;
    }

    /// <summary>The rows of the table: what follows the headers of this layout, or all of it; null when the file is of another shape.</summary>
    public IReadOnlyList<BankRow>? RowsOf(BankTable table)
    {
        if (!HasHeader) return table.Rows.Count > 0 && table.Rows.Max(r => r.Cells.Count) == Headers.Count ? table.Rows : null;
        for (var i = 0; i < Math.Min(table.Rows.Count, BankLayouts.HeaderRows); i++)
            if (KeyOf(table.Rows[i].Cells) == Key) return [.. table.Rows.Skip(i + 1)];
        return null;
    }

    private static string KeyOf(IReadOnlyList<string> headers) => string.Join('|', headers.Select(BankWords.HeaderKey)).TrimEnd('|');
}

/// <summary>What is wrong with a mapping of columns.</summary>
public enum BankLayoutProblem { DateNeeded, AmountNeeded, PayerNeeded, Doubled, OutOfTable }

/// <summary>Guesses layouts by the words that banks use. Pure.</summary>
public static class BankLayouts
{
    /// <summary>Headers stand within so many rows.</summary>
    public const int HeaderRows = 60;

    /// <summary>The row of headers, counted from 0, and what its columns hold; null when no row looks like one.</summary>
    public static (int Row, BankLayout Layout)? Find(BankTable table)
    {
        (int Row, BankLayout Layout)? best = null;
        for (var i = 0; i < Math.Min(table.Rows.Count, HeaderRows); i++)
        {
            var layout = Guess(table.Rows[i].Cells);
            var isTable = layout.Columns.ContainsKey(BankColumn.Date) && (layout.Columns.ContainsKey(BankColumn.Deposit) || layout.Columns.ContainsKey(BankColumn.Amount));
            if (isTable && layout.Columns.Count > (best?.Layout.Columns.Count ?? 2)) best = (i, layout);
        }

        return best;
    }

    /// <summary>What the columns under these headers hold, as far as their names say it.</summary>
    public static BankLayout Guess(IReadOnlyList<string> headers)
    {
        var keys = headers.Select(BankWords.HeaderKey).ToList();
        var columns = new Dictionary<BankColumn, int>();
        // first what is called exactly so, then what only begins so
        foreach (var matches in new Func<string, string, bool>[] { (key, word) => key == word, (key, word) => word.Length > 1 && key.StartsWith(word, StringComparison.Ordinal) })
            foreach (var (column, words) in BankWords.Headers)
            {
                if (columns.ContainsKey(column)) continue;
                foreach (var word in words)
                {
                    var at = keys.FindIndex(k => matches(k, word));
                    if (at < 0 || columns.ContainsValue(at)) continue;
                    columns[column] = at;
                    break;
                }
            }

        if (columns.ContainsKey(BankColumn.Deposit)) columns.Remove(BankColumn.Amount);
        if (!columns.ContainsKey(BankColumn.Amount)) columns.Remove(BankColumn.Kind);
        return new BankLayout([.. headers], columns);
    }
}
