using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>Cancels the orders whose deposit did not come in time and gives their stock back.</summary>
public sealed class ExpireOrders(IOrderStore orders, CancelOrder cancel, Clock clock)
{
    /// <summary>Handles at most <paramref name="max"/> orders, each in its own transaction; returns how many were cancelled.</summary>
    public async Task<int> Handle(int max)
    {
        var count = 0;
        foreach (var id in await orders.Unpaid(clock.Now, max))
        {
            // a part payment of money keeps an order alive; mileage alone does not, it goes back
            if (await cancel.Handle(new CancelOrderRequest(Actor.Portal, id, null, "deposit.expired")) == CancelOrderOutcome.Cancelled) count++;
        }

        return count;
    }
}
