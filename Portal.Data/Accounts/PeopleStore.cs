using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

/// <summary>A person as sign-in knows them.</summary>
public sealed class PersonRow
{
    public long Id { get; set; }
    public string Email { get; set; } = "";
    public string NormalizedEmail { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Phone { get; set; }
    public string Language { get; set; } = "ko";
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";

    /// <summary>The stamp as it was read: what has changed meanwhile is not written over.</summary>
    public string LoadedStamp { get; set; } = "";
    public bool EmailConfirmed { get; set; }
    public int FailedCount { get; set; }
    public DateTime? LockedUntil { get; set; }
    public DateTime? SuspendedAt { get; set; }
}

/// <summary>A person and one of their current memberships, as every request needs them.</summary>
public sealed record SessionRow
{
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string SecurityStamp { get; init; } = "";
    public DateTime? SuspendedAt { get; init; }
    public long? MembershipId { get; init; }
    public string? Role { get; init; }
    public long? OrganizationId { get; init; }
    public string? OrganizationName { get; init; }
}

/// <summary>People as sign-in reads and writes them.</summary>
public sealed class PeopleStore(Db db)
{
    private const string ColumnsSql = "SELECT id, email, normalized_email, name, phone, language, password_hash, security_stamp, security_stamp AS loaded_stamp, email_confirmed, failed_count, locked_until, suspended_at FROM people";
    private const string FindSql = $"{ColumnsSql} WHERE id = @id";

    public Task<PersonRow?> Find(long id) => db.One<PersonRow>(FindSql, new { id });

    private const string FindByEmailSql = $"{ColumnsSql} WHERE normalized_email = @normalizedEmail";

    public Task<PersonRow?> FindByEmail(string normalizedEmail) => db.One<PersonRow>(FindByEmailSql, new { normalizedEmail });

    private const string UpdateSql = """
        UPDATE people SET email = @Email, normalized_email = @NormalizedEmail, name = @Name, phone = @Phone, language = @Language, password_hash = @PasswordHash,
          security_stamp = @SecurityStamp, email_confirmed = @EmailConfirmed
        WHERE id = @Id AND security_stamp = @LoadedStamp
        """;

    /// <summary>Writes all but the lock. False when another person has the mail address, or the sessions of this one were ended meanwhile.</summary>
    public async Task<bool> Update(PersonRow person)
    {
        await using var tx = await db.Begin();
        try
        {
            if (await db.Execute(UpdateSql, person) != 1) return false;
        }
        catch (System.Data.Common.DbException e) when (Dialect.IsUniqueViolation(e))
        {
            return false;
        }

        await tx.Commit();
        person.LoadedStamp = person.SecurityStamp;
        return true;
    }

    private const string CountFailureSql = "UPDATE people SET failed_count = failed_count + 1 WHERE id = @id";
    private const string FailuresSql = "SELECT failed_count FROM people WHERE id = @id";

    /// <summary>Counts a wrong password in the row itself, so that many at once are all counted; returns the count.</summary>
    public async Task<int> CountFailure(long id)
    {
        await using var tx = await db.Begin();
        await db.Execute(CountFailureSql, new { id });
        var count = await db.Scalar<int>(FailuresSql, new { id });
        await tx.Commit();
        return count;
    }

    private const string ForgetFailuresSql = "UPDATE people SET failed_count = 0 WHERE id = @id";
    private const string LockSql = "UPDATE people SET locked_until = @until WHERE id = @id";

    public Task ForgetFailures(long id) => Write(ForgetFailuresSql, new { id });

    public Task Lock(long id, DateTime? until) => Write(LockSql, new { id, until });

    // read at every request of a signed-in person: uses the primary key and uq_memberships_current
    private const string SessionSql = """
        SELECT p.id AS person_id, p.name, p.email, p.security_stamp, p.suspended_at, m.id AS membership_id, m.role, o.id AS organization_id, o.name AS organization_name
        FROM people p
        LEFT JOIN memberships m ON m.person_id = p.id AND m.ended_at IS NULL
          AND EXISTS (SELECT 1 FROM organizations a WHERE a.id = m.organization_id AND a.status = 'Active')
        LEFT JOIN organizations o ON o.id = m.organization_id
        WHERE p.id = @personId
        ORDER BY m.since, m.id
        """;

    public Task<List<SessionRow>> Session(long personId) => db.Query<SessionRow>(SessionSql, new { personId });

    private const string SuspendedSql = """
        SELECT DISTINCT o.name FROM memberships m JOIN organizations o ON o.id = m.organization_id
        WHERE m.person_id = @personId AND m.ended_at IS NULL AND o.status = 'Suspended' ORDER BY o.name
        """;

    /// <summary>The names of the organizations in which a person would act were they not suspended.</summary>
    public Task<List<string>> SuspendedOrganizations(long personId) => db.Query<string>(SuspendedSql, new { personId });

    private const string HasAdministratorSql = "SELECT COUNT(*) FROM memberships WHERE role = 'Administrator' AND ended_at IS NULL";

    public async Task<bool> HasAdministrator() => await db.Scalar<long>(HasAdministratorSql) > 0;

    private async Task Write(string sql, object args)
    {
        await using var tx = await db.Begin();
        await db.Execute(sql, args);
        await tx.Commit();
    }
}

/// <summary>Keys that protect cookies and links; all web nodes share them.</summary>
public sealed class KeyStore(Db db)
{
    private const string AllSql = "SELECT xml FROM data_protection_keys";

    public Task<List<string>> All() => db.Query<string>(AllSql);

    private const string InsertSql = "INSERT INTO data_protection_keys (id, friendly_name, xml) VALUES (@id, @friendlyName, @xml)";

    public async Task Add(string friendlyName, string xml)
    {
        await using var tx = await db.Begin();
        await db.Execute(InsertSql, new { id = Ids.Next(), friendlyName, xml });
        await tx.Commit();
    }
}
