using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>Stops an organization, or lets it go on, for a reason.</summary>
public sealed record MoveOrganizationRequest(Actor Actor, long OrganizationId, string Reason);

public enum MoveOrganizationOutcome { Moved, NotFound, NotAllowed, NotPossible, ReasonNeeded }

/// <summary>Suspends: its people act in it no longer, its products are not sold, nobody orders for it. What is under way goes on by the centre.</summary>
public sealed class SuspendOrganization(OrganizationMover mover)
{
    public Task<MoveOrganizationOutcome> Handle(MoveOrganizationRequest request) =>
        mover.Move(request, OrganizationStatus.Active, OrganizationStatus.Suspended, "organization.suspended");
}

/// <summary>Lets a suspended organization act again.</summary>
public sealed class ReinstateOrganization(OrganizationMover mover)
{
    public Task<MoveOrganizationOutcome> Handle(MoveOrganizationRequest request) =>
        mover.Move(request, OrganizationStatus.Suspended, OrganizationStatus.Active, "organization.reinstated");
}

/// <summary>What both have in common.</summary>
[Service]
public sealed class OrganizationMover(IUnitOfWork unit, IOrganizationStore organizations, OrganizationDesk desk)
{
    internal async Task<MoveOrganizationOutcome> Move(MoveOrganizationRequest request, OrganizationStatus from, OrganizationStatus to, string template)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > 1000) return MoveOrganizationOutcome.ReasonNeeded;
        await using var tx = await unit.Begin();
        if (await organizations.Find(request.Actor, request.OrganizationId) is not { } organization) return MoveOrganizationOutcome.NotFound;
        if (!OrganizationRights.MayMove(request.Actor, organization.Kind, organization.CentreId)) return MoveOrganizationOutcome.NotAllowed;
        if (!await organizations.Move(organization.Id, from, to)) return MoveOrganizationOutcome.NotPossible;
        await desk.Moved(request, organization, to, template);
        await tx.Commit();
        return MoveOrganizationOutcome.Moved;
    }
}
