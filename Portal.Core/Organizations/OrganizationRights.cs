using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>Who may do what to an organization that they can see.</summary>
public static class OrganizationRights
{
    /// <summary>Name, address and the like: members of their own, operators of their centre's and of the centre itself, administrators of all.</summary>
    public static bool MayEdit(Actor actor, long organizationId, long? centreId) => IsAbove(actor, centreId) || (IsMember(actor) && actor.OrganizationId == organizationId);

    /// <summary>What an organization is registered as: business number, tax, region, centre. Nobody for themselves.</summary>
    public static bool MayRegister(Actor actor, long? centreId) => IsAbove(actor, centreId);

    /// <summary>Where money goes. A centre's account, into which buyers pay, is the administrator's to set.</summary>
    public static bool MaySetBank(Actor actor, long organizationId, OrganizationKind kind, long? centreId) =>
        kind == OrganizationKind.Centre ? actor.Role is Role.Administrator or Role.System : MayEdit(actor, organizationId, centreId);

    /// <summary>Stopping a change of where money goes: whoever may edit, also a centre's own operators.</summary>
    public static bool MayStopBank(Actor actor, long organizationId, long? centreId) => MayEdit(actor, organizationId, centreId);

    /// <summary>Suspending and reinstating: everything but the portal itself, and operators only who trades through their centre.</summary>
    public static bool MayMove(Actor actor, OrganizationKind kind, long? centreId) => kind != OrganizationKind.Portal && IsAbove(actor, centreId);

    private static bool IsAbove(Actor actor, long? centreId) =>
        actor.Role is Role.Administrator or Role.System || (actor.Role == Role.Operator && centreId == actor.OrganizationId);

    private static bool IsMember(Actor actor) => actor.Role is Role.Producer or Role.Seller or Role.Buyer or Role.Operator;
}
