using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Review;

/// <summary>Lists of cases and submissions. Whoever has no part in a case does not see that it exists; administrators read all.</summary>
public sealed partial class ReviewPages(Db db, Clock clock)
{
    private const string VisibleSql = """
        (@role = 'Administrator' OR (@role = 'Operator' AND c.centre_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId)
          OR (@role = 'Reviewer' AND EXISTS (SELECT 1 FROM review_members m WHERE m.case_id = c.id AND m.person_id = @PersonId)))
        """;

    private const string AllVotedSql = """
        (c.status = 'Open' AND NOT EXISTS (
          SELECT 1 FROM review_members m WHERE m.case_id = c.id AND NOT EXISTS (
            SELECT 1 FROM review_votes v WHERE v.case_id = m.case_id AND v.person_id = m.person_id AND v.round = c.round)))
        """;

    // an operator is waited for when every reviewer has voted without reaching the quorum, or time is over
    private const string MineSql = $"""
        ((@role = 'Reviewer' AND c.status = 'Open'
            AND NOT EXISTS (SELECT 1 FROM review_votes v WHERE v.case_id = c.id AND v.person_id = @PersonId AND v.round = c.round))
          OR (@role = 'Producer' AND c.status = 'ChangesRequested')
          OR (@role = 'Operator' AND c.status <> 'Decided' AND (c.due_on < @today OR {AllVotedSql})))
        """;

    private const string ColumnsSql = """
        c.id, c.case_no, c.status, c.decision, c.due_on, c.quorum, c.round, c.opened_at, c.active_at, c.decided_at, c.product_id, c.revision_id,
        p.code AS product_code, r.name AS product_name, r.revision_no, p.producer_id, g.name AS producer_name,
        (SELECT COUNT(*) FROM review_members m WHERE m.case_id = c.id) AS reviewers,
        (SELECT COUNT(*) FROM review_votes v WHERE v.case_id = c.id AND v.round = c.round) AS voted,
        (SELECT COUNT(*) FROM review_votes v WHERE v.case_id = c.id AND v.round = c.round AND v.vote = 'Approve') AS approvals,
        (SELECT COUNT(*) FROM review_votes v WHERE v.case_id = c.id AND v.round = c.round AND v.vote = 'Reject') AS rejections,
        (SELECT v.vote FROM review_votes v WHERE v.case_id = c.id AND v.round = c.round AND v.person_id = @PersonId) AS my_vote
        """;

    private const string ListSql = $"""
        SELECT {ColumnsSql}
        FROM review_cases c JOIN products p ON p.id = c.product_id JOIN product_revisions r ON r.id = c.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE {VisibleSql}
          AND (@status IS NULL OR c.status = @status)
          AND (@productId IS NULL OR c.product_id = @productId)
          AND (@overdue = 0 OR (c.status <> 'Decided' AND c.due_on < @today))
          AND (@undecided = 0 OR c.status <> 'Decided')
          AND (@mine = 0 OR {MineSql})
          AND (@ready = 0 OR {AllVotedSql})
          AND (@text IS NULL OR c.case_no LIKE @text ESCAPE '\' OR p.code LIKE @text ESCAPE '\' OR r.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
        """;
    private const string NewestSql = $"{ListSql}\nORDER BY c.id DESC";
    private const string ByDueSql = $"{ListSql}\nORDER BY c.due_on, c.id";

    private static readonly string[] Sorts = ["no=c.case_no", "product=r.name", "due=c.due_on"];
    private static readonly Listing Newest = new(NewestSql, Sorts);
    private static readonly Listing ByDue = new(ByDueSql, Sorts);

    /// <summary>A page of cases.</summary>
    public async Task<PageOf<ReviewRow>> Page(Actor actor, ReviewFilter filter, int page)
    {
        var found = await db.Page<ReviewRow>(filter.ByDue ? ByDue : Newest, Args(actor, filter), page);
        return found with { Items = [.. found.Items.Select(r => Seal(actor, r))], All = found.All?.Select(r => Seal(actor, r)) };
    }

    /// <summary>Cases. Ask for one row more than the page shows to know whether there is a next page.</summary>
    public async Task<List<ReviewRow>> List(Actor actor, ReviewFilter filter)
    {
        var rows = await db.Query<ReviewRow>($"{(filter.ByDue ? ByDueSql : NewestSql)} {db.Dialect.Page}", Args(actor, filter));
        return rows.ConvertAll(r => Seal(actor, r));
    }

    private object Args(Actor actor, ReviewFilter filter) => new
    {
        role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, today = clock.Today, status = filter.Status, productId = filter.ProductId,
        overdue = filter.Overdue ? 1 : 0, undecided = filter.Undecided ? 1 : 0, mine = filter.Mine ? 1 : 0, ready = filter.Ready ? 1 : 0,
        text = Like.Containing(filter.Text), filter.Skip, filter.Take,
    };

    private static ReviewRow Seal(Actor actor, ReviewRow row) => IsSealed(actor, row) ? row with { IsSealed = true, Approvals = 0, Rejections = 0 } : row;

    /// <summary>Who judges, judges alone: how others voted is shown to a reviewer who voted, to the producer when it is decided.</summary>
    private static bool IsSealed(Actor actor, ReviewRow row) =>
        !row.IsDecided && (actor.Role == Role.Producer || (actor.Role == Role.Reviewer && row.MyVote is null));

