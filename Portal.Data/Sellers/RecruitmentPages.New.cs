using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

/// <summary>What a recruitment is opened with, and what waits for whom.</summary>
public sealed partial class RecruitmentPages
{
    private const string RecruitableSql = $"""
        SELECT p.id, p.code, v.name, g.name AS producer, p.status, v.price,
               CASE WHEN EXISTS (SELECT 1 FROM agreements a WHERE a.product_id = p.id AND {AgreementSql.InForce}) THEN 1 ELSE 0 END AS has_agreement,
               (SELECT COUNT(DISTINCT x.seller_id) FROM recruitment_applications x WHERE x.product_id = p.id AND x.status = 'Accepted' AND x.ended_at IS NULL) AS sellers
        FROM products p JOIN product_revisions v ON v.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE @role = 'Operator' AND p.status IN ('Approved', 'OnSale') AND g.status = 'Active'
          AND NOT EXISTS (SELECT 1 FROM recruitments r WHERE r.product_id = p.id AND r.centre_id = @OrganizationId AND r.status = 'Open')
        """;
    // those of the centre's own producers first
    private const string ProductsSql = $"""
        {RecruitableSql}
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
        ORDER BY CASE WHEN g.centre_id = @OrganizationId THEN 0 ELSE 1 END, v.name, p.id
        """;

    /// <summary>Products that could be recruited for: approved or on sale, and not recruiting in this centre.</summary>
    public async Task<PageOf<RecruitableProduct>> Products(Actor actor, string? text, int page)
    {
        return await db.Page<RecruitableProduct>(ProductsSql, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, text = Like.Containing(text), now = clock.Now,
        }, page);
    }

    private const string ProductSql = $"{RecruitableSql} AND p.code = @code";

    public Task<RecruitableProduct?> Product(Actor actor, string code) =>
        db.One<RecruitableProduct>(ProductSql, new { role = actor.Role.ToString(), actor.OrganizationId, code = code.Trim(), now = clock.Now });

    private const string OpenIdSql = """
        SELECT r.id FROM recruitments r JOIN products p ON p.id = r.product_id WHERE p.code = @code AND r.centre_id = @OrganizationId AND r.status = 'Open'
        """;

    /// <summary>The recruitment of a product that is open in the actor's centre.</summary>
    public Task<long?> OpenFor(Actor actor, string code) => db.Scalar<long?>(OpenIdSql, new { code = code.Trim(), actor.OrganizationId });

    // those of the own centre first; whoever works for the producer has no opinion to give
    private const string ReviewersSql = """
        SELECT h.id AS person_id, h.name,
               CASE WHEN EXISTS (SELECT 1 FROM memberships m JOIN organizations o ON o.id = m.organization_id
                 WHERE m.person_id = h.id AND m.role = 'Reviewer' AND m.ended_at IS NULL AND (o.id = @OrganizationId OR o.centre_id = @OrganizationId)) THEN 1 ELSE 0 END AS is_near
        FROM people h
        WHERE h.suspended_at IS NULL AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = h.id AND m.role = 'Reviewer' AND m.ended_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM memberships m JOIN products p ON p.producer_id = m.organization_id WHERE m.person_id = h.id AND p.id = @productId AND m.ended_at IS NULL)
        ORDER BY is_near DESC, h.name, h.id
        """;

    /// <summary>Reviewers whose opinion can be asked.</summary>
    public Task<List<ReviewerName>> Reviewers(Actor actor, long productId) => db.Query<ReviewerName>($"{ReviewersSql} {db.Dialect.First(300)}", new { actor.OrganizationId, productId });

    // recruitments, not applications: as many as the list has rows to which the count leads
    private const string CountsSql = $"""
        SELECT
          (SELECT COUNT(*) FROM member_applications m WHERE @role = 'Operator' AND m.centre_id = @OrganizationId AND m.status = 'Submitted') AS members,
          (SELECT COUNT(DISTINCT r.id) FROM recruitments r JOIN recruitment_applications a ON a.recruitment_id = r.id
           WHERE @role = 'Operator' AND r.centre_id = @OrganizationId AND a.status = 'Submitted') AS applications,
          (SELECT COUNT(DISTINCT r.id) FROM recruitments r JOIN recruitment_applications a ON a.recruitment_id = r.id
           WHERE @role = 'Reviewer' AND r.reviewer_id = @PersonId AND a.status = 'Submitted' AND a.reviewer_opinion IS NULL) AS opinions,
          (SELECT COUNT(*) FROM recruitments r JOIN products p ON p.id = r.product_id
           WHERE @role = 'Seller' AND {IsOpenSql} AND {MayApplySql}) AS "open"
        """;

    public async Task<SellersCounts> Counts(Actor actor) => (await db.One<SellersCounts>(CountsSql, new
    {
        role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, now = clock.Now,
    }))!;
}
