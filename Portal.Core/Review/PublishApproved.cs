using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>Puts approved products on sale whose producers wanted it so.</summary>
public sealed class PublishApproved(IUnitOfWork unit, ICatalogStore catalog, PutOnSale sale, IReviewStore cases, CaseDesk desk)
{
    /// <summary>Handles at most <paramref name="max"/> products, each in its own transaction; returns how many went on sale.</summary>
    public async Task<int> Handle(int max)
    {
        var count = 0;
        foreach (var product in await catalog.ToPublish(max))
        {
            await using var tx = await unit.Begin();
            if (await sale.Handle(new ChangeSaleRequest(Actor.Portal, product)) != ChangeSaleOutcome.Changed) continue;
            // what was approved elsewhere before it came here has no case
            if (await cases.CaseOfProduct(product) is { } c)
                await desk.Tell(c, Audience.Producer, "review.published", await desk.Step(c, Actor.Portal, CaseEventKind.Published));
            await tx.Commit();
            count++;
        }

        return count;
    }
}
