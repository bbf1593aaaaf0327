using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Operations;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record PayoutAccountForm
{
    [Display(Name = "settlement.bankCode"), Required, StringLength(3)]
    public string? BankCode { get; init; }

    [Display(Name = "settlement.bankAccount"), Required, StringLength(40)]
    public string? BankAccount { get; init; }

    [Display(Name = "settlement.bankHolder"), Required, StringLength(100)]
    public string? BankHolder { get; init; }

    [Display(Name = "accounts.code"), Required, StringLength(40)]
    public string? Code { get; init; }
}

public sealed record PayoutFailureForm
{
    [Display(Name = "settlement.failure"), Required, StringLength(FailPayout.MaxReason)]
    public string? Reason { get; init; }
}

public sealed record PayoutModel(PayoutRow Payout, PayoutAccountForm Account, PayoutFailureForm Failure)
{
    /// <summary>Who may send what the actor may not.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];
}

public sealed record PayoutListModel(PageOf<PayoutRow> Page, string? State);

/// <summary>Payouts: those of all settlements by state, and one: where it goes, and what became of it.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class PayoutsController(SettlementPages pages) : Controller
{
    public static readonly IReadOnlyList<string> States = ["Locked", "NoAccount", "Sent", "FailedOpen", "Failed", "Paid"];

    [HttpGet("/payouts"), Shows<PayoutList>]
    public async Task<IActionResult> Index(Actor actor, string? state, int page = 1)
    {
        var shown = States.Contains(state) ? state : null;
        return View(new PayoutListModel(await pages.AllPayouts(actor, shown, page), shown));
    }

    [HttpGet("/payouts/{payoutId:long}")]
    public async Task<IActionResult> Details(Actor actor, long payoutId) =>
        await pages.Payout(actor, payoutId) is { } payout
            ? View(new PayoutModel(payout, AccountOf(payout), new PayoutFailureForm()) { Senders = await pages.Senders(payout.CentreId, payout.LockedById) }) : NotFound();

    [HttpPost("/payouts/{payoutId:long}/transfer")]
    public async Task<IActionResult> Send(Actor actor, long payoutId, [FromServices] SendPayout send) =>
        await Answer(actor, payoutId, await send.Handle(new SendPayoutRequest(actor, payoutId)), PayoutStatus.Sent);

    [HttpPost("/payouts/{payoutId:long}/payment")]
    public async Task<IActionResult> Confirm(Actor actor, long payoutId, [FromServices] ConfirmPayout confirm) =>
        await Answer(actor, payoutId, await confirm.Handle(new ConfirmPayoutRequest(actor, payoutId)), PayoutStatus.Paid);

    [HttpPost("/payouts/{payoutId:long}/failure")]
    public async Task<IActionResult> Fail(Actor actor, long payoutId, [Bind(Prefix = "Failure")] PayoutFailureForm form, [FromServices] FailPayout fail)
    {
        if (await pages.Payout(actor, payoutId) is not { } payout) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new PayoutModel(payout, AccountOf(payout), form));
        return await Answer(actor, payoutId, await fail.Handle(new FailPayoutRequest(actor, payoutId, form.Reason!.Trim())), PayoutStatus.Failed);
    }

    [HttpPost("/payouts/{payoutId:long}/account"), Roles(Role.Operator), Door]
    public async Task<IActionResult> Account(Actor actor, long payoutId, [Bind(Prefix = "Account")] PayoutAccountForm form, [FromServices] SetPayoutAccount set)
    {
        if (await pages.Payout(actor, payoutId) is not { } payout) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", new PayoutModel(payout, form, new PayoutFailureForm()));
        switch (await set.Handle(new SetPayoutAccountRequest(actor, payoutId, new BankAccount(form.BankCode!.Trim(), form.BankAccount!.Trim(), form.BankHolder!.Trim())) { Code = form.Code }))
        {
            case PayoutOutcome.Done:
                this.Flash("settlement.accountSet", payout.Party);
                return LocalRedirect($"/settlements/{payout.SettlementId}");
            case PayoutOutcome.NoAccount:
                this.Error("Account.BankAccount", "settlement.badAccount");
                return this.Invalid("Details", new PayoutModel(payout, form, new PayoutFailureForm()));
            case (PayoutOutcome.WrongCode or PayoutOutcome.CodeLocked or PayoutOutcome.NoCode) and var outcome:
                this.CodeError("Account.Code", outcome switch { PayoutOutcome.CodeLocked => CodeOutcome.Locked, PayoutOutcome.NoCode => CodeOutcome.NotEnrolled, _ => CodeOutcome.Wrong });
                return this.Invalid("Details", new PayoutModel(payout, form with { Code = null }, new PayoutFailureForm()));
            case PayoutOutcome.NotPossible:
                return await Late(actor, payoutId);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> Answer(Actor actor, long payoutId, PayoutOutcome outcome, PayoutStatus to)
    {
        if (outcome == PayoutOutcome.NotFound || await pages.Payout(actor, payoutId) is not { } payout) return NotFound();
        switch (outcome)
        {
            case PayoutOutcome.Done:
                this.Flash($"settlement.marked.{to}", payout.Party);
                return LocalRedirect($"/settlements/{payout.SettlementId}");
            case PayoutOutcome.SecondPerson:
                var senders = await pages.Senders(payout.CentreId, payout.LockedById);
                return senders.Count == 0 ? this.Stale("settlement.secondNone") : this.Stale("settlement.secondOf", string.Join(", ", senders));
            case PayoutOutcome.NoAccount:
                this.Error("Account.BankAccount", "settlement.noAccount");
                return this.Invalid("Details", new PayoutModel(payout, AccountOf(payout), new PayoutFailureForm()));
            case PayoutOutcome.BadReason:
                this.Error("Failure.Reason", "error.Required", HttpContext.RequestServices.GetRequiredService<Texts>()["settlement.failure"]);
                return this.Invalid("Details", new PayoutModel(payout, AccountOf(payout), new PayoutFailureForm()));
            default:
                return await Late(actor, payoutId);
        }
    }

    /// <summary>409: somebody was faster; what the payout is now.</summary>
    private async Task<IActionResult> Late(Actor actor, long payoutId)
    {
        var (payout, texts) = (await pages.Payout(actor, payoutId), HttpContext.RequestServices.GetRequiredService<Texts>());
        return payout is null ? NotFound() : this.Stale("settlement.late", payout.Party, texts.Of<PayoutStatus>(payout.Status));
    }

    /// <summary>What is known: the payout's own account, else what the payee has registered since.</summary>
    private static PayoutAccountForm AccountOf(PayoutRow p) => string.IsNullOrWhiteSpace(p.BankAccount)
        ? new PayoutAccountForm { BankCode = p.RegisteredCode, BankAccount = p.RegisteredAccount, BankHolder = p.RegisteredHolder ?? p.Party }
        : new PayoutAccountForm { BankCode = p.BankCode, BankAccount = p.BankAccount, BankHolder = p.BankHolder };
}
