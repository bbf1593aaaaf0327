using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>Somebody is to work for an organization: by mail address. The name counts only for who is not here yet.</summary>
public sealed record InviteMemberRequest(Actor Actor, long OrganizationId, string Email, string Name, Role Role)
{
    public string Language { get; init; } = "ko";
}

public abstract record InviteMemberOutcome
{
    private InviteMemberOutcome() { }

    /// <summary>A member now. New people have no password yet: whoever calls sends them a link to set one.</summary>
    public sealed record Invited(long PersonId, bool IsNew) : InviteMemberOutcome;
    public sealed record AlreadyMember : InviteMemberOutcome;
    public sealed record NotFound : InviteMemberOutcome;
    public sealed record NotAllowed : InviteMemberOutcome;
    public sealed record Bad(string Field) : InviteMemberOutcome;
}

/// <summary>Makes a person a member of an organization, registering them when they are new.</summary>
public sealed class InviteMember(IUnitOfWork unit, IAccountStore accounts, RegisterPerson register, AddMembership add, MembershipDesk desk)
{
    public async Task<InviteMemberOutcome> Handle(InviteMemberRequest request)
    {
        await using var tx = await unit.Begin();
        // before anything is written: whoever may not, learns nothing about the address either
        if (await accounts.Team(request.Actor, request.OrganizationId) is not { } team) return new InviteMemberOutcome.NotFound();
        if (!TeamRoles.Of(team.Kind).Contains(request.Role)) return new InviteMemberOutcome.NotAllowed();
        var registered = await register.Handle(new RegisterPersonRequest(request.Actor, request.Email, request.Name) { Language = request.Language });
        if (registered is RegisterPersonOutcome.Bad bad) return new InviteMemberOutcome.Bad(bad.Field);
        var isNew = registered is RegisterPersonOutcome.Registered;
        var person = registered is RegisterPersonOutcome.Registered r ? r.PersonId : ((RegisterPersonOutcome.EmailTaken)registered).PersonId;
        switch (await add.Handle(new AddMembershipRequest(request.Actor, person, request.OrganizationId, request.Role)))
        {
            case AddMembershipOutcome.AlreadyMember: return new InviteMemberOutcome.AlreadyMember();
            case AddMembershipOutcome.NotAllowed: return new InviteMemberOutcome.NotAllowed();
            case AddMembershipOutcome.NotFound: return new InviteMemberOutcome.NotFound();
        }

        if (!isNew) await desk.Added(request.Actor, (await accounts.CurrentMembership(person, request.OrganizationId, request.Role))!);
        await tx.Commit();
        return new InviteMemberOutcome.Invited(person, isNew);
    }
}
