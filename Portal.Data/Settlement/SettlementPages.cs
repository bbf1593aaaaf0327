using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>Settlements of a centre for its operator, and of all centres for administrators.</summary>
public sealed partial class SettlementPages(Db db, Clock clock)
{
    /// <summary>Statements on one page of a settlement.</summary>
    public const int PageSize = 200;

    private const string SettlementColumns = """
        SELECT t.id, t.settlement_no, t.centre_id, c.name AS centre, t.through_on, t.locked_at, t.locked_by AS locked_by_id, h.name AS locked_by,
               (SELECT COUNT(*) FROM statements s WHERE s.settlement_id = t.id) AS parties,
               (SELECT COALESCE(SUM(s.transfer), 0) FROM statements s WHERE s.settlement_id = t.id) AS transfer,
               (SELECT COUNT(*) FROM statements s JOIN payouts p ON p.statement_id = s.id WHERE s.settlement_id = t.id AND p.status = 'Locked') AS to_send,
               (SELECT COUNT(*) FROM statements s JOIN payouts p ON p.statement_id = s.id WHERE s.settlement_id = t.id AND p.status = 'Sent') AS sent,
               (SELECT COUNT(*) FROM statements s JOIN payouts p ON p.statement_id = s.id WHERE s.settlement_id = t.id AND p.status = 'Failed') AS failed
        FROM settlements t JOIN organizations c ON c.id = t.centre_id LEFT JOIN people h ON h.id = t.locked_by
        """;
    // uq_settlements_no
    private const string CentreListSql = $"{SettlementColumns} WHERE t.centre_id = @OrganizationId ORDER BY t.settlement_no DESC";
    private static readonly Listing CentreListed = new(CentreListSql, "through=t.through_on", "transfer=transfer");
    private const string AllListSql = $"{SettlementColumns} ORDER BY t.id DESC";
    private static readonly Listing AllSettlements = new(AllListSql, "through=t.through_on", "transfer=transfer");

    public async Task<PageOf<SettlementRow>> List(Actor actor, int page)
    {
        return await db.Page<SettlementRow>(actor.Role == Role.Administrator ? AllSettlements : CentreListed, new { actor.OrganizationId }, page);
    }

    private const string FindSql = $"{SettlementColumns} WHERE t.id = @settlementId AND (@role = 'Administrator' OR t.centre_id = @OrganizationId)";

