using Portal.Core.Shared;
using Portal.Data.Home;

namespace Portal.Web.Home;

/// <summary>Who hears of what while it happens. Pure.</summary>
public static class LiveNews
{
    /// <summary>The text of an event for this actor; null when it is none of their business, or their own doing.</summary>
    public static string? Key(Actor actor, LiveEvent e)
    {
        if (e.PersonId == actor.PersonId) return null;
        if (e.IsReview) return IsMember(actor, e) ? $"home.live.{e.Kind}" : null;
        return actor.Role switch
        {
            Role.Operator when e.CentreId == actor.OrganizationId => e.Kind is "Placed" or "Paid" or "Misdelivered" or "ReturnRequested" or "ExchangeRequested" ? $"home.live.{e.Kind}" : null,
            Role.Seller when e.SellerId == actor.OrganizationId => e.Kind is "Paid" or "Shipped" or "Delivered" or "Misdelivered" ? $"home.live.{e.Kind}" : null,
            Role.Buyer when e.BuyerId == actor.OrganizationId => e.Kind is "Placed" or "Paid" or "Shipped" or "Delivered" ? $"home.live.{e.Kind}" : null,
            // an order exists for its producers from its release on
            Role.Producer when e.IsReleased && e.Producers.Contains(actor.OrganizationId) => e.Kind is "Paid" or "Released" ? "home.live.Released" : null,
            _ => null,
        };
    }

    public static string Url(LiveEvent e) => $"{(e.IsReview ? "/reviews/" : "/orders/")}{Uri.EscapeDataString(e.No)}";

    private static bool IsMember(Actor actor, LiveEvent e) => actor.Role switch
    {
        Role.Operator => e.CentreId == actor.OrganizationId,
        Role.Producer => e.Producers.Contains(actor.OrganizationId),
        Role.Reviewer => e.Members.Contains(actor.PersonId),
        _ => false,
    };
}
