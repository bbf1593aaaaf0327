using Portal.Core.Accounts;
using Portal.Core.Shared;

namespace Portal.Data.Accounts;

public sealed partial class AccountStore
{
    private const string TeamSql = """
        SELECT o.id, o.code, o.name, o.kind FROM organizations o WHERE o.id = @organizationId AND (@role IN ('System', 'Administrator')
          OR (@role = 'Operator' AND (o.id = @actorOrganization OR o.centre_id = @actorOrganization))
          OR (@role IN ('Producer', 'Seller', 'Buyer') AND o.id = @actorOrganization))
        """;

    public Task<TeamState?> Team(Actor actor, long organizationId) =>
        db.One<TeamState>(TeamSql, new { organizationId, role = actor.Role.ToString(), actorOrganization = actor.OrganizationId });

    private const string InsertMembershipSql = """
        INSERT INTO memberships (id, person_id, organization_id, role, since)
        SELECT @id, @PersonId, @OrganizationId, @role, @at
        WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = @PersonId AND organization_id = @OrganizationId AND role = @role AND ended_at IS NULL)
        """;

    public async Task<bool> InsertMembership(long id, AddMembershipRequest membership, DateTime at) => await db.Execute(InsertMembershipSql, new
    {
        id, membership.PersonId, membership.OrganizationId, role = membership.Role.ToString(), at,
    }) == 1;

    private const string MembershipSql = """
        SELECT m.id, m.person_id, p.email, m.organization_id, o.code AS organization_code, o.name AS organization_name, m.role, m.ended_at
        FROM memberships m JOIN people p ON p.id = m.person_id JOIN organizations o ON o.id = m.organization_id
        """;
    private const string MembershipByIdSql = $"{MembershipSql} WHERE m.id = @membershipId";

    public Task<MembershipState?> Membership(long membershipId) => db.One<MembershipState>(MembershipByIdSql, new { membershipId });

    // uq_memberships_current
    private const string CurrentSql = $"{MembershipSql} WHERE m.person_id = @personId AND m.organization_id = @organizationId AND m.role = @role AND m.ended_at IS NULL";

    public Task<MembershipState?> CurrentMembership(long personId, long organizationId, Role role) =>
        db.One<MembershipState>(CurrentSql, new { personId, organizationId, role = role.ToString() });

    // writes nothing new, but takes the rows' locks: whoever comes second reads what the first has left. ix_memberships_organization
    private const string LockTeamSql = "UPDATE memberships SET role = role WHERE organization_id = @organizationId AND role = @role AND ended_at IS NULL";

    public Task LockTeam(long organizationId, string role) => db.Execute(LockTeamSql, new { organizationId, role });

    private const string OthersSql = """
        SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id
        WHERE m.organization_id = @organizationId AND m.role = @role AND m.ended_at IS NULL AND m.person_id <> @personId AND p.suspended_at IS NULL
        """;

    public async Task<bool> HasOthers(long organizationId, string role, long personId) => await db.Scalar<long>(OthersSql, new { organizationId, role, personId }) > 0;

    private const string EndSql = "UPDATE memberships SET ended_at = @at WHERE id = @membershipId AND ended_at IS NULL";

    public async Task<bool> EndMembership(long membershipId, DateTime at) => await db.Execute(EndSql, new { membershipId, at }) == 1;

    private const string AdministeredSql = "SELECT organization_id FROM memberships WHERE person_id = @personId AND role = 'Administrator' AND ended_at IS NULL ORDER BY organization_id";

    public async Task<IReadOnlyList<long>> AdministeredBy(long personId) => await db.Query<long>(AdministeredSql, new { personId });
}
