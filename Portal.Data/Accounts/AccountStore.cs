using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed partial class AccountStore(Db db) : IAccountStore
{
    private const string FindByEmailSql = "SELECT id FROM people WHERE normalized_email = @normalizedEmail";

    public async Task<long?> FindByEmail(string normalizedEmail) => await db.Scalar<long?>(FindByEmailSql, new { normalizedEmail });

    private const string InsertSql = """
        INSERT INTO people (id, email, normalized_email, name, phone, language, password_hash, security_stamp, email_confirmed, failed_count, created_at)
        VALUES (@id, @email, @normalized, @Name, @Phone, @Language, @PasswordHash, @stamp, @EmailConfirmed, 0, @at)
        """;

    public Task Insert(long id, RegisterPersonRequest person, DateTime at) => db.Execute(InsertSql, new
    {
        id, email = person.Email.Trim(), normalized = Emails.Normalize(person.Email), person.Name, person.Phone, person.Language, person.PasswordHash,
        stamp = Guid.NewGuid().ToString("N"), person.EmailConfirmed, at,
    });

    private const string MayManageSql = """
        SELECT COUNT(*) FROM organizations o WHERE o.id = @organizationId AND (@role IN ('System', 'Administrator') OR o.id = @actorOrganization
          OR (@role = 'Operator' AND o.centre_id = @actorOrganization))
        """;

    public async Task<bool> MayManage(Actor actor, long organizationId) =>
        await db.Scalar<long>(MayManageSql, new { organizationId, role = actor.Role.ToString(), actorOrganization = actor.OrganizationId }) == 1;

    private const string InsertMembershipSql = """
        INSERT INTO memberships (id, person_id, organization_id, role, since)
        SELECT @id, @PersonId, @OrganizationId, @role, @at
        WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE person_id = @PersonId AND organization_id = @OrganizationId AND role = @role AND ended_at IS NULL)
        """;

    public async Task<bool> InsertMembership(long id, AddMembershipRequest membership, DateTime at) => await db.Execute(InsertMembershipSql, new
    {
        id, membership.PersonId, membership.OrganizationId, role = membership.Role.ToString(), at,
    }) == 1;
}
