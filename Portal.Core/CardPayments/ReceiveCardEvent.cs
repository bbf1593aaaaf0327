using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>A message as it came in: nothing of it is believed before its signature is checked.</summary>
public sealed record ReceiveCardEventRequest(string Body, string? Signature);

public enum ReceiveCardEventOutcome
{
    Received,
    /// <summary>Not signed by Stripe, or too old.</summary>
    Refused,
}

/// <summary>Takes a message of Stripe once; the message and its effect are written in one transaction.</summary>
public sealed class ReceiveCardEvent(IUnitOfWork unit, ICardStore cards, ICardGateway gateway, CardEvents events, Clock clock)
{
    public async Task<ReceiveCardEventOutcome> Handle(ReceiveCardEventRequest request)
    {
        if (gateway.Read(request.Body, request.Signature, clock.Now) is not { } message) return ReceiveCardEventOutcome.Refused;
        await using var tx = await unit.Begin();
        if (await cards.Knows(message.Id)) return ReceiveCardEventOutcome.Received;
        var effect = await events.Take(message.Subject);
        // somebody else took the same message meanwhile: what was done here is taken back
        if (!await cards.Insert(message, effect.Effect, effect.PaymentId, clock.Now)) return ReceiveCardEventOutcome.Received;
        await tx.Commit();
        return ReceiveCardEventOutcome.Received;
    }
}

/// <summary>What follows from what Stripe tells of.</summary>
[Service]
public sealed class CardEvents(ICardStore cards, KeepCardMoney keep, CardRefunds refunds, CardDifferences differences)
{
    internal async Task<CardEffect> Take(CardEventSubject subject) => subject switch
    {
        CardEventSubject.Paid paid => await keep.Keep(paid.Money),
        CardEventSubject.Over over => await Close(over.Session),
        CardEventSubject.Refund refund => await refunds.See(refund.Seen),
        // its refunds are told of one by one, and the comparison finds those that were not
        CardEventSubject.Refunded refunded => new CardEffect(CardEventEffect.None, (await cards.Find(refunded.PaymentId, null, refunded.IntentId))?.Id),
        CardEventSubject.Dispute dispute => await Disputed(dispute),
        CardEventSubject.Other => new CardEffect(CardEventEffect.None),
        _ => throw new InvalidOperationException("Unknown subject."),
    };

    private async Task<CardEffect> Close(CardSession session)
    {
        if (await cards.Find(session.PaymentId, session.Id, null) is not { } payment) return new CardEffect(CardEventEffect.None);
        return new CardEffect(await cards.Close(payment.Id, CardPaymentStatus.Expired, null) ? CardEventEffect.Done : CardEventEffect.Known, payment.Id);
    }

    private async Task<CardEffect> Disputed(CardEventSubject.Dispute dispute) =>
        await cards.Find(null, null, dispute.IntentId) is { } payment
            ? await differences.Note(CardDifference.Of(CardDifferenceKind.Dispute, dispute.Id, payment) with { Ours = payment.Paid, Theirs = dispute.Amount, Currency = dispute.Currency })
            : new CardEffect(CardEventEffect.None);
}
