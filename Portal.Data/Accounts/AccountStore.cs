using Portal.Core.Accounts;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

/// <summary>People; memberships are in <c>AccountStore.Members.cs</c>.</summary>
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
        stamp = Stamp(), person.EmailConfirmed, at,
    });

    private const string PersonSql = "SELECT id, email, name, language FROM people WHERE id = @personId";

    public Task<PersonState?> Person(long personId) => db.One<PersonState>(PersonSql, new { personId });

    private const string SuspendSql = "UPDATE people SET suspended_at = @at WHERE id = @personId AND suspended_at IS NULL";

    public async Task<bool> Suspend(long personId, DateTime at) => await db.Execute(SuspendSql, new { personId, at }) == 1;

    private const string ReinstateSql = "UPDATE people SET suspended_at = NULL WHERE id = @personId AND suspended_at IS NOT NULL";

    public async Task<bool> Reinstate(long personId) => await db.Execute(ReinstateSql, new { personId }) == 1;

    private const string UnlockSql = "UPDATE people SET locked_until = NULL, failed_count = 0 WHERE id = @personId AND locked_until > @now";

    public async Task<bool> Unlock(long personId, DateTime now) => await db.Execute(UnlockSql, new { personId, now }) == 1;

    private const string StampSql = "UPDATE people SET security_stamp = @stamp WHERE id = @personId";

    public Task NewStamp(long personId) => db.Execute(StampSql, new { personId, stamp = Stamp() });

    private static string Stamp() => Guid.NewGuid().ToString("N");
}
