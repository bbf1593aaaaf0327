using System.Diagnostics;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>
/// The operator of the centre that was applied to takes a person in or not. With <see cref="OrganizationCode"/> the person joins a firm
/// that is there already; without it the firm of the application is registered.
/// </summary>
public sealed record DecideMemberApplicationRequest(Actor Actor, long ApplicationId, bool Accept, string? Reason)
{
    public string? OrganizationCode { get; init; }
}

public enum DecideMemberApplicationOutcome
{
    Accepted,
    Rejected,
    NotFound,
    /// <summary>Decided or withdrawn meanwhile.</summary>
    NotPossible,
    /// <summary>Who rejects says why.</summary>
    ReasonNeeded,
    /// <summary>No active organization of this centre and kind has that code.</summary>
    UnknownOrganization,
    /// <summary>The person holds that role there already.</summary>
    AlreadyMember,
    /// <summary>Nobody decides their own application; another operator does.</summary>
    OwnApplication,
}

/// <summary>See <see cref="DecideMemberApplicationRequest"/>. Decision, organization and membership come about together or not at all.</summary>
public sealed class DecideMemberApplication(IUnitOfWork unit, IMemberApplicationStore applications, MemberAdmission admission, MembershipDesk desk, Clock clock)
{
    public async Task<DecideMemberApplicationOutcome> Handle(DecideMemberApplicationRequest request)
    {
        var reason = PlainText.Tidy(request.Reason);
        if (reason is { Length: > 2000 } || (reason is null && !request.Accept)) return DecideMemberApplicationOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        if (await applications.Find(request.ApplicationId) is not { } application || !application.IsOf(request.Actor)) return DecideMemberApplicationOutcome.NotFound;
        if (application.PersonId == request.Actor.PersonId) return DecideMemberApplicationOutcome.OwnApplication;
        var to = request.Accept ? ApplicationStatus.Accepted : ApplicationStatus.Rejected;
        // the first write decides who was first; who comes later takes nothing back
        if (!await applications.Close(application.Id, to, request.Actor.PersonId, reason, clock.Now)) return DecideMemberApplicationOutcome.NotPossible;
        if (request.Accept && await admission.Admit(request.Actor, application, request.OrganizationCode) is var admitted and not DecideMemberApplicationOutcome.Accepted) return admitted;
        await desk.Decided(request.Actor, application, to, reason);
        await tx.Commit();
        return request.Accept ? DecideMemberApplicationOutcome.Accepted : DecideMemberApplicationOutcome.Rejected;
    }
}

/// <summary>Takes a person into an organization: reviewers into the centre, sellers and producers into a firm of its.</summary>
[Service]
public sealed class MemberAdmission(IMemberApplicationStore applications, RegisterOrganization register, AddMembership membership)
{
    internal async Task<DecideMemberApplicationOutcome> Admit(Actor actor, MemberApplicationState application, string? code)
    {
        var role = Enum.Parse<Role>(application.Role);
        var home = role == Role.Reviewer ? application.CentreId : await Firm(actor, application, role, PlainText.Tidy(code));
        if (home is not { } organization) return DecideMemberApplicationOutcome.UnknownOrganization;
        switch (await membership.Handle(new AddMembershipRequest(actor, application.PersonId, organization, role)))
        {
            case AddMembershipOutcome.Added:
                await applications.SetOrganization(application.Id, organization);
                return DecideMemberApplicationOutcome.Accepted;
            case AddMembershipOutcome.AlreadyMember:
                return DecideMemberApplicationOutcome.AlreadyMember;
            default:
                return DecideMemberApplicationOutcome.UnknownOrganization;
        }
    }

    private async Task<long?> Firm(Actor actor, MemberApplicationState application, Role role, string? code)
    {
        var kind = role == Role.Producer ? OrganizationKind.Producer : OrganizationKind.Seller;
        if (code is not null) return await applications.Organization(code, application.CentreId, kind);
        var registered = await register.Handle(new RegisterOrganizationRequest(actor, null, application.OrganizationName ?? application.PersonName, kind)
        {
            BusinessNumber = application.BusinessNumber, Tax = Enum.Parse<TaxKind>(application.Tax), Region = application.Region, Phone = application.Phone,
            Email = application.PersonEmail, Representative = application.PersonName, CentreId = application.CentreId,
        });
        // what an application holds was checked when it was made
        return registered is RegisterOrganizationOutcome.Registered { Id: var id } ? id : throw new UnreachableException($"{registered}");
    }
}
