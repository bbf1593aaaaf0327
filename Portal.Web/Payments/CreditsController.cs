using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record ApplyForm
{
    public long? OrderId { get; init; }

    /// <summary>What was left when the page was opened.</summary>
    public long? Seen { get; init; }

    [Display(Name = "payments.amount"), Required, StringLength(30)]
    public string? Amount { get; init; }
}

public sealed record RefundForm
{
    [Display(Name = "payments.amount"), Required, StringLength(30)]
    public string? Amount { get; init; }

    [Display(Name = "payments.bankCode"), Required, StringLength(3)]
    public string? BankCode { get; init; }

    [Display(Name = "payments.bankAccount"), Required, StringLength(40)]
    public string? BankAccount { get; init; }

    [Display(Name = "payments.bankHolder"), Required, StringLength(100)]
    public string? BankHolder { get; init; }

    [Display(Name = "payments.reason"), Required, StringLength(1000)]
    public string? Reason { get; init; }

    /// <summary>What was left when the page was opened.</summary>
    public long? Seen { get; init; }

    /// <summary>The unusual amount that was confirmed.</summary>
    public long? Confirmed { get; init; }
}

public sealed record CreditModel(CreditDetail Detail, ApplyForm Apply, RefundForm Refund);

/// <summary>Money that is held for buyers or of unknown payers: applied to an order, or paid back.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class CreditsController(PaymentPages pages, PortalOptions options) : Controller
{
    [HttpGet("/credits"), Shows<CreditList>]
    public async Task<IActionResult> Index(Actor actor, int page = 1) => View(await pages.Credits(actor, page));

    [HttpGet("/credits/{creditId:long}")]
    public async Task<IActionResult> Details(Actor actor, long creditId)
    {
        if (await pages.Credit(actor, creditId) is not { } credit) return NotFound();
        var all = options.Currency.Plain(credit.Credit.Remaining);
        return View(new CreditModel(credit, new ApplyForm { Amount = all, Seen = credit.Credit.Remaining }, new RefundForm { Amount = all, Seen = credit.Credit.Remaining }));
    }

    [HttpPost("/credits/{creditId:long}/applications"), Roles(Role.Operator)]
    public async Task<IActionResult> Apply(Actor actor, long creditId, [Bind(Prefix = "Apply")] ApplyForm form, [FromServices] ApplyCredit apply)
    {
        if (await pages.Credit(actor, creditId) is not { } credit) return NotFound();
        var amount = Amount(form.Amount, "Apply.Amount");
        if (form.OrderId is null) this.Error("Apply.OrderId", "payments.noneChosen");
        if (!ModelState.IsValid) return this.Invalid("Details", new CreditModel(credit, form, new RefundForm { Seen = form.Seen }));
        switch (await apply.Handle(new ApplyCreditRequest(actor, creditId, form.OrderId!.Value, amount) { Seen = form.Seen }))
        {
            case ApplyCreditOutcome.Applied:
                this.Flash("payments.applied");
                return LocalRedirect("/credits");
            case ApplyCreditOutcome.TooMuch when amount > credit.Credit.Remaining:
                this.Error("Apply.Amount", "payments.tooMuch");
                return this.Invalid("Details", new CreditModel(credit, form, new RefundForm { Seen = form.Seen }));
            case ApplyCreditOutcome.TooMuch when credit.Orders.FirstOrDefault(o => o.Id == form.OrderId) is { } order && amount > order.Open:
                this.Error("Apply.Amount", "payments.moreThanOwed");
                return this.Invalid("Details", new CreditModel(credit, form, new RefundForm { Seen = form.Seen }));
            case ApplyCreditOutcome.TooMuch or ApplyCreditOutcome.Changed:
                return this.Stale("payments.changed");
            case ApplyCreditOutcome.OtherBuyer:
                return this.Stale("payments.otherBuyer");
            default:
                return NotFound();
        }
    }

    [HttpPost("/credits/{creditId:long}/refunds"), Roles(Role.Operator)]
    public async Task<IActionResult> Refund(Actor actor, long creditId, [Bind(Prefix = "Refund")] RefundForm form, [FromServices] RefundCredit refund)
    {
        if (await pages.Credit(actor, creditId) is not { } credit) return NotFound();
        var amount = Amount(form.Amount, "Refund.Amount");
        this.AskAbout("Refund.Confirmed", amount, null, form.Confirmed);
        if (!ModelState.IsValid) return this.Invalid("Details", new CreditModel(credit, new ApplyForm { Seen = form.Seen }, form));
        var account = new BankAccount(form.BankCode!.Trim(), form.BankAccount!.Trim(), form.BankHolder!.Trim());
        switch (await refund.Handle(new RefundCreditRequest(actor, creditId, amount, account, form.Reason!.Trim()) { Seen = form.Seen }))
        {
            case RefundCreditOutcome.Refunded:
                this.Flash("payments.refunded");
                return LocalRedirect("/credits");
            case RefundCreditOutcome.BadAccount:
                this.Error("Refund.BankCode", "payments.badAccount");
                return this.Invalid("Details", new CreditModel(credit, new ApplyForm { Seen = form.Seen }, form));
            case RefundCreditOutcome.TooMuch when amount > credit.Credit.Remaining:
                this.Error("Refund.Amount", "payments.tooMuch");
                return this.Invalid("Details", new CreditModel(credit, new ApplyForm { Seen = form.Seen }, form));
            case RefundCreditOutcome.TooMuch or RefundCreditOutcome.Changed:
                return this.Stale("payments.changed");
            default:
                return NotFound();
        }
    }

    /// <summary>The amount that was typed; what is none is an error of its field.</summary>
    private long Amount(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        if (!options.Currency.TryRead(text, out var amount)) this.Error(field, "payments.badAmount");
        else if (amount <= 0) this.Error(field, "payments.badDeposit");
        return amount;
    }
}
