using Portal.Data.Shared;

namespace Portal.Data.Settlement;

public sealed record RuleRow
{
    public long Id { get; init; }
    public DateOnly ValidFrom { get; init; }
    public int IncomeRateBp { get; init; }
    public int LocalRateBp { get; init; }
    public long FloorUnit { get; init; }
    /// <summary>Statements that were computed by it.</summary>
    public long Statements { get; init; }
}

/// <summary>Withholding rules, for administrators.</summary>
public sealed class WithholdingPages(Db db)
{
    private const string RulesSql = """
        SELECT r.id, r.valid_from, r.income_rate_bp, r.local_rate_bp, r.floor_unit, (SELECT COUNT(*) FROM statements s WHERE s.withholding_rule_id = r.id) AS statements
        FROM withholding_rules r ORDER BY r.valid_from DESC
        """;

    public Task<List<RuleRow>> Rules() => db.Query<RuleRow>(RulesSql);
}
