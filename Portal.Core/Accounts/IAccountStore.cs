using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>An organization whose people the actor may change.</summary>
public sealed record TeamState
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public OrganizationKind Kind { get; init; }
}

/// <summary>A role of a person within an organization, current or ended.</summary>
public sealed record MembershipState
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string Email { get; init; } = "";
    public long OrganizationId { get; init; }
    public string OrganizationCode { get; init; } = "";
    public string OrganizationName { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTime? EndedAt { get; init; }
}

public sealed record PersonState
{
    public long Id { get; init; }
    public string Email { get; init; } = "";
    public string Name { get; init; } = "";
    public string Language { get; init; } = "ko";
}

/// <summary>People and their memberships.</summary>
public interface IAccountStore
{
    Task<long?> FindByEmail(string normalizedEmail);
    Task Insert(long id, RegisterPersonRequest person, DateTime at);
    Task<PersonState?> Person(long personId);

    /// <summary>The organization when the actor may change who works in it: its own members except reviewers, its centre's operators, administrators.</summary>
    Task<TeamState?> Team(Actor actor, long organizationId);

    /// <summary>False when the person holds that role there already.</summary>
    Task<bool> InsertMembership(long id, AddMembershipRequest membership, DateTime at);

    Task<MembershipState?> Membership(long membershipId);
    Task<MembershipState?> CurrentMembership(long personId, long organizationId, Role role);

    /// <summary>Holds the current memberships of a role until the transaction ends: of several who change them at once, one goes on.</summary>
    Task LockTeam(long organizationId, string role);

    /// <summary>True when somebody else holds the role and is not suspended.</summary>
    Task<bool> HasOthers(long organizationId, string role, long personId);

    /// <summary>False when it has ended before.</summary>
    Task<bool> EndMembership(long membershipId, DateTime at);

    /// <summary>Organizations in which the person is an administrator.</summary>
    Task<IReadOnlyList<long>> AdministeredBy(long personId);

    Task<bool> Suspend(long personId, DateTime at);
    Task<bool> Reinstate(long personId);

    /// <summary>False when the person is not locked.</summary>
    Task<bool> Unlock(long personId, DateTime now);

    /// <summary>Makes every session and every link of the person void.</summary>
    Task NewStamp(long personId);
}
