using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Operations;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>What the audit trail is asked for.</summary>
public sealed record AuditQuery
{
    public string? Person { get; init; }
    public string? Kind { get; init; }

    /// <summary>An action, or the first word of several.</summary>
    public string? Action { get; init; }
    public string? Q { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Entries below this id: the next page.</summary>
    public long? Below { get; init; }
}

public sealed record AuditModel(IReadOnlyList<AuditRow> Rows, AuditQuery Query, long? Next);

/// <summary>Who changed what, with the state before and after. Nobody changes it here.</summary>
[Roles(Role.Administrator)]
public sealed partial class AuditController(AuditPages pages, Clock clock) : Controller
{
    private const int Size = 50;
    private const int Block = 1000;

    [HttpGet("/audit")]
    public async Task<IActionResult> Index([FromQuery] AuditQuery query)
    {
        var rows = await pages.Below(Filter(query), query.Below ?? long.MaxValue, Size + 1);
        return View(new AuditModel(rows.Count > Size ? rows[..Size] : rows, query, rows.Count > Size ? rows[Size - 1].Id : null));
    }

    /// <summary>Everything that the filter lets through, block by block: however long it is, it is never in memory whole.</summary>
    [HttpGet("/audit/export")]
    public async Task Export([FromQuery] AuditQuery query)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{clock.Today:yyyyMMdd}.csv";
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16_384, leaveOpen: true);
        // what a spreadsheet would run as a formula stands behind an apostrophe
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" });
        foreach (var column in new[] { "at", "person", "email", "organization", "action", "kind", "id", "subject", "before", "after" }) csv.WriteField(column);
        await csv.NextRecordAsync();
        var filter = Filter(query);
        for (var below = long.MaxValue; ;)
        {
            var rows = await pages.Below(filter, below, Block);
            foreach (var row in rows) await Write(csv, row);
            if (rows.Count < Block || HttpContext.RequestAborted.IsCancellationRequested) return;
            below = rows[^1].Id;
        }
    }

    private async Task Write(CsvWriter csv, AuditRow row)
    {
        csv.WriteField(clock.Local(row.At).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var text in new[] { row.Person, row.Email, row.Organization, row.Action, row.SubjectKind }) csv.WriteField(text);
        csv.WriteField(row.SubjectId.ToString(CultureInfo.InvariantCulture));
        foreach (var text in new[] { row.SubjectLabel, row.BeforeValue, row.AfterValue }) csv.WriteField(text);
        await csv.NextRecordAsync();
    }

    private AuditFilter Filter(AuditQuery q) => new()
    {
        Person = q.Person, Text = q.Q, Kind = AuditWords.Kinds.Contains(q.Kind) ? q.Kind : null, Action = q.Action is { } a && ActionName().IsMatch(a) ? a : null,
        From = q.From is { } from ? clock.StartOf(from) : null, Until = q.Until is { } until ? clock.StartOf(until.AddDays(1)) : null,
    };

    [GeneratedRegex(@"\A[a-z]+(\.[a-z-]+)*\z")]
    private static partial Regex ActionName();
}
