using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

/// <summary>The work list: lines that wait, with what they are for; or lines that are done.</summary>
public sealed record BankLinesModel(string View, long? File, PageOf<LineMatch>? Waiting, PageOf<BankLineRow>? Done)
{
    /// <summary>How many lines wait, by how sure it is what they are for.</summary>
    public IReadOnlyDictionary<Confidence, int> Counts { get; init; } = new Dictionary<Confidence, int>();
    public long ExactAmount { get; init; }
}

public sealed record BankLineForm
{
    /// <summary>order:ID:OPEN, other, buyer or unknown.</summary>
    public string? Choice { get; init; }

    [Display(Name = "payments.line.otherOrder"), StringLength(40)]
    public string? OrderNo { get; init; }

    [Display(Name = "payments.line.buyer"), StringLength(200)]
    public string? Buyer { get; init; }

    [Display(Name = "payments.line.remember")]
    public bool Remember { get; init; }
}

/// <summary>A line; while it waits, what it may be for.</summary>
public sealed record BankLineModel(BankLineRow Line, LineMatch? Match, BankLineForm Form);

/// <summary>Deposits as the bank lists them, until an operator has confirmed what each is for.</summary>
[Roles(Role.Operator)]
public sealed class BankLinesController(BankPages pages, PaymentPages payments, BankMatching matching) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["waiting", "exact", "high", "check", "unknown", "recorded", "skipped"];

    [HttpGet("/bank-lines"), Shows<BankLineList>(View = "recorded"), Shows<BankLineList>(View = "skipped")]
    public async Task<IActionResult> Index(Actor actor, string? view, long? file, int page = 1)
    {
        var shown = Views.Contains(view) ? view! : "waiting";
        var waiting = await matching.Waiting(actor, file);
        var counts = waiting.GroupBy(m => m.Confidence).ToDictionary(g => g.Key, g => g.Count());
        var model = new BankLinesModel(shown, file, null, null) { Counts = counts, ExactAmount = waiting.Where(m => m.Confidence == Confidence.Exact).Sum(m => m.Line.Amount) };
        if (shown is "recorded" or "skipped") return View(model with { Done = await pages.Lines(actor, shown == "recorded" ? "Recorded" : "Skipped", file, page) });
        var (skip, take) = Paging.Window(page);
        var rows = waiting.Where(m => shown == "waiting" || m.Confidence.ToString().Equals(shown, StringComparison.OrdinalIgnoreCase)).OrderBy(m => m.Confidence).Skip(skip).Take(take).ToList();
        return View(model with { Waiting = Paging.Of(rows, page) });
    }

    [HttpPost("/bank-lines/confirmations")]
    public async Task<IActionResult> ConfirmAll(Actor actor, long? file, [FromServices] ConfirmExactLines confirm, [FromServices] Show show)
    {
        if (await confirm.Handle(actor, file) is not { } done) return NotFound();
        if (done is { Recorded: 0 }) return this.Stale("payments.line.noneLeft");
        if (done.Left > 0) this.Flash("payments.line.confirmedSome", done.Recorded, show.Money(done.Amount), done.Left);
        else this.Flash("payments.line.confirmedAll", done.Recorded, show.Money(done.Amount));
        return LocalRedirect(file is null ? "/bank-lines" : $"/bank-lines?file={file}");
    }

    [HttpGet("/bank-lines/{lineId:long}")]
    public async Task<IActionResult> Details(Actor actor, long lineId) => await Model(actor, lineId, null) is { } model ? View(model) : NotFound();

    [HttpPost("/bank-lines/{lineId:long}/confirmation")]
    public async Task<IActionResult> Confirmation(Actor actor, long lineId, [Bind(Prefix = "Form")] BankLineForm form, [FromServices] ConfirmBankLine confirm, [FromServices] Show show)
    {
        if (await Model(actor, lineId, form) is not { } model) return NotFound();
        if (model.Match is null) return this.Stale("payments.line.done");
        var purpose = await Purpose(actor, form);
        if (purpose is null || !ModelState.IsValid) return this.Invalid("Details", model);
        switch (await confirm.Handle(new ConfirmBankLineRequest(actor, lineId, purpose) { Remember = form.Remember }))
        {
            case ConfirmBankLineOutcome.Recorded { Deposit: var d }:
                this.Flash($"payments.recorded.{(d.Match == DepositMatch.Unknown && d.BuyerId is not null ? "Known" : d.Match)}", show.Money(d.Applied), show.Money(d.Unapplied));
                return LocalRedirect("/bank-lines");
            case ConfirmBankLineOutcome.OrderChanged changed:
                return this.Stale("payments.line.orderChanged", show.Money(changed.Open));
            case ConfirmBankLineOutcome.DoneBefore:
                return this.Stale("payments.line.done");
            case ConfirmBankLineOutcome.BuyerNotFound:
                this.Error("Form.Buyer", "payments.line.noBuyer");
                return this.Invalid("Details", model);
            default:
                return NotFound();
        }
    }

    [HttpPost("/bank-lines/{lineId:long}/exclusion")]
    public async Task<IActionResult> Exclusion(Actor actor, long lineId, string? reason, [FromServices] SkipBankLine skip)
    {
        if (await Model(actor, lineId, null) is not { } model) return NotFound();
        if (PlainText.Tidy(reason) is not { Length: <= 1000 } why)
        {
            this.Error("reason", "payments.line.reasonNeeded");
            return this.Invalid("Details", model);
        }

        return Skipped(await skip.Handle(new SkipBankLineRequest(actor, lineId, why)), "payments.line.skipped");
    }

    [HttpPost("/bank-lines/{lineId:long}/restoration")]
    public async Task<IActionResult> Restoration(Actor actor, long lineId, [FromServices] SkipBankLine skip) =>
        Skipped(await skip.Handle(new SkipBankLineRequest(actor, lineId, null)), "payments.line.restored");

    private IActionResult Skipped(SkipBankLineOutcome outcome, string told)
    {
        if (outcome == SkipBankLineOutcome.NotFound) return NotFound();
        if (outcome == SkipBankLineOutcome.NotPossible) return this.Stale("payments.line.done");
        this.Flash(told);
        return LocalRedirect("/bank-lines");
    }

    private async Task<BankLineModel?> Model(Actor actor, long lineId, BankLineForm? form)
    {
        if (await pages.Line(actor, lineId) is not { } line) return null;
        // beside all others that wait: two lines may name the same order
        var match = line.Status == nameof(BankLineStatus.Waiting) ? (await matching.Waiting(actor, null)).FirstOrDefault(m => m.Line.Id == lineId) : null;
        return new BankLineModel(line, match, form ?? Begin(match));
    }

    private static BankLineForm Begin(LineMatch? match) => new()
    {
        Choice = match is { Confidence: Confidence.Exact or Confidence.High, Best: { } best } ? ChoiceOf(best.Order) : null,
        Buyer = match?.KnownBuyer?.Buyer,
    };

    /// <summary>An order as a choice: with what it owes, so that a change is told.</summary>
    public static string ChoiceOf(PayableOrder order) => string.Create(CultureInfo.InvariantCulture, $"order:{order.Id}:{(order.IsPlaced ? order.Open : 0)}");

    private async Task<LinePurpose?> Purpose(Actor actor, BankLineForm form)
    {
        switch (form.Choice)
        {
            case "unknown":
                return LinePurpose.Unknown;
            case "buyer":
                var found = string.IsNullOrWhiteSpace(form.Buyer) ? [] : await payments.Buyers(actor, form.Buyer);
                if (BuyerCandidate.Meant(found, form.Buyer) is { } buyer) return new LinePurpose(null, null, buyer.Id);
                if (found.Count == 0) this.Error("Form.Buyer", "payments.line.noBuyer");
                else this.Error("Form.Buyer", "payments.line.whichBuyer", string.Join(", ", found.Take(5).Select(b => $"{b.Name} {b.Code}")));
                return null;
            case "other":
                if (!string.IsNullOrWhiteSpace(form.OrderNo) && await payments.Order(actor, form.OrderNo) is { } order) return new LinePurpose(order.Id, null, null);
                this.Error("Form.OrderNo", "payments.noOrder");
                return null;
            case { } choice when choice.Split(':') is ["order", var id, var open] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var orderId)
                && long.TryParse(open, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var owed):
                return new LinePurpose(orderId, owed, null);
            default:
                this.Error("Form.Choice", "payments.line.chooseOne");
                return null;
        }
    }
}
