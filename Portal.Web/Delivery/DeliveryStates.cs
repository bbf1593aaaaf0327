using Portal.Data.Delivery;

namespace Portal.Web.Delivery;

/// <summary>The tone of a state, the same on every page.</summary>
public static class DeliveryStates
{
    public static string Tone(ShipmentRow s) => s.MisdeliveryId is not null || s.Late ? "bad" : Tone(s.Status);

    public static string Tone(string shipmentStatus) => shipmentStatus switch
    {
        "Shipped" => "go",
        "InTransit" or "OutForDelivery" => "go half",
        "Delivered" => "ok full",
        "SentAgain" or "Cancelled" => "",
        _ => "bad",
    };

    public static string OfReturn(string status) => status switch
    {
        "Requested" => "wait half",
        "Received" => "wait",
        "Sent" => "go half",
        "Completed" => "ok full",
        _ => "",
    };
}
