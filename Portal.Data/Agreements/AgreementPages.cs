using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Agreements;

/// <summary>
/// Agreements as pages show them. Visible to the product's producer, the operators of its centre, every named party, administrators,
/// and to the sellers of the product what binds them.
/// </summary>
public sealed partial class AgreementPages(Db db, Clock clock)
{
    /// <summary>So many days an agreement counts as new.</summary>
    private const int RecentDays = 7;

    private const string IsPartySql = "EXISTS (SELECT 1 FROM shares s WHERE s.agreement_id = a.id AND s.party_id = @OrganizationId)";
    private const string VisibleSql = $"""
        (@role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId)
          OR (@role IN ('Producer', 'Operator', 'Seller') AND {IsPartySql})
          OR (@role = 'Seller' AND a.status = 'Accepted' AND EXISTS (SELECT 1 FROM recruitment_applications w
              WHERE w.seller_id = @OrganizationId AND w.product_id = a.product_id AND w.status = 'Accepted' AND w.ended_at IS NULL)))
        """;
    private const string WaitsSql = $"""
        (a.status = 'Proposed' AND {IsPartySql}
          AND NOT EXISTS (SELECT 1 FROM agreement_answers w WHERE w.agreement_id = a.id AND w.party_id = @OrganizationId))
        """;
    // what bound lately, and what ends soon
    private const string NewSql = "(a.status = 'Accepted' AND a.accepted_at > @recent)";
    private const string ConcernsSql = $"""
        ((@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId) OR (@role IN ('Producer', 'Seller', 'Operator', 'Administrator') AND {IsPartySql}))
        """;

    private const string ListSql = $"""
        SELECT a.id, p.code AS product_code, r.name AS product, g.name AS producer, a.version_no, a.status, a.valid_from, a.valid_until, a.proposed_at, o.name AS proposer,
               (SELECT COUNT(DISTINCT s.party_id) FROM shares s WHERE s.agreement_id = a.id) AS parties,
               (SELECT COUNT(*) FROM agreement_answers w WHERE w.agreement_id = a.id AND w.answer = 'Accepted') AS accepted,
               CASE WHEN {WaitsSql} THEN 1 ELSE 0 END AS waits, CASE WHEN {AgreementSql.InForce} THEN 1 ELSE 0 END AS in_force
        FROM agreements a JOIN products p ON p.id = a.product_id JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN organizations o ON o.id = a.proposed_by_organization_id
        WHERE {VisibleSql}
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR r.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
          AND (@view = 'all' OR (@view = 'proposed' AND a.status = 'Proposed') OR (@view = 'inforce' AND {AgreementSql.InForce}) OR (@view = 'waiting' AND {WaitsSql})
            OR (@view = 'new' AND {NewSql}) OR (@view = 'expiring' AND {AgreementSql.Expiring}))
        ORDER BY waits DESC, a.proposed_at DESC, a.id DESC
        """;
    private static readonly Listing Listed = new(ListSql, "product=r.name", "producer=g.name", "proposed=a.proposed_at", "until=a.valid_until");

