using Portal.Core.Notifications;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>
/// Sends a refund to Stripe and keeps what becomes of it. Always under the same key; and after an answer was lost, Stripe is first asked which
/// refunds it has, because it forgets keys after a day.
/// </summary>
public sealed class SendCardRefund(IUnitOfWork unit, ICardStore cards, ICardGateway gateway, CardRefunds refunds, Clock clock)
{
    /// <summary>How long a worker may hold a refund before another may take it; longer than Stripe is waited for.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    /// <summary>Within this Stripe knows the key for certain.</summary>
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(23);

    /// <summary>Returns the refund as it is afterwards; null when there is none, or another worker has it.</summary>
    public async Task<CardRefundState?> Handle(long refundId, CancellationToken stop = default)
    {
        if (!gateway.IsConfigured || await Take(refundId) is not { } refund) return null;
        await Keep(refund, await Ask(refund, stop));
        return await cards.Refund(refundId, null);
    }

    private async Task Keep(CardRefundState refund, CardAnswer<CardRefundSeen> answer)
    {
        await using var tx = await unit.Begin();
        switch (answer)
        {
            case CardAnswer<CardRefundSeen>.Got got:
                await refunds.Follow(refund, got.Value);
                break;
            case CardAnswer<CardRefundSeen>.Refused refused:
                await refunds.Fail(refund, null, refused.Reason);
                break;
            case CardAnswer<CardRefundSeen>.Unknown unknown:
                await cards.PutOff(refund.Id, clock.Now.AddMinutes(Math.Min(60, Math.Pow(2, Math.Min(refund.Attempts, 6)))), unknown.Reason);
                break;
        }

        await tx.Commit();
    }

    private async Task<CardRefundState?> Take(long refundId)
    {
        await using var tx = await unit.Begin();
        var refund = await cards.Refund(refundId, null);
        if (refund is null || !await cards.Claim(refundId, clock.Now, clock.Now + Turn)) return null;
        await tx.Commit();
        return refund;
    }

    private async Task<CardAnswer<CardRefundSeen>> Ask(CardRefundState refund, CancellationToken stop)
    {
        if (refund is { Status: nameof(CardRefundStatus.New), Attempts: 0 }) return await gateway.Refund(refund.Id, refund.PaymentIntentId, refund.Amount, stop);
        switch (await gateway.RefundsOf(refund.PaymentIntentId, stop))
        {
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Got got when got.Value.FirstOrDefault(r => r.OurId == refund.Id || (r.Id == refund.RefundId && r.Id.Length > 0)) is { } seen:
                return new CardAnswer<CardRefundSeen>.Got(seen);
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Got when refund.Status != nameof(CardRefundStatus.New):
                return new CardAnswer<CardRefundSeen>.Unknown("Stripe does not list it.");
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Got when clock.Now - refund.CreatedAt < KeyLives:
                return await gateway.Refund(refund.Id, refund.PaymentIntentId, refund.Amount, stop);
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Got:
                return new CardAnswer<CardRefundSeen>.Refused("Stripe does not have it.");
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Refused refused:
                return new CardAnswer<CardRefundSeen>.Unknown(refused.Reason);
            case CardAnswer<IReadOnlyList<CardRefundSeen>>.Unknown unknown:
                return new CardAnswer<CardRefundSeen>.Unknown(unknown.Reason);
            default:
                throw new InvalidOperationException("Unknown answer.");
        }
    }
}

/// <summary>What follows from the state of a refund at Stripe, whoever tells of it.</summary>
[Service]
public sealed class CardRefunds(ICardStore cards, CardLedger ledger, IBuyerCredits credits, Notices notices, CardDifferences differences)
{
    private static readonly CardRefundStatus[] New = [CardRefundStatus.New];
    private static readonly CardRefundStatus[] Underway = [CardRefundStatus.New, CardRefundStatus.Pending];
    // a bank may send back what it had taken
    private static readonly CardRefundStatus[] Alive = [CardRefundStatus.New, CardRefundStatus.Pending, CardRefundStatus.Succeeded];

    /// <summary>A refund that Stripe tells of: ours, or one that somebody made there by hand.</summary>
    internal async Task<CardEffect> See(CardRefundSeen seen)
    {
        if (await cards.Refund(seen.OurId, seen.Id) is { } refund) return await Follow(refund, seen);
        if (seen.Progress == CardRefundProgress.Failed || await cards.Find(null, null, seen.IntentId) is not { } payment) return new CardEffect(CardEventEffect.None);
        return await differences.Note(CardDifference.Of(CardDifferenceKind.Refund, seen.Id, payment) with { Ours = 0, Theirs = seen.Amount });
    }

    internal async Task<CardEffect> Follow(CardRefundState refund, CardRefundSeen seen)
    {
        switch (seen.Progress)
        {
            case CardRefundProgress.Pending when await cards.Move(refund.Id, New, CardRefundStatus.Pending, seen.Id, ledger.Now.AddHours(6), null):
            case CardRefundProgress.Succeeded when await cards.Move(refund.Id, Underway, CardRefundStatus.Succeeded, seen.Id, null, ledger.Now):
                await Tell(refund);
                return new CardEffect(CardEventEffect.Done, refund.CardPaymentId);
            case CardRefundProgress.Failed:
                return await Fail(refund, seen.Id, seen.Problem ?? "failed");
            // the counter-posting is made, the money is held again, perhaps paid out otherwise: people must look
            case CardRefundProgress.Succeeded when refund.Status == nameof(CardRefundStatus.Failed):
                return await differences.Note(Difference(refund, CardDifferenceKind.Refund, seen.Id) with { Ours = 0, Theirs = seen.Amount });
            case CardRefundProgress.Pending when refund.Status == nameof(CardRefundStatus.Pending):
                await cards.PutOff(refund.Id, ledger.Now.AddHours(6), "pending");
                return new CardEffect(CardEventEffect.Known, refund.CardPaymentId);
            default:
                return new CardEffect(CardEventEffect.Known, refund.CardPaymentId);
        }
    }

    /// <summary>A refund that failed for certain is counter-posted, and the money is held for the buyer again.</summary>
    internal async Task<CardEffect> Fail(CardRefundState refund, string? stripeId, string problem)
    {
        if (!await cards.Move(refund.Id, Alive, CardRefundStatus.Failed, stripeId, null, ledger.Now)) return new CardEffect(CardEventEffect.Known, refund.CardPaymentId);
        await cards.PutOff(refund.Id, null, problem);
        await cards.GiveBackHeld(refund.CardPaymentId, refund.Amount);
        await ledger.RefundFailed(refund, problem);
        await credits.Add(new BuyerCredit(CreditSource.FailedRefund, refund.Id, refund.CentreId, refund.BuyerId, refund.OrderId, refund.Amount, ledger.Now));
        return new CardEffect(CardEventEffect.Done, refund.CardPaymentId);
    }

    internal static CardDifference Difference(CardRefundState refund, CardDifferenceKind kind, string objectId) =>
        new(kind, objectId) { PaymentId = refund.CardPaymentId, CentreId = refund.CentreId, Ours = refund.Amount };

    private Task Tell(CardRefundState refund) => notices.ToMembers(refund.BuyerId, Role.Buyer, new Notice($"credit.card-refunded:{refund.Id}", "credit.card-refunded",
        new Dictionary<string, string> { ["no"] = refund.OrderNo, ["amount"] = ledger.Money(refund.Amount), ["path"] = $"/orders/{refund.OrderNo}" }));
}
