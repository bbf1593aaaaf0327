using Portal.Core.Funds;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Half of the producers keep what their products cost; in the last months it rose.</summary>
[Service]
public sealed class DemoCosts(SetProductCost set)
{
    internal void Plan(World world) => world.At(world.DaysAgo(0.1), async () =>
    {
        foreach (var product in world.Products.Where(p => world.Producers.IndexOf(p.Producer) % 2 == 0))
        {
            var percent = world.Dice.Of($"cost {product.Code}").Between(45, 70);
            await Set(world, product, world.DateOf(world.Start), percent);
            await Set(world, product, world.DateOf(world.DaysAgo(60)), percent + 3);
        }
    });

    private async Task Set(World world, Merchandise product, DateOnly from, int percent)
    {
        var outcome = await set.Handle(new SetProductCostRequest(product.Producer.Actor, product.Code, from, product.Content.Price * percent / 100));
        world.Went(outcome == SetProductCostOutcome.Set, $"cost of {product.Code}", outcome);
    }
}
