using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Funds;

/// <summary>What a unit of a product costs its producer from a day on, in minor units.</summary>
public sealed record SetProductCostRequest(Actor Actor, string ProductCode, DateOnly ValidFrom, long UnitCost);

public enum SetProductCostOutcome 
{
    Set,
    NotFound,
    Bad,
    /// <summary>A day that nobody means: the cost of that day could never be found again.</summary>
    BadDay,
}

/// <summary>Costs of products.</summary>
public interface IProductCosts
{
    /// <summary>The product when it is the actor's own.</summary>
    Task<long?> Own(Actor actor, string productCode);

    /// <summary>Sets the cost from a day on; one that began on that day is replaced.</summary>
    Task Set(long id, long productId, SetProductCostRequest cost, DateTime at);
}

/// <summary>A producer keeps what its product costs. It changes no money; the margin of each day is reckoned by the cost of that day.</summary>
public sealed class SetProductCost(IUnitOfWork unit, IProductCosts costs, Audit audit, Clock clock)
{
    public async Task<SetProductCostOutcome> Handle(SetProductCostRequest request)
    {
        if (request.UnitCost is < 0 or > Amounts.Max / 1_000_000) return SetProductCostOutcome.Bad;
        if (request.ValidFrom.Year < 2000 || request.ValidFrom > clock.Today.AddYears(5)) return SetProductCostOutcome.BadDay;
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Producer || await costs.Own(request.Actor, request.ProductCode) is not { } product) return SetProductCostOutcome.NotFound;
        await costs.Set(Ids.Next(), product, request, clock.Now);
        // the trail is read by others than the producer: that it was changed, not to what
        await audit.Note(request.Actor, "product.cost", "product", product, request.ProductCode, null, $"{request.ValidFrom:yyyy-MM-dd}");
        await tx.Commit();
        return SetProductCostOutcome.Set;
    }
}
