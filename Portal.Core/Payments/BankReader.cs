using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>What a row of a bank's file is. None: neither money in nor out.</summary>
public enum BankEntryKind { Deposit, Withdrawal, Total, None }

/// <summary>Why a row cannot be read.</summary>
public enum BankEntryProblem { BadDate, Future, TooOld, BadAmount, TooLarge, BothWays, Shifted }

/// <summary>A row of a bank's file as it was read.</summary>
public sealed record BankEntry(int Line, BankEntryKind Kind)
{
    public BankEntryProblem? Problem { get; init; }
    /// <summary>The cell that cannot be read.</summary>
    public string? Cell { get; init; }
    /// <summary>Wall-clock time in the portal's zone.</summary>
    public DateTime Booked { get; init; }
    public bool HasTime { get; init; }
    public long Amount { get; init; }
    public string Payer { get; init; } = "";
    public string? Memo { get; init; }
    public long? Balance { get; init; }
    /// <summary>The bank's own number of the transfer.</summary>
    public string? Number { get; init; }
}

/// <summary>Reads the rows of a table by a layout: what is a deposit, and what cannot be read.</summary>
[Service]
public sealed partial class BankReader(PortalOptions options, Clock clock)
{
    /// <summary>What is said to be older is a year misread.</summary>
    private const int MaxYears = 5;

    private const int MaxPayer = 100;
    private const int MaxMemo = 300;

