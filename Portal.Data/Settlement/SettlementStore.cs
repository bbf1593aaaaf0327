using Portal.Core.Agreements;
using Portal.Core.Ledger;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

public sealed partial class SettlementStore(Db db) : ISettlementStore, IPartyKinds
{
    private readonly BulkPostings bulk = new(db);

    private const string LineSql = """
        SELECT l.id AS line_id, l.order_id, l.product_id, l.agreement_id, o.seller_id, l.quantity, l.delivered, l.returned, l.unit_price, l.discount_bp, l.tax_bp,
               (SELECT COUNT(*) FROM returns r WHERE r.order_line_id = l.id AND r.kind = 'Return' AND r.status = 'Completed') AS returns,
               (SELECT d.id FROM distributions d WHERE d.order_line_id = l.id AND d.kind = 'Delivery') AS distribution_id
        FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.id = @lineId
        """;

    public async Task<ReturnedLine?> Line(long lineId) => await db.One<ReturnedLine>(LineSql, new { lineId });

    private const string SharesSql = "SELECT id, share_no, part, party_id, kind, value FROM shares WHERE agreement_id = @agreementId ORDER BY share_no";

    public async Task<IReadOnlyList<Share>> Shares(long agreementId) => await db.Query<Share>(SharesSql, new { agreementId });

    private const string WithIncomeSql = "SELECT id FROM organizations WHERE id IN @organizationIds AND kind IN ('Portal', 'Centre')";

    public async Task<IReadOnlySet<long>> WithIncome(IReadOnlyCollection<long> organizationIds) =>
        (await db.Query<long>(WithIncomeSql, new { organizationIds })).ToHashSet();

    private const string InsertReturnSql = """
        INSERT INTO distributions (id, order_line_id, kind, return_no, run_id, quantity, supply, vat, accounting_date)
        VALUES (@PostingId, @LineId, 'Return', @ReturnNo, 0, @Quantity, @Supply, @Vat, @AccountingDate)
        """;

    public Task Insert(ReturnDistribution distribution) => db.Execute(InsertReturnSql, distribution);

    private const string EnqueueSql = "INSERT INTO settlement_items (posting_id, centre_id, accounting_date, settlement_id) VALUES (@postingId, @centreId, @accountingDate, NULL)";

    public Task Enqueue(Posted posted, long centreId) => db.Execute(EnqueueSql, new { postingId = posted.Id, centreId, accountingDate = posted.AccountingDate });

    private const string InsertSettlementSql = """
        INSERT INTO settlements (id, centre_id, settlement_no, through_on, locked_at, locked_by)
        VALUES (@Id, @CentreId, @SettlementNo, @ThroughOn, @LockedAt, @LockedBy)
        """;
    private const string FixItemsSql = """
        UPDATE settlement_items SET settlement_id = @Id WHERE centre_id = @CentreId AND settlement_id IS NULL AND accounting_date <= @ThroughOn
        """;

    public async Task<int> Insert(NewSettlement settlement)
    {
        await db.Execute(InsertSettlementSql, settlement);
        return await db.Execute(FixItemsSql, settlement);
    }

    // earned and VAT per party from amounts by account; what is carried over from the party's last statement of this centre
    private const string BalancesOf = """
        SELECT t.party_id, g.name AS party_name, t.account, t.earned, t.vat, COALESCE(c.carried_out, 0) AS carried_in, COALESCE(c.vat_out, 0) AS vat_in,
               CASE WHEN g.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual, g.bank_code, g.bank_account, g.bank_holder
        FROM (
          SELECT m.owner_id AS party_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END AS account,
                 -SUM(CASE WHEN m.type = 'Vat' THEN 0 ELSE m.amount END) AS earned,
                 -SUM(CASE WHEN m.type = 'Vat' AND g.kind NOT IN ('Portal', 'Centre') THEN m.amount ELSE 0 END) AS vat
          FROM (
        """;
    private const string BalancesEnd = """
          ) m
          JOIN organizations g ON g.id = m.owner_id
          WHERE m.type IN ('Payable', 'Income', 'Vat')
          GROUP BY m.owner_id, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 'Income' ELSE 'Payable' END
        ) t
        JOIN organizations g ON g.id = t.party_id
        LEFT JOIN statements c ON c.party_id = t.party_id AND c.account = t.account AND c.settlement_id = (
          SELECT s.id FROM settlements s WHERE s.centre_id = @centreId AND s.settlement_no = (
            SELECT MAX(y.settlement_no) FROM statements x JOIN settlements y ON y.id = x.settlement_id
            WHERE x.party_id = t.party_id AND x.account = t.account AND y.centre_id = @centreId))
        ORDER BY t.party_id
        """;
    private const string BalancesSql = $"""
        {BalancesOf}
            SELECT a.type, a.owner_id, e.amount FROM settlement_items i JOIN entries e ON e.posting_id = i.posting_id JOIN accounts a ON a.id = e.account_id
            WHERE i.settlement_id = @settlementId
        {BalancesEnd}
        """;

