using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Tests.Settlement;

namespace Portal.Tests.Orders;

/// <summary>Many who want the same at the same moment.</summary>
[TestFixture]
public sealed class AtOnceTests
{
    [Test]
    public async Task Of_200_orders_at_once_for_a_stock_of_50_exactly_50_are_placed_and_the_rest_are_told()
    {
        await using var market = await Market.Open(stock: 50);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => market.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(
            new PlaceOrderRequest(market.Buyer(market.Buyers[i % 3]), OrderChannel.Buyer, market.Buyers[i % 3], [new OrderItem(market.Products[0].Id, 1)]))))));

        Assert.That(outcomes.OfType<PlaceOrderOutcome.Placed>().Count(), Is.EqualTo(50));
        Assert.That(outcomes.OfType<PlaceOrderOutcome.Placed>().Select(o => o.OrderNo), Is.Unique);
        Assert.That(outcomes.OfType<PlaceOrderOutcome.Refused>().Select(o => o.Refusals.Single().Problem), Is.EqualTo(Enumerable.Repeat(OrderProblem.OutOfStock, 150)));
        Assert.That(await market.Portal.Scalar<long>("SELECT stock FROM products WHERE id = @Id", market.Products[0]), Is.Zero);
        Assert.That(await market.Portal.Scalar<long>("SELECT SUM(quantity) FROM order_lines"), Is.EqualTo(50));
    }
}
