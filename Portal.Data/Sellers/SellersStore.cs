using System.Data.Common;
using Portal.Core.Sellers;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Sellers;

public sealed partial class SellersStore(Db db) : ISellersStore
{
    private const string MaySellSql = """
        SELECT DISTINCT product_id FROM recruitment_applications
        WHERE seller_id = @sellerId AND product_id IN @productIds AND status = 'Accepted' AND decided_at <= @at AND ended_at IS NULL
        """;

    public async Task<IReadOnlySet<long>> MaySell(long sellerId, IReadOnlyCollection<long> productIds, DateTime at) =>
        (await db.Query<long>(MaySellSql, new { sellerId, productIds, at })).ToHashSet();

    private const string RecruitableProductSql = """
        SELECT r.name FROM products p JOIN product_revisions r ON r.id = p.revision_id WHERE p.id = @productId AND p.status IN ('Approved', 'OnSale')
        """;

    public async Task<string?> RecruitableProduct(long productId) => await db.Scalar<string>(RecruitableProductSql, new { productId });

    private const string IsReviewerSql = """
        SELECT COUNT(*) FROM people h
        WHERE h.id = @personId AND h.suspended_at IS NULL
          AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = h.id AND m.role = 'Reviewer' AND m.ended_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM memberships m JOIN products p ON p.producer_id = m.organization_id
                          WHERE m.person_id = h.id AND p.id = @productId AND m.ended_at IS NULL)
        """;

    public async Task<bool> IsReviewer(long personId, long productId) => await db.Scalar<long>(IsReviewerSql, new { personId, productId }) == 1;

    private const string InsertRecruitmentSql = """
        INSERT INTO recruitments (id, product_id, centre_id, quota, accepted_count, reviewer_id, note, status, opened_at, closes_at)
        SELECT @id, @ProductId, @centreId, @Quota, 0, @ReviewerId, @Note, 'Open', @at, @ClosesAt
        WHERE NOT EXISTS (SELECT 1 FROM recruitments WHERE product_id = @ProductId AND centre_id = @centreId AND status = 'Open')
        """;

    public async Task<bool> InsertRecruitment(long id, OpenRecruitmentRequest recruitment, long centreId, DateTime at)
    {
        var r = recruitment;
        try
        {
            return await db.Execute(InsertRecruitmentSql, new { id, r.ProductId, centreId, r.Quota, r.ReviewerId, r.Note, at, r.ClosesAt }) == 1;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            // two operators at once: uq_recruitments_open let one in
            return false;
        }
    }

    private const string RecruitmentColumnsSql = """
        SELECT r.id, r.product_id, v.name AS product_name, r.centre_id, r.reviewer_id, r.status, r.closes_at
        FROM recruitments r JOIN products p ON p.id = r.product_id JOIN product_revisions v ON v.id = p.revision_id
        """;
    private const string RecruitmentSql = $"{RecruitmentColumnsSql} WHERE r.id = @id";

    public async Task<RecruitmentState?> Recruitment(long id) => await db.One<RecruitmentState>(RecruitmentSql, new { id });

    // ix_recruitments_status
    private const string ExpiredSql = $"{RecruitmentColumnsSql} WHERE r.status = 'Open' AND r.closes_at <= @now ORDER BY r.closes_at";

    public async Task<IReadOnlyList<RecruitmentState>> Expired(DateTime now, int max) => await db.Query<RecruitmentState>($"{ExpiredSql} {db.Dialect.First(max)}", new { now });

    private const string CloseSql = "UPDATE recruitments SET status = 'Closed' WHERE id = @recruitmentId AND status = 'Open'";

    public async Task<bool> Close(long recruitmentId) => await db.Execute(CloseSql, new { recruitmentId }) == 1;

