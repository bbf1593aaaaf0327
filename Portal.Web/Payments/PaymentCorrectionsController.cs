using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Payments;
using Portal.Web.Shared;

namespace Portal.Web.Payments;

public sealed record CorrectionForm
{
    [Display(Name = "payments.correction.buyer"), StringLength(200)]
    public string? Buyer { get; init; }

    [Display(Name = "payments.correction.reason"), Required, StringLength(1000)]
    public string? Reason { get; init; }
}

public sealed record CorrectionModel(OrderPaymentDetail Payment, CorrectionForm Form);

/// <summary>Money that was put on the wrong order is taken off it again.</summary>
[Roles(Role.Operator)]
public sealed class PaymentCorrectionsController(PaymentPages pages) : Controller
{
    [HttpGet("/order-payments/{paymentId:long}/correction")]
    public async Task<IActionResult> New(Actor actor, long paymentId) => await pages.Payment(actor, paymentId) is { } payment ? View(new CorrectionModel(payment, new CorrectionForm())) : NotFound();

    [HttpPost("/order-payments/{paymentId:long}/correction")]
    public async Task<IActionResult> New(Actor actor, long paymentId, [Bind(Prefix = "Form")] CorrectionForm form, [FromServices] TakeBackPayment takeBack)
    {
        if (await pages.Payment(actor, paymentId) is not { } payment) return NotFound();
        var found = string.IsNullOrWhiteSpace(form.Buyer) ? [] : await pages.Buyers(actor, form.Buyer);
        var buyer = BuyerCandidate.Meant(found, form.Buyer);
        if (!string.IsNullOrWhiteSpace(form.Buyer) && buyer is null)
        {
            if (found.Count == 0) this.Error("Form.Buyer", "payments.line.noBuyer");
            else this.Error("Form.Buyer", "payments.line.whichBuyer", string.Join(", ", found.Take(5).Select(b => $"{b.Name} {b.Code}")));
        }

        if (!ModelState.IsValid) return this.Invalid("New", new CorrectionModel(payment, form));
        switch (await takeBack.Handle(new TakeBackPaymentRequest(actor, paymentId, buyer?.Id, PlainText.Tidy(form.Reason) ?? "–")))
        {
            case TakeBackPaymentOutcome.TakenBack:
                this.Flash("payments.correction.done");
                return LocalRedirect($"/orders/{Uri.EscapeDataString(payment.OrderNo)}");
            case TakeBackPaymentOutcome.NotPossible:
                return this.Stale("payments.correction.notPossible");
            case TakeBackPaymentOutcome.BuyerNotFound:
                this.Error("Form.Buyer", "payments.line.noBuyer");
                return this.Invalid("New", new CorrectionModel(payment, form));
            default:
                return NotFound();
        }
    }
}
