using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>Payouts of all settlements of a centre, and what waits for whom.</summary>
public sealed partial class SettlementPages
{
    private const string PayoutRows = """
        SELECT p.id, s.settlement_id, t.settlement_no, c.name AS centre, t.through_on, p.status, g.name AS party, g.code AS party_code, p.transfer,
               p.bank_code, p.bank_account, p.bank_holder, p.sent_at, p.closed_at, p.failure
        FROM payouts p JOIN statements s ON s.id = p.statement_id JOIN settlements t ON t.id = s.settlement_id JOIN organizations g ON g.id = p.party_id
        JOIN organizations c ON c.id = t.centre_id
        """;
    /// <summary>A failed payout whose sum is in no settlement again.</summary>
    private const string FailedOpen = """
        p.status = 'Failed' AND EXISTS (SELECT 1 FROM postings f JOIN settlement_items i ON i.posting_id = f.id WHERE f.event_key = CONCAT('payout-failed:', p.id) AND i.settlement_id IS NULL)
        """;
    private const string Theirs = "(@role = 'Administrator' OR t.centre_id = @OrganizationId)";
    // ix_payouts_open
    private static readonly string[] PayoutSorts = ["no=t.settlement_no", "party=g.name", "transfer=p.transfer"];
    private const string OpenPayoutsSql = $"""
        {PayoutRows}
        WHERE p.status IN ('Locked', 'Sent') AND (p.status = @state OR (@state = 'NoAccount' AND p.status = 'Locked' AND COALESCE(p.bank_account, '') = '')) AND {Theirs}
        ORDER BY p.id DESC
        """;
    private static readonly Listing OpenListed = new(OpenPayoutsSql, PayoutSorts);
    private const string FailedPayoutsSql = $"{PayoutRows} WHERE {FailedOpen} AND {Theirs} ORDER BY p.id DESC";
    private static readonly Listing FailedListed = new(FailedPayoutsSql, PayoutSorts);
    private const string AllPayoutsSql = $"{PayoutRows} WHERE (@state IS NULL OR p.status = @state) AND {Theirs} ORDER BY p.id DESC";
    private static readonly Listing AllListed = new(AllPayoutsSql, PayoutSorts);

    /// <summary>Payouts, newest first, by state: Locked, Sent, Paid, Failed, NoAccount, or FailedOpen for those that wait to be settled again.</summary>
    public async Task<PageOf<PayoutRow>> AllPayouts(Actor actor, string? state, int page)
    {
        var sql = state switch { "Locked" or "Sent" or "NoAccount" => OpenListed, "FailedOpen" => FailedListed, _ => AllListed };
        return await db.Page<PayoutRow>(sql, new { role = actor.Role.ToString(), actor.OrganizationId, state }, page);
    }

    private const string PayoutSql = $"""
        SELECT p.id, s.id AS statement_id, s.settlement_id, t.settlement_no, p.status, p.sent_at, p.closed_at, p.failure, g.name AS party, g.code AS party_code, p.transfer, p.bank_code, p.bank_account, p.bank_holder,
               g.bank_code AS registered_code, g.bank_account AS registered_account, g.bank_holder AS registered_holder,
               t.centre_id, t.locked_by AS locked_by_id, p.account_by AS account_by_id,
               CASE WHEN g.centre_id = t.centre_id THEN 1 ELSE 0 END AS is_member
        FROM payouts p JOIN statements s ON s.id = p.statement_id JOIN settlements t ON t.id = s.settlement_id JOIN organizations g ON g.id = p.party_id
        WHERE p.id = @payoutId AND {Theirs}
        """;

    /// <summary>A payout of the operator's centre, or of any for administrators.</summary>
    public Task<PayoutRow?> Payout(Actor actor, long payoutId) => db.One<PayoutRow>(PayoutSql, new { payoutId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string PayoutsSql = $"""
        {PayoutRows}
        WHERE s.settlement_id = @settlementId AND {Theirs} AND p.id IN @payoutIds
        ORDER BY g.name, p.id
        """;

    /// <summary>Those of some payouts that belong to a settlement that the actor may open.</summary>
    public async Task<List<PayoutRow>> Payouts(Actor actor, long settlementId, IReadOnlyCollection<long> payoutIds) =>
        payoutIds.Count == 0 ? [] : await db.Query<PayoutRow>(PayoutsSql, new { settlementId, role = actor.Role.ToString(), actor.OrganizationId, payoutIds });

    // ix_payouts_open; a failed payout waits until its sum is in a settlement again: ix_settlement_items_open
    private const string CountsSql = """
        SELECT COALESCE(SUM(CASE WHEN p.status = 'Locked' THEN 1 ELSE 0 END), 0) AS to_send, COALESCE(SUM(CASE WHEN p.status = 'Locked' THEN p.transfer ELSE 0 END), 0) AS to_send_amount,
               COALESCE(SUM(CASE WHEN p.status = 'Sent' THEN 1 ELSE 0 END), 0) AS sent, COALESCE(SUM(CASE WHEN p.status = 'Sent' THEN p.transfer ELSE 0 END), 0) AS sent_amount,
               COALESCE(SUM(CASE WHEN p.status = 'Locked' AND COALESCE(p.bank_account, '') = '' THEN 1 ELSE 0 END), 0) AS no_account,
               (SELECT COUNT(*) FROM settlement_items i JOIN postings f ON f.id = i.posting_id
                WHERE i.centre_id = @OrganizationId AND i.settlement_id IS NULL AND f.kind = 'PayoutFailed') AS failed,
               (SELECT COUNT(*) FROM settlement_items i WHERE i.centre_id = @OrganizationId AND i.settlement_id IS NULL AND i.accounting_date < @today) AS unsettled
        FROM payouts p JOIN statements s ON s.id = p.statement_id JOIN settlements t ON t.id = s.settlement_id
        WHERE p.status IN ('Locked', 'Sent') AND t.centre_id = @OrganizationId
        """;

    public async Task<SettlementCounts> Counts(Actor actor) => (await db.One<SettlementCounts>(CountsSql, new { actor.OrganizationId, today = clock.Today }))!;

    // ix_statements_party; failed payouts by ix_payouts_party
    private const string PayeeCountsSql = """
        SELECT COUNT(*) AS statements, COALESCE(SUM(s.transfer), 0) AS transfer,
               (SELECT COUNT(*) FROM payouts p JOIN postings f ON f.event_key = CONCAT('payout-failed:', p.id) JOIN settlement_items i ON i.posting_id = f.id
                WHERE p.party_id = @OrganizationId AND p.status = 'Failed' AND i.settlement_id IS NULL) AS failed
        FROM statements s WHERE s.party_id = @OrganizationId AND s.acknowledged_at IS NULL
        """;

    public async Task<PayeeCounts> PayeeCounts(Actor actor) => (await db.One<PayeeCounts>(PayeeCountsSql, new { actor.OrganizationId }))!;
}