    /// <summary>All rows with something in them; null when the file is not of that shape.</summary>
    public IReadOnlyList<BankEntry>? Read(BankTable table, BankLayout layout) =>
        layout.RowsOf(table)?.Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c))).Select(r => Entry(r, layout)).ToList();

    private BankEntry Entry(BankRow row, BankLayout layout)
    {
        string Cell(BankColumn column) => layout.Columns.TryGetValue(column, out var at) && at < row.Cells.Count ? Clean(row.Cells[at]) : "";
        var isDated = TryDate(Cell(BankColumn.Date), Cell(BankColumn.Time), out var booked, out var hasTime);
        // what stands under the table: sums and remarks
        if (!isDated && (row.Cells.Any(BankWords.IsTotal) || row.Cells.Count(c => !string.IsNullOrWhiteSpace(c)) == 1)) return new BankEntry(row.Line, BankEntryKind.Total);
        var money = Money(Cell, out var kind, out var badAmount);
        var entry = new BankEntry(row.Line, kind)
        {
            Booked = booked, HasTime = hasTime, Amount = money, Balance = TryAmount(Cell(BankColumn.Balance), out var balance) && Cell(BankColumn.Balance).Length > 0 ? balance : null,
            Payer = Short(Payer(Cell), MaxPayer), Memo = Memo(Cell), Number = Cell(BankColumn.Number) is { Length: > 0 } number ? Short(number, 60) : null,
        };
        // a separator within an amount that was not quoted moves everything behind it
        if (row.Cells.Skip(layout.Headers.Count).Any(c => !string.IsNullOrWhiteSpace(c))) return entry with { Problem = BankEntryProblem.Shifted, Cell = null };
        // what is no deposit is not taken in: how it is dated does not matter
        if (badAmount is null && kind is BankEntryKind.Withdrawal or BankEntryKind.None) return entry;
        if (!isDated) return entry with { Problem = BankEntryProblem.BadDate, Cell = $"{Cell(BankColumn.Date)} {Cell(BankColumn.Time)}".Trim() };
        if (booked > clock.Local(clock.Now).AddHours(1)) return entry with { Problem = BankEntryProblem.Future, Cell = Cell(BankColumn.Date) };
        if (booked < clock.Local(clock.Now).AddYears(-MaxYears)) return entry with { Problem = BankEntryProblem.TooOld, Cell = Cell(BankColumn.Date) };
        return badAmount is null ? entry : entry with { Problem = badAmount, Cell = $"{Cell(BankColumn.Deposit)}{Cell(BankColumn.Amount)} {Cell(BankColumn.Withdrawal)}".Trim() };
    }

    /// <summary>The amount that came in or went out.</summary>
    private long Money(Func<BankColumn, string> cell, out BankEntryKind kind, out BankEntryProblem? problem)
    {
        (kind, problem) = (BankEntryKind.Deposit, null);
        if (!TryAmount(cell(BankColumn.Deposit), out var deposit) || !TryAmount(cell(BankColumn.Withdrawal), out var withdrawal) || !TryAmount(cell(BankColumn.Amount), out var amount))
        {
            problem = BankEntryProblem.BadAmount;
            return 0;
        }

        if (amount > 0 && BankWords.IsOutgoing(cell(BankColumn.Kind))) amount = -amount;
        deposit += amount;
        if (deposit > 0 && withdrawal > 0) problem = BankEntryProblem.BothWays;
        else if (deposit > Amounts.Max) problem = BankEntryProblem.TooLarge;
        else if (deposit <= 0) kind = deposit == 0 && withdrawal == 0 ? BankEntryKind.None : BankEntryKind.Withdrawal;
        return deposit > 0 ? deposit : Math.Max(-deposit, Math.Abs(withdrawal));
    }

    /// <summary>An amount as banks write it: separators, a sign, parentheses, a dash or nothing for zero.</summary>
    private bool TryAmount(string text, out long amount)
    {
        amount = 0;
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace('−', '-').TrimStart('+');
        if (plain is "" or "-") return true;
        var isNegative = plain.StartsWith('-') || (plain.StartsWith('(') && plain.EndsWith(')'));
        if (!options.Currency.TryParse(Trailing().Replace(plain.TrimStart('-').Trim('(', ')'), ""), out amount)) return false;
        if (isNegative) amount = -amount;
        return true;
    }

    private static bool TryDate(string date, string time, out DateTime booked, out bool hasTime)
    {
        var match = Dated().Match($"{date} {time}".Trim());
        (booked, hasTime) = (default, match.Groups["h"].Success);
        if (!match.Success) return false;
        int Number(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var (year, hour) = (Number("y"), Number("h"));
        if (match.Groups["y"].Length == 2) year += 2000;
        if (year is < 1 or > 9999 || Number("m") is < 1 or > 12 || Number("d") < 1 || Number("d") > DateTime.DaysInMonth(year, Number("m"))) return false;
        if (hour > 23 || Number("i") > 59 || Number("s") > 59) return false;
        booked = new DateTime(year, Number("m"), Number("d"), hour, Number("i"), Number("s"), DateTimeKind.Unspecified);
        return true;
    }

    private static string Payer(Func<BankColumn, string> cell) =>
        new[] { BankColumn.Payer, BankColumn.Summary, BankColumn.Memo, BankColumn.Branch }.Select(cell).FirstOrDefault(c => c.Length > 0) ?? "–";

    private static string? Memo(Func<BankColumn, string> cell)
    {
        var text = string.Join(" · ", new[] { BankColumn.Summary, BankColumn.Memo, BankColumn.Branch }.Select(cell).Where(c => c.Length > 0).Distinct());
        return text.Length == 0 ? null : Short(text, MaxMemo);
    }

    /// <summary>A cell without what spreadsheets put around a text that they shall not touch.</summary>
    private static string Clean(string cell)
    {
        var text = PlainText.Tidy(cell)?.Replace('\n', ' ').Replace('\t', ' ') ?? "";
        if (text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"')) text = text[2..^1];
        return text.TrimStart('\'').Trim();
    }

    private static string Short(string text, int max)
    {
        if (text.Length <= max) return text;
        return char.IsHighSurrogate(text[max - 1]) ? text[..(max - 1)] : text[..max];
    }

    [GeneratedRegex(@"\A(?<y>[0-9]{4}|[0-9]{2})[-./]\s?(?<m>[0-9]{1,2})[-./]\s?(?<d>[0-9]{1,2})\.?(?:\s?\(\p{L}{1,3}\))?(?:[T\s]+(?<h>[0-9]{1,2}):(?<i>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.[0-9]+)?)?|\s+(?<h>[0-9]{2})(?<i>[0-9]{2})(?<s>[0-9]{2})?)?\z|\A(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})(?:[T\s]*(?<h>[0-9]{1,2}):(?<i>[0-9]{2})(?::(?<s>[0-9]{2}))?|[T\s]*(?<h>[0-9]{2})(?<i>[0-9]{2})(?<s>[0-9]{2})?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Dated();

    // "12,000.00" of a currency without decimals
    [GeneratedRegex(@"(?<=[0-9])\.0+\z")]
    private static partial Regex Trailing();
}
