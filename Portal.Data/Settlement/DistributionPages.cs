using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>Lines that are divided and lines that wait: all of a centre for its operator, all for administrators, for others those in which they have a share.</summary>
public sealed partial class DistributionPages(Db db, Clock clock)
{
    private const string DistributedColumns = """
        SELECT l.id AS line_id, p.accounting_date, o.order_no, v.name AS product, c.name AS centre, d.quantity, d.supply, d.vat, l.returned,
        """;
    private const string DistributedFrom = """
        FROM postings p
        JOIN distributions d ON d.id = p.id
        JOIN order_lines l ON l.id = d.order_line_id
        JOIN orders o ON o.id = l.order_id
        JOIN organizations c ON c.id = o.centre_id
        JOIN product_revisions v ON v.id = l.revision_id
        """;
    private const string DistributedFits = """
        p.kind = 'Distribution' AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\')
        ORDER BY p.id DESC
        """;

    private static readonly string[] DistributedSorts = ["day=p.accounting_date", "no=o.order_no", "product=v.name", "supply=d.supply"];
    private const string AllDistributedSql = $"{DistributedColumns} NULL AS share {DistributedFrom} WHERE {DistributedFits}";
    private static readonly Listing AllDistributed = new(AllDistributedSql, DistributedSorts);
    // ix_postings_centre
    private const string CentreDistributedSql = $"{DistributedColumns} NULL AS share {DistributedFrom} WHERE p.centre_id = @OrganizationId AND {DistributedFits}";
    private static readonly Listing CentreDistributed = new(CentreDistributedSql, DistributedSorts);
    // ix_entries_account: the first entry of the party in each posting. + 0: its share comes from the few entries of the line, not from all of the account
    private const string PartyDistributedSql = $"""
        {DistributedColumns}
          -(SELECT SUM(s.amount) FROM postings q JOIN distributions y ON y.id = q.id JOIN entries s ON s.posting_id = q.id
            WHERE y.order_line_id = l.id AND s.account_id + 0 = e.account_id) AS share
        FROM accounts a
        JOIN entries e ON e.account_id = a.id
        JOIN postings p ON p.id = e.posting_id
        JOIN distributions d ON d.id = p.id
        JOIN order_lines l ON l.id = d.order_line_id
        JOIN orders o ON o.id = l.order_id
        JOIN organizations c ON c.id = o.centre_id
        JOIN product_revisions v ON v.id = l.revision_id
        WHERE a.type = 'Payable' AND a.owner_id = @OrganizationId
          AND NOT EXISTS (SELECT 1 FROM entries x WHERE x.posting_id = e.posting_id AND x.account_id = e.account_id AND x.id < e.id)
          AND p.kind = 'Distribution' AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\')
        ORDER BY e.id DESC
        """;
    private static readonly Listing PartyDistributed = new(PartyDistributedSql, DistributedSorts);

    public async Task<PageOf<DistributedRow>> Distributed(Actor actor, DistributionFilter filter)
    {
        var sql = actor.Role switch { Role.Administrator => AllDistributed, Role.Operator => CentreDistributed, _ => PartyDistributed };
        return await db.Page<DistributedRow>(sql, new { actor.OrganizationId, text = Like.Containing(filter.Text) }, filter.Page);
    }

    /// <summary>Lines in which the actor has a share: named, or open and theirs on this order.</summary>
    private const string Mine = """
        (@role = 'Administrator' OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role IN ('Producer', 'Seller', 'Operator') AND EXISTS (SELECT 1 FROM shares h WHERE h.agreement_id = l.agreement_id
            AND (h.party_id = @OrganizationId OR (h.part = 'Seller' AND h.party_id IS NULL AND o.seller_id = @OrganizationId)))))
        """;

    // ix_order_lines_waiting
    private const string WaitingSql = $"""
        SELECT l.id AS line_id, o.order_no, o.ordered_at, v.name AS product, l.quantity, l.delivered, l.returned,
               (l.quantity - l.returned) * l.unit_price - (l.quantity - l.returned) * l.unit_price * l.discount_bp / 10000 AS supply,
               l.needs_acceptance, l.accepted_at, l.objection_ends_at, o.paid_at, l.due_at, o.total - o.cancelled - o.returned - o.paid AS "open"
        FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.distribution_run IS NULL AND l.cancelled = 0 AND l.returned < l.quantity AND {Mine}
          AND (@text IS NULL OR o.order_no LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\')
          AND (@wait IS NULL
            OR (@wait = 'Delivery' AND l.delivered < l.quantity)
            OR (@wait = 'Payment' AND o.paid_at IS NULL)
            OR (@wait = 'Acceptance' AND l.delivered = l.quantity AND l.needs_acceptance = 1 AND l.accepted_at IS NULL)
            OR (@wait = 'Objection' AND l.needs_acceptance = 0 AND l.accepted_at IS NULL AND l.objection_ends_at > @now)
            OR (@wait = 'Run' AND l.due_at <= @now))
        ORDER BY o.ordered_at DESC, l.id DESC
        """;
    private static readonly Listing WaitingListed = new(WaitingSql, "no=o.order_no", "ordered=o.ordered_at", "product=v.name");

    public async Task<PageOf<WaitingRow>> Waiting(Actor actor, DistributionFilter filter)
    {
        return await db.Page<WaitingRow>(WaitingListed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, text = Like.Containing(filter.Text), wait = filter.For?.ToString(), now = clock.Now,
        }, filter.Page);
    }

    private const string WaitingCountsSql = """
        SELECT t.reason, COUNT(*) AS lines FROM (
          SELECT CASE WHEN l.delivered < l.quantity THEN 'Delivery'
                      WHEN o.paid_at IS NULL THEN 'Payment'
                      WHEN l.needs_acceptance = 1 AND l.accepted_at IS NULL THEN 'Acceptance'
                      WHEN l.due_on > @through OR l.due_at > @now THEN 'Objection'
                      ELSE 'Run' END AS reason
          FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE l.distribution_run IS NULL AND l.cancelled = 0 AND l.returned < l.quantity AND o.centre_id = @centreId
        ) t GROUP BY t.reason ORDER BY t.reason
        """;

    /// <summary>Lines of a centre that a settlement through a day would not take, by what they wait for first. Run: they are due, and it would take them.</summary>
    public Task<List<WaitingLines>> WaitingCounts(long centreId, DateOnly through, DateTime now) => db.Query<WaitingLines>(WaitingCountsSql, new { centreId, through, now });
}
