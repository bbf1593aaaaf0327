using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Portal.Web.Shared;

/// <summary>A table as an Excel workbook. Text stays text, whatever sign it begins with: a cell becomes a formula only when it is written as one.</summary>
public static class ExcelFile
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A file to be downloaded. Cells are texts, whole numbers or dates; null is an empty cell.</summary>
    public static FileContentResult Excel(this Controller controller, string name, IReadOnlyList<string> header, IEnumerable<IEnumerable<object?>> rows)
    {
        using var stream = new MemoryStream();
        // by place, not by name: columns may be called alike
        stream.SaveAs(rows.Prepend(header).Select(Row), printHeader: false, configuration: new OpenXmlConfiguration { AutoFilter = false, TableStyles = TableStyles.None });
        return controller.File(stream.ToArray(), Type, name);
    }

    private static Dictionary<string, object?> Row(IEnumerable<object?> cells) =>
        cells.Select((value, column) => (column, value)).ToDictionary(c => $"{c.column:000}", c => Cell(c.value), StringComparer.Ordinal);

    private static object? Cell(object? value) => value switch
    {
        DateOnly d => d.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };
}
