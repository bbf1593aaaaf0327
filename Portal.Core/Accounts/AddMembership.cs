using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>A role within an organization to be given to a person.</summary>
public sealed record AddMembershipRequest(Actor Actor, long PersonId, long OrganizationId, Role Role);

public enum AddMembershipOutcome
{
    Added,
    AlreadyMember,
    NotFound,
    /// <summary>Nobody holds such a role in an organization of that kind, or this actor may not give it.</summary>
    NotAllowed,
}

/// <summary>Gives a person a role within an organization. Administrators may, operators for what belongs to their centre, members for their own, and the portal.</summary>
public sealed class AddMembership(IUnitOfWork unit, IAccountStore accounts, Audit audit, Clock clock)
{
    public async Task<AddMembershipOutcome> Handle(AddMembershipRequest request)
    {
        await using var tx = await unit.Begin();
        if (await accounts.Team(request.Actor, request.OrganizationId) is not { } team) return AddMembershipOutcome.NotFound;
        if (!TeamRoles.Of(team.Kind).Contains(request.Role)) return AddMembershipOutcome.NotAllowed;
        // nobody makes an administrator but an administrator
        if (request.Role == Role.Administrator && request.Actor.Role is not (Role.Administrator or Role.System)) return AddMembershipOutcome.NotAllowed;
        if (await accounts.Person(request.PersonId) is not { } person) return AddMembershipOutcome.NotFound;
        if (!await accounts.InsertMembership(Ids.Next(), request, clock.Now)) return AddMembershipOutcome.AlreadyMember;
        await audit.Note(request.Actor, "membership.add", "person", person.Id, person.Email, null, $"{request.Role} · {team.Code} {team.Name}");
        await tx.Commit();
        return AddMembershipOutcome.Added;
    }
}

/// <summary>Which roles people hold in an organization of a kind; the first is the one by which it trades or is run.</summary>
public static class TeamRoles
{
    public static IReadOnlyList<Role> Of(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Portal => [Role.Administrator, Role.Reviewer],
        OrganizationKind.Centre => [Role.Operator, Role.Reviewer],
        OrganizationKind.Producer => [Role.Producer],
        OrganizationKind.Seller => [Role.Seller],
        OrganizationKind.Buyer => [Role.Buyer],
        // partners are parties of agreements, too: they answer, and read their statements, as those who produce do
        OrganizationKind.Support or OrganizationKind.Cooperative => [Role.Producer, Role.Reviewer],
        _ => [Role.Producer],
    };
}
