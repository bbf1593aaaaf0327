using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Feedback;

/// <summary>What is said about products.</summary>
public sealed class FeedbackPages(Db db)
{
    private const int OnProduct = 3;

    private const string MineSql = """
        (@role = 'Administrator' OR (@role = 'Producer' AND p.producer_id = @organizationId) OR (@role = 'Operator' AND g.centre_id = @organizationId))
        """;

    private const string HeaderSql = $"""
        SELECT p.id, p.code, r.name, r.name_en, CASE WHEN @role <> 'Administrator' AND {MineSql} THEN 1 ELSE 0 END AS mine
        FROM products p JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE p.code = @code AND ((p.status = 'OnSale' AND g.status = 'Active') OR {MineSql})
        """;

    /// <summary>A product that is on sale, or looked after by whoever looks.</summary>
    public Task<FeedbackHeader?> Product(Actor? actor, string code) => db.One<FeedbackHeader>(HeaderSql, Visitor(actor, code));

    private const string RatingsSql = "SELECT rating, COUNT(*) AS votes FROM testimonials WHERE product_id = @productId AND hidden_at IS NULL GROUP BY rating";

    // what was hidden is still seen by its author and by those who hid it
    private const string TestimonialsSql = $"""
        SELECT t.id, p.code, r.name AS product, h.name AS person, t.rating, t.text, t.written_at, t.edited_at, t.hidden_at, t.hidden_reason, t.version,
               CASE WHEN @role = 'Buyer' AND t.person_id = @personId AND t.organization_id = @organizationId THEN 1 ELSE 0 END AS is_own,
               CASE WHEN @role <> 'Producer' AND {MineSql} THEN 1 ELSE 0 END AS may_hide
        FROM testimonials t JOIN people h ON h.id = t.person_id JOIN products p ON p.id = t.product_id JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE t.product_id = @productId
          AND (t.hidden_at IS NULL OR (@role = 'Buyer' AND t.person_id = @personId) OR (@role <> 'Producer' AND {MineSql}))
        ORDER BY t.id DESC
        """;

    private const string QuestionColumns = $"""
        SELECT q.id, p.code, r.name AS product, h.name AS person, q.role, q.text, q.asked_at, q.answer, q.answered_at,
               CASE WHEN q.answered_as = 'Operator' THEN z.name WHEN q.answered_at IS NOT NULL THEN g.name END AS answered_by,
               CASE WHEN EXISTS (SELECT 1 FROM product_faqs f WHERE f.question_id = q.id) THEN 1 ELSE 0 END AS is_faq,
               CASE WHEN @role <> 'Administrator' AND {MineSql} THEN 1 ELSE 0 END AS mine
        FROM product_questions q JOIN people h ON h.id = q.person_id JOIN products p ON p.id = q.product_id
        JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id LEFT JOIN organizations z ON z.id = g.centre_id
        """;
    private const string QuestionsSql = $"{QuestionColumns} WHERE q.product_id = @productId ORDER BY q.id DESC";

    private const string FaqsSql = "SELECT id, question, answer, version FROM product_faqs WHERE product_id = @productId ORDER BY id";

    private const string LinesSql = """
        SELECT l.id AS line_id, o.order_no, o.ordered_at
        FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.product_id = @productId AND @role = 'Buyer' AND o.buyer_id = @organizationId AND l.cancelled = 0
          AND (l.accepted_at IS NOT NULL OR (l.needs_acceptance = 0 AND l.delivered_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM testimonials t WHERE t.order_line_id = l.id)
        ORDER BY o.ordered_at DESC, l.id DESC
        """;

    /// <summary>What the page of a product begins with.</summary>
    public async Task<ProductFeedback> OfProduct(Actor? actor, long productId)
    {
        var first = db.Dialect.First(OnProduct);
        await using var parts = await db.Multiple($"{RatingsSql}; {TestimonialsSql} {first}; {QuestionsSql} {first}; {FaqsSql}; {LinesSql} {first}", Visitor(actor, null, productId));
        return new ProductFeedback([.. await parts.ReadAsync<RatingCount>()], [.. await parts.ReadAsync<TestimonialRow>()], [.. await parts.ReadAsync<QuestionRow>()],
            [.. await parts.ReadAsync<FaqRow>()], [.. await parts.ReadAsync<JudgeableLine>()]);
    }

