using Dapper;
using Portal.Core.Catalog;
using Portal.Core.Operations;
using Portal.Core.Review;
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
               r.status AS revision_status, p.status AS product_status,
               (SELECT MAX(b.id) FROM product_revisions b WHERE b.product_id = c.product_id AND b.status = 'Approved' AND b.revision_no = (
                  SELECT MAX(x.revision_no) FROM product_revisions x WHERE x.product_id = c.product_id AND x.status = 'Approved' AND x.revision_no < r.revision_no)) AS before_id
        FROM review_cases c JOIN products p ON p.id = c.product_id JOIN product_revisions r ON r.id = c.revision_id JOIN organizations g ON g.id = p.producer_id
        JOIN organizations z ON z.id = c.centre_id
        LEFT JOIN people ob ON ob.id = c.opened_by
        LEFT JOIN people db ON db.id = c.decided_by
        WHERE c.case_no = @caseNo AND {VisibleSql}
        """;

    private const string PartsSql = """
        SELECT m.person_id, p.name, 'Reviewer' AS role, m.since,
               (SELECT MIN(o.name) FROM memberships s JOIN organizations o ON o.id = s.organization_id
                WHERE s.person_id = p.id AND s.role = 'Reviewer' AND s.ended_at IS NULL) AS organization_name,
               CASE WHEN EXISTS (SELECT 1 FROM memberships s WHERE s.person_id = p.id AND s.role = 'Reviewer' AND s.ended_at IS NULL) THEN 1 ELSE 0 END AS is_current
        FROM review_members m JOIN people p ON p.id = m.person_id WHERE m.case_id = @caseId
        UNION ALL
        SELECT s.person_id, p.name, s.role, s.since, o.name, 1
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

    private const string RoundsSql = """
        SELECT n.round AS number, n.content FROM review_rounds n WHERE n.case_id = @caseId ORDER BY n.round;

        SELECT d.round, d.file_id, d.kind, d.title, f.name, f.content_type, f.size_bytes, f.sha256
        FROM review_round_files d JOIN stored_files f ON f.id = d.file_id WHERE d.case_id = @caseId ORDER BY d.round, d.kind, d.sort, d.file_id;

        SELECT id, name, name_en FROM categories ORDER BY sort;
        """;
    private const string RevisionSql = """
        SELECT r.revision_no, r.kind, r.category_id, r.name, r.name_en, r.summary, r.description, r.description_en, r.price, r.tax
        FROM product_revisions r WHERE r.id = @revisionId;

        SELECT s.name, s.value FROM product_specifications s WHERE s.revision_id = @revisionId ORDER BY s.line_no;

        SELECT d.file_id, d.kind, d.title, f.name, f.content_type, f.size_bytes, f.sha256
        FROM product_files d JOIN stored_files f ON f.id = d.file_id WHERE d.revision_id = @revisionId ORDER BY d.kind, d.sort, d.id;
        """;
    private const string OthersSql = $"""
        SELECT c.case_no, c.status, c.decision, c.opened_at
        FROM review_cases c JOIN products p ON p.id = c.product_id WHERE c.product_id = @ProductId AND c.id <> @Id AND {VisibleSql} ORDER BY c.id DESC;
        """;

    /// <summary>The whole case for its page; null when there is none or the actor has no part in it.</summary>
    public async Task<ReviewCase?> Case(Actor actor, string caseNo)
    {
        var who = new { caseNo, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId };
        if (await db.One<ReviewCase>(CaseSql, who) is not { } found) return null;
        await using var parts = await db.Multiple($"{PartsSql}\n{OthersSql}\n{RoundsSql}\n{RevisionSql}", new
        {
            caseId = found.Id, producerId = found.ProducerId, centreId = found.CentreId, revisionId = found.BeforeId ?? 0,
            found.Id, found.ProductId, who.role, who.OrganizationId, who.PersonId,
        });
        found = found with
        {
            Members = (await parts.ReadAsync<ReviewMember>()).AsList(),
            Scores = (await parts.ReadAsync<ReviewScore>()).AsList(),
            Votes = (await parts.ReadAsync<ReviewVote>()).AsList(),
            Events = (await parts.ReadAsync<ReviewEvent>()).AsList(),
            Others = (await parts.ReadAsync<ReviewLink>()).AsList(),
        };
        found = await WithContent(found, parts);
        return IsSealed(actor, found) ? Seal(found) : found;
    }

    private static async Task<ReviewCase> WithContent(ReviewCase found, SqlMapper.GridReader parts)
    {
        var rounds = (await parts.ReadAsync<RoundRow>()).AsList();
        var files = (await parts.ReadAsync<RoundFileRow>()).ToLookup(f => f.Round, f => f.Reviewed);
        return found with
        {
            Rounds = [.. rounds.Select(r => new ReviewRound(r.Number, new ReviewedContent { Content = RoundJson.Read(r.Content), Files = [.. files[r.Number]] }))],
            Categories = (await parts.ReadAsync<ReviewCategory>()).AsList(),
            Before = await Revision(parts),
        };
    }

    private static async Task<ReviewRound?> Revision(SqlMapper.GridReader parts)
    {
        var row = await parts.ReadSingleOrDefaultAsync<RevisionRow>();
        var specifications = (await parts.ReadAsync<Specification>()).AsList();
        var files = (await parts.ReadAsync<ReviewedFile>()).AsList();
        return row is null ? null : new ReviewRound(row.RevisionNo, new ReviewedContent { Content = row.Content(specifications), Files = files });
    }

    /// <summary>The revision of a case as the producer has it now, while changes are requested. The case is one that the actor was shown.</summary>
    public async Task<ReviewedContent?> Present(ReviewCase shown)
    {
        await using var parts = await db.Multiple(RevisionSql, new { revisionId = shown.RevisionId });
        return (await Revision(parts))?.Reviewed;
    }

    /// <summary>Takes out how others voted in this round, also from the timeline.</summary>
    private static ReviewCase Seal(ReviewCase found)
    {
        var began = found.Events.LastOrDefault(e => e.Kind == nameof(CaseEventKind.Resubmitted))?.Id ?? 0;
        return found with
        {
            IsSealed = true, Approvals = 0, Rejections = 0,
            Votes = [.. found.Votes.Select(v => v.Counts ? v with { Vote = null, Reason = null } : v)],
            Events = [.. found.Events.Select(e => e.Kind == nameof(CaseEventKind.Voted) && e.Id > began ? e with { Detail = null, Text = null } : e)],
        };
    }

    private const string FileSql = $"""
        SELECT f.id, f.name, f.content_type, f.size_bytes, f.sha256
        FROM stored_files f
        WHERE f.id = @fileId AND EXISTS (
          SELECT 1 FROM review_cases c JOIN products p ON p.id = c.product_id
          WHERE c.case_no = @caseNo AND {VisibleSql}
            AND (EXISTS (SELECT 1 FROM review_events e WHERE e.case_id = c.id AND e.file_id = f.id)
              OR EXISTS (SELECT 1 FROM review_round_files d WHERE d.case_id = c.id AND d.file_id = f.id)))
        """;

    /// <summary>A file of the discussion or of what is judged; null when it is not one of this case or the actor has no part in it.</summary>
    public Task<StoredFile?> File(Actor actor, string caseNo, long fileId) =>
        db.One<StoredFile>(FileSql, new { caseNo, fileId, role = actor.Role.ToString(), actor.OrganizationId, actor.PersonId });

    private sealed record RoundRow
    {
        public int Number { get; init; }
        public string Content { get; init; } = "";
    }

    private sealed record RoundFileRow
    {
        public int Round { get; init; }
        public long FileId { get; init; }
        public string Kind { get; init; } = "";
        public string Title { get; init; } = "";
        public string Name { get; init; } = "";
        public string ContentType { get; init; } = "";
        public long SizeBytes { get; init; }
        public string Sha256 { get; init; } = "";

        public ReviewedFile Reviewed => new() { FileId = FileId, Kind = Kind, Title = Title, Name = Name, ContentType = ContentType, SizeBytes = SizeBytes, Sha256 = Sha256 };
    }

    private sealed record RevisionRow
    {
        public int RevisionNo { get; init; }
        public ProductKind Kind { get; init; }
        public long? CategoryId { get; init; }
        public string Name { get; init; } = "";
        public string? NameEn { get; init; }
        public string? Summary { get; init; }
        public string? Description { get; init; }
        public string? DescriptionEn { get; init; }
        public long Price { get; init; }
        public TaxClass Tax { get; init; }

        public ProductContent Content(IReadOnlyList<Specification> specifications) => new()
        {
            Kind = Kind, CategoryId = CategoryId, Name = Name, NameEn = NameEn, Summary = Summary, Description = Description, DescriptionEn = DescriptionEn,
            Price = Price, Tax = Tax, Specifications = specifications,
        };
    }
}
