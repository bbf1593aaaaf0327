using Portal.Core.Settlement;

namespace Portal.Data.Settlement;

/// <summary>Withholding rules, and what payees confirm.</summary>
public sealed partial class SettlementStore
{
    private const string AddRuleSql = """
        INSERT INTO withholding_rules (id, valid_from, income_rate_bp, local_rate_bp, floor_unit)
        SELECT @id, @ValidFrom, @IncomeRateBp, @LocalRateBp, @FloorUnit WHERE NOT EXISTS (SELECT 1 FROM withholding_rules WHERE valid_from = @ValidFrom)
        """;

    public async Task<bool> AddRule(long id, NewWithholdingRule rule) =>
        await db.Execute(AddRuleSql, new { id, rule.ValidFrom, rule.IncomeRateBp, rule.LocalRateBp, rule.FloorUnit }) == 1;

    private const string FindRuleSql = "SELECT id, valid_from, income_rate_bp, local_rate_bp, floor_unit FROM withholding_rules WHERE id = @ruleId";

    public async Task<WithholdingRule?> FindRule(long ruleId) => await db.One<WithholdingRule>(FindRuleSql, new { ruleId });

    private const string RemoveRuleSql = "DELETE FROM withholding_rules WHERE id = @ruleId AND valid_from > @today AND NOT EXISTS (SELECT 1 FROM statements WHERE withholding_rule_id = @ruleId)";

    public async Task<bool> RemoveRule(long ruleId, DateOnly today) => await db.Execute(RemoveRuleSql, new { ruleId, today }) == 1;

    private const string StatementPartySql = "SELECT party_id FROM statements WHERE id = @statementId";

    public async Task<long?> StatementParty(long statementId) => await db.Scalar<long?>(StatementPartySql, new { statementId });

    private const string AcknowledgeSql = "UPDATE statements SET acknowledged_at = @at, acknowledged_by = @personId WHERE id = @statementId AND acknowledged_at IS NULL";

    public async Task<bool> Acknowledge(long statementId, DateTime at, long? personId) => await db.Execute(AcknowledgeSql, new { statementId, at, personId }) == 1;
}
