using Portal.Core.Catalog;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Places the orders of the demo by all three channels.</summary>
[Service]
public sealed class DemoOrders(PlaceOrder place, SetStock stock, AddMemo memo, IOrderStore orders, DemoPayments payments)
{
    internal void Plan(World world)
    {
        foreach (var plan in OrderPlans.Of(world)) world.At(plan.At, () => Place(world, plan));
    }

    private async Task Place(World world, OrderPlan plan)
    {
        for (var attempt = 0; attempt < 6; attempt++)
        {
            if (Choose(world, plan) is not { } chosen) continue;
            var outcome = await place.Handle(chosen.Request);
            // the producer makes more of what is sold out
            if (outcome is PlaceOrderOutcome.Refused refused && await Restock(world, refused)) outcome = await place.Handle(chosen.Request);
            if (outcome is not PlaceOrderOutcome.Placed placed)
            {
                world.Went(false, "order", outcome is PlaceOrderOutcome.Refused r ? string.Join(", ", r.Refusals) : outcome);
                continue;
            }

            world.Orders++;
            await Follow(world, plan, chosen, placed);
            return;
        }

        world.Went(false, "order", $"nothing to sell by {plan.Channel}");
    }

    private async Task Follow(World world, OrderPlan plan, Chosen chosen, PlaceOrderOutcome.Placed placed)
    {
        var state = (await orders.Lock(Actor.Portal, placed.OrderId))!;
        var order = new DemoOrder(placed.OrderId, placed.OrderNo, plan)
        {
            Buyer = chosen.Buyer, Seller = chosen.Seller, Centre = world.CentreOf(state.CentreId), Products = chosen.Products, Total = state.Total, DepositDueAt = payments.DepositDueAt,
        };
        if (plan.Dice.Chance(4)) await memo.Handle(new AddMemoRequest(world.Operator(order.Centre), order.Id, "전화로 배송 일정을 확인함. 오전 수령 희망."));
        payments.Begin(world, order);
    }

    private sealed record Chosen(PlaceOrderRequest Request, Party Buyer, Party? Seller, IReadOnlyList<Merchandise> Products);

    /// <summary>Who orders what; null when the seller may not sell anything yet.</summary>
    private static Chosen? Choose(World world, OrderPlan plan)
    {
        var dice = plan.Dice;
        var seller = plan.Channel == OrderChannel.Seller ? plan.Seller ?? dice.Pick(world.Sellers.SkipLast(1).ToList()) : null;
        var region = plan.Centre ?? seller?.Centre;
        var buyer = plan.Buyer ?? dice.Pick(world.Buyers.Skip(2).Where(b => region is null || b.Centre == region).ToList());
        var centre = region ?? buyer.Centre!;
        var offered = world.Products.Where(p => p.CanBeOrdered && (seller is null || p.Sellers.Contains(seller)) && (plan.Producer is null || p.Producer == plan.Producer)
            && (plan.Shipped is not { } shipped || p.IsShipped == shipped)).ToList();
        if (offered.Count == 0) return null;

        // mostly from the region, and what is popular more often
        var near = offered.Where(p => p.Centre == centre).ToList();
        var products = new List<Merchandise>();
        for (var i = 0; i < plan.Lines * 2 && products.Count < plan.Lines; i++)
        {
            var shelf = near.Count > 0 && dice.Chance(82) ? near : offered;
            var (one, other) = (dice.Pick(shelf), dice.Pick(shelf));
            var product = one.Popularity > other.Popularity ? one : other;
            if (!products.Contains(product)) products.Add(product);
        }

        var actor = plan.Channel switch { OrderChannel.Buyer => buyer.People[^1], OrderChannel.Seller => seller!.Actor, _ => world.Operator(centre) };
        if (plan.Channel == OrderChannel.Buyer) actor = buyer.People.First(p => p.Role == Role.Buyer);
        var request = new PlaceOrderRequest(actor, plan.Channel, buyer.Id, [.. products.Select(p => new OrderItem(p.Id, Quantity(p, plan, dice)))])
        {
            SellerId = seller?.Id, CentreId = plan.Channel == OrderChannel.Operator ? centre.Id : null, ShipTo = buyer.ShipTo with { Memo = dice.Chance(20) ? "도착 30분 전에 전화 부탁드립니다." : null },
        };
        return new Chosen(request, buyer, seller, products);
    }

    private static long Quantity(Merchandise product, OrderPlan plan, Dice dice) => product.Content.Kind switch
    {
        ProductKind.Consumable => dice.Between(plan.Until == Stage.PartlyShipped ? 4 : 1, 12),
        ProductKind.Equipment => plan.Until == Stage.PartlyShipped ? 2 : dice.Chance(80) ? 1 : dice.Between(2, 4),
        _ => 1,
    };

    private async Task<bool> Restock(World world, PlaceOrderOutcome.Refused refused)
    {
        if (refused.Refusals.Count == 0 || refused.Refusals.Any(r => r.Problem != OrderProblem.OutOfStock)) return false;
        foreach (var short_ in refused.Refusals)
        {
            var product = world.Products.Single(p => p.Id == short_.ProductId);
            var more = product.Content.Kind == ProductKind.Consumable ? 400 : 30;
            var outcome = await stock.Handle(new SetStockRequest(product.Producer.Actor, product.Id, short_.Left, short_.Left + more, 5));
            if (!world.Went(outcome is SetStockOutcome.Set, $"stock of {product.Code}", outcome)) return false;
        }

        return true;
    }
}
