using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Mileage;
using Portal.Core.Shared;
using Portal.Data.Mileage;
using Portal.Web.Shared;

namespace Portal.Web.Mileage;

public sealed record MileagePaymentForm
{
    [Display(Name = "mileage.use"), Required, StringLength(30)]
    public string? Amount { get; init; }

    /// <summary>What the order owed when the page was opened.</summary>
    public long? Seen { get; init; }
}

public sealed record MileagePaymentModel(MileagePaymentRow Order, MileagePaymentForm Form);

/// <summary>Pays an order by mileage: the buyer's own people, or the operator on the buyer's word.</summary>
[Roles(Role.Buyer, Role.Operator)]
public sealed class MileagePaymentsController(MileagePages pages, PortalOptions options) : Controller
{
    [HttpGet("/orders/{orderNo}/mileage")]
    public async Task<IActionResult> New(Actor actor, string orderNo) => await pages.Payment(actor, orderNo) is { } order
        ? View(new MileagePaymentModel(order, new MileagePaymentForm { Amount = options.Currency.Plain(order.Most), Seen = order.Open }))
        : NotFound();

    [HttpPost("/orders/{orderNo}/mileage")]
    public async Task<IActionResult> New(Actor actor, string orderNo, [Bind(Prefix = "Form")] MileagePaymentForm form, [FromServices] UseMileage use)
    {
        if (await pages.Payment(actor, orderNo) is not { } order) return NotFound();
        var amount = 0L;
        if (form.Amount is not null && (!options.Currency.TryRead(form.Amount, out amount) || amount == 0)) this.Error("Form.Amount", "mileage.badAmount");
        if (!ModelState.IsValid) return this.Invalid("New", new MileagePaymentModel(order, form));
        switch (await use.Handle(new UseMileageRequest(actor, order.OrderId, amount) { Seen = form.Seen }))
        {
            case UseMileageOutcome.Used:
                this.Flash("mileage.used");
                return LocalRedirect($"/orders/{Uri.EscapeDataString(order.OrderNo)}");
            case UseMileageOutcome.TooMuch when order.IsPlaced && order.Most > 0:
                this.Error("Form.Amount", "mileage.tooMuch", options.Currency.Format(order.Most));
                return this.Invalid("New", new MileagePaymentModel(order, form));
            case UseMileageOutcome.TooMuch or UseMileageOutcome.Changed:
                return this.Stale("mileage.changed");
            default:
                return NotFound();
        }
    }
}
