using Portal.Core.Delivery;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed class ShipmentList() : ListOf<ShipmentRow>("shipments",
    Text("parcel", "delivery.parcel", s => s.TrackingNo),
    State<ShipmentStatus>("state", "delivery.state", s => s.Status),
    Text("no", "orders.no", s => s.OrderNo).Sorted,
    Text("producer", "delivery.fromTo", s => $"{s.Producer} → {s.Buyer}").Sorted,
    Moment("shipped", "delivery.shippedAt", s => s.ShippedAt).Sorted,
    Moment("delivered", "delivery.arrives", s => s.DeliveredAt).Sorted);

public sealed class ReturnList() : ListOf<ReturnRow>("returns",
    Text("no", "delivery.reference", r => r.Reference).Sorted,
    Text("product", "orders.product", r => r.Product).Sorted,
    Text("order", "orders.no", r => r.OrderNo).OfFile,
    Text("buyer", "orders.buyer", r => r.Buyer).OfFile,
    Word<ReturnReason>("reason", "delivery.returnReason", r => r.Reason),
    State<ReturnStatus>("state", "delivery.state", r => r.Status),
    Count("quantity", "orders.quantity", r => r.Quantity).Sorted,
    Amount("back", "delivery.back", r => r.Supply is { } supply ? supply + (r.Vat ?? 0) : null));
