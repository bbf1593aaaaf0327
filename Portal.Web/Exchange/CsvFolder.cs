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

    public static ImportTable? Read(string file, Stream stream, List<ImportError> errors) => Read(file, stream, errors, null);

    /// <summary>
    /// Reads one file. With <paramref name="warnings"/>, a file that is no UTF-8 is read as CP949, as Korean spreadsheets still write it, and that is said;
    /// without, it is refused: nobody would see the warning before the import is done.
    /// </summary>
    public static ImportTable? Read(string file, Stream stream, List<ImportError> errors, List<string>? warnings)
    {
        if (stream.Length > MaxBytes)
        {
            errors.Add(new ImportError(file, 0, null, ImportProblem.TooLong, $"{stream.Length}"));
            return null;
        }

        var encoding = Decodes(stream, Utf8) ? Utf8 : warnings is not null && Decodes(stream, Korean) ? Korean : null;
        if (encoding is null)
        {
            errors.Add(new ImportError(file, BadLine(stream), null, ImportProblem.NotUtf8, null));
            return null;
        }

        if (encoding != Utf8) warnings!.Add($"{file}: CP949");
        return Parse(file, stream, encoding, errors);
    }

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The first line that is no UTF-8. No character of several bytes holds the byte of a line's end: each line can be looked at alone.</summary>
    private static int BadLine(Stream stream)
    {
        using var bytes = new BufferedStream(stream, 65_536);
        bytes.Position = 0;
        var line = new List<byte>();
        for (var no = 1; ; no++)
        {
            line.Clear();
            int next;
            while ((next = bytes.ReadByte()) is not (-1 or '\n')) line.Add((byte)next);
            try
            {
                _ = Utf8.GetCharCount([.. line]);
            }
            catch (DecoderFallbackException)
            {
                return no;
            }

            if (next == -1) return no;
        }
    }

    private static bool Decodes(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        try
        {
            using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 65_536, leaveOpen: true);
            var buffer = new char[65_536];
            while (reader.Read(buffer) > 0)
            {
                // only whether it can be read
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        finally
        {
            stream.Position = 0;
        }
    }

    internal static Encoding Korean
    {
        get
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
    }

    private static ImportTable? Parse(string file, Stream stream, Encoding encoding, List<ImportError> errors)
    {
        var rows = new List<ImportRow>();
        string[] columns = [];
        using var reader = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 16_384, leaveOpen: true);
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
        catch (CsvHelperException)
        {
            errors.Add(new ImportError(file, parser.RawRow, null, ImportProblem.Malformed, null));
            return null;
        }

        return new ImportTable(file, columns, rows);
    }
}
