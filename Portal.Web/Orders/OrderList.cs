using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Orders;

/// <summary>Orders; for a producer, its parts of them.</summary>
public sealed class OrderList() : ListOf<OrderRow>("orders",
    Text("no", "orders.no", o => o.OrderNo).Sorted,
    Moment("ordered", "orders.ordered", o => o.OrderedAt).Sorted,
    Text("buyer", "orders.buyer", o => o.Buyer).Sorted,
    Text("seller", "orders.seller", o => o.Seller).NotFor(Role.Producer, Role.Seller),
    State("state", "orders.state", o => OrderStates.Of(o).Key).NotFor(Role.Producer),
    State("state", "orders.state", o => o.Late || o.PartStatus is null ? OrderStates.Of(o).Key : $"enum.{nameof(PartStatus)}.{o.PartStatus}").For(Role.Producer),
    Day("ship", "orders.shipOn", o => o.ShipOn),
    Amount("amount", "orders.amount", o => o.Amount).Sorted.NotFor(Role.Producer),
    Amount("amount", "orders.myPart", o => o.Amount).For(Role.Producer));
