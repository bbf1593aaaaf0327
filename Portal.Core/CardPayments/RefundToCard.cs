using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>Held money goes back to the card that a buyer paid with.</summary>
public sealed record RefundToCardRequest(Actor Actor, long CreditId, long CardPaymentId, long Amount)
{
    /// <inheritdoc cref="ApplyCreditRequest.Seen"/>
    public long? Seen { get; init; }
}

public abstract record RefundToCardOutcome
{
    private RefundToCardOutcome() { }

    /// <summary>Posted, and on its way to Stripe.</summary>
    public sealed record Recorded(long RefundId) : RefundToCardOutcome;
    public sealed record NotFound : RefundToCardOutcome;
    /// <summary>More than is left of the money, or than came by this card.</summary>
    public sealed record TooMuch : RefundToCardOutcome;
    /// <summary>Not as much is left as was seen.</summary>
    public sealed record Changed : RefundToCardOutcome;
}

/// <summary>Writes a refund and posts unapplied ▸ card, in one transaction and before Stripe is asked: <see cref="SendCardRefund"/> does the rest.</summary>
public sealed class RefundToCard(IUnitOfWork unit, ICardStore cards, IPaymentStore payments, IOrderStore orders, CardLedger ledger)
{
    public async Task<RefundToCardOutcome> Handle(RefundToCardRequest request)
    {
        await using var tx = await unit.Begin();
        var credit = await payments.Credit(request.Actor, request.CreditId);
        var payment = await cards.Payment(request.Actor, request.CardPaymentId);
        if (credit is null || payment is not { IsPaid: true } || credit.BuyerId != payment.BuyerId || credit.CentreId != payment.CentreId) return new RefundToCardOutcome.NotFound();
        if (request.Seen is { } seen && seen != credit.Remaining) return new RefundToCardOutcome.Changed();
        if (request.Amount <= 0 || !await payments.Take(credit.Id, request.Amount, request.Seen) || !await cards.TakeHeld(payment.Id, request.Amount)) return new RefundToCardOutcome.TooMuch();
        var refund = new NewCardRefund(Ids.Next(), payment.Id, credit.Id, request.Amount, ledger.Now, request.Actor.PersonOrNull);
        await cards.Insert(refund);
        await ledger.Refund(request.Actor, payment, refund);
        await orders.Note(new OrderEvent(payment.OrderId, "CardRefund", ledger.Now, request.Actor.PersonOrNull) { Amount = request.Amount });
        await tx.Commit();
        return new RefundToCardOutcome.Recorded(refund.Id);
    }
}
