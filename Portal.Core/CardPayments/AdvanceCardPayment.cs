using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>
/// Brings a payment that is under way to where it is at Stripe: makes its session when that is not known to be made, ends the session when the order
/// no longer owes what it asks for, keeps the money when it was paid. Stripe is asked outside of any transaction.
/// </summary>
public sealed class AdvanceCardPayment(IUnitOfWork unit, ICardStore cards, ICardGateway gateway, CardSessions sessions, CardTerms terms)
{
    public bool IsOffered => gateway.IsConfigured;

    /// <summary>Returns the payment as it is afterwards; null when there is none.</summary>
    public async Task<CardPaymentState?> Handle(long paymentId, CancellationToken stop = default)
    {
        if (await cards.Payment(Actor.Portal, paymentId) is not { } payment) return null;
        if (!payment.IsUnderway || !gateway.IsConfigured) return payment;
        await Keep(payment, await Ask(payment, stop));
        return await cards.Payment(Actor.Portal, paymentId);
    }

    private async Task Keep(CardPaymentState payment, CardAnswer<CardSession> answer)
    {
        await using var tx = await unit.Begin();
        switch (answer)
        {
            case CardAnswer<CardSession>.Got got:
                await sessions.Take(payment, got.Value);
                break;
            // what was never made is over, and so is what Stripe still does not want to know a day later
            case CardAnswer<CardSession>.Refused refused when payment.SessionId is null || terms.IsLongOver(payment):
                await cards.Close(payment.Id, CardPaymentStatus.Failed, refused.Reason);
                break;
            default:
                await cards.CheckAt(payment.Id, terms.Next(payment));
                break;
        }

        await tx.Commit();
    }

    private async Task<CardAnswer<CardSession>> Ask(CardPaymentState payment, CancellationToken stop)
    {
        var answer = payment.SessionId is { } known
            ? await gateway.Session(known, stop)
            : await gateway.Create(new NewCardSession(payment.Id, payment.OrderNo, payment.Amount, payment.Currency, payment.ExpiresAt), stop);
        if (payment.Owed == payment.Amount || answer is not CardAnswer<CardSession>.Got { Value: { Status: CardSessionStatus.Open } session }) return answer;
        // paid between the two questions: then it is no longer open, and the next question tells
        return await gateway.Expire(session.Id, stop) is CardAnswer<CardSession>.Got over ? over : await gateway.Session(session.Id, stop);
    }
}

/// <summary>What follows from the state of a session.</summary>
[Service]
public sealed class CardSessions(ICardStore cards, KeepCardMoney keep, CardTerms terms)
{
    /// <summary>Returns what was done.</summary>
    internal async Task<CardEffect> Take(CardPaymentState payment, CardSession session)
    {
        if (session is { IsPaid: true, IntentId: { } intent }) return await keep.Keep(new CardMoney(intent, session.Amount, session.Currency, payment.Id) { SessionId = session.Id });
        if (session.Status == CardSessionStatus.Expired) return Moved(await cards.Close(payment.Id, CardPaymentStatus.Expired, null), payment);
        if (session.Status == CardSessionStatus.Open && payment.Status == nameof(CardPaymentStatus.New)) return Moved(await cards.Opened(payment.Id, session, terms.Next(payment)), payment);
        await cards.CheckAt(payment.Id, terms.Next(payment));
        return new CardEffect(CardEventEffect.Known, payment.Id);
    }

    private static CardEffect Moved(bool moved, CardPaymentState payment) => new(moved ? CardEventEffect.Done : CardEventEffect.Known, payment.Id);
}

/// <summary>Everything about cards that is due: payments under way, held money that goes back to its card, refunds on their way.</summary>
public sealed class ContinueCards(ICardStore cards, AdvanceCardPayment advance, RefundToCard refund, SendCardRefund send, Clock clock)
{
    public async Task Handle(int max, CancellationToken stop)
    {
        if (!advance.IsOffered) return;
        foreach (var id in await cards.DuePayments(clock.Now, max)) await advance.Handle(id, stop);
        foreach (var credit in await cards.CreditsToRefund(max)) await refund.Handle(new RefundToCardRequest(Actor.Portal, credit.CreditId, credit.CardPaymentId, credit.Amount));
        foreach (var id in await cards.DueRefunds(clock.Now, max)) await send.Handle(id, stop);
    }
}
