using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>Statements: a party's own, those of a centre's settlements for its operator, all for administrators.</summary>
public sealed class StatementPages(Db db)
{
    private const string RowsSql = """
        SELECT s.id, t.settlement_no, c.name AS centre, t.through_on, t.locked_at, g.name AS party, g.code AS party_code, s.account, s.gross, s.income_tax + s.local_tax AS tax, s.transfer,
               s.carried_out + s.vat_out AS carried_out, p.status, s.acknowledged_at
        FROM statements s JOIN settlements t ON t.id = s.settlement_id JOIN organizations c ON c.id = t.centre_id JOIN organizations g ON g.id = s.party_id
        LEFT JOIN payouts p ON p.statement_id = s.id
        """;
    private const string Fits = """
        (@text IS NULL OR g.name LIKE @text ESCAPE '\' OR g.code LIKE @text ESCAPE '\') AND (@view IS NULL OR (@view = 'new' AND s.acknowledged_at IS NULL)
          OR (@view = 'failed' AND p.status = 'Failed' AND EXISTS (SELECT 1 FROM postings f JOIN settlement_items i ON i.posting_id = f.id
            WHERE f.event_key = CONCAT('payout-failed:', p.id) AND i.settlement_id IS NULL)))
        ORDER BY s.id DESC
        """;
    private static readonly string[] Sorts = ["no=t.settlement_no", "party=g.name", "through=t.through_on", "gross=s.gross", "transfer=s.transfer"];
    // ix_statements_party
    private const string PartyListSql = $"{RowsSql} WHERE s.party_id = @OrganizationId AND {Fits}";
    private static readonly Listing PartyListed = new(PartyListSql, Sorts);
    private const string CentreListSql = $"{RowsSql} WHERE (t.centre_id = @OrganizationId OR s.party_id = @OrganizationId) AND {Fits}";
    private static readonly Listing CentreListed = new(CentreListSql, Sorts);
    private const string AllListSql = $"{RowsSql} WHERE {Fits}";
    private static readonly Listing AllListed = new(AllListSql, Sorts);

    /// <summary>Statements, newest first; <paramref name="view"/>: new, those that their party has not confirmed, or failed, those whose payout failed and is in no settlement again.</summary>
    public async Task<PageOf<StatementRow>> List(Actor actor, string? text, string? view, int page)
    {
        var sql = actor.Role switch { Role.Administrator => AllListed, Role.Operator => CentreListed, _ => PartyListed };
        return await db.Page<StatementRow>(sql, new { actor.OrganizationId, text = Like.Containing(text), view }, page);
    }

    private const string FindSql = """
        SELECT s.id, s.settlement_id, t.settlement_no, t.centre_id, c.name AS centre, c.business_number AS centre_number, c.representative AS centre_representative,
               c.address AS centre_address, t.through_on, t.locked_at, s.party_id, g.code AS party_code, g.name AS party, g.business_number AS party_number,
               g.representative AS party_representative, g.address AS party_address, CASE WHEN g.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual,
               s.account, s.carried_in, s.earned, s.gross, s.carried_out, s.income_tax, s.local_tax, s.net, s.vat_in, s.vat, s.vat_paid, s.vat_out, s.transfer,
               w.income_rate_bp, w.local_rate_bp, w.floor_unit, s.acknowledged_at,
               b.id AS previous_id, bt.settlement_no AS previous_no, n.id AS next_id, nt.settlement_no AS next_no,
               p.id AS payout_id, p.status, p.bank_code, p.bank_account, p.bank_holder, p.sent_at, p.closed_at, p.failure,
               (SELECT x.id FROM postings x WHERE x.event_key = CONCAT('payout:', p.id)) AS payout_posting_id,
               (SELECT x.id FROM postings x WHERE x.event_key = CONCAT('payout-failed:', p.id)) AS failed_posting_id
        FROM statements s
        JOIN settlements t ON t.id = s.settlement_id
        JOIN organizations c ON c.id = t.centre_id
        JOIN organizations g ON g.id = s.party_id
        LEFT JOIN withholding_rules w ON w.id = s.withholding_rule_id
        LEFT JOIN payouts p ON p.statement_id = s.id
        LEFT JOIN settlements bt ON bt.centre_id = t.centre_id AND bt.settlement_no = (SELECT MAX(y.settlement_no) FROM statements x JOIN settlements y ON y.id = x.settlement_id
          WHERE x.party_id = s.party_id AND x.account = s.account AND y.centre_id = t.centre_id AND y.settlement_no < t.settlement_no)
        LEFT JOIN statements b ON b.settlement_id = bt.id AND b.party_id = s.party_id AND b.account = s.account
        LEFT JOIN settlements nt ON nt.centre_id = t.centre_id AND nt.settlement_no = (SELECT MIN(y.settlement_no) FROM statements x JOIN settlements y ON y.id = x.settlement_id
          WHERE x.party_id = s.party_id AND x.account = s.account AND y.centre_id = t.centre_id AND y.settlement_no > t.settlement_no)
        LEFT JOIN statements n ON n.settlement_id = nt.id AND n.party_id = s.party_id AND n.account = s.account
        WHERE s.id = @statementId AND (@role = 'Administrator' OR (@role = 'Operator' AND t.centre_id = @OrganizationId) OR s.party_id = @OrganizationId)
        """;

