using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record StatementListModel(PageOf<StatementRow> Page, string? Text, string? View);

public sealed record StatementModel(StatementHeader Statement, PageOf<StatementItem> Items);

/// <summary>What a settlement comes to for a party, and what every figure of it is made of.</summary>
[Roles(Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class StatementsController(StatementPages pages) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["new", "failed"];

    [HttpGet("/statements"), Shows<StatementList>]
    public async Task<IActionResult> Index(Actor actor, string? q, string? view, int page = 1)
    {
        var shown = Views.Contains(view) ? view : null;
        return View(new StatementListModel(await pages.List(actor, q, shown, page), q, shown));
    }

    [HttpGet("/statements/{statementId:long}")]
    public async Task<IActionResult> Details(Actor actor, long statementId, int page = 1) =>
        await pages.Find(actor, statementId) is { } statement ? View(new StatementModel(statement, await pages.Items(statement, page))) : NotFound();

    [HttpGet("/statements/{statementId:long}.csv")]
    public async Task<IActionResult> Download(Actor actor, long statementId, [FromServices] StatementFile file)
    {
        if (await pages.Find(actor, statementId) is not { } statement) return NotFound();
        return this.Csv($"statement-{statement.SettlementNo}-{statement.PartyCode}.csv", file.Header, file.Rows(statement, await pages.AllItems(statement)));
    }

    [HttpGet("/statements/{statementId:long}.pdf")]
    public async Task<IActionResult> Paper(Actor actor, long statementId, [FromServices] PayeePaper paper)
    {
        if (await pages.Find(actor, statementId) is not { } statement) return NotFound();
        return this.Pdf($"statement-{statement.SettlementNo}-{statement.PartyCode}.pdf", paper.Of(statement, await pages.AllItems(statement)));
    }

    [HttpPost("/statements/{statementId:long}/acknowledgement"), Roles(Role.Producer, Role.Seller)]
    public async Task<IActionResult> Acknowledge(Actor actor, long statementId, [FromServices] AcknowledgeStatement acknowledge)
    {
        switch (await acknowledge.Handle(new AcknowledgeStatementRequest(actor, statementId)))
        {
            case AcknowledgeStatementOutcome.Done:
                this.Flash("settlement.acknowledged");
                return LocalRedirect($"/statements/{statementId}");
            case AcknowledgeStatementOutcome.DoneBefore:
                return this.Stale("settlement.acknowledgedBefore");
            default:
                return NotFound();
        }
    }
}

/// <summary>A statement as a file: a row per posting, then the sums as the page shows them.</summary>
[Service]
public sealed class StatementFile(Texts texts, PortalOptions options)
{
    private static readonly string[] Columns = ["date", "kind", "order", "product", "quantity", "reference", "reason", "amount", "vat"];

    public IEnumerable<string> Header => Columns.Select(c => texts[$"settlement.file.{c}"]);

    public IEnumerable<IEnumerable<object?>> Rows(StatementHeader s, IEnumerable<StatementItem> items)
    {
        foreach (var i in items)
        {
            yield return
            [
                i.AccountingDate, texts[$"ledger.kind.{i.Kind}"], i.OrderNo, i.Product, i.ReturnedUnits is { } r ? -r : i.Quantity, i.ReturnReference,
                i.Reason is null ? null : texts[$"settlement.reason.{i.Reason}"], Amount(i.Amount), Amount(i.Vat),
            ];
        }

        yield return Sum("carriedIn", s.CarriedIn, s.VatIn);
        yield return Sum("earned", s.Earned, s.Vat);
        yield return Sum("gross", s.Gross, s.VatPaid);
        if (s.IsPayable)
        {
            yield return Sum("incomeTax", -s.IncomeTax, null);
            yield return Sum("localTax", -s.LocalTax, null);
            yield return Sum("net", s.Net, s.VatPaid);
            yield return Sum("transfer", s.Transfer, null);
        }

        yield return Sum("carriedOut", s.CarriedOut, s.VatOut);
    }

    private object?[] Sum(string key, long amount, long? vat) =>
        [null, texts[$"settlement.{key}"], null, null, null, null, null, Amount(amount), vat is { } v ? Amount(v) : null];

    private object Amount(long minor) => CsvFile.Amount(options.Currency, minor);
}
