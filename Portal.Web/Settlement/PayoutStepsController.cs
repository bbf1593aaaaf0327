using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>Payouts of any settlements are marked as sent, arrived or failed, as the bank says.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class PayoutStepsController(SettlementPages pages, PayoutSteps steps) : Controller
{
    [HttpPost("/payouts/steps")]
    public async Task<IActionResult> Create(Actor actor, long[] payouts, string? to, string? reason)
    {
        if (!Enum.TryParse<PayoutStatus>(to, out var status) || status is not (PayoutStatus.Sent or PayoutStatus.Paid or PayoutStatus.Failed)) return BadRequest();
        var why = PlainText.Tidy(reason) is { Length: <= FailPayout.MaxReason } r ? r : null;
        return await this.Each("settlement.markSeveral", "/payouts", payouts, async id =>
        {
            if (await pages.Payout(actor, id) is not { } payout) return BulkRow.NotFound(id);
            if (status == PayoutStatus.Failed && why is null) return Row(payout, false, "settlement.reasonNeeded");
            return await steps.To(status, actor, id, why ?? "") switch
            {
                PayoutOutcome.Done => Row(payout, true, $"enum.PayoutStatus.{status}"),
                PayoutOutcome.NoAccount => Row(payout, false, "settlement.noBankAccount"),
                PayoutOutcome.SecondPerson => Row(payout, false, "settlement.secondRule"),
                PayoutOutcome.NotFound => BulkRow.NotFound(id),
                _ => Row(payout, false, "settlement.notFromHere"),
            };
        });
    }

    private static BulkRow Row(PayoutRow payout, bool isDone, string text) => new(payout.Party, $"/payouts/{payout.Id}", isDone, text);
}
