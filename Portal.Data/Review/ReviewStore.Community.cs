using Portal.Core.Review;

namespace Portal.Data.Review;

/// <summary>Who takes part in a case, and what they say.</summary>
public sealed partial class ReviewStore
{
    private const string ReviewersSql = """
        SELECT p.id, p.name FROM people p
        WHERE p.id IN @personIds AND p.suspended_at IS NULL
          AND EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.role = 'Reviewer' AND m.ended_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.organization_id = @producerId AND m.ended_at IS NULL)
        """;

    public async Task<IReadOnlyDictionary<long, string>> Reviewers(long producerId, IReadOnlyCollection<long> personIds) =>
        (await db.Query<PersonRow>(ReviewersSql, new { producerId, personIds })).ToDictionary(p => p.Id, p => p.Name);

    private const string AddMemberSql = """
        INSERT INTO review_members (case_id, person_id, since)
        SELECT @caseId, @personId, @at WHERE NOT EXISTS (SELECT 1 FROM review_members WHERE case_id = @caseId AND person_id = @personId)
        """;

    public async Task<bool> AddMember(long caseId, long personId, DateTime at) => await db.Execute(AddMemberSql, new { caseId, personId, at }) == 1;

    private const string RemoveMemberSql = "DELETE FROM review_members WHERE case_id = @caseId AND person_id = @personId";

    public async Task<bool> RemoveMember(long caseId, long personId) => await db.Execute(RemoveMemberSql, new { caseId, personId }) == 1;

    private const string MemberNameSql = "SELECT p.name FROM review_members m JOIN people p ON p.id = m.person_id WHERE m.case_id = @caseId AND m.person_id = @personId";

    public Task<string?> MemberName(long caseId, long personId) => db.Scalar<string>(MemberNameSql, new { caseId, personId });

    private const string NoteSql = """
        INSERT INTO review_events (id, case_id, at, person_id, kind, detail, text) VALUES (@Id, @CaseId, @At, @PersonId, @kind, @Detail, @Text)
        """;
    // whoever can read the case can open its files: nobody gives away a file of somebody else
    private const string NoteFileSql = """
        INSERT INTO review_events (id, case_id, at, person_id, kind, detail, text, file_id)
        SELECT @Id, @CaseId, @At, @PersonId, @kind, @Detail, @Text, f.id FROM stored_files f WHERE f.id = @FileId AND f.uploaded_by = @PersonId
        """;

    public async Task<bool> Note(CaseEvent entry)
    {
        var row = new { entry.Id, entry.CaseId, entry.At, entry.PersonId, kind = entry.Kind.ToString(), entry.Detail, entry.Text, entry.FileId };
        return await db.Execute(entry.FileId is null ? NoteSql : NoteFileSql, row) == 1;
    }

    private const string UpdateScoreSql = """
        UPDATE review_scores SET score = @Score, comment = @Comment, at = @at WHERE case_id = @caseId AND person_id = @personId AND criterion = @criterion
        """;
    private const string InsertScoreSql = """
        INSERT INTO review_scores (case_id, person_id, criterion, score, comment, at) VALUES (@caseId, @personId, @criterion, @Score, @Comment, @at)
        """;

    public async Task SaveScore(long caseId, long personId, CriterionScore score, DateTime at)
    {
        var row = new { caseId, personId, criterion = score.Criterion.ToString(), score.Score, score.Comment, at };
        if (await db.Execute(UpdateScoreSql, row) == 0) await db.Execute(InsertScoreSql, row);
    }

    private const string UpdateVoteSql = """
        UPDATE review_votes SET vote = @vote, reason = @reason, round = @round, at = @at
        WHERE case_id = @caseId AND person_id = @personId AND (vote <> @vote OR reason <> @reason OR round <> @round)
        """;
    private const string InsertVoteSql = """
        INSERT INTO review_votes (case_id, person_id, vote, reason, round, at)
        SELECT @caseId, @personId, @vote, @reason, @round, @at WHERE NOT EXISTS (SELECT 1 FROM review_votes WHERE case_id = @caseId AND person_id = @personId)
        """;

    public async Task<bool> SaveVote(long caseId, long personId, int round, Ballot ballot, string reason, DateTime at)
    {
        var row = new { caseId, personId, round, vote = ballot.ToString(), reason, at };
        return await db.Execute(UpdateVoteSql, row) == 1 || await db.Execute(InsertVoteSql, row) == 1;
    }

    private const string ReviewersOfSql = """
        SELECT m.person_id FROM review_members m JOIN review_cases c ON c.id = m.case_id
        WHERE m.case_id = @caseId
          AND (@notVoted = 0 OR NOT EXISTS (SELECT 1 FROM review_votes v WHERE v.case_id = c.id AND v.person_id = m.person_id AND v.round = c.round))
        ORDER BY m.person_id
        """;

    public async Task<IReadOnlyList<long>> ReviewersOf(long caseId, bool notVoted) =>
        await db.Query<long>(ReviewersOfSql, new { caseId, notVoted = notVoted ? 1 : 0 });

    private const string CommunitySql = """
        SELECT x.person_id FROM (
          SELECT m.person_id FROM review_members m WHERE m.case_id = @caseId
          UNION
          SELECT s.person_id FROM review_cases c JOIN products p ON p.id = c.product_id JOIN memberships s ON s.ended_at IS NULL
            AND ((s.organization_id = p.producer_id AND s.role = 'Producer') OR (s.organization_id = c.centre_id AND s.role = 'Operator'))
          WHERE c.id = @caseId) x
        WHERE @except IS NULL OR x.person_id <> @except
        """;

    public async Task<IReadOnlyList<long>> Community(long caseId, long? except) => await db.Query<long>(CommunitySql, new { caseId, except });

    private sealed record PersonRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
