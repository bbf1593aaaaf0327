using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Data.CardPayments;
using Portal.Data.Shared;
using Portal.Web.Payments;
using Portal.Web.Shared;

namespace Portal.Web.CardPayments;

public sealed record CardPaymentListModel(PageOf<CardPaymentRow> Page, CardPaymentStatus? Status, CardCheckRow? LastCheck, long Differences);

public sealed record CardRefundForm
{
    public long? CreditId { get; init; }

    /// <summary>What was left of the money when the page was opened.</summary>
    public long? Seen { get; init; }

    [Display(Name = "cardPayments.amount"), Required, StringLength(30)]
    public string? Amount { get; init; }

    /// <summary>The unusual amount that was confirmed.</summary>
    public long? Confirmed { get; init; }
}

public sealed record CardPaymentModel(CardPaymentDetail Detail, CardRefundForm Refund);

/// <summary>Card payments: begun by the buyer on the order's page, followed by everybody whose order it is.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class CardPaymentsController(CardPages pages, PortalOptions options) : Controller
{
    [HttpGet("/card-payments"), Shows<CardPaymentList>]
    public async Task<IActionResult> Index(Actor actor, CardPaymentStatus? status, int page = 1)
    {
        var isStaff = actor.Role is Role.Operator or Role.Administrator;
        return View(new CardPaymentListModel(await pages.List(actor, status?.ToString(), page), status, isStaff ? await pages.LastCheck() : null, isStaff ? await pages.Count(actor) : 0));
    }

    [HttpGet("/card-payments/{paymentId:long}")]
    public async Task<IActionResult> Details(Actor actor, long paymentId) =>
        await pages.Find(actor, paymentId) is { } detail ? View(new CardPaymentModel(detail, new CardRefundForm())) : NotFound();

    /// <summary>Stripe sends the buyer here. That somebody comes here proves nothing: Stripe itself is asked.</summary>
    [HttpGet("/card-payments/{paymentId:long}/return"), Roles(Role.Buyer)]
    public async Task<IActionResult> Return(Actor actor, long paymentId, [FromServices] AdvanceCardPayment advance)
    {
        if (await pages.Find(actor, paymentId) is null) return NotFound();
        await advance.Handle(paymentId, HttpContext.RequestAborted);
        return LocalRedirect($"/card-payments/{paymentId}");
    }

    [HttpPost("/orders/{orderNo}/card-payments"), Roles(Role.Buyer)]
    public async Task<IActionResult> Start(Actor actor, string orderNo, [FromServices] StartCardPayment start)
    {
        if (await pages.OwnOrder(actor, orderNo) is not { } order) return NotFound();
        return await start.Handle(new StartCardPaymentRequest(actor, order)) switch
        {
            StartCardPaymentOutcome.Started started => Redirect(started.Url.ToString()),
            StartCardPaymentOutcome.NotPossible => this.Stale("cardPayments.nothingOwed"),
            StartCardPaymentOutcome.NotOffered => this.Stale("cardPayments.notOffered"),
            StartCardPaymentOutcome.Refused => this.Stale("cardPayments.refused"),
            StartCardPaymentOutcome.NoAnswer => this.Stale("cardPayments.noAnswer"),
            _ => NotFound(),
        };
    }

    [HttpPost("/card-payments/{paymentId:long}/refunds"), Roles(Role.Operator)]
    public async Task<IActionResult> Refund(Actor actor, long paymentId, [Bind(Prefix = "Refund")] CardRefundForm form, [FromServices] RefundToCard refund, [FromServices] SendCardRefund send)
    {
        if (await pages.Find(actor, paymentId) is not { } detail) return NotFound();
        if (!options.Currency.TryRead(form.Amount, out var amount) && !string.IsNullOrWhiteSpace(form.Amount)) this.Error("Refund.Amount", "cardPayments.badAmount");
        if (form.CreditId is null) this.Error("Refund.CreditId", "cardPayments.noneChosen");
        this.AskAbout("Refund.Confirmed", amount, null, form.Confirmed);
        if (!ModelState.IsValid) return this.Invalid("Details", new CardPaymentModel(detail, form));
        switch (await refund.Handle(new RefundToCardRequest(actor, form.CreditId!.Value, paymentId, amount) { Seen = form.Seen }))
        {
            case RefundToCardOutcome.Recorded recorded:
                // what cannot be sent now is sent by the job
                var sent = await send.Handle(recorded.RefundId, HttpContext.RequestAborted);
                this.Flash(sent?.Status switch
                {
                    nameof(CardRefundStatus.Succeeded) => "cardPayments.refunded",
                    nameof(CardRefundStatus.Failed) => "cardPayments.refundFailed",
                    _ => "cardPayments.refundUnderway",
                });
                return LocalRedirect($"/card-payments/{paymentId}");
            case RefundToCardOutcome.TooMuch when amount <= 0 || amount > detail.Payment.Held || detail.Credits.FirstOrDefault(c => c.Id == form.CreditId) is { } credit && amount > credit.Remaining:
                this.Error("Refund.Amount", "cardPayments.tooMuch");
                return this.Invalid("Details", new CardPaymentModel(detail, form));
            case RefundToCardOutcome.TooMuch or RefundToCardOutcome.Changed:
                return this.Stale("cardPayments.changed");
            default:
                return NotFound();
        }
    }
}
