using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Portal.Core.Payments;
using Portal.Web.Exchange;

namespace Portal.Web.Payments;

/// <summary>Why a bank's file cannot be read at all.</summary>
public enum BankCsvProblem
{
    Empty,
    /// <summary>A workbook, or a page that calls itself one.</summary>
    Workbook,
    NotText,
    TooLarge,
    TooManyRows,
    /// <summary>A quotation mark that nothing closes.</summary>
    Broken,
}

/// <summary>A bank's file as a table, and the encoding in which it was read; or why not.</summary>
public sealed record BankCsv(BankTable? Table, string Encoding, BankCsvProblem? Problem)
{
    public const int MaxBytes = 10_000_000;

    // no cell of a bank is longer: a quotation mark was opened and took in the lines behind it
    private const int MaxCell = 2_000;
    private const int MaxColumns = 100;

    private static readonly string[] Delimiters = [",", ";", "\t", "|"];

    /// <summary>Reads a file: encoding and separator are found in its content, whatever its name says.</summary>
    public static BankCsv Read(byte[] bytes)
    {
        if (bytes.Length == 0) return new BankCsv(null, "", BankCsvProblem.Empty);
        if (bytes.Length > MaxBytes) return new BankCsv(null, "", BankCsvProblem.TooLarge);
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) || bytes.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) return new BankCsv(null, "", BankCsvProblem.Workbook);
        if (Decode(bytes) is not var (text, encoding)) return new BankCsv(null, "", BankCsvProblem.NotText);
        if (text.Contains('\0', StringComparison.Ordinal)) return new BankCsv(null, encoding, BankCsvProblem.NotText);
        if (text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal)) return new BankCsv(null, encoding, BankCsvProblem.Workbook);
        if (string.IsNullOrWhiteSpace(text)) return new BankCsv(null, encoding, BankCsvProblem.Empty);
        var delimiter = Delimiters.MaxBy(d => Fit(text, d))!;
        var rows = Rows(text, delimiter, BankTable.MaxRows + 1);
        if (rows.Count > BankTable.MaxRows) return new BankCsv(null, encoding, BankCsvProblem.TooManyRows);
        if (rows.Any(r => r.Cells.Any(c => c.Length > MaxCell))) return new BankCsv(null, encoding, BankCsvProblem.Broken);
        return new BankCsv(new BankTable(rows), encoding, null);
    }

    private static (string Text, string Encoding)? Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble)) return TryDecode(bytes[3..], new UTF8Encoding(false, true)) is { } marked ? (marked, "UTF-8 BOM") : null;
        if (bytes.AsSpan().StartsWith<byte>([0xFF, 0xFE])) return TryDecode(bytes[2..], new UnicodeEncoding(false, false, true)) is { } wide ? (wide, "UTF-16") : null;
        if (TryDecode(bytes, new UTF8Encoding(false, true)) is { } utf8) return (utf8, "UTF-8");
        return TryDecode(bytes, CsvFolder.Korean) is { } korean ? (korean, "CP949") : null;
    }

    private static string? TryDecode(byte[] bytes, System.Text.Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>How well a separator fits: by the headers that it brings to light, else by the cells that most rows have.</summary>
    private static int Fit(string text, string delimiter)
    {
        var rows = Rows(text, delimiter, 200);
        var headers = BankLayouts.Find(new BankTable(rows)) is var (_, layout) ? layout.Columns.Count : 0;
        var usual = rows.GroupBy(r => r.Cells.Count).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        return headers * 1_000 + usual;
    }

    private static List<BankRow> Rows(string text, string delimiter, int max)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, IgnoreBlankLines = false, BadDataFound = null, DetectColumnCountChanges = false };
        using var reader = new StringReader(text);
        using var parser = new CsvParser(reader, configuration);
        var rows = new List<BankRow>();
        while (rows.Count < max)
        {
            var line = parser.RawRow + 1;
            if (!parser.Read()) break;
            rows.Add(new BankRow(line, [.. parser.Record!.Take(MaxColumns)]));
        }

        return rows;
    }
}
