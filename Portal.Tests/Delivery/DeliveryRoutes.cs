using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Delivery;

public sealed class DeliveryRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/producer-orders/{partId:long}").For(Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/producer-orders/confirmations").For(Producer).With(("parts", "{partId}")).Foreign(Answer.Open),
        Post("/producer-orders/{partId:long}/confirmation").For(Producer, Operator).With(("Confirm.ShipOn", "2026-12-01"), ("Confirm.DeliverOn", "2026-12-02")),
        Post("/producer-orders/{partId:long}/shipments").For(Producer, Operator).With(("Ship.Lines[0].LineId", "{lineId}"), ("Ship.Lines[0].Quantity", "1")),

        Get("/orders/{orderNo}/acceptances").For(Buyer, Operator),
        Post("/orders/{orderNo}/acceptances").For(Buyer, Operator).With(("lines", "{lineId}")),

        Get("/shipments").For(Buyer, Seller, Producer, Operator, Administrator),
        Get("/shipments/list").For(Producer, Operator),
        Get("/shipments/{shipmentId:long}").For(Buyer, Seller, Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/shipments/{shipmentId:long}/delivery").For(Producer, Operator).With(("Delivery.At", "2026-03-10T10:30")),
        Post("/shipments/{shipmentId:long}/tracking").For(Producer, Operator),
        Post("/shipments/{shipmentId:long}/misdeliveries").For(Buyer, Seller, Producer, Operator).With(("Misdelivery.Kind", "Damaged"), ("Misdelivery.Description", "Wet.")),
        Post("/misdeliveries/{misdeliveryId:long}/resolution").For(Operator).With(("Resolution.Way", "Recovered")),

        Get("/returns").For(Buyer, Seller, Producer, Operator, Administrator),
        Get("/returns/new").At("/returns/new?line={lineId:long}").For(Buyer, Seller, Operator),
        Post("/returns/new").For(Buyer, Seller, Operator).With(("Form.LineId", "{lineId}"), ("Form.Kind", "Exchange"), ("Form.Quantity", "1"), ("Form.Reason", "Damaged")),
        Get("/returns/{returnId:long}").For(Buyer, Seller, Producer, Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/returns/{returnId:long}/completion").For(Operator),
        Post("/returns/{returnId:long}/receipt").For(Operator).Answers(Answer.NotFound),
        Post("/returns/{returnId:long}/replacement").For(Producer, Operator).Answers(Answer.NotFound),
        Post("/returns/{returnId:long}/conversion").For(Operator).Answers(Answer.NotFound),
        Post("/returns/{returnId:long}/rejection").For(Operator).With(("Rejection.Reason", "Used.")),
    ];
}
