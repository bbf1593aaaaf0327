using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>A role of a person within an organization ends now.</summary>
public sealed record EndMembershipRequest(Actor Actor, long MembershipId);

public enum EndMembershipOutcome
{
    Ended,
    NotFound,
    /// <summary>Ended before.</summary>
    NotPossible,
    /// <summary>The last administrator of the portal, the last operator of a centre, the last member of a firm: somebody has to be there.</summary>
    LastOne,
}

/// <summary>Ends a membership; from the next request on the person sees nothing of the organization any more.</summary>
public sealed class EndMembership(IUnitOfWork unit, IAccountStore accounts, MembershipDesk desk, Clock clock)
{
    public async Task<EndMembershipOutcome> Handle(EndMembershipRequest request)
    {
        await using var tx = await unit.Begin();
        if (await accounts.Membership(request.MembershipId) is not { } membership) return EndMembershipOutcome.NotFound;
        if (await accounts.Team(request.Actor, membership.OrganizationId) is null) return EndMembershipOutcome.NotFound;
        if (membership.Role == nameof(Role.Administrator) && request.Actor.Role is not (Role.Administrator or Role.System)) return EndMembershipOutcome.NotFound;
        // reviewers come and go; in every other role somebody must stay. Two who remove each other wait here for one another
        if (membership.Role != nameof(Role.Reviewer))
        {
            await accounts.LockTeam(membership.OrganizationId, membership.Role);
            if (!await accounts.HasOthers(membership.OrganizationId, membership.Role, membership.PersonId))
                return membership.EndedAt is null ? EndMembershipOutcome.LastOne : EndMembershipOutcome.NotPossible;
        }

        if (!await accounts.EndMembership(membership.Id, clock.Now)) return EndMembershipOutcome.NotPossible;
        await desk.Ended(request.Actor, membership);
        await tx.Commit();
        return EndMembershipOutcome.Ended;
    }
}

/// <summary>Audit and notices of memberships.</summary>
[Service]
public sealed class MembershipDesk(Notices notices, Audit audit)
{
    internal async Task Ended(Actor actor, MembershipState membership)
    {
        await audit.Note(actor, "membership.end", "person", membership.PersonId, membership.Email, Describe(membership));
        await Tell(membership, actor, "membership.ended");
    }

    /// <summary>Tells a person who was here already that they have a new role.</summary>
    internal Task Added(Actor actor, MembershipState membership) => Tell(membership, actor, "membership.added");

    private Task Tell(MembershipState m, Actor actor, string template) => notices.ToPerson(m.PersonId, new Notice($"{template}:{m.Id}", template, new Dictionary<string, string>
    {
        ["organization"] = m.OrganizationName, ["role"] = m.Role, ["by"] = actor.Name, ["path"] = "/account",
    }));

    private static string Describe(MembershipState m) => $"{m.Role} · {m.OrganizationCode} {m.OrganizationName}";
}