    /// <summary>What waits for the actor's answer first, then the newest.</summary>
    public async Task<PageOf<AgreementRow>> List(Actor actor, string view, string? text, int page)
    {
        return await db.Page<AgreementRow>(Listed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, view, text = Like.Containing(text), now = clock.Now, soon = Soon, recent = Recent,
        }, page);
    }

    private const string ShareColumnsSql = """
        SELECT s.agreement_id, s.id, s.share_no, s.part, s.party_id, o.code AS party_code, o.name AS party, CASE WHEN o.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual,
               CASE WHEN o.kind IN ('Portal', 'Centre') THEN 1 ELSE 0 END AS is_income, s.kind, s.value
        FROM shares s LEFT JOIN organizations o ON o.id = s.party_id
        """;
    private const string CurrentIdSql = $"(SELECT a.id FROM agreements a WHERE a.product_id = @productId AND {AgreementSql.InForce})";
    // a centre settles what it has sold under an agreement, whoever's product it is: ix_order_lines_product
    private const string SoldHereSql = """
        EXISTS (SELECT 1 FROM order_lines l JOIN orders w ON w.id = l.order_id WHERE l.product_id = a.product_id AND l.agreement_id = a.id AND w.centre_id = @OrganizationId)
        """;
    private const string HeaderSql = $"""
        SELECT a.id, a.product_id, p.code AS product_code, r.name AS product, g.name AS producer, r.price, r.tax, a.version_no, a.status, a.valid_from, a.valid_until, a.note, a.answers_id,
               (SELECT f.version_no FROM agreements f WHERE f.id = a.answers_id) AS answers_no, n.id AS answered_by_id, n.version_no AS answered_by_no,
               a.proposed_by_organization_id AS proposer_id, o.name AS proposer, a.proposed_at, a.accepted_at, a.closed_at,
               CASE WHEN {AgreementSql.InForce} THEN 1 ELSE 0 END AS in_force,
               CASE WHEN @role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId)
                 THEN 1 ELSE 0 END AS may_propose
        FROM agreements a JOIN products p ON p.id = a.product_id JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN organizations o ON o.id = a.proposed_by_organization_id
        LEFT JOIN agreements n ON n.answers_id = a.id
        WHERE a.id = @agreementId AND ({VisibleSql} OR (@role = 'Operator' AND {SoldHereSql}))
        """;
    private const string DetailSql = $"""
        {ShareColumnsSql} WHERE s.agreement_id = @agreementId ORDER BY s.share_no;

        SELECT o.id AS party_id, o.code, o.name, w.answer, h.name AS person, w.reason, w.answered_at,
               (SELECT COUNT(DISTINCT m.person_id) FROM memberships m WHERE m.organization_id = o.id AND m.role IN ('Producer', 'Seller', 'Operator', 'Administrator') AND m.ended_at IS NULL) AS people
        FROM organizations o
        LEFT JOIN agreement_answers w ON w.agreement_id = @agreementId AND w.party_id = o.id
        LEFT JOIN people h ON h.id = w.person_id
        WHERE o.id IN (SELECT s.party_id FROM shares s WHERE s.agreement_id = @agreementId)
        ORDER BY o.name, o.id;

        SELECT a.id, a.version_no, a.status, a.valid_from, a.valid_until, a.proposed_at, a.answers_id, o.name AS proposer, (SELECT COUNT(*) FROM order_lines l WHERE l.agreement_id = a.id) AS lines
        FROM agreements a JOIN products p ON p.id = a.product_id JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN organizations o ON o.id = a.proposed_by_organization_id
        WHERE a.product_id = @productId AND {VisibleSql}
        ORDER BY a.version_no DESC;

        {ShareColumnsSql} WHERE s.agreement_id = {CurrentIdSql} AND s.agreement_id <> @agreementId ORDER BY s.share_no;
        """;

    /// <summary>An agreement as this actor sees it; null when it is not theirs.</summary>
    public async Task<AgreementDetail?> Find(Actor actor, long agreementId)
    {
        var key = new { agreementId, role = actor.Role.ToString(), actor.OrganizationId, now = clock.Now };
        if (await db.One<AgreementHeader>(HeaderSql, key) is not { } agreement) return null;
        using var rows = await db.Multiple(DetailSql, new { key.agreementId, productId = agreement.ProductId, key.role, key.OrganizationId, key.now });
        return new AgreementDetail(agreement, [.. await rows.ReadAsync<ShareRow>()], [.. await rows.ReadAsync<PartyRow>()], [.. await rows.ReadAsync<VersionRow>()],
            [.. await rows.ReadAsync<ShareRow>()]);
    }

    private const string InForceIdSql = $"SELECT a.id FROM agreements a WHERE a.product_id = @productId AND {AgreementSql.InForce}";

    /// <summary>The agreement in force of a product.</summary>
    public Task<long?> InForceId(long productId) => db.Scalar<long?>(InForceIdSql, new { productId, now = clock.Now });

    private const string TermsSql = $"{ShareColumnsSql} WHERE s.agreement_id = {CurrentIdSql} ORDER BY s.share_no";

    /// <summary>The agreement in force of a product; null when nothing divides its profit yet.</summary>
    public async Task<AgreementTerms?> Terms(long productId)
    {
        var shares = await db.Query<ShareRow>(TermsSql, new { productId, now = clock.Now });
        return shares.Count == 0 ? null : new AgreementTerms(shares[0].AgreementId, shares);
    }

    // ix_agreements_proposed, ix_agreements_until; what bound without the centre is new to its operator only
    private const string CountsSql = $"""
        SELECT (SELECT COUNT(*) FROM agreements a WHERE {WaitsSql}) AS waiting,
               (SELECT COUNT(*) FROM agreements a JOIN products p ON p.id = a.product_id JOIN organizations g ON g.id = p.producer_id
                WHERE {AgreementSql.Expiring} AND {ConcernsSql}) AS expiring,
               (SELECT COUNT(*) FROM agreements a JOIN products p ON p.id = a.product_id JOIN organizations g ON g.id = p.producer_id
                WHERE @role = 'Operator' AND g.centre_id = @OrganizationId AND {NewSql} AND a.proposed_by_organization_id <> @OrganizationId AND NOT {IsPartySql}) AS "fresh"
        """;

    /// <summary>What waits for the actor's answer, what ends soon, and what bound lately without the operator having a part in it.</summary>
    public async Task<AgreementCounts> Counts(Actor actor) =>
        (await db.One<AgreementCounts>(CountsSql, new { role = actor.Role.ToString(), actor.OrganizationId, now = clock.Now, soon = Soon, recent = Recent }))!;

    private DateTime Soon => clock.Now.AddDays(WarnOfExpiry.Days);
    private DateTime Recent => clock.Now.AddDays(-RecentDays);
}