    public Task<SettlementRow?> Find(Actor actor, long settlementId) =>
        db.One<SettlementRow>(FindSql, new { settlementId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string LastSql = $"{SettlementColumns} WHERE t.centre_id = @OrganizationId AND t.settlement_no = (SELECT MAX(x.settlement_no) FROM settlements x WHERE x.centre_id = @OrganizationId)";

    /// <summary>The centre's last settlement.</summary>
    public Task<SettlementRow?> Last(Actor actor) => db.One<SettlementRow>(LastSql, new { actor.OrganizationId });

    // ix_memberships_organization
    private const string SendersSql = """
        SELECT h.name FROM memberships m JOIN people h ON h.id = m.person_id
        WHERE m.organization_id = @centreId AND m.role = 'Operator' AND m.ended_at IS NULL AND h.suspended_at IS NULL AND h.id <> COALESCE(@lockedBy, 0) ORDER BY h.name
        """;

    /// <summary>The operators of a centre who may send what one of them has locked.</summary>
    public Task<List<string>> Senders(long centreId, long? lockedBy) => db.Query<string>(SendersSql, new { centreId, lockedBy });

    private const string TotalsSql = """
        SELECT COUNT(*) AS parties, (SELECT COUNT(*) FROM settlement_items i WHERE i.settlement_id = @settlementId) AS items,
               COALESCE(SUM(CASE WHEN s.account = 'Payable' THEN s.carried_in ELSE 0 END), 0) AS carried_in,
               COALESCE(SUM(CASE WHEN s.account = 'Payable' THEN s.earned ELSE 0 END), 0) AS earned,
               COALESCE(SUM(CASE WHEN s.account = 'Payable' THEN s.gross ELSE 0 END), 0) AS gross,
               COALESCE(SUM(s.income_tax), 0) AS income_tax, COALESCE(SUM(s.local_tax), 0) AS local_tax,
               COALESCE(SUM(CASE WHEN s.account = 'Payable' THEN s.net ELSE 0 END), 0) AS net,
               COALESCE(SUM(s.vat_paid), 0) AS vat, COALESCE(SUM(s.transfer), 0) AS transfer,
               COALESCE(SUM(s.carried_out + s.vat_out), 0) AS carried_out,
               COALESCE(SUM(CASE WHEN s.account = 'Income' THEN s.gross ELSE 0 END), 0) AS income,
               COALESCE(SUM(CASE WHEN p.status = 'Locked' THEN 1 ELSE 0 END), 0) AS to_send, COALESCE(SUM(CASE WHEN p.status = 'Locked' THEN p.transfer ELSE 0 END), 0) AS to_send_amount,
               COALESCE(SUM(CASE WHEN p.status = 'Sent' THEN 1 ELSE 0 END), 0) AS sent, COALESCE(SUM(CASE WHEN p.status = 'Sent' THEN p.transfer ELSE 0 END), 0) AS sent_amount,
               COALESCE(SUM(CASE WHEN p.status = 'Paid' THEN 1 ELSE 0 END), 0) AS paid,
               COALESCE(SUM(CASE WHEN p.status = 'Failed' THEN 1 ELSE 0 END), 0) AS failed,
               COALESCE(SUM(CASE WHEN p.status = 'Locked' AND COALESCE(p.bank_account, '') = '' THEN 1 ELSE 0 END), 0) AS no_account,
               COALESCE(SUM(CASE WHEN p.status = 'Locked' AND COALESCE(p.bank_account, '') <> '' THEN p.transfer ELSE 0 END), 0) AS in_file
        FROM statements s LEFT JOIN payouts p ON p.statement_id = s.id WHERE s.settlement_id = @settlementId
        """;

    public async Task<SettlementTotals> Totals(long settlementId) => (await db.One<SettlementTotals>(TotalsSql, new { settlementId }))!;

    private const string PayeesSql = """
        SELECT s.id AS statement_id, g.code AS party_code, g.name AS party, s.account, CASE WHEN g.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual,
               s.carried_in + s.vat_in AS carried_in, s.earned, s.gross, s.income_tax, s.local_tax, s.net, s.vat_paid AS vat, s.transfer, s.carried_out + s.vat_out AS carried_out,
               p.id AS payout_id, p.status, p.bank_code, p.bank_account, p.bank_holder, p.sent_at, p.closed_at, p.failure
        FROM statements s JOIN organizations g ON g.id = s.party_id LEFT JOIN payouts p ON p.statement_id = s.id
        WHERE s.settlement_id = @settlementId AND (@state IS NULL OR p.status = @state OR (@state = 'None' AND p.id IS NULL) OR (@state = 'NoAccount' AND p.status = 'Locked' AND COALESCE(p.bank_account, '') = ''))
        ORDER BY s.account DESC, g.name, s.id
        """;

    /// <summary>Statements and payouts of a settlement; <paramref name="state"/>: a payout's state, None without a payout, NoAccount when nobody knows where to.</summary>
    public async Task<PageOf<PayeeRow>> Payees(long settlementId, string? state, int page)
    {
        var (skip, take) = Paging.Window(page, PageSize);
        return Paging.Of(await db.Query<PayeeRow>($"{PayeesSql} {db.Dialect.Page}", new { settlementId, state, Skip = skip, Take = take }), page, PageSize);
    }

    private const string TransfersSql = """
        SELECT p.bank_code, p.bank_account, p.bank_holder, g.name AS party, p.transfer AS amount
        FROM statements s JOIN payouts p ON p.statement_id = s.id JOIN organizations g ON g.id = p.party_id
        WHERE s.settlement_id = @settlementId AND p.status = 'Locked' AND COALESCE(p.bank_account, '') <> ''
        ORDER BY g.name, p.id
        """;

    /// <summary>What is to be transferred: payouts that are locked and have an account.</summary>
    public Task<List<TransferRow>> Transfers(long settlementId) => db.Query<TransferRow>(TransfersSql, new { settlementId });
}
