using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>Compares the portal with Stripe; by the job as <see cref="Actor.Portal"/>, by an operator at any time.</summary>
public sealed record ReconcileCardsRequest(Actor Actor);

public abstract record ReconcileCardsOutcome
{
    private ReconcileCardsOutcome() { }

    public sealed record Compared(CardCheck Check) : ReconcileCardsOutcome;
    public sealed record NotOffered : ReconcileCardsOutcome;
    public sealed record NoAnswer(string Reason) : ReconcileCardsOutcome;
}

/// <summary>
/// Lists what Stripe has of the last days and compares it with the books, both ways. A payment or a state that was missed is mended by the same code
/// that messages use; what cannot be mended safely is a difference for people.
/// </summary>
public sealed class ReconcileCards(IUnitOfWork unit, ICardStore cards, ICardGateway gateway, CardComparison comparison, Clock clock)
{
    /// <summary>What is compared; Stripe is asked for a day more, because clocks differ.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(7);

    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    public async Task<ReconcileCardsOutcome> Handle(ReconcileCardsRequest request, CancellationToken stop = default)
    {
        if (!gateway.IsConfigured) return new ReconcileCardsOutcome.NotOffered();
        var (started, since) = (clock.Now, clock.Now - Span);
        var answer = await gateway.Since(since - Margin, stop);
        var check = new CardCheck(Ids.Next(), started, since, 0, 0, 0, 0) { PersonId = request.Actor.PersonOrNull };
        if (answer is not CardAnswer<CardBook>.Got { Value: var book })
        {
            var reason = answer switch { CardAnswer<CardBook>.Refused r => r.Reason, CardAnswer<CardBook>.Unknown u => u.Reason, _ => "" };
            await Keep(check with { Problem = reason });
            return new ReconcileCardsOutcome.NoAnswer(reason);
        }

        var effects = await Theirs(book);
        effects.AddRange(await Ours(book, since, started));
        check = check with
        {
            Payments = book.Payments.Count, Refunds = book.Refunds.Count,
            Mended = effects.Count(e => e.Effect == CardEventEffect.Done), Found = effects.Count(e => e.Effect == CardEventEffect.Difference),
        };
        await Keep(check);
        return new ReconcileCardsOutcome.Compared(check);
    }

    /// <summary>Each in a transaction of its own: one that cannot be kept does not hold up the others.</summary>
    private async Task<List<CardEffect>> Theirs(CardBook book)
    {
        var effects = new List<CardEffect>();
        foreach (var money in book.Payments) effects.Add(await In(() => comparison.Payment(money)));
        foreach (var session in book.Sessions) effects.Add(await In(() => comparison.Session(session)));
        foreach (var refund in book.Refunds) effects.Add(await In(() => comparison.Refund(refund)));
        return effects;
    }

    private async Task<List<CardEffect>> Ours(CardBook book, DateTime since, DateTime started)
    {
        var effects = new List<CardEffect>();
        var (payments, refunds) = (book.Payments.Select(p => p.IntentId).ToHashSet(), book.Refunds.Select(r => r.Id).ToHashSet());
        // what was done while the lists were read is looked at the next time
        foreach (var payment in await cards.PaidBetween(since, started))
            if (!payments.Contains(payment.PaymentIntentId!)) effects.Add(await In(() => comparison.Missing(payment)));
        foreach (var refund in await cards.RefundedBetween(since, started))
            if (!refunds.Contains(refund.RefundId!)) effects.Add(await In(() => comparison.Missing(refund)));
        return effects;
    }

    private async Task<CardEffect> In(Func<Task<CardEffect>> action)
    {
        await using var tx = await unit.Begin();
        var effect = await action();
        await tx.Commit();
        return effect;
    }

    private async Task Keep(CardCheck check)
    {
        await using var tx = await unit.Begin();
        await cards.Insert(check);
        await tx.Commit();
    }
}

/// <summary>One thing of the two sides.</summary>
[Service]
public sealed class CardComparison(ICardStore cards, KeepCardMoney keep, CardSessions sessions, CardRefunds refunds, CardDifferences differences)
{
    internal Task<CardEffect> Payment(CardMoney money) => keep.Keep(money);

    /// <summary>A session that is not one of ours asks for no attention: what comes of it is among the payments.</summary>
    internal async Task<CardEffect> Session(CardSession session) =>
        await cards.Find(session.PaymentId, session.Id, null) is { IsUnderway: true } payment ? await sessions.Take(payment, session) : new CardEffect(CardEventEffect.Known);

    internal Task<CardEffect> Refund(CardRefundSeen seen) => refunds.See(seen);

    internal Task<CardEffect> Missing(CardPaymentState payment) =>
        differences.Note(CardDifference.Of(CardDifferenceKind.PaymentMissing, payment.PaymentIntentId!, payment) with { Ours = payment.Paid });

    internal Task<CardEffect> Missing(CardRefundState refund) => differences.Note(CardRefunds.Difference(refund, CardDifferenceKind.RefundMissing, refund.RefundId!));
}
