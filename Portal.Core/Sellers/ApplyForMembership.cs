using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Sellers;

/// <summary>A person who is signed in, with or without a role, wants to become a producer, seller or reviewer of a centre.</summary>
public sealed record ApplyForMembershipRequest(long PersonId, string PersonName, Role Role, long CentreId)
{
    public string? OrganizationName { get; init; }
    public TaxKind Tax { get; init; } = TaxKind.Business;
    public string? BusinessNumber { get; init; }
    public string? Region { get; init; }
    public string? Phone { get; init; }
    /// <summary>What a reviewer knows about.</summary>
    public string? Field { get; init; }
    public string? Career { get; init; }

    /// <summary>The same in the one form in which it is kept; what does not belong to the role is left out.</summary>
    public ApplyForMembershipRequest Normalized()
    {
        var isReviewer = Role == Role.Reviewer;
        return this with
        {
            OrganizationName = PlainText.Tidy(OrganizationName), Region = PlainText.Tidy(Region), Phone = PlainText.Tidy(Phone), BusinessNumber = isReviewer ? null : PlainText.Tidy(BusinessNumber),
            Tax = isReviewer ? TaxKind.Individual : Tax, Field = isReviewer ? PlainText.Tidy(Field) : null, Career = isReviewer ? PlainText.Tidy(Career) : null,
        };
    }

    /// <summary>What is wrong with a normalized application; empty when it can be kept.</summary>
    public IReadOnlyList<MemberApplicationProblem> Problems()
    {
        var found = new List<MemberApplicationProblem>();
        var isReviewer = Role == Role.Reviewer;
        if (Role is not (Role.Producer or Role.Seller or Role.Reviewer)) found.Add(MemberApplicationProblem.Role);
        if (OrganizationName is { Length: > 200 } || (OrganizationName is null && !isReviewer)) found.Add(MemberApplicationProblem.OrganizationName);
        // a producer issues tax invoices, so they are registered with the tax office
        if (Role == Role.Producer && Tax != TaxKind.Business) found.Add(MemberApplicationProblem.Tax);
        if ((BusinessNumber is null) == (Tax == TaxKind.Business)) found.Add(MemberApplicationProblem.BusinessNumberNeeded);
        else if (BusinessNumber is not null && !Organizations.BusinessNumber.IsValid(BusinessNumber)) found.Add(MemberApplicationProblem.BusinessNumber);
        if (Region is null or { Length: > 60 }) found.Add(MemberApplicationProblem.Region);
        if (Phone is null or { Length: > 40 } || !Phone.Any(char.IsAsciiDigit)) found.Add(MemberApplicationProblem.Phone);
        if (isReviewer && Field is null or { Length: > 200 }) found.Add(MemberApplicationProblem.Field);
        if (isReviewer && Career is null or { Length: > 4000 }) found.Add(MemberApplicationProblem.Career);
        return found;
    }
}

/// <summary>What of an application cannot be kept. <see cref="BusinessNumberNeeded"/>: a business has one, an individual none.</summary>
public enum MemberApplicationProblem { Role, Centre, OrganizationName, Tax, BusinessNumberNeeded, BusinessNumber, Region, Phone, Field, Career }

public abstract record ApplyForMembershipOutcome
{
    private ApplyForMembershipOutcome() { }

    public sealed record Applied(long ApplicationId) : ApplyForMembershipOutcome;
    public sealed record Bad(IReadOnlyList<MemberApplicationProblem> Problems) : ApplyForMembershipOutcome;
    /// <summary>An application of this person for this role is not decided yet.</summary>
    public sealed record AppliedBefore : ApplyForMembershipOutcome;
    /// <summary>The person is a reviewer of this centre already.</summary>
    public sealed record AlreadyMember : ApplyForMembershipOutcome;
}

/// <summary>See <see cref="ApplyForMembershipRequest"/>.</summary>
public sealed class ApplyForMembership(IUnitOfWork unit, IMemberApplicationStore applications, MembershipDesk desk, Clock clock)
{
    public async Task<ApplyForMembershipOutcome> Handle(ApplyForMembershipRequest request)
    {
        request = request.Normalized();
        var problems = request.Problems();
        if (problems.Count > 0) return new ApplyForMembershipOutcome.Bad(problems);
        await using var tx = await unit.Begin();
        if (!await applications.IsActiveCentre(request.CentreId)) return new ApplyForMembershipOutcome.Bad([MemberApplicationProblem.Centre]);
        // a firm can have many sellers and a person many firms, but a person reviews for a centre once
        if (request.Role == Role.Reviewer && await applications.HoldsRole(request.PersonId, Role.Reviewer, request.CentreId)) return new ApplyForMembershipOutcome.AlreadyMember();
        var id = Ids.Next();
        if (!await applications.Insert(id, request, clock.Now)) return new ApplyForMembershipOutcome.AppliedBefore();
        await desk.Applied(id, request);
        await tx.Commit();
        return new ApplyForMembershipOutcome.Applied(id);
    }
}

/// <summary>The person takes back an application that is not decided.</summary>
public sealed class WithdrawMemberApplication(IUnitOfWork unit, IMemberApplicationStore applications, MembershipDesk desk, Clock clock)
{
    public async Task<SellersOutcome> Handle(long personId, long applicationId)
    {
        await using var tx = await unit.Begin();
        if (await applications.Find(applicationId) is not { } application || application.PersonId != personId) return SellersOutcome.NotFound;
        if (!await applications.Close(applicationId, ApplicationStatus.Withdrawn, personId, null, clock.Now)) return SellersOutcome.NotPossible;
        await desk.Withdrawn(application);
        await tx.Commit();
        return SellersOutcome.Done;
    }
}

/// <summary>Audit and notices of applications for a role.</summary>
[Service]
public sealed class MembershipDesk(Notices notices, Audit audit)
{
    internal async Task Applied(long id, ApplyForMembershipRequest request)
    {
        await audit.Note(Self(request.PersonId, request.PersonName), "membership.apply", "member-application", id, $"{request.PersonName}: {request.Role} {request.OrganizationName}".TrimEnd());
        await notices.ToMembers(request.CentreId, Role.Operator, new Notice($"member.submitted:{id}", "member.submitted", new Dictionary<string, string>
        {
            ["name"] = request.PersonName, ["organization"] = request.OrganizationName ?? "-", ["path"] = Path(id),
        }));
    }

    internal async Task Decided(Actor actor, MemberApplicationState application, ApplicationStatus to, string? reason)
    {
        await audit.Note(actor, "membership.decide", "member-application", application.Id, application.Label, application.Status, reason is null ? to.ToString() : $"{to}: {reason}");
        var template = to == ApplicationStatus.Accepted ? "member.accepted" : "member.rejected";
        await notices.ToPerson(application.PersonId, new Notice($"{template}:{application.Id}", template, new Dictionary<string, string>
        {
            ["centre"] = application.CentreName, ["reason"] = reason ?? "-", ["path"] = Path(application.Id),
        }));
    }

    internal Task Withdrawn(MemberApplicationState application) => audit.Note(Self(application.PersonId, application.PersonName),
        "membership.withdraw", "member-application", application.Id, application.Label, application.Status, nameof(ApplicationStatus.Withdrawn));

    /// <summary>A person without a role, for the records only.</summary>
    private static Actor Self(long personId, string name) => new(personId, name, Role.Buyer, 0, "");

    private static string Path(long id) => $"/membership-applications/{id}";
}
