using Portal.Core.Catalog;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;

namespace Portal.Data.Catalog;

/// <summary>Products for those who look after them: a producer's own, an operator's centre's, all for the administrator, who only reads.</summary>
public sealed class CatalogPages(Db db, Clock clock)
{
    private const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;

    // uq_product_revisions_no finds the latest revision of each
    private const string FromSql = """
        FROM products p
        JOIN organizations g ON g.id = p.producer_id
        JOIN product_revisions r ON r.product_id = p.id AND r.revision_no = (SELECT MAX(x.revision_no) FROM product_revisions x WHERE x.product_id = p.id)
        """;

    // a producer's come from ix_products_producer, a centre's from ix_organizations_centre
    private const string ListSql = $"""
        SELECT p.code, r.name, r.kind, p.status, r.revision_no, r.status AS revision_status, g.name AS producer, r.price, p.stock, p.created_at
        {FromSql}
        WHERE {MineSql}
          AND (@producerId IS NULL OR p.producer_id = @producerId)
          AND (@text IS NULL OR r.name LIKE @text ESCAPE '\' OR r.name_en LIKE @text ESCAPE '\' OR p.code LIKE @text ESCAPE '\')
          AND (@view = 'all'
            OR (@view = 'draft' AND p.status <> 'Retired' AND r.status = 'Draft')
            OR (@view = 'changes' AND p.status <> 'Retired' AND r.status = 'ChangesRequested')
            OR (@view = 'review' AND p.status <> 'Retired' AND r.status IN ('Submitted', 'InReview'))
            OR (@view = 'ready' AND p.status = 'Approved')
            OR (@view = 'onsale' AND p.status = 'OnSale')
            OR (@view = 'empty' AND p.status = 'OnSale' AND p.stock = 0)
            OR (@view = 'suspended' AND p.status = 'Suspended')
            OR (@view = 'rejected' AND p.status <> 'Retired' AND r.status = 'Rejected')
            OR (@view = 'retired' AND p.status = 'Retired'))
        ORDER BY p.id DESC
        """;
    private static readonly Listing Listed = new(ListSql, "name=r.name", "producer=g.name", "price=r.price", "stock=p.stock");

    public async Task<PageOf<CatalogRow>> List(Actor actor, CatalogFilter filter)
    {
        return await db.Page<CatalogRow>(Listed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, producerId = filter.ProducerId, text = Like.Containing(PlainText.Tidy(filter.Text)), view = filter.View,
        }, filter.Page);
    }

    private const string HeaderSql = $"""
        SELECT p.id, p.code, p.status, p.suspended_by, p.producer_id, g.name AS producer, z.name AS centre, p.stock, p.max_delivery_days, p.on_sale_at,
               r.id AS revision_id, r.revision_no, r.status AS revision_status, r.row_version, r.publish, s.revision_no AS sold_no, s.price AS sold_price,
               CASE WHEN p.approved_at IS NULL THEN 0 ELSE 1 END AS approved,
               CASE WHEN EXISTS (SELECT 1 FROM agreements a WHERE a.product_id = p.id AND {AgreementSql.InForce}) THEN 1 ELSE 0 END AS divided,
               r.kind, r.category_id, k.name AS category, k.name_en AS category_en, r.name, r.name_en, r.summary, r.description, r.description_en, r.price, r.tax
        {FromSql}
        JOIN product_revisions s ON s.id = p.revision_id
        LEFT JOIN organizations z ON z.id = g.centre_id
        LEFT JOIN categories k ON k.id = r.category_id
        WHERE p.code = @code AND {MineSql}
        """;

    // a revision may have had several cases; the last one tells where it stands
    private const string PartsSql = """
        SELECT name, value FROM product_specifications WHERE revision_id = @RevisionId ORDER BY line_no;

        SELECT f.file_id, f.kind, f.title, s.name, s.size_bytes
        FROM product_files f JOIN stored_files s ON s.id = f.file_id WHERE f.revision_id = @RevisionId ORDER BY f.kind, f.sort;

        SELECT r.id, r.revision_no, r.status, r.name, r.price, r.created_at, h.name AS created_by, r.submitted_at, r.decided_at, c.case_no, c.decision_reason AS reason
        FROM product_revisions r
        LEFT JOIN people h ON h.id = r.created_by
        LEFT JOIN review_cases c ON c.product_id = r.product_id AND c.id = (SELECT MAX(x.id) FROM review_cases x WHERE x.product_id = r.product_id AND x.revision_id = r.id)
        WHERE r.product_id = @Id ORDER BY r.revision_no DESC;

        SELECT c.case_no, e.at, h.name AS person, e.text
        FROM review_cases c JOIN review_events e ON e.case_id = c.id LEFT JOIN people h ON h.id = e.person_id
        WHERE c.product_id = @Id AND c.revision_id = @RevisionId AND e.kind = 'ChangeRequested' ORDER BY e.id DESC;
        """;

    /// <summary>A product with its latest revision and its history; null when the actor does not look after it.</summary>
    public async Task<CatalogDetail?> Find(Actor actor, string code)
    {
        var product = await db.One<CatalogHeader>(HeaderSql, new { code, role = actor.Role.ToString(), actor.OrganizationId, now = clock.Now });
        if (product is null) return null;
        await using var parts = await db.Multiple(PartsSql, new { product.RevisionId, product.Id });
        return new CatalogDetail(product, [.. await parts.ReadAsync<Specification>()], [.. await parts.ReadAsync<ProductFileRow>()],
            [.. await parts.ReadAsync<RevisionRow>()], [.. await parts.ReadAsync<AskedRow>()]);
    }

    private const string ProducersSql = """
        SELECT g.id, g.name FROM organizations g
        WHERE g.kind = 'Producer' AND g.status = 'Active' AND @role = 'Operator' AND g.centre_id = @OrganizationId
        ORDER BY g.name, g.id
        """;

    /// <summary>The producers of an operator's centre; nobody else chooses one.</summary>
    public Task<List<ProducerChoice>> Producers(Actor actor) => db.Query<ProducerChoice>(ProducersSql, new { role = actor.Role.ToString(), actor.OrganizationId });

    private const string CountsSql = $"""
        SELECT COALESCE(SUM(CASE WHEN r.status = 'Draft' THEN 1 ELSE 0 END), 0) AS drafts,
               COALESCE(SUM(CASE WHEN r.status = 'ChangesRequested' THEN 1 ELSE 0 END), 0) AS changes,
               COALESCE(SUM(CASE WHEN p.status = 'OnSale' AND p.stock = 0 THEN 1 ELSE 0 END), 0) AS empty
        {FromSql}
        WHERE p.status <> 'Retired' AND {MineSql}
        """;

    public async Task<CatalogCounts> Counts(Actor actor) => (await db.One<CatalogCounts>(CountsSql, new { role = actor.Role.ToString(), actor.OrganizationId }))!;
}
