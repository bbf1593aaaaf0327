using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Shared;

/// <summary>
/// A table as a CSV file that spreadsheets open as it is: UTF-8 with its mark, commas, lines ended by CR LF.
/// Text that a spreadsheet would run as a formula stands behind an apostrophe; figures are written as figures.
/// </summary>
public static class CsvFile
{
    /// <summary>A file to be downloaded. Cells are texts, whole numbers or dates; null is an empty cell.</summary>
    public static FileContentResult Csv(this Controller controller, string name, IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows)
    {
        var text = new StringBuilder();
        text.Append(Line(header));
        foreach (var row in rows) text.Append(Line(row));
        return controller.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", name);
    }

    /// <summary>One line as it is written, with its end.</summary>
    public static string Line(IEnumerable<object?> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    /// <summary>One cell as it is written. Pure.</summary>
    public static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string s => Inert(s),
            DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => Inert(value.ToString() ?? ""),
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>An amount in major units: a figure, though it travels as text.</summary>
    public static object Amount(Portal.Core.Shared.Currency currency, long minor) => new Figure(currency.Plain(minor));

    private static string Inert(string text)
    {
        // spreadsheets skip white space before they look for the sign of a formula
        var first = text.AsSpan().TrimStart();
        return first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' || (text.Length > 0 && text[0] is '\t' or '\r' or '\n') ? $"'{text}" : text;
    }


    private sealed record Figure(string Digits) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => Digits;
    }
}
