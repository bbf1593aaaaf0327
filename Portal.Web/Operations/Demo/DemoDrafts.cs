using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>A basket of the buyer, and orders that seller and operator have begun to build for a customer.</summary>
[Service]
public sealed class DemoDrafts(AddToDraft add, EditDraft edit, Clock clock)
{
    internal void Plan(World world) => world.At(world.DaysAgo(0.05), async () =>
    {
        var (buyer, seller, centre) = (world.Buyers[0], world.Sellers[0], world.Centres[0]);
        await Build(world, buyer.Actor, null, world.Products.Where(p => p.CanBeOrdered && p.IsShipped).Skip(20).Take(3));
        await Build(world, seller.Actor, world.Buyers[3], world.Products.Where(p => p.CanBeOrdered && p.Sellers.Contains(seller)).Take(2));
        await Build(world, world.Operator(centre), world.Buyers[4], world.Products.Where(p => p.CanBeOrdered && p.Centre == centre).Take(4));
    });

    private async Task Build(World world, Actor actor, Party? buyer, IEnumerable<Merchandise> products)
    {
        long? draft = null;
        foreach (var product in products)
        {
            var outcome = await add.Handle(new AddToDraftRequest(actor, draft, product.Id, 1 + product.Popularity % 3));
            if (!world.Went(outcome is AddToDraftOutcome.Added, $"draft at {clock.Now:t}", outcome)) return;
            draft = ((AddToDraftOutcome.Added)outcome).DraftId;
        }

        if (buyer is null || draft is not { } id) return;
        var saved = await edit.Handle(new EditDraftRequest(actor, id, buyer.Id, buyer.ShipTo, []));
        world.Went(saved == EditDraftOutcome.Saved, "draft", saved);
    }
}
