namespace Portal.Core.Agreements;

/// <summary>The agreement by which a product's profit is divided at a moment.</summary>
public sealed record AgreementInForce(long Id, IReadOnlyList<Share> Shares);

/// <summary>Agreements, their shares and the answers of their parties.</summary>
public interface IAgreementStore
{
    /// <summary>The agreement in force of each product that has one: accepted and valid at that moment, the latest of them.</summary>
    Task<IReadOnlyDictionary<long, AgreementInForce>> InForce(IReadOnlyCollection<long> productIds, DateTime at);
}
