using System.Globalization;
using Portal.Core.CardPayments;
using Portal.Tests.Shared;
using Stripe;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.CardPayments;

public sealed class CardRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/card-payments").For(Buyer, Seller, Operator, Administrator),
        Get("/card-payments/{paymentId:long}").For(Buyer, Seller, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/card-payments/{paymentId:long}/return").For(Buyer).Answers(Answer.Elsewhere),
        Post("/orders/{orderNo}/card-payments").For(Buyer),
        Post("/card-payments/{paymentId:long}/refunds").For(Operator).With(("Refund.CreditId", "{creditId}"), ("Refund.Amount", "1000")),
        Get("/card-differences").For(Operator, Administrator),
        Post("/card-differences/{differenceId:long}/resolution").For(Operator).With(("Note", "Looked up at Stripe.")),
        Post("/card-checks").For(Operator),
        Get("/card-payouts").For(Operator, Administrator),
        Get("/card-payouts/new").For(Operator),
        Post("/card-payouts/new").For(Operator).With(("Reference", "po_1"), ("ArrivedOn", "2026-03-02"), ("Amount", "1000"), ("Fee", "30")),
        // what nobody signed is refused, whoever sends it
        Post("/webhooks/stripe").Public().Answers(Answer.BadRequest),
    ];
}

/// <summary>An order of each side that is paid by card, and one for which another amount came.</summary>
public sealed class CardRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("paymentId", side => Pay(side, 0));
        await world.Both("differenceId", async side =>
        {
            var payment = await Pay(side, 1);
            return await side.Portal.Scalar<long>("SELECT id FROM card_differences WHERE card_payment_id = @payment", new { payment });
        });
    }

    /// <summary>Stripe does not answer here, but it sends a message.</summary>
    private static async Task<long> Pay(RouteSide side, long over)
    {
        var order = await side.Order();
        await side.Portal.Run<StartCardPayment, StartCardPaymentOutcome>(u => u.Handle(new StartCardPaymentRequest(side.As(Buyer), order.OrderId)));
        var payment = await side.Portal.Scalar<long>("SELECT id FROM card_payments WHERE order_id = @OrderId", new { order.OrderId });
        var amount = await side.Portal.Scalar<long>("SELECT amount FROM card_payments WHERE id = @payment", new { payment }) + over;
        var seconds = side.Portal.Time.GetUtcNow().ToUnixTimeSeconds();
        var body = string.Create(CultureInfo.InvariantCulture, $$$$$"""
            {"id": "evt_{{{{{payment}}}}}", "object": "event", "type": "payment_intent.succeeded", "created": {{{{{seconds}}}}}, "data": {"object": {"id": "pi_{{{{{payment}}}}}", "object": "payment_intent",
             "amount": {{{{{amount}}}}}, "amount_received": {{{{{amount}}}}}, "currency": "krw", "status": "succeeded", "created": {{{{{seconds}}}}}, "metadata": {"portal_payment": "{{{{{payment}}}}}"}}}}
            """);
        var signature = EventUtility.GenerateSignatureHeader(body, RouteWorld.StripeSecret, seconds);
        await side.Portal.Run<ReceiveCardEvent, ReceiveCardEventOutcome>(u => u.Handle(new ReceiveCardEventRequest(body, signature)));
        return payment;
    }
}
