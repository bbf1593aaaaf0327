namespace Portal.Core.Sellers;

/// <summary>Recruitments and applications of sellers.</summary>
public interface ISellersStore
{
    /// <summary>Those of the products that the seller was accepted for at that moment.</summary>
    Task<IReadOnlySet<long>> MaySell(long sellerId, IReadOnlyCollection<long> productIds, DateTime at);
}
