using Microsoft.AspNetCore.Mvc;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

/// <summary>The steps of an exchange: the units are back, the producer sends the same again, or it becomes a return after all.</summary>
public sealed class ExchangesController(ReturnPages pages, ShipmentPages shipments) : Controller
{
    [HttpPost("/returns/{returnId:long}/receipt"), Roles(Role.Operator)]
    public async Task<IActionResult> Receive(Actor actor, long returnId, [Bind(Prefix = "Completion")] CompletionForm form, [FromServices] ReceiveExchange receive)
    {
        if (await pages.Find(actor, returnId) is not { } found) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("/Delivery/Returns/Details.cshtml", new ReturnModel(found) { Completion = form });
        return Answer(await receive.Handle(new ReceiveExchangeRequest(actor, returnId, form.Restock, PlainText.Tidy(form.Note))), returnId, "delivery.exchangeReceived");
    }

    [HttpPost("/returns/{returnId:long}/replacement"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Replace(Actor actor, long returnId, [Bind(Prefix = "Replacement")] ReplacementForm form, [FromServices] ShipReplacement ship)
    {
        if (await pages.Find(actor, returnId) is not { } found) return NotFound();
        if (ModelState.IsValid)
        {
            var outcome = await ship.Handle(new ShipReplacementRequest(actor, returnId, form.CarrierId, form.TrackingNo));
            if (outcome == ExchangeOutcome.NumberUsed) this.Error("Replacement.TrackingNo", "delivery.numberUsed");
            else if (outcome == ExchangeOutcome.UnknownCarrier) this.Error("Replacement.CarrierId", "delivery.unknownCarrier");
            else return Answer(outcome, returnId, "delivery.replacementSent");
        }

        return this.Invalid("/Delivery/Returns/Details.cshtml", new ReturnModel(found) { Replacement = form, Carriers = await shipments.Carriers() });
    }

    [HttpPost("/returns/{returnId:long}/conversion"), Roles(Role.Operator)]
    public async Task<IActionResult> Convert(Actor actor, long returnId, [FromServices] ConvertExchange convert)
    {
        if (await pages.Find(actor, returnId) is null) return NotFound();
        return Answer(await convert.Handle(new ConvertExchangeRequest(actor, returnId)), returnId, "delivery.exchangeConverted");
    }

    private IActionResult Answer(ExchangeOutcome outcome, long returnId, string done)
    {
        switch (outcome)
        {
            case ExchangeOutcome.Done:
                this.Flash(done);
                return LocalRedirect($"/returns/{returnId}");
            case ExchangeOutcome.OutOfStock:
                return this.Stale("delivery.nothingToReplace");
            case ExchangeOutcome.NotPossible:
                return this.Stale("delivery.returnDecided");
            default:
                return NotFound();
        }
    }
}
