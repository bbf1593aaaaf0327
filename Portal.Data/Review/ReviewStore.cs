using Portal.Core.Catalog;
using Portal.Core.Review;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Review;

/// <summary>Cases: opening, their states, what is due.</summary>
public sealed partial class ReviewStore(Db db) : IReviewStore
{
    private const string InsertSql = """
        INSERT INTO review_cases (id, case_no, product_id, revision_id, centre_id, status, opened_by, opened_at, due_on, quorum, round, active_at)
        VALUES (@Id, @CaseNo, @ProductId, @RevisionId, @CentreId, 'Open', @OpenedBy, @At, @DueOn, @Quorum, 1, @At)
        """;

    public Task Insert(NewCase opened) => db.Execute(InsertSql, opened);

    private const string KeepRoundSql = "INSERT INTO review_rounds (case_id, round, content, at) SELECT c.id, c.round, @content, @at FROM review_cases c WHERE c.id = @caseId";
    private const string KeepFilesSql = """
        INSERT INTO review_round_files (case_id, round, file_id, kind, title, sort)
        SELECT c.id, c.round, d.file_id, d.kind, d.title, d.sort FROM review_cases c JOIN product_files d ON d.revision_id = c.revision_id WHERE c.id = @caseId
        """;

    public async Task KeepRound(long caseId, ProductContent content, DateTime at)
    {
        await db.Execute(KeepRoundSql, new { caseId, content = RoundJson.Write(content), at });
        await db.Execute(KeepFilesSql, new { caseId });
    }

    private const string StateSql = """
        SELECT c.id, c.case_no, c.product_id, c.revision_id, p.producer_id, c.centre_id, c.status, c.due_on, c.quorum, c.round,
               p.code AS product_code, r.name AS product_name, p.status AS product_status
        FROM review_cases c
        JOIN products p ON p.id = c.product_id
        JOIN product_revisions r ON r.id = c.revision_id
        """;
    private const string CaseSql = $"""
        {StateSql}
        WHERE c.id = @caseId
          AND (@role = 'System' OR (@role = 'Operator' AND c.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId)
            OR (@role = 'Reviewer' AND EXISTS (SELECT 1 FROM review_members m WHERE m.case_id = c.id AND m.person_id = @PersonId)))
        """;

    public async Task<CaseState?> Case(Actor actor, long caseId) =>
        await db.One<CaseState>(CaseSql, new { caseId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });

    // the row is locked from here to the end of the transaction, so that what is counted afterwards stays as it is
    private const string HoldSql = """
        UPDATE review_cases SET active_at = @at WHERE id = @caseId AND status IN @states AND (@round IS NULL OR round = @round)
        """;

    public async Task<bool> Hold(long caseId, int? round, DateTime at, params CaseStatus[] states) =>
        await db.Execute(HoldSql, new { caseId, round, at, states = states.Select(s => s.ToString()).ToList() }) == 1;

    private const string RequestChangesSql = "UPDATE review_cases SET status = 'ChangesRequested' WHERE id = @caseId AND status = 'Open'";

    public async Task<bool> RequestChanges(long caseId) => await db.Execute(RequestChangesSql, new { caseId }) == 1;

    private const string ResubmitSql = "UPDATE review_cases SET status = 'Open', round = round + 1 WHERE id = @caseId AND status = 'ChangesRequested'";

    public async Task<bool> Resubmit(long caseId) => await db.Execute(ResubmitSql, new { caseId }) == 1;

    private const string DecideSql = """
        UPDATE review_cases SET status = 'Decided', decision = @decision, decision_reason = @reason, decided_by = @by, decided_at = @at
        WHERE id = @caseId AND (status = 'Open' OR (status = 'ChangesRequested' AND @decision = 'Rejected'))
        """;

    public async Task<bool> Decide(long caseId, Decision decision, string? reason, long? by, DateTime at) =>
        await db.Execute(DecideSql, new { caseId, decision = decision.ToString(), reason, by, at }) == 1;

