using Portal.Core.Organizations;
using Portal.Data.Shared;

namespace Portal.Data.Organizations;

public sealed class BankAccountChangeStore(Db db) : IBankAccountChanges
{
    private const string InsertSql = """
        INSERT INTO bank_account_changes (id, organization_id, bank_code, bank_account, bank_holder, status, requested_at, requested_by, effective_at)
        SELECT @Id, @OrganizationId, @BankCode, @BankAccount, @BankHolder, 'Waiting', @RequestedAt, @RequestedBy, @EffectiveAt
        WHERE NOT EXISTS (SELECT 1 FROM bank_account_changes WHERE organization_id = @OrganizationId AND status = 'Waiting')
        """;

    public async Task<bool> Insert(BankAccountChange change) => await db.Execute(InsertSql, change) == 1;

    private const string Rows = """
        SELECT c.id, c.organization_id, c.bank_code, c.bank_account, c.bank_holder, c.requested_at, c.requested_by, p.name AS requested_by_name, c.effective_at
        FROM bank_account_changes c LEFT JOIN people p ON p.id = c.requested_by WHERE c.status = 'Waiting'
        """;
    // uq_bank_account_changes_waiting
    private const string WaitingSql = $"{Rows} AND c.organization_id = @organizationId";

    public Task<BankAccountChange?> Waiting(long organizationId) => db.One<BankAccountChange>(WaitingSql, new { organizationId });

    private const string DueSql = $"{Rows} AND c.effective_at <= @now ORDER BY c.id";

    public async Task<IReadOnlyList<BankAccountChange>> Due(DateTime now, int most) => await db.Query<BankAccountChange>($"{DueSql} {db.Dialect.First(most)}", new { now });

    private const string ApplySql = "UPDATE bank_account_changes SET status = 'Applied', closed_at = @now WHERE id = @changeId AND status = 'Waiting' AND effective_at <= @now";
    private const string WithdrawSql = "UPDATE bank_account_changes SET status = 'Withdrawn', closed_at = @at, closed_by = @personId WHERE id = @changeId AND status = 'Waiting'";

    public async Task<bool> Apply(long changeId, DateTime now) => await db.Execute(ApplySql, new { changeId, now }) == 1;

    public async Task<bool> Withdraw(long changeId, DateTime at, long? personId) => await db.Execute(WithdrawSql, new { changeId, at, personId }) == 1;
}
