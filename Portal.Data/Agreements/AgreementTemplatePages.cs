using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

public sealed record TemplateRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string? Note { get; init; }
    public DateTime ChangedAt { get; init; }
    public string? ChangedBy { get; init; }
    public int Version { get; init; }
}

public sealed record TemplateDetail(TemplateRow Template, IReadOnlyList<ShareRow> Shares);

/// <summary>Templates as their centre's operators keep them and its producers begin from them.</summary>
public sealed class AgreementTemplatePages(Db db)
{
    private const string TemplatesSql = """
        SELECT t.id, t.name, t.note, t.changed_at, h.name AS changed_by, t.version
        FROM agreement_templates t LEFT JOIN people h ON h.id = t.changed_by
        WHERE (@role = 'Administrator' OR (@role = 'Operator' AND t.centre_id = @OrganizationId)
            OR (@role = 'Producer' AND EXISTS (SELECT 1 FROM organizations g WHERE g.id = @OrganizationId AND g.centre_id = t.centre_id)))
        """;
    private const string ListSql = $"{TemplatesSql} ORDER BY t.name, t.id";

    /// <summary>The templates of the actor's centre; for administrators those of all.</summary>
    public async Task<IReadOnlyList<TemplateRow>> List(Actor actor) => await db.Query<TemplateRow>(ListSql, new { role = actor.Role.ToString(), actor.OrganizationId });

    private const string OneSql = $"{TemplatesSql} AND t.id = @templateId";
    private const string SharesSql = """
        SELECT s.share_no, s.part, s.party_id, o.code AS party_code, o.name AS party, s.kind, s.value
        FROM template_shares s LEFT JOIN organizations o ON o.id = s.party_id WHERE s.template_id = @templateId ORDER BY s.share_no
        """;

    public async Task<TemplateDetail?> Find(Actor actor, long templateId)
    {
        var key = new { templateId, role = actor.Role.ToString(), actor.OrganizationId };
        return await db.One<TemplateRow>(OneSql, key) is { } template ? new TemplateDetail(template, await db.Query<ShareRow>(SharesSql, new { templateId })) : null;
    }
}
