using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>An organization as its use cases see it.</summary>
public sealed record OrganizationState
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public OrganizationKind Kind { get; init; }
    public OrganizationStatus Status { get; init; }
    public TaxKind Tax { get; init; }
    public string? BusinessNumber { get; init; }
    public string? BranchNumber { get; init; }
    public string? Representative { get; init; }
    public string? BusinessType { get; init; }
    public string? BusinessItem { get; init; }
    public string? Region { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public long? CentreId { get; init; }
    public int Version { get; init; }

    public string Label => $"{Code} {Name}";
}

/// <summary>Organizations.</summary>
public interface IOrganizationStore
{
    Task<long?> FindByCode(string code);

    /// <summary>The centre that an active organization belongs to; null when it belongs to none.</summary>
    Task<long?> CentreOf(long organizationId);

    /// <summary>The code of a buyer with this business number; null when there is none.</summary>
    Task<string?> BuyerOf(string businessNumber);

    Task Insert(long id, string code, RegisterOrganizationRequest organization, DateTime at);

    /// <summary>An organization that the actor may act on: their own, those of their centre, or all.</summary>
    Task<OrganizationState?> Find(Actor actor, long organizationId);

    /// <summary>True for a centre that is active.</summary>
    Task<bool> IsCentre(long organizationId);

    /// <summary>Writes everything but the bank account; false when it was changed since <see cref="OrganizationState.Version"/>.</summary>
    Task<bool> Update(OrganizationState organization);

    /// <summary>False when it was changed since <paramref name="version"/>.</summary>
    Task<bool> SetBank(long organizationId, int version, NewBankAccount account);

    /// <summary>Counts a change that is kept elsewhere; false when it was changed since <paramref name="version"/>.</summary>
    Task<bool> Touch(long organizationId, int version);

    /// <summary>False when it is not in that state.</summary>
    Task<bool> Move(long organizationId, OrganizationStatus from, OrganizationStatus to);
}
