using System.Data.Common;
using Portal.Core.Feedback;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Feedback;

/// <summary>Questions, entries for all, and testimonials.</summary>
public sealed class FeedbackStore(Db db) : IFeedbackStore
{
    private const string ProductSql = """
        SELECT p.id, p.code, r.name, p.producer_id, g.centre_id
        FROM products p JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE p.code = @code
          AND ((@role = '' AND p.status = 'OnSale' AND g.status = 'Active')
            OR @role = 'System' OR (@role = 'Producer' AND p.producer_id = @organizationId) OR (@role = 'Operator' AND g.centre_id = @organizationId))
        """;

    public Task<FeedbackProduct?> OnSale(string code) => db.One<FeedbackProduct>(ProductSql, new { code, role = "", organizationId = 0L });

    public Task<FeedbackProduct?> Own(Actor actor, string code) => db.One<FeedbackProduct>(ProductSql, new { code, role = actor.Role.ToString(), organizationId = actor.OrganizationId });

    private const string InsertQuestionSql = """
        INSERT INTO product_questions (id, product_id, person_id, organization_id, role, text, asked_at) VALUES (@Id, @ProductId, @PersonId, @OrganizationId, @role, @Text, @At)
        """;

    public Task Insert(NewQuestion question) => db.Execute(InsertQuestionSql, new
    {
        question.Id, question.ProductId, question.By.PersonId, question.By.OrganizationId, role = question.By.Role.ToString(), question.Text, question.At,
    });

    private const string QuestionSql = """
        SELECT q.id, q.product_id, p.code, r.name, q.person_id, q.text, q.answer
        FROM product_questions q JOIN products p ON p.id = q.product_id JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE q.id = @id AND ((@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;

    public Task<QuestionState?> Question(Actor actor, long id) => db.One<QuestionState>(QuestionSql, new { id, role = actor.Role.ToString(), actor.OrganizationId });

    private const string AnswerSql = "UPDATE product_questions SET answer = @answer, answered_at = @at, answered_by = @PersonId, answered_as = @role WHERE id = @id";

    public Task Answer(long id, Actor by, string answer, DateTime at) => db.Execute(AnswerSql, new { id, answer, at, by.PersonId, role = by.Role.ToString() });

    private const string InsertFaqSql = """
        INSERT INTO product_faqs (id, product_id, question_id, question, answer, written_at, written_by, version)
        VALUES (@Id, @ProductId, @QuestionId, @Question, @Answer, @At, @By, 1)
        """;

    public Task<bool> Insert(NewFaq faq) => Once(() => db.Execute(InsertFaqSql, faq));

    private const string FaqSql = """
        SELECT f.id, p.code, f.question, f.answer
        FROM product_faqs f JOIN products p ON p.id = f.product_id JOIN organizations g ON g.id = p.producer_id
        WHERE f.id = @id AND ((@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND g.centre_id = @OrganizationId))
        """;

    public Task<FaqState?> Faq(Actor actor, long id) => db.One<FaqState>(FaqSql, new { id, role = actor.Role.ToString(), actor.OrganizationId });

    private const string RewriteFaqSql = """
        UPDATE product_faqs SET question = @question, answer = @answer, written_at = @at, written_by = @by, version = version + 1 WHERE id = @faqId AND version = @version
        """;

    public async Task<bool> Rewrite(long faqId, int version, string question, string answer, long? by, DateTime at) =>
        await db.Execute(RewriteFaqSql, new { faqId, version, question, answer, by, at }) == 1;

    private const string RemoveFaqSql = "DELETE FROM product_faqs WHERE id = @faqId";

    public async Task<bool> Remove(long faqId) => await db.Execute(RemoveFaqSql, new { faqId }) == 1;

    // equipment is received when it was accepted, everything else when it was delivered
    private const string InsertTestimonialSql = """
        INSERT INTO testimonials (id, product_id, order_line_id, person_id, organization_id, rating, text, written_at, version)
        SELECT @Id, l.product_id, l.id, @PersonId, o.buyer_id, @Rating, @Text, @At, 1
        FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.id = @LineId AND o.buyer_id = @OrganizationId AND l.cancelled = 0 AND (l.accepted_at IS NOT NULL OR (l.needs_acceptance = 0 AND l.delivered_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM testimonials t WHERE t.order_line_id = l.id)
        """;

    public Task<bool> Insert(NewTestimonial testimonial) => Once(() => db.Execute(InsertTestimonialSql, new
    {
        testimonial.Id, testimonial.LineId, testimonial.By.PersonId, testimonial.By.OrganizationId, testimonial.Rating, testimonial.Text, testimonial.At,
    }));

    private const string TestimonialSql = """
        SELECT t.id, p.code, r.name, t.rating, t.text, CASE WHEN t.hidden_at IS NULL THEN 0 ELSE 1 END AS is_hidden
        FROM testimonials t JOIN products p ON p.id = t.product_id JOIN organizations g ON g.id = p.producer_id JOIN product_revisions r ON r.id = p.revision_id
        WHERE t.id = @id
          AND (@role = 'Administrator' OR (@role = 'Operator' AND g.centre_id = @OrganizationId) OR (@role = 'Buyer' AND t.person_id = @PersonId AND t.organization_id = @OrganizationId))
        """;

    public Task<TestimonialState?> Testimonial(Actor actor, long id) =>
        db.One<TestimonialState>(TestimonialSql, new { id, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });

    private const string RewriteTestimonialSql = """
        UPDATE testimonials SET rating = @rating, text = @text, edited_at = @at, version = version + 1 WHERE id = @testimonialId AND version = @version AND hidden_at IS NULL
        """;

    public async Task<bool> Rewrite(long testimonialId, int version, int rating, string text, DateTime at) =>
        await db.Execute(RewriteTestimonialSql, new { testimonialId, version, rating, text, at }) == 1;

    private const string HideSql = "UPDATE testimonials SET hidden_at = @at, hidden_by = @by, hidden_reason = @reason WHERE id = @testimonialId AND hidden_at IS NULL";

    public async Task<bool> Hide(long testimonialId, long? by, string reason, DateTime at) => await db.Execute(HideSql, new { testimonialId, by, reason, at }) == 1;

    private const string ShowSql = "UPDATE testimonials SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL WHERE id = @testimonialId AND hidden_at IS NOT NULL";

    public async Task<bool> Show(long testimonialId) => await db.Execute(ShowSql, new { testimonialId }) == 1;

    private static async Task<bool> Once(Func<Task<int>> insert)
    {
        try
        {
            return await insert() == 1;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            return false;
        }
    }
}
