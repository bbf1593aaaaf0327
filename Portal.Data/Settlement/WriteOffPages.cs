using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

public sealed record WriteOffRow
{
    public long Id { get; init; }
    public string Centre { get; init; } = "";
    public string Party { get; init; } = "";
    public string PartyCode { get; init; } = "";
    public long? StatementId { get; init; }
    public int? SettlementNo { get; init; }
    public string? OrderNo { get; init; }
    public long Amount { get; init; }
    public long Vat { get; init; }
    public long Recovered { get; init; }
    public string Reason { get; init; } = "";
    public string Note { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTime ProposedAt { get; init; }
    public long ProposedBy { get; init; }
    public string? Proposer { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Decider { get; init; }
    public string? DecisionNote { get; init; }
    public long? PostingId { get; init; }
    /// <summary>The settlement that took the posting.</summary>
    public int? TakenBy { get; init; }
}

/// <summary>Write-offs of a centre for its operator, all for administrators.</summary>
public sealed class WriteOffPages(Db db)
{
    private const string RowsSql = """
        SELECT w.id, c.name AS centre, g.name AS party, g.code AS party_code, w.statement_id, s.settlement_no, o.order_no, w.amount, w.vat, w.recovered, w.reason, w.note, w.status,
               w.proposed_at, w.proposed_by, h.name AS proposer, w.decided_at, k.name AS decider, w.decision_note, p.id AS posting_id, y.settlement_no AS taken_by
        FROM write_offs w JOIN organizations c ON c.id = w.centre_id JOIN organizations g ON g.id = w.party_id
        LEFT JOIN statements t ON t.id = w.statement_id LEFT JOIN settlements s ON s.id = t.settlement_id
        LEFT JOIN orders o ON o.id = w.order_id LEFT JOIN people h ON h.id = w.proposed_by LEFT JOIN people k ON k.id = w.decided_by
        LEFT JOIN postings p ON p.event_key = CONCAT('write-off:', w.id) LEFT JOIN settlement_items i ON i.posting_id = p.id LEFT JOIN settlements y ON y.id = i.settlement_id
        WHERE (@role = 'Administrator' OR w.centre_id = @OrganizationId)
        """;
    // ix_write_offs_centre
    private const string ListSql = $"{RowsSql} AND (@status IS NULL OR w.status = @status) ORDER BY w.id DESC";
    private static readonly Listing Listed = new(ListSql, "party=g.name", "amount=w.amount");

    public async Task<PageOf<WriteOffRow>> List(Actor actor, string? status, int page)
    {
        return await db.Page<WriteOffRow>(Listed, new { role = actor.Role.ToString(), actor.OrganizationId, status }, page);
    }

    private const string FindSql = $"{RowsSql} AND w.id = @writeOffId";

    public Task<WriteOffRow?> Find(Actor actor, long writeOffId) => db.One<WriteOffRow>(FindSql, new { writeOffId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string WaitingSql = "SELECT COUNT(*) FROM write_offs WHERE centre_id = @OrganizationId AND status = 'Proposed' AND proposed_by <> @PersonId";

    /// <summary>How many wait for this operator as the second person.</summary>
    public Task<long> Waiting(Actor actor) => db.Scalar<long>(WaitingSql, new { actor.OrganizationId, actor.PersonId });
}
