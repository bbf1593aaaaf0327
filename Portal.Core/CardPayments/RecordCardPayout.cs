using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>What arrived at the bank from the card processor, and the fee that it kept.</summary>
public sealed record RecordCardPayoutRequest(Actor Actor, string Reference, DateOnly ArrivedOn, long Amount, long Fee)
{
    public string? Note { get; init; }
}

public enum RecordCardPayoutOutcome
{
    Recorded,
    NotAllowed,
    /// <summary>No amount, a fee below zero, or a day that has not come.</summary>
    Bad,
    /// <summary>A payout of this reference is there.</summary>
    Duplicate,
    /// <summary>More than the card processor holds by the books: a payment is missing there, to be found among the differences.</summary>
    TooMuch,
}

/// <summary>Records a payout of the card processor. Posts bank and loss (the fee) ▸ card, so that the card account empties.</summary>
public sealed class RecordCardPayout(IUnitOfWork unit, ICardStore cards, CardLedger ledger, Clock clock)
{
    public async Task<RecordCardPayoutOutcome> Handle(RecordCardPayoutRequest request)
    {
        if (request.Actor.Role != Role.Operator) return RecordCardPayoutOutcome.NotAllowed;
        if (request.Amount is <= 0 or > Amounts.Max || request.Fee is < 0 or > Amounts.Max || request.ArrivedOn > clock.Today) return RecordCardPayoutOutcome.Bad;
        await using var tx = await unit.Begin();
        var centre = request.Actor.OrganizationId;
        var payout = new NewCardPayout(Ids.Next(), request.Reference, centre, request.ArrivedOn, request.Amount, request.Fee, request.Note, request.Actor.PersonOrNull, clock.Now);
        if (!await cards.Insert(payout)) return RecordCardPayoutOutcome.Duplicate;
        await ledger.Payout(request.Actor, payout);
        if (await cards.Balance(centre) < 0) return RecordCardPayoutOutcome.TooMuch;
        await tx.Commit();
        return RecordCardPayoutOutcome.Recorded;
    }
}