    public async Task<PageOf<TestimonialRow>> Testimonials(Actor? actor, long productId, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<TestimonialRow>($"{TestimonialsSql} {db.Dialect.Page}", Visitor(actor, null, productId, skip, take)), page);
    }

    public async Task<PageOf<QuestionRow>> Questions(Actor? actor, long productId, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<QuestionRow>($"{QuestionsSql} {db.Dialect.Page}", Visitor(actor, null, productId, skip, take)), page);
    }

    public Task<List<FaqRow>> Faqs(long productId) => db.Query<FaqRow>(FaqsSql, new { productId });

    // a producer's products come from ix_products_producer, a centre's from ix_organizations_centre, their open questions from ix_product_questions_open
    private const string DeskSql = $"""
        {QuestionColumns}
        WHERE (@isOpen = 0 OR q.answered_at IS NULL)
          AND ((@role <> 'Administrator' AND {MineSql}) OR (@role IN ('Buyer', 'Seller') AND q.person_id = @personId AND q.organization_id = @organizationId))
        ORDER BY q.id DESC
        """;

    /// <summary>Questions about the actor's products, or those that they asked.</summary>
    public async Task<PageOf<QuestionRow>> Desk(Actor actor, bool isOpen, int page)
    {
        var (skip, take) = Paging.Window(page);
        var args = new { isOpen = isOpen ? 1 : 0, role = actor.Role.ToString(), organizationId = actor.OrganizationId, personId = actor.PersonId, Skip = skip, Take = take };
        return Paging.Of(await db.Query<QuestionRow>($"{DeskSql} {db.Dialect.Page}", args), page);
    }

    private const string QuestionSql = $"""
        {QuestionColumns}
        WHERE q.id = @id
          AND ((@role <> 'Administrator' AND {MineSql}) OR (@role IN ('Buyer', 'Seller') AND q.person_id = @personId AND q.organization_id = @organizationId))
        """;

    public Task<QuestionRow?> Question(Actor actor, long id) =>
        db.One<QuestionRow>(QuestionSql, new { id, role = actor.Role.ToString(), organizationId = actor.OrganizationId, personId = actor.PersonId });

    private const string TestimonialSql = $"""
        SELECT t.id, p.code, r.name AS product, h.name AS person, t.rating, t.text, t.written_at, t.edited_at, t.hidden_at, t.hidden_reason, t.version,
               CASE WHEN @role = 'Buyer' THEN 1 ELSE 0 END AS is_own, CASE WHEN @role = 'Buyer' THEN 0 ELSE 1 END AS may_hide
        FROM testimonials t JOIN people h ON h.id = t.person_id JOIN products p ON p.id = t.product_id JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE t.id = @id AND ((@role = 'Buyer' AND t.person_id = @personId AND t.organization_id = @organizationId) OR (@role <> 'Producer' AND {MineSql}))
        """;

    /// <summary>The actor's own, or one that they may hide.</summary>
    public Task<TestimonialRow?> Testimonial(Actor actor, long id) =>
        db.One<TestimonialRow>(TestimonialSql, new { id, role = actor.Role.ToString(), organizationId = actor.OrganizationId, personId = actor.PersonId });

    private const string FaqSql = $"""
        SELECT f.id, f.question, f.answer, f.version, p.code, r.name AS product
        FROM product_faqs f JOIN products p ON p.id = f.product_id JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE f.id = @id AND @role <> 'Administrator' AND {MineSql}
        """;

    public Task<OwnFaq?> Faq(Actor actor, long id) => db.One<OwnFaq>(FaqSql, new { id, role = actor.Role.ToString(), organizationId = actor.OrganizationId });

    private const string OpenSql = $"""
        SELECT COUNT(*) FROM product_questions q JOIN products p ON p.id = q.product_id JOIN organizations g ON g.id = p.producer_id
        WHERE q.answered_at IS NULL AND @role <> 'Administrator' AND {MineSql}
        """;

    /// <summary>How many questions wait for an answer of the actor.</summary>
    public Task<long> Open(Actor actor) => db.Scalar<long>(OpenSql, new { role = actor.Role.ToString(), organizationId = actor.OrganizationId });

    private static object Visitor(Actor? actor, string? code, long productId = 0, int skip = 0, int take = 0) => new
    {
        code, productId, role = actor?.Role.ToString() ?? "", organizationId = actor?.OrganizationId ?? 0, personId = actor?.PersonId ?? 0, Skip = skip, Take = take,
    };
}

/// <summary>An entry as whoever wrote it opens it.</summary>
public sealed record OwnFaq
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public string Question { get; init; } = "";
    public string Answer { get; init; } = "";
    public int Version { get; init; }
}