    public Task<StatementHeader?> Find(Actor actor, long statementId) =>
        db.One<StatementHeader>(FindSql, new { statementId, role = actor.Role.ToString(), actor.OrganizationId });

    // from the party's accounts: ix_entries_account, then the key of settlement_items
    private const string ItemsSql = """
        SELECT p.id AS posting_id, p.kind, p.accounting_date, p.event_on, p.order_line_id AS line_id, p.order_id, o.order_no, v.name AS product, l.agreement_id, m.version_no AS agreement_no,
               d.quantity, r.id AS return_id, r.reference AS return_reference, r.quantity AS returned_units, r.reason, p.counters_id, ct.settlement_no AS counters_no,
               CASE WHEN o.seller_id = @partyId OR EXISTS (SELECT 1 FROM producer_orders w WHERE w.order_id = o.id AND w.producer_id = @partyId) THEN 1 ELSE 0 END AS own_order,
               x.amount, x.vat
        FROM (
          SELECT e.posting_id, -SUM(CASE WHEN a.type = 'Vat' THEN 0 ELSE e.amount END) AS amount, -SUM(CASE WHEN a.type = 'Vat' THEN e.amount ELSE 0 END) AS vat
          FROM accounts a JOIN entries e ON e.account_id = a.id JOIN settlement_items i ON i.posting_id = e.posting_id
          WHERE a.owner_id = @partyId AND (a.type IN ('Payable', 'Income') OR (a.type = 'Vat' AND @withVat = 1)) AND i.settlement_id = @settlementId
          GROUP BY e.posting_id
        ) x
        JOIN postings p ON p.id = x.posting_id
        LEFT JOIN orders o ON o.id = p.order_id
        LEFT JOIN order_lines l ON l.id = p.order_line_id
        LEFT JOIN product_revisions v ON v.id = l.revision_id
        LEFT JOIN agreements m ON m.id = l.agreement_id
        LEFT JOIN distributions d ON d.id = p.id
        LEFT JOIN returns r ON r.order_line_id = d.order_line_id AND d.kind = 'Return' AND r.return_no = d.return_no
        LEFT JOIN settlement_items ci ON ci.posting_id = p.counters_id
        LEFT JOIN payouts cp ON p.kind = 'PayoutFailed' AND cp.party_id = @partyId AND p.event_key = CONCAT('payout-failed:', cp.id)
        LEFT JOIN statements cs ON cs.id = cp.statement_id
        LEFT JOIN settlements ct ON ct.id = COALESCE(ci.settlement_id, cs.settlement_id)
        ORDER BY p.accounting_date, p.id
        """;

    /// <summary>What a statement that the actor has found is made of, by accounting date.</summary>
    public async Task<PageOf<StatementItem>> Items(StatementHeader statement, int page)
    {
        var (skip, take) = Paging.Window(page);
        return Paging.Of(await db.Query<StatementItem>($"{ItemsSql} {db.Dialect.Page}", Key(statement, skip, take)), page);
    }

    /// <summary>All of it, for a file.</summary>
    public Task<List<StatementItem>> AllItems(StatementHeader statement) => db.Query<StatementItem>(ItemsSql, Key(statement, 0, 0));

    private static object Key(StatementHeader s, int skip, int take) => new { partyId = s.PartyId, settlementId = s.SettlementId, withVat = s.IsPayable, Skip = skip, Take = take };
}
