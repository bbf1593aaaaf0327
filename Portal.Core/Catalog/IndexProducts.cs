using Portal.Core.Shared;

namespace Portal.Core.Catalog;

/// <summary>What search finds products by. It is kept by the store of products; this makes it anew where it is missing or out of date.</summary>
public interface ISearchStore
{
    /// <summary>Makes what search knows of a product as it is now: everything while it is on sale, nothing otherwise.</summary>
    Task Index(long productId);

    /// <summary>Products on sale of which search knows nothing, or another name of their producer or category.</summary>
    Task<IReadOnlyList<long>> Stale(int max);

    /// <summary>Forgets everything, also what an earlier program cut otherwise.</summary>
    Task Clear();
}

/// <summary>Brings search up to date; <paramref name="Anew"/> forgets everything first.</summary>
public sealed record IndexProductsRequest(bool Anew = false);

/// <summary>See <see cref="IndexProductsRequest"/>. Returns how many products were made anew.</summary>
public sealed class IndexProducts(IUnitOfWork unit, ISearchStore search)
{
    // pages that wait to write do not wait for all of it
    private const int Batch = 200;

    public async Task<int> Handle(IndexProductsRequest request)
    {
        var count = 0;
        await using var whole = request.Anew ? await unit.Begin() : null;
        if (request.Anew) await search.Clear();
        while (true)
        {
            await using var tx = await unit.Begin();
            var stale = await search.Stale(Batch);
            foreach (var id in stale) await search.Index(id);
            await tx.Commit();
            count += stale.Count;
            if (stale.Count < Batch) break;
        }

        if (whole is not null) await whole.Commit();
        return count;
    }
}

/// <summary>The steps by which lists of products are narrowed.</summary>
public static class SearchBands
{
    /// <summary>Bounds of prices in minor units: a band ends below its bound, the last has none.</summary>
    public static IReadOnlyList<long> Prices { get; } = [10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000];

    /// <summary>Lead times that are offered: within so many days.</summary>
    public static IReadOnlyList<int> Days { get; } = [1, 3, 7, 14];

    public static int OfPrice(long price) => Prices.Count(bound => price >= bound);

    public static int OfDays(int days) => Days.Count(bound => days > bound);
}
