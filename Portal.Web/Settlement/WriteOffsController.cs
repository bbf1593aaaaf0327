using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record WriteOffListModel(PageOf<WriteOffRow> Page, string? Status);

public sealed record WriteOffForm
{
    public long? StatementId { get; init; }
    public string? OrderNo { get; init; }

    [Display(Name = "settlement.writeOffReason"), Required]
    public WriteOffReason? Reason { get; init; }

    [Display(Name = "settlement.writeOffNote"), Required, StringLength(ProposeWriteOff.MaxNote)]
    public string? Note { get; init; }

    /// <summary>The debt when the page was opened.</summary>
    public long? Seen { get; init; }
}

/// <summary>The debt that would be given up: a payee's or a buyer's.</summary>
public sealed record NewWriteOffModel(PayeeDebtRow? Payee, BuyerDebtRow? Buyer, WriteOffForm Form)
{
    public long Amount => Payee?.Amount ?? Buyer?.Amount ?? 0;
    public string Party => Payee?.Party ?? Buyer?.Buyer ?? "";
}

public sealed record WriteOffDecisionForm
{
    [Display(Name = "settlement.decisionNote"), StringLength(1000)]
    public string? Note { get; init; }
}

public sealed record WriteOffModel(WriteOffRow WriteOff, WriteOffDecisionForm Decision);

/// <summary>Debts that are given up: one operator proposes, another of the same centre confirms.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class WriteOffsController(WriteOffPages pages, DebtPages debts) : Controller
{
    [HttpGet("/write-offs"), Shows<WriteOffList>]
    public async Task<IActionResult> Index(Actor actor, string? status, int page = 1)
    {
        var known = Enum.TryParse<WriteOffStatus>(status, out var s) && Enum.IsDefined(s) ? s.ToString() : null;
        return View(new WriteOffListModel(await pages.List(actor, known, page), known));
    }

    [HttpGet("/write-offs/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, long? statement, string? order) =>
        await Model(actor, new WriteOffForm { StatementId = statement, OrderNo = order }) is { } model ? View(model with { Form = model.Form with { Seen = model.Amount } }) : NotFound();

    [HttpPost("/write-offs/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] WriteOffForm form, [FromServices] ProposeWriteOff propose)
    {
        if (await Model(actor, form) is not { } model) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("New", model);
        switch (await propose.Handle(new ProposeWriteOffRequest(actor, model.Payee?.StatementId, model.Buyer?.OrderId, form.Reason!.Value, PlainText.Tidy(form.Note) ?? "–") { Seen = form.Seen }))
        {
            case ProposeWriteOffOutcome.Proposed made:
                this.Flash("settlement.writeOffProposed");
                return LocalRedirect($"/write-offs/{made.WriteOffId}");
            case ProposeWriteOffOutcome.ProposedBefore:
                return this.Stale("settlement.writeOffThere");
            case ProposeWriteOffOutcome.NoDebt:
                return this.Stale("settlement.debtChanged");
            default:
                return NotFound();
        }
    }

    [HttpGet("/write-offs/{writeOffId:long}")]
    public async Task<IActionResult> Details(Actor actor, long writeOffId) =>
        await pages.Find(actor, writeOffId) is { } found ? View(new WriteOffModel(found, new WriteOffDecisionForm())) : NotFound();

    [HttpPost("/write-offs/{writeOffId:long}/confirmation"), Roles(Role.Operator)]
    public Task<IActionResult> Confirm(Actor actor, long writeOffId, [Bind(Prefix = "Decision")] WriteOffDecisionForm form, [FromServices] DecideWriteOff decide) => Decide(actor, writeOffId, form, true, decide);

    [HttpPost("/write-offs/{writeOffId:long}/rejection"), Roles(Role.Operator)]
    public Task<IActionResult> Reject(Actor actor, long writeOffId, [Bind(Prefix = "Decision")] WriteOffDecisionForm form, [FromServices] DecideWriteOff decide) => Decide(actor, writeOffId, form, false, decide);

    private async Task<IActionResult> Decide(Actor actor, long writeOffId, WriteOffDecisionForm form, bool confirm, DecideWriteOff decide)
    {
        if (await pages.Find(actor, writeOffId) is not { } found) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new WriteOffModel(found, form));
        switch (await decide.Handle(new DecideWriteOffRequest(actor, writeOffId, confirm, PlainText.Tidy(form.Note))))
        {
            case DecideWriteOffOutcome.Confirmed:
                this.Flash("settlement.writeOffConfirmed");
                return LocalRedirect($"/write-offs/{writeOffId}");
            case DecideWriteOffOutcome.Rejected:
                this.Flash("settlement.writeOffRejected");
                return LocalRedirect($"/write-offs/{writeOffId}");
            case DecideWriteOffOutcome.Decided:
                return this.Stale("settlement.writeOffDecided");
            case DecideWriteOffOutcome.SecondPerson:
                return this.Stale("settlement.writeOffSecond");
            case DecideWriteOffOutcome.Changed:
                return this.Stale("settlement.debtChanged");
            default:
                return NotFound();
        }
    }

    private async Task<NewWriteOffModel?> Model(Actor actor, WriteOffForm form)
    {
        var payee = form.StatementId is { } statement ? (await debts.Payee(actor, statement))?.Debt : null;
        var buyer = payee is null && form.OrderNo is { } order ? await debts.Buyer(actor, order) : null;
        return payee is null && buyer is null ? null : new NewWriteOffModel(payee, buyer, form);
    }
}
