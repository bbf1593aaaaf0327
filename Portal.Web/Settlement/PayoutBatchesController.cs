using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

public sealed record PayoutBatchForm
{
    /// <summary>The payouts that were ticked.</summary>
    public List<long> Payouts { get; init; } = [];

    /// <summary>All of the settlement that are in the state before.</summary>
    public bool All { get; init; }

    public string? To { get; init; }
    public string? Reason { get; init; }
}

public sealed record PayoutResult(PayoutRow Payout, PayoutOutcome Outcome);

public sealed record PayoutBatchModel(SettlementRow Settlement, PayoutStatus To, IReadOnlyList<PayoutResult> Results)
{
    /// <summary>Who may send what the actor may not.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];

    public bool NeedsSecond => Results.Any(r => r.Outcome == PayoutOutcome.SecondPerson);
    public int Done => Results.Count(r => r.Outcome == PayoutOutcome.Done);
}

/// <summary>Marks many payouts of a settlement at once. Each stands for itself: what cannot be marked is told, and hinders no other.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class PayoutBatchesController(SettlementPages pages, ISettlementStore store, PayoutSteps steps) : Controller
{
    [HttpPost("/settlements/{settlementId:long}/payouts")]
    public async Task<IActionResult> Mark(Actor actor, long settlementId, PayoutBatchForm form)
    {
        if (await pages.Find(actor, settlementId) is not { } settlement) return NotFound();
        if (!ModelState.IsValid || !Enum.TryParse<PayoutStatus>(form.To, out var to) || to is not (PayoutStatus.Sent or PayoutStatus.Paid or PayoutStatus.Failed)) return BadRequest();
        var reason = form.Reason?.Trim() ?? "";
        if (to == PayoutStatus.Failed && reason.Length is 0 or > FailPayout.MaxReason)
        {
            this.Error("Reason", reason.Length == 0 ? "settlement.reasonNeeded" : "settlement.reasonLong");
            return await Again(settlement);
        }

        var ids = form.All ? await store.OpenPayouts(settlementId, to == PayoutStatus.Sent ? PayoutStatus.Locked : PayoutStatus.Sent) : form.Payouts;
        // an id of another settlement is not there
        var payouts = await pages.Payouts(actor, settlementId, [.. ids.Distinct().Take(SettlementPages.PageSize * 10)]);
        if (!form.All && payouts.Count < form.Payouts.Distinct().Count()) return NotFound();
        if (payouts.Count == 0 && form.All) return this.Stale("settlement.noneLeft");
        if (payouts.Count == 0)
        {
            this.Error("", "settlement.nonePicked");
            return await Again(settlement);
        }

        var outcomes = new Dictionary<long, PayoutOutcome>();
        foreach (var payout in payouts) outcomes[payout.Id] = await steps.To(to, actor, payout.Id, reason);
        // read again: somebody may have been faster, and what became of it is told
        var now = await pages.Payouts(actor, settlementId, [.. outcomes.Keys]);
        var model = new PayoutBatchModel(settlement, to, [.. now.Select(p => new PayoutResult(p, outcomes[p.Id]))]) { Senders = await pages.Senders(settlement.CentreId, settlement.LockedById) };
        if (model.Done == 0) Response.StatusCode = StatusCodes.Status409Conflict;
        return View("/Settlement/Payouts/Batch.cshtml", model);
    }

    private async Task<IActionResult> Again(SettlementRow settlement) =>
        this.Invalid("/Settlement/Settlements/Details.cshtml", new SettlementModel(settlement, await pages.Totals(settlement.Id), await pages.Payees(settlement.Id, null, 1), null) { Senders = await pages.Senders(settlement.CentreId, settlement.LockedById) });
}

/// <summary>The three steps of a payout by the state to which they lead.</summary>
[Service]
public sealed class PayoutSteps(SendPayout send, ConfirmPayout confirm, FailPayout fail)
{
    public Task<PayoutOutcome> To(PayoutStatus to, Actor actor, long payoutId, string reason) => to switch
    {
        PayoutStatus.Sent => send.Handle(new SendPayoutRequest(actor, payoutId)),
        PayoutStatus.Paid => confirm.Handle(new ConfirmPayoutRequest(actor, payoutId)),
        PayoutStatus.Failed => fail.Handle(new FailPayoutRequest(actor, payoutId, reason)),
        _ => throw new InvalidOperationException($"No step leads to {to}."),
    };
}
