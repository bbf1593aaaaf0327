using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Units that are not sent, and units that are sent again.</summary>
public sealed partial class Trade
{
    /// <summary>Some or all of what is not shipped of each line; now and then more.</summary>
    private async Task<object> CancelUnits(long part, MoneyEvent e)
    {
        var lines = await Use<IOrderStore>().OpenLines(part);
        var units = lines.Where((_, i) => e.How % 4 == 0 || i == e.Which % lines.Count).Select(l => new UnitsToCancel(l.LineId, (e.How % 5) switch { 0 => l.Left, 1 => l.Left + 1, _ => (l.Left + 1) / 2 })).ToList();
        return await Use<CancelUnits>().Handle(new CancelUnitsRequest(Actor.Portal, part, units, (CancelReason)(e.How % 6), null));
    }
}
