using Portal.Core.Ledger;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>
/// What is too much of what was paid for an order. What was given up makes the loss less; of the rest the buyer gets back first the money,
/// and only what exceeds it as mileage.
/// </summary>
public readonly record struct Refund(long WrittenOff, long Money, long Mileage)
{
    public long Total => WrittenOff + Money + Mileage;

    /// <summary>What is paid too much when <paramref name="less"/> is no longer due. Pure.</summary>
    public static Refund Of(OrderState order, long less)
    {
        var over = Math.Max(0, order.Paid - (order.Due - less));
        var writtenOff = Math.Min(over, order.WrittenOff);
        var money = Math.Min(over - writtenOff, order.Paid - order.PaidByMileage - order.WrittenOff);
        return new Refund(writtenOff, money, over - writtenOff - money);
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

/// <summary>What of orders was given up (owned by Settlement).</summary>
public interface IOrderLosses
{
    /// <summary>Takes an amount off what was given up of an order: it is not owed any more.</summary>
    Task Recover(long orderId, long amount);
}

/// <summary>Gives back what was paid too much for an order: the entries within the posting of the event, and what is kept of them for the buyer.</summary>
[Service]
public sealed class Refunds(IBuyerCredits credits, IBuyerMileage mileage, IOrderLosses losses, Clock clock)
{
    /// <summary>The entries of an event that makes <paramref name="less"/> of an order no longer due: off the receivable first, what was paid beyond it back.</summary>
    public static IEnumerable<Entry> Entries(OrderState order, long less, Refund refund) =>
    [
        new(AccountRef.Receivable(order.BuyerId), -(less - refund.Total)),
        new(AccountRef.Unapplied(order.BuyerId), -refund.Money),
        new(AccountRef.Mileage, -refund.Mileage, null, order.BuyerId),
        new(AccountRef.Loss, -refund.WrittenOff),
    ];

    public async Task Keep(OrderState order, Refund refund, (CreditSource Source, long Id) of, long postingId)
    {
        if (refund.Money > 0) await credits.Add(new BuyerCredit(of.Source, of.Id, order.CentreId, order.BuyerId, order.Id, refund.Money, clock.Now));
        if (refund.Mileage > 0) await mileage.GiveBack(order, refund.Mileage, postingId);
        if (refund.WrittenOff > 0) await losses.Recover(order.Id, refund.WrittenOff);
    }
}
