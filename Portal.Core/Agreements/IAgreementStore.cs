using Portal.Core.Shared;

namespace Portal.Core.Agreements;

/// <summary>The agreement by which a product's profit is divided at a moment.</summary>
public sealed record AgreementInForce(long Id, IReadOnlyList<Share> Shares);

/// <summary>The answer of one named party.</summary>
public sealed record AgreementAnswer(long AgreementId, long PartyId, bool Accept, long? PersonId, string? Reason, DateTime At);

/// <summary>Agreements, their shares and the answers of their parties.</summary>
public interface IAgreementStore
{
    /// <summary>The agreement in force of each product that has one: of those accepted and begun at that moment the latest; none when that one has ended.</summary>
    Task<IReadOnlyDictionary<long, AgreementInForce>> InForce(IReadOnlyCollection<long> productIds, DateTime at);

    /// <summary>True for the product's producer, the operators of the producer's centre, administrators and the portal.</summary>
    Task<bool> MayPropose(Actor actor, long productId);

    Task<int> CountOrganizations(IReadOnlyCollection<long> ids);
    Task Insert(long id, ProposeAgreementRequest agreement, long? proposedBy, DateTime at);

    /// <summary>Holds an open proposal to the end of the transaction, so that the last of two answers at once sees the other; false when it is not open.</summary>
    Task<bool> Hold(long agreementId);

    /// <summary>Keeps an answer; false when the party has answered before or the proposal is not open.</summary>
    Task<bool> Answer(AgreementAnswer answer);

    /// <summary>Makes a proposal binding when no named party is missing; false otherwise.</summary>
    Task<bool> AcceptIfAllHave(long agreementId, DateTime at);

    /// <summary>Ends an open proposal; false when it is not open.</summary>
    Task<bool> Close(long agreementId, AgreementStatus to, DateTime at);

    Task<bool> IsParty(long agreementId, long organizationId);
    Task<IReadOnlyList<long>> Unanswered(long agreementId);
    /// <summary>All named parties.</summary>
    Task<IReadOnlyList<long>> Parties(long agreementId);

    Task<long?> Proposer(long agreementId);

    Task<long?> ProductOf(long agreementId);

    Task<long?> ProducerOf(long productId);

    /// <summary>Agreements in force that end before <paramref name="soon"/>, are followed by none, and whose parties were not told.</summary>
    Task<IReadOnlyList<long>> Expiring(DateTime now, DateTime soon, int max);

    /// <summary>Keeps that the parties were told of the end; false when they were before.</summary>
    Task<bool> MarkExpiryTold(long agreementId, DateTime at);

    /// <summary>The moment at which it ends; null: never.</summary>
    Task<DateTime?> Until(long agreementId);

    /// <summary>Its named parties, the product's producer and its centre.</summary>
    Task<IReadOnlyList<long>> Concerned(long agreementId);

    /// <summary>The name of its product, for notices and the audit trail.</summary>
    Task<string> Label(long agreementId);
}
