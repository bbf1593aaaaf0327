using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>An operator has looked at a difference. With <see cref="TakesIn"/> what Stripe did is taken into the books.</summary>
public sealed record ResolveCardDifferenceRequest(Actor Actor, long DifferenceId, string Note, bool TakesIn);

public enum ResolveCardDifferenceOutcome
{
    Resolved,
    NotFound,
    /// <summary>Somebody else has settled it.</summary>
    TooLate,
    /// <summary>It cannot be taken into the books: another currency, nobody's money, or no held money from which a refund could be taken.</summary>
    NotPossible,
}

/// <summary>
/// Settles a difference. Another amount than was asked for becomes money held for the buyer; a refund that somebody made at Stripe by hand
/// is taken off the held money of its order.
/// </summary>
public sealed class ResolveCardDifference(IUnitOfWork unit, ICardStore cards, KeepCardMoney keep, HandMadeRefunds refunds, Audit audit)
{
    public async Task<ResolveCardDifferenceOutcome> Handle(ResolveCardDifferenceRequest request)
    {
        await using var tx = await unit.Begin();
        if (request.Actor.Role != Role.Operator || await cards.Difference(request.Actor, request.DifferenceId) is not { } difference) return ResolveCardDifferenceOutcome.NotFound;
        if (!await cards.Resolve(difference.Id, refunds.Now, request.Actor.PersonOrNull, request.Note)) return ResolveCardDifferenceOutcome.TooLate;
        if (request.TakesIn && !await TakeIn(request.Actor, difference)) return ResolveCardDifferenceOutcome.NotPossible;
        await audit.Note(request.Actor, "card.resolve", "card-difference", difference.Id, difference.ObjectId, difference.Kind, request.Note);
        await tx.Commit();
        return ResolveCardDifferenceOutcome.Resolved;
    }

    private async Task<bool> TakeIn(Actor actor, CardDifferenceState difference)
    {
        if (difference is not { CardPaymentId: { } payment, Theirs: { } amount }) return false;
        return difference.Kind switch
        {
            nameof(CardDifferenceKind.Amount) => await keep.Hold(payment, new CardMoney(difference.ObjectId, amount, difference.Currency ?? "", payment)),
            nameof(CardDifferenceKind.Refund) => await refunds.TakeIn(actor, payment, difference.ObjectId, amount),
            _ => false,
        };
    }
}

/// <summary>Refunds that somebody made at Stripe, without the portal.</summary>
[Service]
public sealed class HandMadeRefunds(ICardStore cards, IPaymentStore payments, IOrderStore orders, CardLedger ledger)
{
    private static readonly CardRefundStatus[] New = [CardRefundStatus.New];

    internal DateTime Now => ledger.Now;

    /// <summary>False when the order has no held money from which it could be taken, or the card holds less.</summary>
    internal async Task<bool> TakeIn(Actor actor, long paymentId, string stripeId, long amount)
    {
        if (await cards.Payment(actor, paymentId) is not { IsPaid: true } payment || await cards.Refund(null, stripeId) is not null) return false;
        if (await cards.CreditFor(paymentId, amount) is not { } credit || !await payments.Take(credit, amount, null) || !await cards.TakeHeld(paymentId, amount)) return false;
        var refund = new NewCardRefund(Ids.Next(), paymentId, credit, amount, Now, actor.PersonOrNull);
        await cards.Insert(refund);
        await cards.Move(refund.Id, New, CardRefundStatus.Succeeded, stripeId, null, Now);
        await ledger.Refund(actor, payment, refund);
        await orders.Note(new OrderEvent(payment.OrderId, "CardRefund", Now, actor.PersonOrNull) { Amount = amount });
        return true;
    }
}
