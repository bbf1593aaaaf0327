using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

/// <summary>Postings: the journal, those of one order, and one with its entries.</summary>
public sealed partial class LedgerPages
{
    private const string PostingRows = """
        SELECT p.id, p.kind, p.event_key, p.at, p.accounting_date, p.event_on, c.name AS centre, o.order_no, p.memo, p.debit_sum, p.entry_count
        FROM postings p LEFT JOIN organizations c ON c.id = p.centre_id LEFT JOIN orders o ON o.id = p.order_id
        """;
    private const string JournalFits = "(@kind IS NULL OR p.kind = @kind) AND (@from IS NULL OR p.accounting_date >= @from) AND (@to IS NULL OR p.accounting_date <= @to) ORDER BY p.id DESC";
    private static readonly string[] JournalSorts = ["day=p.accounting_date", "sum=p.debit_sum"];
    private const string AllJournalSql = $"{PostingRows} WHERE {JournalFits}";
    private static readonly Listing AllJournal = new(AllJournalSql, JournalSorts);
    // ix_postings_centre
    private const string CentreJournalSql = $"{PostingRows} WHERE p.centre_id = @OrganizationId AND {JournalFits}";
    private static readonly Listing CentreJournal = new(CentreJournalSql, JournalSorts);

    /// <summary>The journal, newest first, for administrators and operators.</summary>
    public async Task<PageOf<PostingRow>> Journal(Actor actor, JournalFilter filter)
    {
        var sql = actor.Role == Role.Administrator ? AllJournal : CentreJournal;
        return await db.Page<PostingRow>(sql, new { actor.OrganizationId, kind = filter.Kind, from = filter.From, to = filter.To }, filter.Page);
    }

    private const string OrderSql = "SELECT o.id FROM orders o WHERE o.order_no = @orderNo AND (@role = 'Administrator' OR (@role = 'Operator' AND o.centre_id = @OrganizationId))";
    // ix_postings_order
    private const string OfOrderSql = $"{PostingRows} WHERE p.order_id = @order ORDER BY p.id";

    /// <summary>All postings of an order in the order of time; null when it is not the actor's to see.</summary>
    public async Task<List<PostingRow>?> OfOrder(Actor actor, string orderNo) =>
        await db.Scalar<long?>(OrderSql, new { orderNo, role = actor.Role.ToString(), actor.OrganizationId }) is { } order ? await db.Query<PostingRow>(OfOrderSql, new { order }) : null;

    // a buyer's mileage is a part of the one reserve
    private const string OwnOfPosting = $"({Own} OR (@role = 'Buyer' AND a.type = 'Mileage' AND e.subject_id = @OrganizationId))";
    private const string OwnEntry = $"EXISTS (SELECT 1 FROM entries e JOIN accounts a ON a.id = e.account_id WHERE e.posting_id = p.id AND {OwnOfPosting})";
    private const string PostingSql = $"""
        SELECT p.id, p.kind, p.event_key, p.at, p.accounting_date, p.event_on, c.name AS centre, h.name AS person, p.memo, o.order_no, p.order_line_id AS line_id, v.name AS product,
               CASE WHEN EXISTS (SELECT 1 FROM distributions x WHERE x.id = p.id) THEN 1 ELSE 0 END AS divided,
               CASE WHEN @role IN ('Administrator', 'Operator') OR o.buyer_id = @OrganizationId OR o.seller_id = @OrganizationId
                 OR EXISTS (SELECT 1 FROM producer_orders w WHERE w.order_id = o.id AND w.producer_id = @OrganizationId) THEN 1 ELSE 0 END AS own_order,
               d.reference AS deposit, r.id AS return_id, r.reference AS return_reference, y.statement_id, t.id AS settlement_id, t.settlement_no,
               p.counters_id, b.kind AS counters_kind, p.debit_sum, p.entry_count,
               CASE WHEN @role = 'Administrator' OR (@role = 'Operator' AND p.centre_id = @OrganizationId) THEN 1 ELSE 0 END AS is_whole
        FROM postings p
        LEFT JOIN organizations c ON c.id = p.centre_id
        LEFT JOIN people h ON h.id = p.person_id
        LEFT JOIN orders o ON o.id = p.order_id
        LEFT JOIN order_lines l ON l.id = p.order_line_id
        LEFT JOIN product_revisions v ON v.id = l.revision_id
        LEFT JOIN deposits d ON p.kind = 'Deposit' AND d.reference = p.memo
        LEFT JOIN returns r ON p.kind = 'Return' AND r.order_line_id = p.order_line_id AND p.event_key = CONCAT('return:', r.order_line_id, ':', r.return_no)
        LEFT JOIN payouts y ON p.kind IN ('Payout', 'PayoutFailed') AND y.id = @payoutId
        LEFT JOIN settlement_items i ON i.posting_id = p.id
        LEFT JOIN settlements t ON t.id = i.settlement_id
        LEFT JOIN postings b ON b.id = p.counters_id
        WHERE p.id = @postingId AND (@role = 'Administrator' OR (@role = 'Operator' AND p.centre_id = @OrganizationId) OR {OwnEntry})
        """;
    private const string EventSql = "SELECT event_key FROM postings WHERE id = @postingId";
    private const string PostingEntriesSql = $"""
        SELECT a.id AS account_id, a.type, g.name AS owner, h.part, s.name AS subject, e.amount
        FROM entries e JOIN accounts a ON a.id = e.account_id LEFT JOIN organizations g ON g.id = a.owner_id
        LEFT JOIN shares h ON h.id = e.share_id LEFT JOIN organizations s ON s.id = e.subject_id
        WHERE e.posting_id = @postingId AND (@whole = 1 OR {OwnOfPosting})
        ORDER BY e.amount DESC, e.id;

        SELECT p.id, p.kind, p.accounting_date FROM postings p WHERE p.counters_id = @postingId ORDER BY p.id;
        """;

    /// <summary>A posting; parties see the entries of their own accounts only.</summary>
    public async Task<PostingDetail?> Posting(Actor actor, long postingId)
    {
        var role = actor.Role.ToString();
        var payoutId = PayoutOf(await db.Scalar<string>(EventSql, new { postingId }));
        if (await db.One<PostingHeader>(PostingSql, new { postingId, payoutId, role, actor.OrganizationId }) is not { } posting) return null;
        using var rows = await db.Multiple(PostingEntriesSql, new { postingId, whole = posting.IsWhole, role, actor.OrganizationId });
        return new PostingDetail(posting, [.. await rows.ReadAsync<PostingEntryRow>()], [.. await rows.ReadAsync<CounterRow>()]);
    }

    /// <summary>The payout that an event is about: <c>payout:12</c>, <c>payout-failed:12</c>.</summary>
    private static long? PayoutOf(string? eventKey) =>
        eventKey?.Split(':') is ["payout" or "payout-failed", var id] && long.TryParse(id, out var payout) ? payout : null;
}
