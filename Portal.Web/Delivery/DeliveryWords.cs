using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

/// <summary>What the tables keep in short, in words.</summary>
public static class DeliveryWords
{
    /// <summary>The detail of an event of an order: a confirmation keeps its two dates, an expired deposit its code.</summary>
    public static string? Detail(Texts texts, Show show, string kind, string? detail) => kind switch
    {
        "Confirmed" when detail?.Split(' ') is [var ship, var deliver] && DateOnly.TryParse(ship, out var s) && DateOnly.TryParse(deliver, out var d)
            => texts["orders.confirmedDates", show.Day(s), show.Day(d)],
        "UnitsCancelled" when detail?.Split(' ', 3) is [var units, var reason, .. var note] && Enum.TryParse<CancelReason>(reason, out var code)
            => string.Join(" · ", [texts["orders.unitsCancelled", units], texts.Of(code), .. note]),
        "Cancelled" when Enum.TryParse<CancelReason>(detail, out var why) && Enum.IsDefined(why) => texts.Of(why),
        "Cancelled" when detail == "deposit.expired" => texts["orders.expired"],
        _ => detail,
    };

    /// <summary>Why a carrier tells nothing.</summary>
    public static string? Trouble(Texts texts, string? error) => error == Parcel.NumberUnknown ? texts["delivery.numberUnknown"] : error;
}
