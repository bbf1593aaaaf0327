using Portal.Data.Shared;

namespace Portal.Data.Operations;

public sealed record AuditRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public long? PersonId { get; init; }
    public string? Person { get; init; }
    public string? Email { get; init; }
    public string? Organization { get; init; }
    public string Action { get; init; } = "";
    public string SubjectKind { get; init; } = "";
    public long SubjectId { get; init; }
    public string SubjectLabel { get; init; } = "";
    public string? BeforeValue { get; init; }
    public string? AfterValue { get; init; }
}

/// <summary>What the audit trail is narrowed to. <see cref="Action"/> also takes its first word; <see cref="From"/> and <see cref="Until"/> are moments.</summary>
public sealed record AuditFilter
{
    public string? Person { get; init; }
    public string? Kind { get; init; }
    public string? Action { get; init; }
    public string? Text { get; init; }
    public DateTime? From { get; init; }
    public DateTime? Until { get; init; }
}

/// <summary>The audit trail, in the order in which it was written, newest first.</summary>
public sealed class AuditPages(Db db)
{
    // by primary key downwards, or ix_audit_subject when a kind is asked for; ids grow with time
    private const string ListSql = """
        SELECT a.id, a.at, a.person_id, p.name AS person, p.email, o.name AS organization, a.action, a.subject_kind, a.subject_id, a.subject_label, a.before_value, a.after_value
        FROM audit_entries a LEFT JOIN people p ON p.id = a.person_id LEFT JOIN organizations o ON o.id = a.organization_id
        WHERE a.id < @below AND (@kind IS NULL OR a.subject_kind = @kind) AND (@action IS NULL OR a.action = @action OR a.action LIKE @actions ESCAPE '\')
          AND (@person IS NULL OR p.name LIKE @person ESCAPE '\' OR p.email LIKE @person ESCAPE '\') AND (@text IS NULL OR a.subject_label LIKE @text ESCAPE '\')
          AND (@from IS NULL OR a.at >= @from) AND (@until IS NULL OR a.at < @until)
        ORDER BY a.id DESC
        """;

    /// <summary>The newest entries below an id; at most <paramref name="count"/>.</summary>
    public Task<List<AuditRow>> Below(AuditFilter filter, long below, int count) => db.Query<AuditRow>($"{ListSql} {db.Dialect.First(count)}", new
    {
        below, kind = filter.Kind, action = filter.Action, actions = filter.Action is null ? null : filter.Action.Replace("%", "", StringComparison.Ordinal) + ".%",
        person = Like.Containing(filter.Person), text = Like.Containing(filter.Text), from = filter.From, until = filter.Until,
    });
}
