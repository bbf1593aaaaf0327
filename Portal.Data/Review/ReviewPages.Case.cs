using Dapper;
using Portal.Core.Shared;

namespace Portal.Data.Review;

/// <summary>One case with its community, scores, votes and timeline.</summary>
public sealed partial class ReviewPages
{
    private const string CaseIdSql = $"SELECT c.id FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.case_no = @caseNo AND {VisibleSql}";

    /// <summary>The id of a case by its number; null when the actor has no part in it.</summary>
    public Task<long?> CaseId(Actor actor, string caseNo) =>
        db.Scalar<long?>(CaseIdSql, new { caseNo, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });

    private const string CaseSql = $"""
        SELECT {ColumnsSql}, c.centre_id, z.name AS centre_name, ob.name AS opened_by_name, c.decision_reason, db.name AS decided_by_name,
               r.status AS revision_status, p.status AS product_status
        FROM review_cases c JOIN products p ON p.id = c.product_id JOIN product_revisions r ON r.id = c.revision_id JOIN organizations g ON g.id = p.producer_id
        JOIN organizations z ON z.id = c.centre_id
        LEFT JOIN people ob ON ob.id = c.opened_by
        LEFT JOIN people db ON db.id = c.decided_by
        WHERE c.case_no = @caseNo AND {VisibleSql}
        """;

    private const string PartsSql = """
        SELECT m.person_id, p.name, 'Reviewer' AS role,
               (SELECT MIN(o.name) FROM memberships s JOIN organizations o ON o.id = s.organization_id
                WHERE s.person_id = p.id AND s.role = 'Reviewer' AND s.ended_at IS NULL) AS organization_name,
               CASE WHEN EXISTS (SELECT 1 FROM memberships s WHERE s.person_id = p.id AND s.role = 'Reviewer' AND s.ended_at IS NULL) THEN 1 ELSE 0 END AS is_current
        FROM review_members m JOIN people p ON p.id = m.person_id WHERE m.case_id = @caseId
        UNION ALL
        SELECT s.person_id, p.name, s.role, o.name, 1
        FROM memberships s JOIN people p ON p.id = s.person_id JOIN organizations o ON o.id = s.organization_id
        WHERE s.ended_at IS NULL AND ((s.organization_id = @producerId AND s.role = 'Producer') OR (s.organization_id = @centreId AND s.role = 'Operator'))
        ORDER BY role DESC, name, person_id;

        SELECT s.person_id, p.name, s.criterion, s.score, s.comment, s.at
        FROM review_scores s JOIN people p ON p.id = s.person_id WHERE s.case_id = @caseId ORDER BY p.name, s.person_id;

        SELECT v.person_id, p.name, v.vote, v.reason, v.at, CASE WHEN v.round = c.round THEN 1 ELSE 0 END AS counts
        FROM review_votes v JOIN review_cases c ON c.id = v.case_id JOIN people p ON p.id = v.person_id WHERE v.case_id = @caseId ORDER BY v.at, v.person_id;

        SELECT e.id, e.at, e.person_id, p.name AS person_name, e.kind, e.detail, e.text, e.file_id, f.name AS file_name, f.size_bytes AS file_size
        FROM review_events e LEFT JOIN people p ON p.id = e.person_id LEFT JOIN stored_files f ON f.id = e.file_id
        WHERE e.case_id = @caseId ORDER BY e.id;
        """;

    /// <summary>The whole case for its page; null when there is none or the actor has no part in it.</summary>
    public async Task<ReviewCase?> Case(Actor actor, string caseNo)
    {
        var found = await db.One<ReviewCase>(CaseSql, new { caseNo, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });
        if (found is null) return null;
        await using var parts = await db.Multiple(PartsSql, new { caseId = found.Id, producerId = found.ProducerId, centreId = found.CentreId });
        return found with
        {
            Members = (await parts.ReadAsync<ReviewMember>()).AsList(),
            Scores = (await parts.ReadAsync<ReviewScore>()).AsList(),
            Votes = (await parts.ReadAsync<ReviewVote>()).AsList(),
            Events = (await parts.ReadAsync<ReviewEvent>()).AsList(),
        };
    }

    private const string FileSql = $"""
        SELECT f.id, f.name, f.content_type, f.size_bytes, f.sha256
        FROM stored_files f
        WHERE f.id = @fileId AND EXISTS (
          SELECT 1 FROM review_events e JOIN review_cases c ON c.id = e.case_id JOIN products p ON p.id = c.product_id
          WHERE e.file_id = f.id AND c.case_no = @caseNo AND {VisibleSql})
        """;

    /// <summary>A file of a case; null when it is not one of this case or the actor has no part in it.</summary>
    public Task<ReviewFile?> File(Actor actor, string caseNo, long fileId) =>
        db.One<ReviewFile>(FileSql, new { caseNo, fileId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });
}
