using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>
/// What the way back costs the buyer: the producer's freight when the buyer changed their mind, nothing when the producer is to blame.
/// What of one part travels together is charged once. Exchanges of the same product move no money.
/// </summary>
[Service]
public sealed class ReturnFreight(IFreightStore rules, IDeliveryStore delivery, PortalOptions options)
{
    internal async Task<Freight> Of(ReturnableLine line, ReturnKind kind, ReturnReason reason)
    {
        if (kind == ReturnKind.Exchange || !IsBuyers(reason) || await delivery.IsOnItsWay(line.PartId)) return default;
        var fee = (await rules.Find(line.ProducerId))?.Fee ?? 0;
        return new Freight(fee, fee * options.StandardTaxBp / 10_000);
    }

    /// <summary>Whether the buyer pays for the way back. Pure.</summary>
    public static bool IsBuyers(ReturnReason reason) => reason == ReturnReason.ChangedMind;
}
