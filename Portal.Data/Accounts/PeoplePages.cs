using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed record PersonListRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public bool EmailConfirmed { get; init; }
    public DateTime? LockedUntil { get; init; }
    public DateTime? SuspendedAt { get; init; }

    /// <summary>Roles and organizations, as one text.</summary>
    public string? Roles { get; init; }
}

/// <summary>What a list of people is narrowed to. <see cref="View"/>: all, suspended, locked, norole, or a role.</summary>
public sealed record PersonFilter
{
    public string View { get; init; } = "all";
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
}

public sealed record PersonMembershipRow
{
    public long Id { get; init; }
    public string Role { get; init; } = "";
    public string OrganizationCode { get; init; } = "";
    public string OrganizationName { get; init; } = "";
    public string OrganizationStatus { get; init; } = "";
    public DateTime Since { get; init; }
    public DateTime? EndedAt { get; init; }
}

public sealed record PersonDetailRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string? Phone { get; init; }
    public string Language { get; init; } = "ko";
    public bool EmailConfirmed { get; init; }
    public bool HasPassword { get; init; }
    public bool HasSecondFactor { get; init; }
    public int FailedCount { get; init; }
    public DateTime? LockedUntil { get; init; }
    public DateTime? SuspendedAt { get; init; }
    public DateTime CreatedAt { get; init; }
}

public sealed record PersonDetail(PersonDetailRow Person, IReadOnlyList<PersonMembershipRow> Memberships);

/// <summary>People as the administrator sees them.</summary>
public sealed class PeoplePages(Db db, Clock clock)
{
    private const string ListSql = """
        SELECT p.id, p.name, p.email, p.created_at, p.email_confirmed, p.locked_until, p.suspended_at,
               (SELECT STRING_AGG(CONCAT(m.role, ' ', o.name), '; ') FROM memberships m JOIN organizations o ON o.id = m.organization_id WHERE m.person_id = p.id AND m.ended_at IS NULL) AS roles
        FROM people p
        WHERE (@text IS NULL OR p.name LIKE @text ESCAPE '\' OR p.normalized_email LIKE @email ESCAPE '\')
          AND (@view = 'all' OR (@view = 'suspended' AND p.suspended_at IS NOT NULL) OR (@view = 'locked' AND p.locked_until > @now)
            OR (@view = 'norole' AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.ended_at IS NULL))
            OR EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.ended_at IS NULL AND m.role = @view))
        ORDER BY p.id DESC
        """;
    private static readonly Listing Listed = new(ListSql, "name=p.name", "email=p.email", "since=p.created_at");

    public async Task<PageOf<PersonListRow>> List(PersonFilter filter)
    {
        var text = Like.Containing(filter.Text);
        return await db.Page<PersonListRow>(Listed, new { text, email = text?.ToLowerInvariant(), view = filter.View, now = clock.Now }, filter.Page);
    }

    private const string FindSql = """
        SELECT id, name, email, phone, language, email_confirmed, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
               (SELECT COUNT(*) FROM second_factors f WHERE f.person_id = people.id AND f.confirmed_at IS NOT NULL) AS has_second_factor,
               failed_count, locked_until, suspended_at, created_at
        FROM people WHERE id = @personId;

        SELECT m.id, m.role, o.code AS organization_code, o.name AS organization_name, o.status AS organization_status, m.since, m.ended_at
        FROM memberships m JOIN organizations o ON o.id = m.organization_id
        WHERE m.person_id = @personId ORDER BY CASE WHEN m.ended_at IS NULL THEN 0 ELSE 1 END, m.since DESC, m.id DESC;
        """;

    public async Task<PersonDetail?> Find(long personId)
    {
        using var rows = await db.Multiple(FindSql, new { personId });
        var person = await rows.ReadSingleOrDefaultAsync<PersonDetailRow>();
        return person is null ? null : new PersonDetail(person, [.. await rows.ReadAsync<PersonMembershipRow>()]);
    }

    private const string NoRoleSql = "SELECT COUNT(*) FROM people p WHERE p.suspended_at IS NULL AND p.email_confirmed = 1 AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.ended_at IS NULL)";

    /// <summary>People who can sign in and can do nothing.</summary>
    public Task<long> WithoutRole() => db.Scalar<long>(NoRoleSql);
}
