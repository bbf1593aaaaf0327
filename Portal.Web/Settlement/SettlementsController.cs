using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record SettlementForm
{
    [Display(Name = "settlement.through"), Required]
    public DateOnly? Through { get; init; }

    /// <summary>What the preview showed: postings and transfers.</summary>
    public long? Items { get; init; }

    public long? Transfer { get; init; }
}

public sealed record NewSettlementModel(SettlementForm Form, SettlementRow? Last, PreviewSettlementOutcome.Preview? Preview, IReadOnlyList<WaitingLines> Waiting);

public sealed record SettlementModel(SettlementRow Settlement, SettlementTotals Totals, PageOf<PayeeRow> Payees, string? State)
{
    /// <summary>The other operators of the centre, who may send when this one has locked.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];
}

/// <summary>A centre's settlements: preview, lock, statements and payouts.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class SettlementsController(SettlementPages pages, Clock clock) : Controller
{
    /// <summary>By which the payouts of a settlement can be looked through.</summary>
    public static readonly IReadOnlyList<string> States = [nameof(PayoutStatus.Locked), nameof(PayoutStatus.Sent), nameof(PayoutStatus.Paid), nameof(PayoutStatus.Failed), "NoAccount", "None"];

    [HttpGet("/settlements"), Shows<SettlementList>]
    public async Task<IActionResult> Index(Actor actor, int page = 1) => View(await pages.List(actor, page));

    /// <summary>The preview: what would be settled, and why the rest would not. Nothing is written.</summary>
    [HttpGet("/settlements/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, string? through, [FromServices] PreviewSettlement preview, [FromServices] DistributionPages lines)
    {
        var day = clock.Today.AddDays(-1);
        if (through is not null && !DateOnly.TryParseExact(through, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return await Refused(actor, new SettlementForm(), "error.Date", lines);
        var form = new SettlementForm { Through = day };
        return await preview.Handle(new PreviewSettlementRequest(actor, actor.OrganizationId, day)) switch
        {
            PreviewSettlementOutcome.Preview p => View(new NewSettlementModel(form, await pages.Last(actor), p, await lines.WaitingCounts(actor.OrganizationId, day, clock.Now))),
            PreviewSettlementOutcome.BadDate => await Refused(actor, form, "settlement.ahead", lines),
            PreviewSettlementOutcome.MonthClosed closed => await Refused(actor, form, "settlement.monthClosed", lines, Show.Day(closed.OpensOn)),
            _ => NotFound(),
        };
    }

    [HttpPost("/settlements/new"), Roles(Role.Operator)]
    public async Task<IActionResult> Lock(Actor actor, SettlementForm form, [FromServices] LockSettlement settle, [FromServices] DistributionPages lines)
    {
        if (!ModelState.IsValid) return await Refused(actor, form, null, lines);
        var seen = form is { Items: { } items, Transfer: { } transfer } ? new SettlementSeen(items, transfer) : null;
        switch (await settle.Handle(new LockSettlementRequest(actor, actor.OrganizationId, form.Through!.Value) { Seen = seen }))
        {
            case LockSettlementOutcome.Locked locked:
                this.Flash("settlement.locked", locked.SettlementNo, Show.Moment(clock.Now));
                return LocalRedirect($"/settlements/{locked.SettlementId}");
            case LockSettlementOutcome.BadDate:
                return await Refused(actor, form, "settlement.ahead", lines);
            case LockSettlementOutcome.Changed:
                return this.Stale("settlement.changed");
            case LockSettlementOutcome.NothingToSettle:
                var last = await pages.Last(actor);
                return last is null ? this.Stale("settlement.nothingYet") : this.Stale("settlement.nothing", last.SettlementNo, Show.Moment(last.LockedAt));
            default:
                return NotFound();
        }
    }

    [HttpGet("/settlements/{settlementId:long}")]
    public async Task<IActionResult> Details(Actor actor, long settlementId, string? state, int page = 1)
    {
        if (await pages.Find(actor, settlementId) is not { } settlement) return NotFound();
        var shown = States.Contains(state) ? state : null;
        return View(new SettlementModel(settlement, await pages.Totals(settlementId), await pages.Payees(settlementId, shown, page), shown) { Senders = await pages.Senders(settlement.CentreId, settlement.LockedById) });
    }

    /// <summary>The transfers as banks take them: payouts that are locked and have an account. Taking the file marks nothing.</summary>
    [HttpGet("/settlements/{settlementId:long}/transfers.csv")]
    public async Task<IActionResult> Transfers(Actor actor, long settlementId, [FromServices] PortalOptions options)
    {
        if (await pages.Find(actor, settlementId) is not { } settlement) return NotFound();
        var rows = await pages.Transfers(settlementId);
        // a Korean bank knows its own names only, in either language of the pages
        var language = options.Currency.Code == "KRW" ? "ko" : Texts.Language;
        var memo = Texts.In(language, "settlement.memo", settlement.SettlementNo);
        string[] header = ["bank", "bankAccount", "amount", "bankHolder", "memo"];
        // number and sum are in the name: a bank takes a last line with the sum for one more transfer
        var name = $"transfers-{settlement.SettlementNo}-{rows.Count}-{options.Currency.Plain(rows.Sum(r => r.Amount))}.csv";
        return this.Csv(name, header.Select(h => Texts.In(language, $"settlement.file.{h}")),
            rows.Select(r => new[] { BankNames.In(language, r.BankCode), r.BankAccount, CsvFile.Amount(options.Currency, r.Amount), r.BankHolder ?? r.Party, memo }));
    }

    private Show Show => HttpContext.RequestServices.GetRequiredService<Show>();

    private async Task<IActionResult> Refused(Actor actor, SettlementForm form, string? error, DistributionPages lines, string? day = null)
    {
        if (error is not null)
        {
            // the query calls the field as it likes; the error leads to the field as the page has it
            ModelState.Clear();
            this.Error(nameof(form.Through), error, day ?? HttpContext.RequestServices.GetRequiredService<Texts>()["settlement.through"]);
        }

        return this.Invalid("New", new NewSettlementModel(form, await pages.Last(actor), null, await lines.WaitingCounts(actor.OrganizationId, clock.Today, clock.Now)));
    }
}
