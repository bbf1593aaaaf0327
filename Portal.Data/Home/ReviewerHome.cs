namespace Portal.Data.Home;

/// <summary>The home of a reviewer: the cases they are asked about. What others voted stays sealed: only that something happened is told.</summary>
internal static class ReviewerHome
{
    // everything by ix_review_members_person
    public const string StatementsSql = $"""
        SELECT 'votes' AS kind, SUBSTRING(CAST(v.at AS NVARCHAR(30)), 1, 13) AS at, COUNT(*) AS n, 0 AS amount
        FROM review_members m JOIN review_votes v ON v.case_id = m.case_id AND v.person_id = m.person_id
        WHERE m.person_id = @PersonId AND v.at >= @since GROUP BY SUBSTRING(CAST(v.at AS NVARCHAR(30)), 1, 13);

        SELECT 'tovote' AS kind, COUNT(*) AS n, NULL AS amount, COALESCE(SUM(CASE WHEN c.due_on < @today THEN 1 ELSE 0 END), 0) AS late
        FROM review_members m JOIN review_cases c ON c.id = m.case_id
        WHERE m.person_id = @PersonId AND c.status = 'Open' AND NOT EXISTS (SELECT 1 FROM review_votes v WHERE v.case_id = c.id AND v.person_id = @PersonId AND v.round = c.round);

        SELECT 'review' AS kind, {HomeSql.ReviewDay} AS at, COUNT(*) AS n, 0 AS amount FROM review_members m JOIN review_cases c ON c.id = m.case_id
        WHERE m.person_id = @PersonId AND c.status <> 'Decided' AND c.due_on BETWEEN @today AND @untilDay GROUP BY {HomeSql.ReviewDay};

        SELECT e.at, CONCAT('review.', e.kind) AS kind, c.case_no AS no, r.name AS about, h.name AS person, NULL AS amount
        FROM review_members m JOIN review_cases c ON c.id = m.case_id JOIN product_revisions r ON r.id = c.revision_id JOIN review_events e ON e.case_id = c.id LEFT JOIN people h ON h.id = e.person_id
        WHERE m.person_id = @PersonId AND e.at >= @since ORDER BY e.at DESC, e.id DESC
        """;
}
