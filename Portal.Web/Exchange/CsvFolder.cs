using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Portal.Core.Exchange;

namespace Portal.Web.Exchange;

/// <summary>Reads CSV files (RFC 4180, UTF-8 with or without a byte order mark) into tables, with the line on which each row begins.</summary>
public static class CsvFolder
{
    /// <summary>No file of an import is larger; what is larger comes in several.</summary>
    public const long MaxBytes = 200_000_000;

    /// <summary>All CSV files of a folder. What cannot be read is an error of <paramref name="errors"/>.</summary>
    public static List<ImportTable> Read(string folder, List<ImportError> errors)
    {
        var tables = new List<ImportTable>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            // what a settlement should give lies beside some data sets; it is nothing to import
            if (!ImportParser.FileNames.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)) continue;
            using var stream = File.OpenRead(path);
            if (Read(Path.GetFileName(path), stream, errors) is { } table) tables.Add(table);
        }

        return tables;
    }

    public static ImportTable? Read(string file, Stream stream, List<ImportError> errors)
    {
        if (stream.Length > MaxBytes)
        {
            errors.Add(new ImportError(file, 0, null, ImportProblem.TooLong, $"{stream.Length}"));
            return null;
        }

        var rows = new List<ImportRow>();
        string[] columns = [];
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { LineBreakInQuotedFieldIsBadData = false });
        try
        {
            if (parser.Read()) columns = [.. parser.Record!.Select(c => c.Trim())];
            while (true)
            {
                var line = parser.RawRow + 1;
                if (!parser.Read()) break;
                rows.Add(new ImportRow(line, [.. parser.Record!]));
            }
        }
        catch (Exception e) when (e is DecoderFallbackException or BadDataException or CsvHelperException)
        {
            errors.Add(new ImportError(file, parser.RawRow, null, ImportProblem.Malformed, e is DecoderFallbackException ? "UTF-8" : null));
            return null;
        }

        return new ImportTable(file, columns, rows);
    }
}
