using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

public sealed record MemberApplicationRow
{
    public long Id { get; init; }
    public string Role { get; init; } = "";
    public string Status { get; init; } = "";
    public string Person { get; init; } = "";
    public string Centre { get; init; } = "";
    public string? OrganizationName { get; init; }
    public string? Region { get; init; }
    public DateTime AppliedAt { get; init; }
    public DateTime? DecidedAt { get; init; }
}

public sealed record MemberApplicationHeader
{
    public long Id { get; init; }
    public long PersonId { get; init; }
    public string Person { get; init; } = "";
    public string Email { get; init; } = "";
    public string Role { get; init; } = "";
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public string? OrganizationName { get; init; }
    public string? BusinessNumber { get; init; }
    public string Tax { get; init; } = "";
    public string? Region { get; init; }
    public string? Phone { get; init; }
    public string? Field { get; init; }
    public string? Career { get; init; }
    public string Status { get; init; } = "";
    public DateTime AppliedAt { get; init; }
    public string? DecidedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public string? JoinedCode { get; init; }
    public string? Joined { get; init; }

    public bool IsOpen => Status == "Submitted";
}

/// <summary>An organization by its code and name.</summary>
public sealed record OrganizationName
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>An application; what the same person applied for otherwise; and firms of the centre that have the same business number.</summary>
public sealed record MemberApplicationDetail(MemberApplicationHeader Application, IReadOnlyList<MemberApplicationRow> Others, IReadOnlyList<OrganizationName> SameNumber);

public sealed record MemberApplicationFilter
{
    public bool Mine { get; init; }
    public string? Status { get; init; }
    public string? Role { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>Applications for a role: a person sees their own, an operator those to their centre, an administrator all.</summary>
public sealed class MemberApplicationPages(Db db)
{
    private const string ColumnsSql = """
        SELECT a.id, a.role, a.status, p.name AS person, c.name AS centre, a.organization_name, a.region, a.applied_at, a.decided_at
        FROM member_applications a JOIN people p ON p.id = a.person_id JOIN organizations c ON c.id = a.centre_id
        """;
    // ix_member_applications_person
    private const string MineSql = $"{ColumnsSql} WHERE a.person_id = @personId AND (@status IS NULL OR a.status = @status) ORDER BY a.applied_at DESC, a.id DESC";
    private static readonly Listing MineListed = new(MineSql, "applied=a.applied_at");
    // ix_member_applications_centre
    private const string CentreSql = $"""
        {ColumnsSql}
        WHERE (@actorRole = 'Administrator' OR (@actorRole = 'Operator' AND a.centre_id = @organizationId))
          AND (@status IS NULL OR a.status = @status) AND (@role IS NULL OR a.role = @role)
        ORDER BY a.applied_at DESC, a.id DESC
        """;
    private static readonly Listing CentreListed = new(CentreSql, "applied=a.applied_at");

    /// <summary>A page of the list. Without a role to act in, a person sees their own.</summary>
    public async Task<PageOf<MemberApplicationRow>> List(long personId, Actor? actor, MemberApplicationFilter filter)
    {
        var sql = filter.Mine ? MineListed : CentreListed;
        return await db.Page<MemberApplicationRow>(sql, new
        {
            personId, actorRole = actor?.Role.ToString(), organizationId = actor?.OrganizationId, status = filter.Status, role = filter.Role,
        }, filter.Page);
    }

    private const string VisibleSql = """
        (a.person_id = @personId OR @actorRole = 'Administrator' OR (@actorRole = 'Operator' AND a.centre_id = @organizationId))
        """;
    private const string FindSql = $"""
        SELECT a.id, a.person_id, p.name AS person, p.email, a.role, a.centre_id, c.name AS centre, a.organization_name, a.business_number, a.tax, a.region, a.phone,
               a.field, a.career, a.status, a.applied_at, d.name AS decided_by, a.decided_at, a.reason, o.code AS joined_code, o.name AS joined
        FROM member_applications a JOIN people p ON p.id = a.person_id JOIN organizations c ON c.id = a.centre_id
        LEFT JOIN people d ON d.id = a.decided_by LEFT JOIN organizations o ON o.id = a.organization_id
        WHERE a.id = @id AND {VisibleSql};

        {ColumnsSql}
        WHERE a.id <> @id AND a.person_id = (SELECT x.person_id FROM member_applications x WHERE x.id = @id) AND {VisibleSql}
        ORDER BY a.applied_at DESC, a.id DESC;

        SELECT o.id, o.code, o.name
        FROM organizations o JOIN member_applications a ON a.centre_id = o.centre_id AND a.role = o.kind AND a.business_number = o.business_number
        WHERE a.id = @id AND o.status = 'Active' AND @actorRole = 'Operator' AND a.centre_id = @organizationId
        ORDER BY o.name, o.id;
        """;

    /// <summary>An application, when this person may see it.</summary>
    public async Task<MemberApplicationDetail?> Find(long personId, Actor? actor, long id)
    {
        using var rows = await db.Multiple(FindSql, new { id, personId, actorRole = actor?.Role.ToString(), organizationId = actor?.OrganizationId });
        var application = await rows.ReadSingleOrDefaultAsync<MemberApplicationHeader>();
        return application is null
            ? null
            : new MemberApplicationDetail(application, [.. await rows.ReadAsync<MemberApplicationRow>()], [.. await rows.ReadAsync<OrganizationName>()]);
    }

    private const string CentresSql = "SELECT id, code, name FROM organizations WHERE kind = 'Centre' AND status = 'Active' ORDER BY name, id";

    /// <summary>The centres that can be applied to.</summary>
    public Task<List<OrganizationName>> Centres() => db.Query<OrganizationName>(CentresSql);
}
