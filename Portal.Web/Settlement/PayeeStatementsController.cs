using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record PayeeListModel(PageOf<PaidParty> Page, string Period, bool IsYear, string? Text);

public sealed record PayeeYearModel(PayeeYear Statement, IReadOnlyList<string> Years, string Query);

public sealed record PayeeMonthModel(PayeeMonth Statement, string Query);

/// <summary>What a payee was paid by month and year, with the tax that was withheld: as page, CSV and PDF. Operators and administrators first choose the payee.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class PayeeStatementsController(PayeePages pages, PayeeFile file, PayeePaper paper) : Controller
{
    [HttpGet("/statements/months/{month}")]
    public async Task<IActionResult> ByMonth(Actor actor, string month, string? party, string? q, int page = 1)
    {
        if (!Month.TryParse(month, out var m)) return NotFound();
        if (Chooses(actor, party)) return View("Payees", new PayeeListModel(await pages.Payees(actor, m, m, q, page), $"{m}", false, q));
        return await pages.Party(actor, party) is { } payee ? View("Month", new PayeeMonthModel(await pages.MonthOf(actor, payee, m), Query(party))) : NotFound();
    }

    [HttpGet("/statements/months/{month}.csv")]
    public async Task<IActionResult> MonthCsv(Actor actor, string month, string? party)
    {
        if (Chooses(actor, party) && Month.TryParse(month, out var m)) return this.Csv($"payees-{m}.csv", file.PayeesHeader, file.Rows(await pages.AllPayees(actor, m, m)));
        return await OfMonth(actor, month, party) is { } s ? this.Csv($"statement-{s.Month}-{s.Payee.Code}.csv", file.MonthHeader, file.Rows(s)) : NotFound();
    }

    [HttpGet("/statements/months/{month}.pdf")]
    public async Task<IActionResult> MonthPdf(Actor actor, string month, string? party) => await OfMonth(actor, month, party) is { } s
        ? this.Pdf($"statement-{s.Month}-{s.Payee.Code}.pdf", paper.Of(s))
        : NotFound();

    [HttpGet("/statements/years/{year:int}")]
    public async Task<IActionResult> ByYear(Actor actor, int year, string? party, string? q, int page = 1)
    {
        if (!IsYear(year)) return NotFound();
        if (Chooses(actor, party)) return View("Payees", new PayeeListModel(await pages.Payees(actor, new Month(year, 1), new Month(year, 12), q, page), $"{year}", true, q));
        return await pages.Party(actor, party) is { } payee ? View("Year", new PayeeYearModel(await pages.YearOf(actor, payee, year), await pages.Years(actor, payee), Query(party))) : NotFound();
    }

    [HttpGet("/statements/years/{year:int}.csv")]
    public async Task<IActionResult> YearCsv(Actor actor, int year, string? party)
    {
        if (Chooses(actor, party) && IsYear(year)) return this.Csv($"payees-{year}.csv", file.PayeesHeader, file.Rows(await pages.AllPayees(actor, new Month(year, 1), new Month(year, 12))));
        return await OfYear(actor, year, party) is { } s ? this.Csv($"statement-{s.Year}-{s.Payee.Code}.csv", file.YearHeader, file.Rows(s)) : NotFound();
    }

    [HttpGet("/statements/years/{year:int}.pdf")]
    public async Task<IActionResult> YearPdf(Actor actor, int year, string? party) => await OfYear(actor, year, party) is { } s
        ? this.Pdf($"statement-{s.Year}-{s.Payee.Code}.pdf", paper.Of(s))
        : NotFound();

    private async Task<PayeeMonth?> OfMonth(Actor actor, string month, string? party) =>
        Month.TryParse(month, out var m) && await pages.Party(actor, party) is { } payee ? await pages.MonthOf(actor, payee, m) : null;

    private async Task<PayeeYear?> OfYear(Actor actor, int year, string? party) =>
        IsYear(year) && await pages.Party(actor, party) is { } payee ? await pages.YearOf(actor, payee, year) : null;

    private static bool IsYear(int year) => year is >= 1990 and <= 9000;

    private static bool Chooses(Actor actor, string? party) => party is null && actor.Role is Role.Operator or Role.Administrator;

    private static string Query(string? party) => party is null ? "" : $"?party={Uri.EscapeDataString(party)}";
}

/// <summary>Papers of the portal as files.</summary>
public static class PdfFiles
{
    /// <summary>A file to be downloaded; without a font on the machine, what to do instead.</summary>
    public static IActionResult Pdf(this Controller controller, string name, byte[]? file) =>
        file is null ? controller.Stale("settlement.noPdf") : controller.File(file, "application/pdf", name);
}

/// <summary>Months and years as files for spreadsheets.</summary>
[Service]
public sealed class PayeeFile(Texts texts, PortalOptions options)
{
    private static readonly string[] Sums = ["gross", "incomeTax", "localTax", "net", "vat", "transfer"];

    public IEnumerable<string> MonthHeader => Titles("accountingDate", "payer", "file.kind", "file.settlement");

    public IEnumerable<string> YearHeader => Titles("monthOfPayout", "payoutCount");

    public IEnumerable<string> PayeesHeader => Titles("payee", "paper.code", "taxKind", "payoutCount");

    public IEnumerable<IEnumerable<object?>> Rows(IEnumerable<PaidParty> payees) => payees.Select(p => Row([p.Name, p.Code, texts.Of(p.IsIndividual ? TaxKind.Individual : TaxKind.Business), p.Payouts], p));

    public IEnumerable<IEnumerable<object?>> Rows(PayeeMonth s) => s.Payouts
        .Select(p => Row([p.AccountingDate, p.Centre, texts[$"ledger.kind.{p.Kind}"], p.SettlementNo], p))
        .Append(Row([texts["settlement.sum"], null, null, null], s.Sum));

    public IEnumerable<IEnumerable<object?>> Rows(PayeeYear s) => s.Months.Select(m => Row([m.Month, m.Payouts], m)).Append(Row([texts["settlement.sum"], s.Sum.Payouts], s.Sum));

    private object?[] Row(object?[] first, PayeeSum s) =>
        [.. first, .. new[] { s.Gross, s.IncomeTax, s.LocalTax, s.Net, s.Vat, s.Transfer }.Select(a => CsvFile.Amount(options.Currency, a))];

    private IEnumerable<string> Titles(params string[] first) => first.Concat(Sums).Select(c => texts[$"settlement.{c}"]);
}
