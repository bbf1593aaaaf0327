using Portal.Data.Orders;

namespace Portal.Web.Orders;

/// <summary>The state of an order in one word and tone, the same on every page.</summary>
public static class OrderStates
{
    public static (string Key, string Tone) Of(OrderRow o)
    {
        if (o.Status == "Cancelled") return ("orders.state.cancelled", "");
        if (o.Late) return ("orders.state.late", "bad");
        if (o.ToShip == 0 && o.Underway == 0 && o.Delivered > 0) return o.Paid ? ("orders.state.delivered", "ok full") : ("orders.state.deliveredUnpaid", "wait full");
        if (o.Underway > 0 || o.Delivered > 0) return o.ToShip > 0 ? ("orders.state.partly", "go half") : ("orders.state.underway", "go half");
        if (o.Paid) return ("orders.state.paid", "wait half");
        return o.Released ? ("orders.onCredit", "wait half") : ("orders.state.unpaid", "wait");
    }

    public static string Tone(string partStatus) => partStatus switch
    {
        "New" => "wait",
        "Confirmed" => "wait half",
        "PartlyShipped" => "go half",
        "Shipped" => "go half",
        "Delivered" => "ok full",
        _ => "",
    };
}
