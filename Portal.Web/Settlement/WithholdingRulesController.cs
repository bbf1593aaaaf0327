using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record WithholdingForm
{
    [Display(Name = "settlement.validFrom"), Required]
    public DateOnly? ValidFrom { get; init; }

    [Display(Name = "settlement.incomeRate"), Required, StringLength(10)]
    public string? IncomeRate { get; init; }

    [Display(Name = "settlement.localRate"), Required, StringLength(10)]
    public string? LocalRate { get; init; }

    [Display(Name = "settlement.floorUnit"), Required, StringLength(20)]
    public string? FloorUnit { get; init; }
}

public sealed record WithholdingModel(IReadOnlyList<RuleRow> Rules, WithholdingForm Form);

/// <summary>What is withheld from individuals, by dated rules. A rule is never changed; a new one is valid from a day ahead.</summary>
[Roles(Role.Administrator)]
public sealed class WithholdingRulesController(WithholdingPages pages, PortalOptions options) : Controller
{
    [HttpGet("/withholding-rules")]
    public async Task<IActionResult> Index()
    {
        var rules = await pages.Rules();
        var last = rules.Count > 0 ? rules[0] : null;
        return View(new WithholdingModel(rules, new WithholdingForm
        {
            IncomeRate = Rate(last?.IncomeRateBp ?? 300), LocalRate = Rate(last?.LocalRateBp ?? 1_000), FloorUnit = options.Currency.Plain(last?.FloorUnit ?? 1),
        }));
    }

    [HttpPost("/withholding-rules")]
    public async Task<IActionResult> Add(Actor actor, [Bind(Prefix = "Form")] WithholdingForm form, [FromServices] AddWithholdingRule add)
    {
        var income = ParseRate(form.IncomeRate, "Form.IncomeRate");
        var local = ParseRate(form.LocalRate, "Form.LocalRate");
        if (!options.Currency.TryRead(form.FloorUnit, out var unit) && !string.IsNullOrWhiteSpace(form.FloorUnit)) this.Error("Form.FloorUnit", "settlement.badUnit");
        if (!ModelState.IsValid) return await Again(form);
        switch (await add.Handle(new AddWithholdingRuleRequest(actor, new NewWithholdingRule(form.ValidFrom!.Value, income, local, unit))))
        {
            case AddWithholdingRuleOutcome.Added:
                this.Flash("settlement.ruleAdded");
                return LocalRedirect("/withholding-rules");
            case AddWithholdingRuleOutcome.NotAhead:
                this.Error("Form.ValidFrom", "settlement.ruleNotAhead");
                return await Again(form);
            case AddWithholdingRuleOutcome.Duplicate:
                this.Error("Form.ValidFrom", "settlement.ruleDuplicate");
                return await Again(form);
            case AddWithholdingRuleOutcome.Bad:
                this.Error("Form.FloorUnit", "settlement.badUnit");
                return await Again(form);
            default:
                return NotFound();
        }
    }

    [HttpPost("/withholding-rules/{ruleId:long}/withdrawal")]
    public async Task<IActionResult> Withdraw(Actor actor, long ruleId, [FromServices] WithdrawWithholdingRule withdraw)
    {
        switch (await withdraw.Handle(new WithdrawWithholdingRuleRequest(actor, ruleId)))
        {
            case WithdrawWithholdingRuleOutcome.Withdrawn:
                this.Flash("settlement.ruleWithdrawn");
                return LocalRedirect("/withholding-rules");
            case WithdrawWithholdingRuleOutcome.InForce:
                return this.Stale("settlement.ruleInForce");
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> Again(WithholdingForm form) => this.Invalid("Index", new WithholdingModel(await pages.Rules(), form));

    /// <summary>Per cent with at most two decimals as basis points.</summary>
    private int ParseRate(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        var plain = text.Trim().TrimEnd('%').Trim();
        if (decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 100 && rate * 100 == decimal.Truncate(rate * 100))
            return (int)(rate * 100);
        this.Error(field, "settlement.badRate");
        return 0;
    }

    private static string Rate(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
