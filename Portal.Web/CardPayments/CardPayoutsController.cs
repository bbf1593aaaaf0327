using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Data.CardPayments;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.CardPayments;

public sealed record CardPayoutListModel(PageOf<CardPayoutRow> Page, long Balance);

public sealed record CardPayoutForm
{
    [Display(Name = "cardPayments.reference"), Required, StringLength(60)]
    public string? Reference { get; init; }

    [Display(Name = "cardPayments.arrivedOn"), Required]
    public DateOnly? ArrivedOn { get; init; }

    [Display(Name = "cardPayments.arrived"), Required, StringLength(30)]
    public string? Amount { get; init; }

    [Display(Name = "cardPayments.fee"), Required, StringLength(30)]
    public string? Fee { get; init; }

    [Display(Name = "cardPayments.note"), StringLength(1000)]
    public string? Note { get; init; }
}

/// <summary>What arrived at the bank from the card processor.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class CardPayoutsController(CardPages pages, PortalOptions options, Clock clock) : Controller
{
    [HttpGet("/card-payouts"), Shows<CardPayoutList>]
    public async Task<IActionResult> Index(Actor actor, int page = 1) => View(new CardPayoutListModel(await pages.Payouts(actor, page), await pages.Balance(actor)));

    [HttpGet("/card-payouts/new"), Roles(Role.Operator)]
    public IActionResult New() => View(new CardPayoutForm { ArrivedOn = clock.Today });

    [HttpPost("/card-payouts/new"), Roles(Role.Operator)]
    public async Task<IActionResult> New(Actor actor, CardPayoutForm form, [FromServices] RecordCardPayout record)
    {
        var (amount, fee) = (Amount(form.Amount, nameof(form.Amount)), Amount(form.Fee, nameof(form.Fee)));
        if (!ModelState.IsValid) return this.Invalid("New", form);
        var request = new RecordCardPayoutRequest(actor, form.Reference!.Trim(), form.ArrivedOn!.Value, amount, fee) { Note = PlainText.Tidy(form.Note) };
        switch (await record.Handle(request))
        {
            case RecordCardPayoutOutcome.Recorded:
                this.Flash("cardPayments.payoutRecorded");
                return LocalRedirect("/card-payouts");
            case RecordCardPayoutOutcome.Duplicate:
                this.Error(nameof(form.Reference), "cardPayments.duplicate");
                break;
            case RecordCardPayoutOutcome.Bad:
                this.Error(amount <= 0 ? nameof(form.Amount) : nameof(form.ArrivedOn), amount <= 0 ? "cardPayments.badPayout" : "cardPayments.notYet");
                break;
            case RecordCardPayoutOutcome.TooMuch:
                this.Error(nameof(form.Amount), "cardPayments.moreThanHeld", HttpContext.RequestServices.GetRequiredService<Show>().Money(await pages.Balance(actor)));
                break;
            default:
                return NotFound();
        }

        return this.Invalid("New", form);
    }

    /// <summary>The amount that was typed; what is none is an error of its field.</summary>
    private long Amount(string? text, string field)
    {
        if (!options.Currency.TryRead(text, out var amount) && !string.IsNullOrWhiteSpace(text)) this.Error(field, "cardPayments.badAmount");
        return amount;
    }
}
