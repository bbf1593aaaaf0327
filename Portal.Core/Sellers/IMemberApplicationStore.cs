using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>An application to become a producer, seller or reviewer, as use cases need it.</summary>
public sealed record MemberApplicationState
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string PersonName { get; init; } = "";
    public string PersonEmail { get; init; } = "";
    public string Role { get; init; } = "";
    public long CentreId { get; init; }
    public string CentreName { get; init; } = "";
    public string? OrganizationName { get; init; }
    public string? BusinessNumber { get; init; }
    public string Tax { get; init; } = "";
    public string? Region { get; init; }
    public string? Phone { get; init; }
    public string Status { get; init; } = "";

    /// <summary>True for an operator of the centre that was applied to.</summary>
    public bool IsOf(Actor actor) => actor.Role == Shared.Role.Operator && actor.OrganizationId == CentreId;

    /// <summary>As the audit trail names it.</summary>
    public string Label => $"{PersonName}: {Role} {OrganizationName}".TrimEnd();
}

/// <summary>Applications of people who want to become a producer, seller or reviewer.</summary>
public interface IMemberApplicationStore
{
    Task<bool> IsActiveCentre(long centreId);

    Task<bool> HoldsRole(long personId, Role role, long organizationId);

    /// <summary>False when the person has an open application for that role.</summary>
    Task<bool> Insert(long id, ApplyForMembershipRequest application, DateTime at);

    Task<MemberApplicationState?> Find(long id);

    /// <summary>Ends an open application; false when it is not open any more.</summary>
    Task<bool> Close(long id, ApplicationStatus to, long? personId, string? reason, DateTime at);

    /// <summary>Names the organization that the person was taken into.</summary>
    Task SetOrganization(long id, long organizationId);

    /// <summary>An active organization of a centre by its code, when it is of that kind.</summary>
    Task<long?> Organization(string code, long centreId, OrganizationKind kind);
}
