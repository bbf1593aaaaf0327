using Portal.Core.Ledger;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>What would be settled if a centre were settled now up to and including a day.</summary>
public sealed record PreviewSettlementRequest(Actor Actor, long CentreId, DateOnly Through);

public abstract record PreviewSettlementOutcome
{
    private PreviewSettlementOutcome() { }

    public sealed record Preview(IReadOnlyList<NewStatement> Statements, UpcomingItems Items, WithholdingRule? Rule) : PreviewSettlementOutcome
    {
        public SettlementSeen Seen => new(Items.Count, Statements.Sum(s => s.Transfer));
    }

    public sealed record NotFound : PreviewSettlementOutcome;
    /// <summary>The day lies ahead.</summary>
    public sealed record BadDate : PreviewSettlementOutcome;
    /// <summary>Its month is closed: everything up to then is settled, and what is learned later is dated from this day on.</summary>
    public sealed record MonthClosed(DateOnly OpensOn) : PreviewSettlementOutcome;
}

/// <summary>Computes by the same rules as <see cref="LockSettlement"/> what it would write, and writes nothing.</summary>
public sealed class PreviewSettlement(ISettlementStore settlement, IClosingStore closings, Clock clock)
{
    public async Task<PreviewSettlementOutcome> Handle(PreviewSettlementRequest request)
    {
        if (!SettlementDesk.May(request.Actor, request.CentreId)) return new PreviewSettlementOutcome.NotFound();
        if (request.Through > clock.Today) return new PreviewSettlementOutcome.BadDate();
        if (await closings.OpensOn(request.CentreId) is { } opensOn && request.Through < opensOn) return new PreviewSettlementOutcome.MonthClosed(opensOn);
        var rule = await settlement.Rule(clock.Today);
        var balances = await settlement.Upcoming(request.CentreId, request.Through, clock.Now);
        return new PreviewSettlementOutcome.Preview([.. balances.Select(b => Statements.Of(b, rule))],
            await settlement.UpcomingItems(request.CentreId, request.Through, clock.Now), rule);
    }
}
