using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
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
        await text.WriteAsync("at,person,email,organization,action,kind,id,subject,before,after\r\n");
        var filter = Filter(query);
        for (var below = long.MaxValue; ;)
        {
            var rows = await pages.Below(filter, below, Block);
            foreach (var row in rows) await text.WriteAsync(Line(row));
            if (rows.Count < Block || HttpContext.RequestAborted.IsCancellationRequested) return;
            below = rows[^1].Id;
        }
    }

    private string Line(AuditRow row)
    {
        object?[] cells =
        [
            clock.Local(row.At).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), row.Person, row.Email, row.Organization, row.Action, row.SubjectKind, row.SubjectId, row.SubjectLabel, row.BeforeValue, row.AfterValue,
        ];
        return string.Join(',', cells.Select(CsvFile.Cell)) + "\r\n";
    }

    private AuditFilter Filter(AuditQuery q) => new()
    {
        Person = q.Person, Text = q.Q, Kind = AuditWords.Kinds.Contains(q.Kind) ? q.Kind : null, Action = q.Action is { } a && ActionName().IsMatch(a) ? a : null,
        From = q.From is { } from && from > DateOnly.MinValue.AddDays(1) ? clock.StartOf(from) : null, Until = q.Until is { } until && until < DateOnly.MaxValue.AddDays(-1) ? clock.StartOf(until.AddDays(1)) : null,
    };

    [GeneratedRegex(@"\A[a-z]+(\.[a-z-]+)*\z")]
    private static partial Regex ActionName();
}
