using Portal.Core.Accounts;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Accounts;

namespace Portal.Web.Operations.Demo;

/// <summary>A basket of the buyer, orders that seller and operator have begun to build for a customer, and a product that a producer has begun to describe.</summary>
[Service]
public sealed class DemoDrafts(AddToDraft add, EditDraft edit, SaveFormDraft save, PeopleStore people, Clock clock)
{
    internal void Plan(World world) => world.At(world.DaysAgo(0.05), async () =>
    {
        var (buyer, seller, centre) = (world.Buyers[0], world.Sellers[0], world.Centres[0]);
        await Describe(world.Producers[0].Actor);
        await Build(world, buyer.Actor, null, world.Products.Where(p => p.CanBeOrdered && p.IsShipped).Skip(20).Take(3));
        await Build(world, seller.Actor, world.Buyers[3], world.Products.Where(p => p.CanBeOrdered && p.Sellers.Contains(seller)).Take(2));
        await Build(world, world.Operator(centre), world.Buyers[4], world.Products.Where(p => p.CanBeOrdered && p.Centre == centre).Take(4));
    });

    private async Task Describe(Actor producer)
    {
        const string Page = "/catalog/new";
        var membership = (await people.Session(producer.PersonId)).First(r => r.OrganizationId == producer.OrganizationId).MembershipId!.Value;
        var form = new KeptForm(Page, Page,
        [
            new("Form.Kind", "Equipment"), new("Form.Name", "소형 진공 포장기"), new("Form.Summary", "반찬 가게와 정육점에서 쓰는 탁상형 진공 포장기입니다."), new("Form.Price", "890,000"),
            new("Form.Specifications[0].Name", "크기"), new("Form.Specifications[0].Value", "380 × 300 × 160 mm"), new("Form.Specifications[1].Name", "소비 전력"),
        ]);
        await save.Handle(new FormDraftKey(producer.PersonId, membership, Page), form.ToJson());
    }

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
