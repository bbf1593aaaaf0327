using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>A rule as it is written.</summary>
public sealed record NewWithholdingRule(DateOnly ValidFrom, int IncomeRateBp, int LocalRateBp, long FloorUnit);

/// <summary>From a day ahead on, individuals are withheld by other rates.</summary>
public sealed record AddWithholdingRuleRequest(Actor Actor, NewWithholdingRule Rule);

public enum AddWithholdingRuleOutcome
{
    Added,
    NotAllowed,
    /// <summary>Today or earlier: settlements up to that day may have been computed.</summary>
    NotAhead,
    /// <summary>There is a rule from that day on.</summary>
    Duplicate,
    /// <summary>A rate beyond 100 %, or a unit below one.</summary>
    Bad,
}

/// <summary>Adds a rule. Rules are never changed: a statement names the one by which it was computed.</summary>
public sealed class AddWithholdingRule(IUnitOfWork unit, ISettlementStore settlement, Audit audit, Clock clock)
{
    /// <summary>No tax is floored to more than this many minor units.</summary>
    public const long MaxUnit = 1_000_000;

    public async Task<AddWithholdingRuleOutcome> Handle(AddWithholdingRuleRequest request)
    {
        var rule = request.Rule;
        if (request.Actor.Role != Role.Administrator) return AddWithholdingRuleOutcome.NotAllowed;
        if (rule.IncomeRateBp is < 0 or > 10_000 || rule.LocalRateBp is < 0 or > 10_000 || rule.FloorUnit is < 1 or > MaxUnit) return AddWithholdingRuleOutcome.Bad;
        if (rule.ValidFrom <= clock.Today) return AddWithholdingRuleOutcome.NotAhead;
        await using var tx = await unit.Begin();
        var (id, before) = (Ids.Next(), await settlement.Rule(rule.ValidFrom));
        if (!await settlement.AddRule(id, rule)) return AddWithholdingRuleOutcome.Duplicate;
        await audit.Note(request.Actor, "withholding.add", "withholding_rule", id, $"{rule.ValidFrom:yyyy-MM-dd}", before is null ? null : Words(before.IncomeRateBp, before.LocalRateBp, before.FloorUnit),
            Words(rule.IncomeRateBp, rule.LocalRateBp, rule.FloorUnit));
        await tx.Commit();
        return AddWithholdingRuleOutcome.Added;
    }

    internal static string Words(int income, int local, long unit) => $"{income} bp, {local} bp, floor {unit}";
}

/// <summary>Takes back a rule that is not in force yet.</summary>
public sealed record WithdrawWithholdingRuleRequest(Actor Actor, long RuleId);

public enum WithdrawWithholdingRuleOutcome { Withdrawn, NotFound, InForce }

/// <summary>See <see cref="WithdrawWithholdingRuleRequest"/>.</summary>
public sealed class WithdrawWithholdingRule(IUnitOfWork unit, ISettlementStore settlement, Audit audit, Clock clock)
{
    public async Task<WithdrawWithholdingRuleOutcome> Handle(WithdrawWithholdingRuleRequest request)
    {
        await using var tx = await unit.Begin();
        var rule = request.Actor.Role == Role.Administrator ? await settlement.FindRule(request.RuleId) : null;
        if (rule is null) return WithdrawWithholdingRuleOutcome.NotFound;
        if (!await settlement.RemoveRule(rule.Id, clock.Today)) return WithdrawWithholdingRuleOutcome.InForce;
        await audit.Note(request.Actor, "withholding.withdraw", "withholding_rule", rule.Id, $"{rule.ValidFrom:yyyy-MM-dd}",
            AddWithholdingRule.Words(rule.IncomeRateBp, rule.LocalRateBp, rule.FloorUnit));
        await tx.Commit();
        return WithdrawWithholdingRuleOutcome.Withdrawn;
    }
}
