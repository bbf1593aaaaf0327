using Portal.Core.Mileage;
using Portal.Core.Shared;

namespace Portal.Tests.Settlement;

/// <summary>What befalls the mileage of the buyers.</summary>
public sealed partial class Trade
{
    /// <summary>All that can be used, a part of it, or more.</summary>
    private async Task<object> UseMileage(long order, MoneyEvent e)
    {
        var most = await Db.Scalar<long?>("""
            SELECT CASE WHEN b.balance < o.total - o.cancelled - o.returned - o.paid THEN b.balance ELSE o.total - o.cancelled - o.returned - o.paid END
            FROM orders o JOIN mileage_balances b ON b.buyer_id = o.buyer_id WHERE o.id = @order
            """, new { order }) ?? 0;
        var amount = (e.How % 4) switch { 0 => most / 2, 1 => most + 1, _ => most };
        return await Use<UseMileage>().Handle(new UseMileageRequest(Actor.Portal, order, amount));
    }

    private async Task<object> CorrectMileage(MoneyEvent e)
    {
        var amount = (e.How % 5) switch { 0 => -(e.How % 3_000), 1 => 0, _ => e.How % 50_000 };
        return await Use<CorrectMileage>().Handle(new CorrectMileageRequest(market.Operator(e.Which), market.Buyers[e.Which % 3], amount, MileageReason.Goodwill, "test"));
    }

    /// <summary>The job as it is, or as it would be in two years and a month.</summary>
    private async Task<object> ExpireMileage(MoneyEvent e)
    {
        await Use<WarnOfExpiry>().Handle(100);
        if (e.How % 3 == 0) market.Portal.Time.Advance(TimeSpan.FromDays(760));
        return await Use<ExpireMileage>().Handle(100) > 0 ? "Expired" : "Int32";
    }
}