    public async Task<IReadOnlyList<PartyBalance>> Balances(NewSettlement settlement) =>
        await db.Query<PartyBalance>(BalancesSql, new { settlementId = settlement.Id, centreId = settlement.CentreId });

    private const string RuleSql = """
        SELECT id, income_rate_bp, local_rate_bp, floor_unit FROM withholding_rules
        WHERE valid_from = (SELECT MAX(valid_from) FROM withholding_rules WHERE valid_from <= @on)
        """;

    public async Task<WithholdingRule?> Rule(DateOnly on) => await db.One<WithholdingRule>(RuleSql, new { on });

    private const string InsertStatementSql = """
        INSERT INTO statements (id, settlement_id, party_id, account, carried_in, earned, gross, carried_out, withholding_rule_id, income_tax, local_tax, net,
          vat_in, vat, vat_paid, vat_out, transfer)
        VALUES (@Id, @settlementId, @PartyId, @Account, @CarriedIn, @Earned, @Gross, @CarriedOut, @WithholdingRuleId, @IncomeTax, @LocalTax, @Net,
          @VatIn, @Vat, @VatPaid, @VatOut, @Transfer)
        """;
    private const string InsertPayoutSql = """
        INSERT INTO payouts (id, statement_id, party_id, status, gross, income_tax, local_tax, net, vat, transfer, bank_code, bank_account, bank_holder)
        VALUES (@PayoutId, @Id, @PartyId, 'Locked', @Gross, @IncomeTax, @LocalTax, @Net, @VatPaid, @Transfer, @BankCode, @BankAccount, @BankHolder)
        """;

    public async Task Insert(long settlementId, IReadOnlyCollection<NewStatement> statements)
    {
        var rows = statements.Select(s => new
        {
            s.Id, PayoutId = Ids.Next(), settlementId, s.Balance.PartyId, s.Balance.Account, s.Balance.CarriedIn, s.Balance.Earned, s.Gross, s.CarriedOut,
            s.WithholdingRuleId, s.IncomeTax, s.LocalTax, s.Net, s.Balance.VatIn, s.Balance.Vat, s.VatPaid, s.VatOut, s.Transfer,
            s.Balance.BankCode, s.Balance.BankAccount, s.Balance.BankHolder,
        }).ToList();
        await db.Execute(InsertStatementSql, rows);
        await db.Execute(InsertPayoutSql, rows.Where(r => r.Transfer > 0));
    }

    private const string PayoutSql = """
        SELECT p.id, p.party_id, s.centre_id, p.status, g.name AS party_name, p.gross, p.vat, p.income_tax, p.local_tax, p.transfer, p.bank_code, p.bank_account,
               s.locked_by, p.account_by
        FROM payouts p
        JOIN statements t ON t.id = p.statement_id
        JOIN settlements s ON s.id = t.settlement_id
        JOIN organizations g ON g.id = p.party_id
        WHERE p.id = @payoutId AND (@role IN ('System', 'Administrator') OR (@role = 'Operator' AND s.centre_id = @OrganizationId))
        """;

    public async Task<PayoutState?> Payout(Actor actor, long payoutId) =>
        await db.One<PayoutState>(PayoutSql, new { payoutId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string MoveSql = """
        UPDATE payouts SET status = @to, failure = @Failure,
          sent_at = CASE WHEN @to = 'Sent' THEN @At ELSE sent_at END, sent_by = CASE WHEN @to = 'Sent' THEN @PersonId ELSE sent_by END,
          closed_at = CASE WHEN @to = 'Sent' THEN NULL ELSE @At END, closed_by = CASE WHEN @to = 'Sent' THEN NULL ELSE @PersonId END
        WHERE id = @payoutId AND status = @from
          AND (@to <> 'Sent' OR @PersonId IS NULL OR (COALESCE(account_by, 0) <> @PersonId
            AND NOT EXISTS (SELECT 1 FROM statements t JOIN settlements s ON s.id = t.settlement_id WHERE t.id = payouts.statement_id AND s.locked_by = @PersonId)))
        """;

    public async Task<bool> Move(long payoutId, PayoutStatus from, PayoutStatus to, PayoutMove move) =>
        await db.Execute(MoveSql, new { payoutId, from = from.ToString(), to = to.ToString(), move.At, move.PersonId, move.Failure }) == 1;

    private const string SetAccountSql = """
        UPDATE payouts SET bank_code = @BankCode, bank_account = @Number, bank_holder = @Holder, account_by = @personId
        WHERE id = @payoutId AND status = 'Locked' AND COALESCE(bank_account, '') = ''
        """;

    public async Task<bool> SetAccount(long payoutId, BankAccount account, long? personId) =>
        await db.Execute(SetAccountSql, new { payoutId, account.BankCode, account.Number, account.Holder, personId }) == 1;

    private const string OpenPayoutsSql = """
        SELECT p.id FROM payouts p JOIN statements t ON t.id = p.statement_id WHERE t.settlement_id = @settlementId AND p.status = @status ORDER BY p.id
        """;

    public async Task<IReadOnlyList<long>> OpenPayouts(long settlementId, PayoutStatus status) =>
        await db.Query<long>(OpenPayoutsSql, new { settlementId, status = status.ToString() });
}
