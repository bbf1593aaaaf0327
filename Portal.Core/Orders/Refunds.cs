using Portal.Core.Ledger;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>What a buyer gets back of what was paid for an order: first the money, and only what exceeds it as mileage.</summary>
public readonly record struct Refund(long Money, long Mileage)
{
    public long Total => Money + Mileage;

    /// <summary>What is paid too much when <paramref name="less"/> is no longer due. Pure.</summary>
    public static Refund Of(OrderState order, long less)
    {
        var over = Math.Max(0, order.Paid - (order.Due - less));
        var money = Math.Min(over, order.Paid - order.PaidByMileage);
        return new Refund(money, over - money);
    }
}

/// <summary>Mileage on orders (owned by Mileage; drafts put it there, cancellations and returns give it back).</summary>
public interface IBuyerMileage
{
    /// <summary>Pays an order by its buyer's mileage; false when the buyer has less, or the order owes less.</summary>
    Task<bool> Pay(Actor actor, OrderState order, long amount);

    /// <summary>Puts mileage that a posting gave back into the buyer's sub-ledger.</summary>
    Task GiveBack(OrderState order, long amount, long postingId);
}

/// <summary>Gives back what was paid too much for an order: the entries within the posting of the event, and what is kept of them for the buyer.</summary>
[Service]
public sealed class Refunds(IBuyerCredits credits, IBuyerMileage mileage, Clock clock)
{
    /// <summary>The entries of an event that makes <paramref name="less"/> of an order no longer due: off the receivable first, what was paid beyond it back.</summary>
    public static IEnumerable<Entry> Entries(OrderState order, long less, Refund refund) =>
    [
        new(AccountRef.Receivable(order.BuyerId), -(less - refund.Total)),
        new(AccountRef.Unapplied(order.BuyerId), -refund.Money),
        new(AccountRef.Mileage, -refund.Mileage, null, order.BuyerId),
    ];

    public async Task Keep(OrderState order, Refund refund, (CreditSource Source, long Id) of, long postingId)
    {
        if (refund.Money > 0) await credits.Add(new BuyerCredit(of.Source, of.Id, order.CentreId, order.BuyerId, order.Id, refund.Money, clock.Now));
        if (refund.Mileage > 0) await mileage.GiveBack(order, refund.Mileage, postingId);
    }
}
