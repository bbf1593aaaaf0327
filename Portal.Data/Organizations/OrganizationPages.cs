using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Organizations;

/// <summary>Organizations as pages show them: administrators see all, operators their centre and who belongs to it, others their own.</summary>
public sealed class OrganizationPages(Db db)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role <> 'Reviewer' AND o.id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    // credit balances are negative; uq_accounts_type_owner
    private const string OwedSql = "(SELECT COALESCE(-SUM(a.balance), 0) FROM accounts a WHERE a.owner_id = o.id AND a.type IN ('Payable', 'Vat'))";

    // ix_organizations_kind, ix_organizations_centre
    private const string ListSql = $"""
        SELECT o.code, o.name, o.kind, o.status, o.business_number, o.region, c.name AS centre,
               CASE WHEN o.bank_account IS NULL THEN 0 ELSE 1 END AS has_bank,
               (SELECT COUNT(*) FROM memberships m WHERE m.organization_id = o.id AND m.ended_at IS NULL) AS members
        FROM organizations o LEFT JOIN organizations c ON c.id = o.centre_id
        WHERE {MineSql} AND (@kind IS NULL OR o.kind = @kind)
          AND (@text IS NULL OR o.name LIKE @text ESCAPE '\' OR o.code LIKE @text ESCAPE '\' OR o.business_number LIKE @digits ESCAPE '\' OR o.email LIKE @text ESCAPE '\')
          AND (@view = 'all' OR (@view = 'suspended' AND o.status = 'Suspended') OR (@view = 'nobank' AND o.bank_account IS NULL AND o.kind NOT IN ('Centre', 'Portal', 'Buyer') AND {OwedSql} > 0)
            OR (@view = 'centrebank' AND o.bank_account IS NULL AND o.kind = 'Centre' AND o.status = 'Active'))
        ORDER BY o.name, o.id
        """;
    private static readonly Listing Listed = new(ListSql, "name=o.name", "kind=o.kind", "region=o.region");

    public async Task<PageOf<OrganizationRow>> List(Actor actor, OrganizationFilter filter)
    {
        var text = Like.Containing(filter.Text);
        return await db.Page<OrganizationRow>(Listed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, kind = filter.Kind, view = filter.View, text, digits = text?.Replace("-", "", StringComparison.Ordinal),
        }, filter.Page);
    }

    private const string FindSql = $"""
        SELECT o.id, o.code, o.name, o.kind, o.status, o.tax, o.business_number, o.branch_number, o.representative, o.business_type, o.business_item, o.region, o.email, o.phone, o.postal_code, o.address,
               o.bank_code, o.bank_account, o.bank_holder, o.centre_id, c.name AS centre, c.code AS centre_code, o.created_at, o.version, {OwedSql} AS owed,
               (SELECT COUNT(*) FROM memberships m WHERE m.organization_id = o.id AND m.ended_at IS NULL) AS members
        FROM organizations o LEFT JOIN organizations c ON c.id = o.centre_id
        WHERE o.code = @code AND {MineSql}
        """;

    public Task<OrganizationDetail?> Find(Actor actor, string code) =>
        db.One<OrganizationDetail>(FindSql, new { code, role = actor.Role.ToString(), actor.OrganizationId });

    private const string CodeSql = "SELECT code FROM organizations WHERE id = @organizationId";

    /// <summary>The code of the organization in which the actor acts.</summary>
    public async Task<string> CodeOf(Actor actor) => (await db.Scalar<string>(CodeSql, new { organizationId = actor.OrganizationId }))!;

    // ix_audit_subject. Whoever may see the organization may see what was done to it
    private const string HistorySql = """
        SELECT a.id, a.at, p.name AS person, a.action, a.before_value, a.after_value
        FROM audit_entries a LEFT JOIN people p ON p.id = a.person_id
        WHERE a.subject_kind = 'organization' AND a.subject_id = @organizationId ORDER BY a.id DESC
        """;

    public Task<List<HistoryRow>> History(long organizationId) => db.Query<HistoryRow>($"{HistorySql} {db.Dialect.First(50)}", new { organizationId });

    private const string CentresSql = "SELECT id, code, name FROM organizations WHERE kind = 'Centre' AND status = 'Active' ORDER BY name, id";

    public Task<List<CentreRow>> Centres() => db.Query<CentreRow>(CentresSql);

    private const string CountsSql = $"""
        SELECT COUNT(*) FROM organizations o
        WHERE o.centre_id = @OrganizationId AND o.kind NOT IN ('Centre', 'Portal', 'Buyer') AND o.bank_account IS NULL AND {OwedSql} > 0
        """;

    /// <summary>Organizations of a centre that are owed money and have no account to which it could go.</summary>
    public Task<long> WithoutBank(Actor actor) => db.Scalar<long>(CountsSql, new { actor.OrganizationId });

    private const string CentreCountsSql = """
        SELECT COUNT(*) AS centres, COALESCE(SUM(CASE WHEN bank_account IS NULL THEN 1 ELSE 0 END), 0) AS no_bank
        FROM organizations WHERE kind = 'Centre' AND status = 'Active'
        """;

    /// <summary>Without a centre nobody works; without its account no buyer can pay.</summary>
    public async Task<CentreCounts> CentreCounts() => (await db.One<CentreCounts>(CentreCountsSql))!;
}
