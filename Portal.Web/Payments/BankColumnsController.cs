using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record BankColumnsForm
{
    [Display(Name = "payments.format.bank"), Required, StringLength(3)]
    public string? BankCode { get; init; }

    [Display(Name = "payments.format.account"), Required, StringLength(40)]
    public string? AccountNo { get; init; }

    /// <summary>The line of the headers; without one the table has none.</summary>
    [Display(Name = "payments.format.headerLine"), Range(1, BankTable.MaxRows)]
    public int? HeaderLine { get; init; }

    /// <summary>What each column holds.</summary>
    public List<BankColumn?> Columns { get; init; } = [];

    public int? Version { get; init; }

    /// <summary>save, or show: other headers.</summary>
    public string? Do { get; init; }
}

/// <summary>Columns that are mapped: of a file with its first rows, or of an account by its headers only.</summary>
public sealed record BankColumnsModel(BankFile? File, long? FormatId, IReadOnlyList<string> Headers, IReadOnlyList<BankRow> Samples, BankColumnsForm Form)
{
    public const int SampleRows = 3;

    public string Action => File is { } f ? $"/bank-files/{f.Id}/columns" : $"/bank-formats/{FormatId}";
}

/// <summary>What the columns of an account's files mean: guessed for the first file, kept, changed later.</summary>
[Roles(Role.Operator)]
public sealed class BankColumnsController(IBankFileStore files, BankPages pages, SetBankFormat set) : Controller
{
    [HttpGet("/bank-files/{fileId:long}/columns")]
    public async Task<IActionResult> New(Actor actor, long fileId)
    {
        if (await files.File(actor, fileId) is not { } file) return NotFound();
        if (file.IsTaken) return LocalRedirect($"/bank-lines?file={fileId}");
        var table = BankTable.FromJson(file.Content!);
        var format = file.FormatId is { } id ? await files.Format(actor, id) : null;
        var own = format is null ? await pages.OwnAccount(actor) : null;
        var found = BankLayouts.Find(table);
        var kept = format?.ToLayout();
        var layout = kept?.RowsOf(table) is not null ? kept : found?.Layout;
        var form = new BankColumnsForm
        {
            BankCode = format?.BankCode ?? own?.BankCode, AccountNo = format?.AccountNo ?? own?.AccountNo, Version = format?.Version,
            HeaderLine = found is var (row, _) ? table.Rows[row].Line : null, Columns = Choices(layout),
        };
        return View("New", Model(file, table, form));
    }

    [HttpPost("/bank-files/{fileId:long}/columns")]
    public async Task<IActionResult> New(Actor actor, long fileId, [Bind(Prefix = "Form")] BankColumnsForm form)
    {
        if (await files.File(actor, fileId) is not { } file) return NotFound();
        if (file.IsTaken) return this.Stale("payments.file.takenBefore");
        var table = BankTable.FromJson(file.Content!);
        if (form.HeaderLine is { } line && table.Rows.All(r => r.Line != line)) this.Error("Form.HeaderLine", "payments.format.noSuchLine");
        if (form.Do == "show" && ModelState.IsValid)
        {
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Form.Columns", StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
            return View("New", Model(file, table, form with { Columns = Choices(BankLayouts.Guess(HeadersOf(table, form.HeaderLine))) }));
        }

        var model = Model(file, table, form);
        return await Set(actor, model, $"/bank-files/{fileId}", "payments.format.saved");
    }

    [HttpGet("/bank-formats/{formatId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long formatId)
    {
        if (await files.Format(actor, formatId) is not { } format) return NotFound();
        var layout = format.ToLayout();
        return View("New", new BankColumnsModel(null, formatId, layout.Headers, [], new BankColumnsForm { BankCode = format.BankCode, AccountNo = format.AccountNo, Version = format.Version, Columns = Choices(layout) }));
    }

    [HttpPost("/bank-formats/{formatId:long}")]
    public async Task<IActionResult> Edit(Actor actor, long formatId, [Bind(Prefix = "Form")] BankColumnsForm form)
    {
        if (await files.Format(actor, formatId) is not { } format) return NotFound();
        return await Set(actor, new BankColumnsModel(null, formatId, format.ToLayout().Headers, [], form), "/bank-files", "payments.format.saved");
    }

    private async Task<IActionResult> Set(Actor actor, BankColumnsModel model, string to, string told)
    {
        var form = model.Form;
        var columns = new Dictionary<BankColumn, int>();
        foreach (var (column, at) in form.Columns.Take(model.Headers.Count).Select((c, i) => (c, i)))
            if (column is { } named && !columns.TryAdd(named, at)) this.Error($"Form.Columns[{at}]", "payments.format.problem.Doubled");
        if (!ModelState.IsValid) return this.Invalid("New", model);
        var request = new SetBankFormatRequest(actor, model.File?.Id, form.BankCode!.Trim(), form.AccountNo!.Trim().Replace(' ', '-'), new BankLayout(model.Headers, columns))
        {
            FormatId = model.FormatId, Version = form.Version,
        };
        switch (await set.Handle(request))
        {
            case SetBankFormatOutcome.Done:
                this.Flash(told);
                return LocalRedirect(to);
            case SetBankFormatOutcome.Bad bad:
                this.Error("", $"payments.format.problem.{bad.Problem}");
                return this.Invalid("New", model);
            case SetBankFormatOutcome.BadAccount bad:
                this.Error(bad.Field == "BankCode" ? "Form.BankCode" : "Form.AccountNo", "payments.format.badAccount");
                return this.Invalid("New", model);
            case SetBankFormatOutcome.AccountTaken:
                this.Error("Form.AccountNo", "payments.format.taken");
                return this.Invalid("New", model);
            case SetBankFormatOutcome.Changed:
                return this.Stale("payments.format.changed");
            default:
                return NotFound();
        }
    }

    private static BankColumnsModel Model(BankFile file, BankTable table, BankColumnsForm form)
    {
        var after = form.HeaderLine ?? 0;
        return new BankColumnsModel(file, null, HeadersOf(table, form.HeaderLine), [.. table.Rows.Where(r => r.Line > after && r.Cells.Any(c => c.Length > 0)).Take(BankColumnsModel.SampleRows)], form);
    }

    private static IReadOnlyList<string> HeadersOf(BankTable table, int? line) =>
        table.Rows.FirstOrDefault(r => r.Line == line)?.Cells ?? [.. Enumerable.Repeat("", table.Rows.Max(r => r.Cells.Count))];

    private static List<BankColumn?> Choices(BankLayout? layout) => layout is null ? []
        : [.. layout.Headers.Select((_, i) => layout.Columns.Where(c => c.Value == i).Select(c => (BankColumn?)c.Key).FirstOrDefault())];

    /// <summary>The banks to choose from.</summary>
    public static IReadOnlyList<string> Banks => BankAccounts.KoreanBanks;
}
