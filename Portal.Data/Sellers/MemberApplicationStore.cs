using System.Data.Common;
using Portal.Core.Organizations;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

public sealed class MemberApplicationStore(Db db) : IMemberApplicationStore
{
    private const string IsActiveCentreSql = "SELECT COUNT(*) FROM organizations WHERE id = @centreId AND kind = 'Centre' AND status = 'Active'";

    public async Task<bool> IsActiveCentre(long centreId) => await db.Scalar<long>(IsActiveCentreSql, new { centreId }) == 1;

    private const string HoldsRoleSql = "SELECT COUNT(*) FROM memberships WHERE person_id = @personId AND organization_id = @organizationId AND role = @role AND ended_at IS NULL";

    public async Task<bool> HoldsRole(long personId, Role role, long organizationId) =>
        await db.Scalar<long>(HoldsRoleSql, new { personId, role = role.ToString(), organizationId }) > 0;

    private const string InsertSql = """
        INSERT INTO member_applications (id, person_id, role, centre_id, organization_name, business_number, tax, region, phone, field, career, status, applied_at)
        SELECT @id, @PersonId, @role, @CentreId, @OrganizationName, @number, @tax, @Region, @Phone, @Field, @Career, 'Submitted', @at
        WHERE NOT EXISTS (SELECT 1 FROM member_applications WHERE person_id = @PersonId AND role = @role AND status = 'Submitted')
        """;

    public async Task<bool> Insert(long id, ApplyForMembershipRequest application, DateTime at)
    {
        var a = application;
        try
        {
            return await db.Execute(InsertSql, new
            {
                id, a.PersonId, role = a.Role.ToString(), a.CentreId, a.OrganizationName, number = BusinessNumber.Digits(a.BusinessNumber), tax = a.Tax.ToString(),
                a.Region, a.Phone, a.Field, a.Career, at,
            }) == 1;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            // the same form sent twice at once: uq_member_applications_open let one in
            return false;
        }
    }

    private const string FindSql = """
        SELECT a.id, a.person_id, p.name AS person_name, p.email AS person_email, a.role, a.centre_id, c.name AS centre_name, a.organization_name,
               a.business_number, a.tax, a.region, a.phone, a.status
        FROM member_applications a JOIN people p ON p.id = a.person_id JOIN organizations c ON c.id = a.centre_id
        WHERE a.id = @id
        """;

    public Task<MemberApplicationState?> Find(long id) => db.One<MemberApplicationState>(FindSql, new { id });

    private const string CloseSql = """
        UPDATE member_applications SET status = @to, decided_by = @personId, decided_at = @at, reason = @reason WHERE id = @id AND status = 'Submitted'
        """;

    public async Task<bool> Close(long id, ApplicationStatus to, long? personId, string? reason, DateTime at) =>
        await db.Execute(CloseSql, new { id, to = to.ToString(), personId, reason, at }) == 1;

    private const string SetOrganizationSql = "UPDATE member_applications SET organization_id = @organizationId WHERE id = @id";

    public Task SetOrganization(long id, long organizationId) => db.Execute(SetOrganizationSql, new { id, organizationId });

    private const string OrganizationSql = "SELECT id FROM organizations WHERE code = @code AND centre_id = @centreId AND kind = @kind AND status = 'Active'";

    public Task<long?> Organization(string code, long centreId, OrganizationKind kind) => db.Scalar<long?>(OrganizationSql, new { code, centreId, kind = kind.ToString() });
}