    // when both sides reach a quorum the operator decides
    private const string DecideByQuorumSql = """
        UPDATE review_cases SET status = 'Decided', decision = @decision, decided_at = @at
        WHERE id = @caseId AND status = 'Open'
          AND quorum <= (SELECT COUNT(*) FROM review_votes v WHERE v.case_id = review_cases.id AND v.round = review_cases.round AND v.vote = @ballot)
          AND quorum > (SELECT COUNT(*) FROM review_votes v WHERE v.case_id = review_cases.id AND v.round = review_cases.round AND v.vote <> @ballot)
        """;

    public async Task<bool> DecideByQuorum(long caseId, Decision decision, DateTime at)
    {
        var ballot = decision == Decision.Approved ? Ballot.Approve : Ballot.Reject;
        return await db.Execute(DecideByQuorumSql, new { caseId, decision = decision.ToString(), ballot = ballot.ToString(), at }) == 1;
    }

    private const string AtQuorumSql = """
        SELECT c.id FROM review_cases c
        WHERE c.status = 'Open' AND 1 = (SELECT COUNT(*) FROM (
          SELECT v.vote FROM review_votes v WHERE v.case_id = c.id AND v.round = c.round GROUP BY v.vote HAVING COUNT(*) >= c.quorum) reached)
        ORDER BY c.id
        """;

    public async Task<IReadOnlyList<long>> AtQuorum(int max) => await db.Query<long>($"{AtQuorumSql} {db.Dialect.First(max)}");

    private const string MoveDueDateSql = """
        UPDATE review_cases SET due_on = @dueOn, reminded_at = NULL, overdue_notified_at = NULL, escalated_at = NULL WHERE id = @caseId AND status <> 'Decided'
        """;

    public Task MoveDueDate(long caseId, DateOnly dueOn) => db.Execute(MoveDueDateSql, new { caseId, dueOn });

    private const string DueSoonSql = $"""
        {StateSql}
        WHERE c.status = 'Open' AND c.reminded_at IS NULL AND c.due_on >= @today AND c.due_on <= @until AND c.opened_at < @startOfToday
        ORDER BY c.due_on
        """;
    private const string OverdueSql = $"""
        {StateSql}
        WHERE c.status = 'Open' AND c.overdue_notified_at IS NULL AND c.due_on < @today
        ORDER BY c.due_on
        """;
    // also a case whose changes do not come
    private const string EscalatedSql = $"""
        {StateSql}
        WHERE c.status <> 'Decided' AND c.escalated_at IS NULL AND c.due_on <= @until
        ORDER BY c.due_on
        """;

    public async Task<IReadOnlyList<CaseState>> Due(Reminder reminder, DateOnly today, DateTime startOfToday, int max)
    {
        var (sql, until) = reminder switch
        {
            Reminder.Soon => (DueSoonSql, today.AddDays(2)),
            Reminder.Overdue => (OverdueSql, today),
            _ => (EscalatedSql, today.AddDays(-3)),
        };
        return await db.Query<CaseState>($"{sql} {db.Dialect.First(max)}", new { today, until, startOfToday });
    }

    private const string MarkRemindedSql = "UPDATE review_cases SET reminded_at = @at WHERE id = @id AND status = 'Open' AND due_on = @dueOn AND reminded_at IS NULL";
    private const string MarkOverdueSql = "UPDATE review_cases SET overdue_notified_at = @at WHERE id = @id AND status = 'Open' AND due_on = @dueOn AND overdue_notified_at IS NULL";
    private const string MarkEscalatedSql = "UPDATE review_cases SET escalated_at = @at WHERE id = @id AND status <> 'Decided' AND due_on = @dueOn AND escalated_at IS NULL";

    public async Task<bool> Mark(CaseState due, Reminder reminder, DateTime at)
    {
        var sql = reminder switch { Reminder.Soon => MarkRemindedSql, Reminder.Overdue => MarkOverdueSql, _ => MarkEscalatedSql };
        return await db.Execute(sql, new { id = due.Id, dueOn = due.DueOn, at }) == 1;
    }

    private const string CaseOfProductSql = $"""
        {StateSql}
        WHERE c.product_id = @productId AND c.revision_id = p.revision_id AND c.decision = 'Approved'
        """;

    public async Task<CaseState?> CaseOfProduct(long productId) => await db.One<CaseState>(CaseOfProductSql, new { productId });
}
