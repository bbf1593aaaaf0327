using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>
/// A list as a file, CSV or Excel by its name. Rows are written while they are read: however many there are, they are never in memory whole.
/// </summary>
public sealed class ListFile(string name, IReadOnlyList<string> labels, IAsyncEnumerable<object?[]> rows) : ActionResult
{
    /// <summary>What fits into a sheet, with its head.</summary>
    private const int MostRows = 1_048_575;

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var cells = new Cells(http.RequestServices.GetRequiredService<Texts>(), http.RequestServices.GetRequiredService<Clock>(), http.RequestServices.GetRequiredService<PortalOptions>().Currency);
        http.Response.Headers.ContentDisposition = $"attachment; filename={name}";
        http.Response.Headers.CacheControl = "no-store";
        var isCsv = name.EndsWith(".csv", StringComparison.Ordinal);
        http.Response.ContentType = isCsv ? "text/csv; charset=utf-8" : Workbook;
        var head = labels.Select(l => cells.Label(l)).ToArray();
        if (isCsv) await Csv(http, head, cells);
        else await Excel(http, head, cells);
    }

    private async Task Csv(HttpContext http, string[] head, Cells cells)
    {
        await using var text = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16_384, leaveOpen: true);
        await text.WriteAsync(CsvFile.Line(head));
        await foreach (var row in rows.WithCancellation(http.RequestAborted)) await text.WriteAsync(CsvFile.Line(row.Select(c => cells.InText(c))));
    }

    // a workbook is a zip that is finished at its end: it goes through a file of its own
    private async Task Excel(HttpContext http, string[] head, Cells cells)
    {
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 65_536, FileOptions.DeleteOnClose);
        var all = rows.ToBlockingEnumerable(http.RequestAborted).Take(MostRows).Select(r => r.Select(c => cells.InSheet(c)).ToArray()).Prepend(head.ToArray<object?>()).Select(ByPlace);
        file.SaveAs(all, printHeader: false, configuration: new OpenXmlConfiguration { AutoFilter = false, TableStyles = TableStyles.None });
        file.Position = 0;
        await file.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    // by place, not by name: columns may be called alike
    private static Dictionary<string, object?> ByPlace(object?[] cells) => cells.Select((value, i) => (i, value)).ToDictionary(c => $"{c.i:000}", c => c.value, StringComparer.Ordinal);

    /// <summary>What a cell is in a file, in the language of the request and the zone of the portal.</summary>
    private sealed record Cells(Texts Texts, Clock Clock, Currency Currency)
    {
        public string Label(string key) => Texts[key];

        public object? InText(object? value) => value switch
        {
            WordCell w => Texts[w.Key],
            AmountCell a => CsvFile.Amount(Currency, a.Minor),
            DateTime at => Local(at),
            _ => value,
        };

        public object? InSheet(object? value) => value switch
        {
            WordCell w => Texts[w.Key],
            AmountCell a => decimal.Parse(Currency.Plain(a.Minor), CultureInfo.InvariantCulture),
            DateTime at => Local(at),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value,
        };

        private string Local(DateTime at) => Clock.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