    private const string CountsSql = $"""
        SELECT
          (SELECT COUNT(*) FROM product_revisions r JOIN products p ON p.id = r.product_id JOIN organizations g ON g.id = p.producer_id
           WHERE r.status = 'Submitted' AND @role = 'Operator' AND g.centre_id = @OrganizationId) AS waiting,
          (SELECT COUNT(*) FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.status <> 'Decided' AND {VisibleSql} AND {MineSql}) AS mine,
          (SELECT COUNT(*) FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.status <> 'Decided' AND c.due_on < @today AND {VisibleSql}) AS overdue,
          (SELECT COUNT(*) FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.status = 'Open' AND {VisibleSql} AND {AllVotedSql}) AS ready,
          (SELECT MIN(c.due_on) FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.status <> 'Decided' AND {VisibleSql} AND {MineSql}) AS next_due
        """;

    /// <summary>What waits for the actor: submissions without a case, cases that wait for them, overdue cases.</summary>
    public async Task<ReviewCounts> Counts(Actor actor) => (await db.One<ReviewCounts>(CountsSql, new
    {
        role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId, today = clock.Today,
    }))!;

    private const string WaitingSql = """
        SELECT r.id AS revision_id, r.revision_no, r.product_id, p.code AS product_code, r.name AS product_name, r.kind, k.name AS category_name,
               g.id AS producer_id, g.name AS producer_name, r.submitted_at
        FROM product_revisions r JOIN products p ON p.id = r.product_id JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN categories k ON k.id = r.category_id
        WHERE r.status = 'Submitted' AND (@revisionId IS NULL OR r.id = @revisionId)
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR r.name LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
          AND (@role = 'Administrator' OR (@role = 'Operator' AND g.centre_id = @OrganizationId) OR (@role = 'Producer' AND g.id = @OrganizationId))
        ORDER BY r.submitted_at, r.id
        """;

    /// <summary>Submissions that wait for a case, oldest first.</summary>
    public Task<List<WaitingSubmission>> Waiting(Actor actor, int skip, int take, string? text = null) => db.Query<WaitingSubmission>($"{WaitingSql} {db.Dialect.Page}", new
    {
        role = actor.Role.ToString(), actor.OrganizationId, revisionId = (long?)null, text = Like.Containing(text), Skip = skip, Take = take,
    });

    /// <summary>One submission for the form that opens its case; null when it does not wait any more or is another centre's.</summary>
    public Task<WaitingSubmission?> Submission(Actor actor, long revisionId) =>
        db.One<WaitingSubmission>(WaitingSql, new { role = actor.Role.ToString(), actor.OrganizationId, revisionId = (long?)revisionId, text = (string?)null });

    private const string CaseOfRevisionSql = $"SELECT c.case_no FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.revision_id = @revisionId AND {VisibleSql} ORDER BY c.id DESC";

    /// <summary>The number of the latest case about a revision; null when there is none or the actor has no part in it.</summary>
    public Task<string?> CaseOfRevision(Actor actor, long revisionId) =>
        db.Scalar<string>($"{CaseOfRevisionSql} {db.Dialect.First(1)}", new { revisionId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });

    private const string CandidatesSql = """
        SELECT p.id AS person_id, p.name,
               (SELECT MIN(o.name) FROM memberships m JOIN organizations o ON o.id = m.organization_id
                WHERE m.person_id = p.id AND m.role = 'Reviewer' AND m.ended_at IS NULL) AS organization_name,
               (SELECT MAX(a.field) FROM member_applications a WHERE a.person_id = p.id AND a.role = 'Reviewer' AND a.status = 'Accepted') AS field,
               CASE WHEN EXISTS (SELECT 1 FROM memberships m JOIN organizations o ON o.id = m.organization_id
                WHERE m.person_id = p.id AND m.role = 'Reviewer' AND m.ended_at IS NULL AND (o.id = @OrganizationId OR o.centre_id = @OrganizationId)) THEN 1 ELSE 0 END AS is_near,
               (SELECT COUNT(*) FROM review_members x JOIN review_cases c ON c.id = x.case_id WHERE x.person_id = p.id AND c.status <> 'Decided') AS open_cases
        FROM people p
        WHERE p.suspended_at IS NULL
          AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.role = 'Reviewer' AND m.ended_at IS NULL)
          AND EXISTS (SELECT 1 FROM product_revisions r JOIN products d ON d.id = r.product_id JOIN organizations g ON g.id = d.producer_id
                      WHERE r.id = @revisionId AND @role = 'Operator' AND g.centre_id = @OrganizationId
                        AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.organization_id = d.producer_id AND m.ended_at IS NULL))
          AND NOT EXISTS (SELECT 1 FROM review_members x JOIN review_cases c ON c.id = x.case_id
                          WHERE x.person_id = p.id AND c.revision_id = @revisionId AND c.status <> 'Decided')
        ORDER BY is_near DESC, p.name, p.id
        """;

    /// <summary>Whom the operator may name for a revision: reviewers who do not work for its producer and are not in its case already. Those of the own centre first.</summary>
    public Task<List<ReviewerCandidate>> Candidates(Actor actor, long revisionId) =>
        db.Query<ReviewerCandidate>(CandidatesSql, new { role = actor.Role.ToString(), actor.OrganizationId, revisionId });
}
