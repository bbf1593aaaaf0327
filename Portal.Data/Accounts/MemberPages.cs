using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Accounts;

public sealed record MemberRow
{
    public long MembershipId { get; init; }
    public long PersonId { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTime Since { get; init; }

    /// <summary>False while they have not set a password yet.</summary>
    public bool HasJoined { get; init; }
    public bool Suspended { get; init; }
}

public sealed record TeamRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
}

public sealed record TeamDetail(TeamRow Team, IReadOnlyList<MemberRow> Members);

/// <summary>Who works in an organization, for those who may see and change it.</summary>
public sealed class MemberPages(Db db)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role <> 'Reviewer' AND o.id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    // ix_memberships_organization
    private const string FindSql = $"""
        SELECT o.id, o.code, o.name, o.kind FROM organizations o WHERE o.code = @code AND {MineSql};

        SELECT m.id AS membership_id, p.id AS person_id, p.name, p.email, m.role, m.since,
               CASE WHEN p.password_hash IS NULL THEN 0 ELSE 1 END AS has_joined, CASE WHEN p.suspended_at IS NULL THEN 0 ELSE 1 END AS suspended
        FROM memberships m JOIN people p ON p.id = m.person_id JOIN organizations o ON o.id = m.organization_id
        WHERE o.code = @code AND {MineSql} AND m.ended_at IS NULL ORDER BY m.role, p.name, m.id;
        """;

    public async Task<TeamDetail?> Find(Actor actor, string code)
    {
        using var rows = await db.Multiple(FindSql, new { code, role = actor.Role.ToString(), actor.OrganizationId });
        var team = await rows.ReadSingleOrDefaultAsync<TeamRow>();
        return team is null ? null : new TeamDetail(team, [.. await rows.ReadAsync<MemberRow>()]);
    }

    private const string OrganizationOfSql = """
        SELECT o.code FROM memberships m JOIN organizations o ON o.id = m.organization_id WHERE m.id = @membershipId
        """;

    public Task<string?> OrganizationOf(long membershipId) => db.Scalar<string>(OrganizationOfSql, new { membershipId });
}