    private const string InsertApplicationSql = """
        INSERT INTO recruitment_applications (id, recruitment_id, product_id, seller_id, agreement_id, message, status, applied_at)
        SELECT @id, @recruitmentId, @productId, @sellerId, @AgreementId, @Message, 'Submitted', @at
        WHERE NOT EXISTS (SELECT 1 FROM recruitment_applications WHERE recruitment_id = @recruitmentId AND seller_id = @sellerId)
          AND NOT EXISTS (SELECT 1 FROM recruitment_applications WHERE seller_id = @sellerId AND product_id = @productId AND status = 'Accepted' AND ended_at IS NULL)
        """;
    // an application that was withdrawn or rejected may be made again, in the same row
    private const string ApplyAgainSql = """
        UPDATE recruitment_applications SET status = 'Submitted', applied_at = @at, message = @Message, agreement_id = @AgreementId,
          reviewer_opinion = NULL, reviewer_comment = NULL, decided_by = NULL, decided_at = NULL, reason = NULL, ended_at = NULL, end_reason = NULL
        WHERE recruitment_id = @recruitmentId AND seller_id = @sellerId AND (status IN ('Withdrawn', 'Rejected') OR ended_at IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM recruitment_applications o
                          WHERE o.seller_id = @sellerId AND o.product_id = @productId AND o.status = 'Accepted' AND o.ended_at IS NULL)
        """;
    private const string ApplicationIdSql = "SELECT id FROM recruitment_applications WHERE recruitment_id = @recruitmentId AND seller_id = @sellerId";

    public async Task<long?> InsertApplication(RecruitmentState recruitment, long sellerId, ApplyToRecruitmentRequest application, DateTime at)
    {
        var row = new { id = Ids.Next(), recruitmentId = recruitment.Id, productId = recruitment.ProductId, sellerId, application.AgreementId, application.Message, at };
        try
        {
            if (await db.Execute(InsertApplicationSql, row) == 1) return row.id;
        }
        catch (DbException e) when (Dialect.IsUniqueViolation(e))
        {
            // the same form sent twice at once: uq_recruitment_applications let one in
            return null;
        }

        return await db.Execute(ApplyAgainSql, row) == 1 ? await db.Scalar<long>(ApplicationIdSql, row) : null;
    }

    private const string ApplicationSql = """
        SELECT a.id, a.recruitment_id, a.seller_id, s.name AS seller_name, v.name AS product_name, r.centre_id, r.reviewer_id, a.status
        FROM recruitment_applications a
        JOIN recruitments r ON r.id = a.recruitment_id
        JOIN organizations s ON s.id = a.seller_id
        JOIN products p ON p.id = a.product_id
        JOIN product_revisions v ON v.id = p.revision_id
        WHERE a.id = @id
        """;

    public async Task<ApplicationState?> Application(long id) => await db.One<ApplicationState>(ApplicationSql, new { id });

    private const string DecideSql = """
        UPDATE recruitment_applications SET status = @to, decided_by = @PersonOrNull, decided_at = @at, reason = @Reason WHERE id = @ApplicationId AND status = 'Submitted'
        """;

    public async Task<bool> Decide(DecideApplicationRequest decision, ApplicationStatus to, DateTime at) =>
        await db.Execute(DecideSql, new { decision.ApplicationId, to = to.ToString(), decision.Actor.PersonOrNull, at, decision.Reason }) == 1;

    private const string TakePlaceSql = "UPDATE recruitments SET accepted_count = accepted_count + 1 WHERE id = @recruitmentId AND accepted_count < quota";

    public async Task<bool> TakePlace(long recruitmentId) => await db.Execute(TakePlaceSql, new { recruitmentId }) == 1;

    private const string WithdrawSql = "UPDATE recruitment_applications SET status = 'Withdrawn', decided_at = @at WHERE id = @applicationId AND status = 'Submitted'";

    public async Task<bool> Withdraw(long applicationId, DateTime at) => await db.Execute(WithdrawSql, new { applicationId, at }) == 1;

    private const string EndSql = "UPDATE recruitment_applications SET ended_at = @at, end_reason = @reason WHERE id = @applicationId AND status = 'Accepted' AND ended_at IS NULL";
    private const string FreePlaceSql = """
        UPDATE recruitments SET accepted_count = accepted_count - 1
        WHERE id = (SELECT a.recruitment_id FROM recruitment_applications a WHERE a.id = @applicationId) AND accepted_count > 0
        """;

    public async Task<bool> End(long applicationId, string? reason, DateTime at)
    {
        if (await db.Execute(EndSql, new { applicationId, reason, at }) == 0) return false;
        await db.Execute(FreePlaceSql, new { applicationId });
        return true;
    }

    private const string SetOpinionSql = """
        UPDATE recruitment_applications SET reviewer_opinion = @opinion, reviewer_comment = @comment WHERE id = @applicationId AND status = 'Submitted'
        """;

    public async Task<bool> SetOpinion(long applicationId, Opinion opinion, string? comment) =>
        await db.Execute(SetOpinionSql, new { applicationId, opinion = opinion.ToString(), comment }) == 1;
}
