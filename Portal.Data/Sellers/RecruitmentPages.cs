using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

/// <summary>
/// Recruitments: a centre sees its own, a producer those of its products, a reviewer those they are asked about, an administrator all,
/// a seller what is open and what they applied to.
/// </summary>
public sealed partial class RecruitmentPages(Db db, Clock clock)
{
    private const string IsOpenSql = "(r.status = 'Open' AND (r.closes_at IS NULL OR r.closes_at > @now) AND p.status IN ('Approved', 'OnSale'))";
    private const string VisibleSql = $"""
        (@role = 'Administrator' OR (@role = 'Operator' AND r.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId)
          OR (@role = 'Reviewer' AND r.reviewer_id = @PersonId)
          OR (@role = 'Seller' AND ({IsOpenSql} OR EXISTS (SELECT 1 FROM recruitment_applications m WHERE m.recruitment_id = r.id AND m.seller_id = @OrganizationId))))
        """;
    private const string SellsSql = """
        EXISTS (SELECT 1 FROM recruitment_applications m WHERE m.seller_id = @OrganizationId AND m.product_id = r.product_id AND m.status = 'Accepted' AND m.ended_at IS NULL)
        """;
    // the count of a seller's home page leads to as many rows
    private const string MayApplySql = $"""
        (r.accepted_count < r.quota AND NOT {SellsSql}
          AND NOT EXISTS (SELECT 1 FROM recruitment_applications m WHERE m.recruitment_id = r.id AND m.seller_id = @OrganizationId))
        """;
    private const string WaitingSql = """
        (SELECT COUNT(*) FROM recruitment_applications w WHERE w.recruitment_id = r.id AND w.status = 'Submitted' AND (@role <> 'Reviewer' OR w.reviewer_opinion IS NULL))
        """;
    private const string FromSql = """
        FROM recruitments r JOIN products p ON p.id = r.product_id JOIN product_revisions v ON v.id = p.revision_id
        JOIN organizations g ON g.id = p.producer_id JOIN organizations c ON c.id = r.centre_id
        """;

    private const string ListSql = $"""
        SELECT r.id, p.code AS product_code, v.name AS product, g.name AS producer, c.name AS centre, v.price, r.quota, r.accepted_count, r.closes_at, r.opened_at,
               CASE WHEN {IsOpenSql} THEN 1 ELSE 0 END AS is_open, {WaitingSql} AS waiting,
               (SELECT CASE WHEN m.ended_at IS NULL THEN m.status ELSE 'Ended' END FROM recruitment_applications m
                WHERE @role = 'Seller' AND m.recruitment_id = r.id AND m.seller_id = @OrganizationId) AS my_status
        {FromSql}
        WHERE {VisibleSql}
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
          AND (@view = 'all' OR (@view = 'open' AND {IsOpenSql} AND (@role <> 'Seller' OR {MayApplySql}))
            OR (@view = 'waiting' AND {WaitingSql} > 0) OR (@view = 'closed' AND NOT {IsOpenSql}))
        ORDER BY r.opened_at DESC, r.id DESC
        """;
    private static readonly Listing Listed = new(ListSql, "product=v.name", "centre=c.name", "price=v.price", "places=r.accepted_count", "closes=r.closes_at");

    public async Task<PageOf<RecruitmentRow>> List(Actor actor, string view, string? text, int page)
    {
        return await db.Page<RecruitmentRow>(Listed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, view, text = Like.Containing(text), now = clock.Now,
        }, page);
    }

    private const string ApplicationColumnsSql = """
        SELECT a.id, a.recruitment_id, p.code AS product_code, v.name AS product, g.name AS producer, c.name AS centre, a.seller_id, s.code AS seller_code, s.name AS seller,
               s.region, a.agreement_id, a.message, a.status, a.applied_at, r.reviewer_id, h.name AS reviewer, a.reviewer_opinion, a.reviewer_comment,
               d.name AS decided_by, a.decided_at, a.reason, a.ended_at, a.end_reason, r.quota, r.accepted_count,
               (SELECT COUNT(DISTINCT x.product_id) FROM recruitment_applications x WHERE x.seller_id = a.seller_id AND x.status = 'Accepted' AND x.ended_at IS NULL) AS products
        FROM recruitment_applications a JOIN recruitments r ON r.id = a.recruitment_id JOIN products p ON p.id = r.product_id
        JOIN product_revisions v ON v.id = p.revision_id JOIN organizations g ON g.id = p.producer_id JOIN organizations c ON c.id = r.centre_id
        JOIN organizations s ON s.id = a.seller_id LEFT JOIN people h ON h.id = r.reviewer_id LEFT JOIN people d ON d.id = a.decided_by
        """;
    private const string FindSql = $"""
        SELECT r.id, r.product_id, p.code AS product_code, v.name AS product, v.summary, g.name AS producer, c.name AS centre, v.price, v.tax, r.quota, r.accepted_count,
               r.reviewer_id, h.name AS reviewer, r.note, r.status, r.opened_at, r.closes_at, CASE WHEN {IsOpenSql} THEN 1 ELSE 0 END AS is_open,
               CASE WHEN @role = 'Seller' AND {SellsSql} THEN 1 ELSE 0 END AS sells
        {FromSql}
        LEFT JOIN people h ON h.id = r.reviewer_id
        WHERE r.id = @recruitmentId AND {VisibleSql};

        {ApplicationColumnsSql}
        WHERE a.recruitment_id = @recruitmentId AND {VisibleSql} AND (@role <> 'Seller' OR a.seller_id = @OrganizationId)
        ORDER BY CASE a.status WHEN 'Submitted' THEN 0 WHEN 'Accepted' THEN 1 ELSE 2 END, a.applied_at, a.id;
        """;

    /// <summary>A recruitment as this actor sees it; null when it is not theirs.</summary>
    public async Task<RecruitmentDetail?> Find(Actor actor, long recruitmentId)
    {
        using var rows = await db.Multiple(FindSql, new { recruitmentId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, now = clock.Now });
        var recruitment = await rows.ReadSingleOrDefaultAsync<RecruitmentHeader>();
        return recruitment is null ? null : new RecruitmentDetail(recruitment, [.. await rows.ReadAsync<ApplicationRow>()]);
    }

    private const string MineSql = $"{ApplicationColumnsSql} WHERE @role = 'Seller' AND a.seller_id = @OrganizationId AND (@status IS NULL OR a.status = @status) ORDER BY a.applied_at DESC, a.id DESC";
    private static readonly Listing MineListed = new(MineSql, "product=v.name", "centre=c.name", "applied=a.applied_at", "decided=a.decided_at");

    /// <summary>What a seller applied for.</summary>
    public async Task<PageOf<ApplicationRow>> Mine(Actor actor, string? status, int page)
    {
        return await db.Page<ApplicationRow>(MineListed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, status,
        }, page);
    }

    private const string ApplicationSql = $"{ApplicationColumnsSql} WHERE a.id = @applicationId AND {VisibleSql} AND (@role <> 'Seller' OR a.seller_id = @OrganizationId)";

    /// <summary>One application: for its seller, the centre, the product's producer, the reviewer who is asked, administrators.</summary>
    public Task<ApplicationRow?> Application(Actor actor, long applicationId) => db.One<ApplicationRow>(ApplicationSql, new
    {
        applicationId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, now = clock.Now,
    });
}
