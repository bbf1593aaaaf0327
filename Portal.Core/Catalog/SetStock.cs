using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>What a product can be delivered from; no part of what is reviewed.</summary>
public static class Supply
{
    public const int MaxDays = 365;

    public static IEnumerable<ContentProblem> Problems(long stock, int maxDeliveryDays)
    {
        if (stock is < 0 or > ProductContent.MaxStock) yield return ContentProblem.Stock;
        if (maxDeliveryDays is < 0 or > MaxDays) yield return ContentProblem.DeliveryDays;
    }

    /// <summary>When what is ordered on a day can be there: the maximum delivery days after it, never on the same day.</summary>
    public static DateOnly DeliverBy(DateOnly ordered, int maxDeliveryDays) => ordered.AddDays(Math.Max(1, maxDeliveryDays));
}

/// <summary>Sets stock and maximum delivery days. <paramref name="Seen"/> is the stock that the person saw: units sold meanwhile are not given out twice.</summary>
public sealed record SetStockRequest(Actor Actor, long ProductId, long Seen, long Stock, int MaxDeliveryDays);

public abstract record SetStockOutcome
{
    private SetStockOutcome() { }

    public sealed record Set : SetStockOutcome;
    public sealed record NotFound : SetStockOutcome;
    /// <summary>Units were sold or given back meanwhile.</summary>
    public sealed record Changed(long Stock) : SetStockOutcome;
    public sealed record Invalid(IReadOnlyList<ContentProblem> Problems) : SetStockOutcome;
}

/// <summary>See <see cref="SetStockRequest"/>.</summary>
public sealed class SetStock(IUnitOfWork unit, ICatalogStore catalog, Audit audit)
{
    public async Task<SetStockOutcome> Handle(SetStockRequest request)
    {
        var problems = Supply.Problems(request.Stock, request.MaxDeliveryDays).ToList();
        if (problems.Count > 0) return new SetStockOutcome.Invalid(problems);
        await using var tx = await unit.Begin();
        if (await catalog.Product(request.Actor, request.ProductId) is not { IsRetired: false } product) return new SetStockOutcome.NotFound();
        if (!await catalog.SetStock(product.Id, request.Seen, request.Stock, request.MaxDeliveryDays)) return new SetStockOutcome.Changed(product.Stock);
        await audit.Note(request.Actor, "product.stock", "product", product.Id, product.Label,
            $"{product.Stock} / {product.MaxDeliveryDays}d", $"{request.Stock} / {request.MaxDeliveryDays}d");
        await tx.Commit();
        return new SetStockOutcome.Set();
    }
}
