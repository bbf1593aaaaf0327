using Portal.Core.Ledger;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.CardPayments;

/// <summary>What was done about something that Stripe said, and to which payment.</summary>
public sealed record CardEffect(CardEventEffect Effect, long? PaymentId = null);

/// <summary>
/// Money that Stripe says has come goes on its order, once, whoever says so first and however often: a message, the buyer's return, a job,
/// the comparison. What is over, or comes too late, is held for the buyer. What was not asked for is kept for people, and nothing is posted.
/// </summary>
[Service]
public sealed class KeepCardMoney(ICardStore cards, IOrderStore orders, CardMoneyDesk desk, CardDifferences differences, Clock clock)
{
    internal async Task<CardEffect> Keep(CardMoney money)
    {
        if (await cards.Find(money.PaymentId, money.SessionId, money.IntentId) is not { } found)
            return await differences.Note(new CardDifference(CardDifferenceKind.UnknownPayment, money.IntentId) { Theirs = money.Amount, Currency = money.Currency });

        // the order is locked before its payment, by everybody; what was read before the lock may be out of date
        var order = await orders.Lock(Actor.Portal, found.OrderId) ?? throw new InvalidOperationException($"Order {found.OrderId} of a card payment is gone.");
        var payment = (await cards.Payment(Actor.Portal, found.Id))!;
        if (Wrong(payment, money) is { } kind)
        {
            if (!payment.IsPaid) await cards.Differs(payment.Id, money.SessionId);
            return await differences.Note(CardDifference.Of(kind, money.IntentId, payment) with { Ours = payment.IsPaid ? payment.Paid : payment.Amount, Theirs = money.Amount, Currency = money.Currency });
        }

        if (payment.IsPaid) return new CardEffect(CardEventEffect.Known, payment.Id);
        await Post(payment, order, money);
        return new CardEffect(CardEventEffect.Done, payment.Id);
    }

    /// <summary>Takes money into the books that is another amount than was asked for: all of it is held for the buyer.</summary>
    internal async Task<bool> Hold(long paymentId, CardMoney money)
    {
        if (await cards.Payment(Actor.Portal, paymentId) is not { } found || await orders.Lock(Actor.Portal, found.OrderId) is not { } order) return false;
        if (!await cards.Paid(new PaidCard(paymentId, money, 0, null, clock.Now))) return false;
        await desk.Hold(found, order, money);
        return true;
    }

    private static CardDifferenceKind? Wrong(CardPaymentState payment, CardMoney money)
    {
        if (payment.IsPaid && payment.PaymentIntentId != money.IntentId) return CardDifferenceKind.SecondPayment;
        if (!string.Equals(payment.Currency, money.Currency, StringComparison.Ordinal)) return CardDifferenceKind.Currency;
        return (payment.IsPaid ? payment.Paid : payment.Amount) == money.Amount ? null : CardDifferenceKind.Amount;
    }

    private async Task Post(CardPaymentState payment, OrderState order, CardMoney money)
    {
        var applied = order.IsPlaced ? Math.Min(money.Amount, order.Open) : 0;
        var line = applied > 0 ? await desk.Apply(order, applied) : (long?)null;
        if (!await cards.Paid(new PaidCard(payment.Id, money, applied, line, clock.Now)))
            throw new InvalidOperationException($"Card payment {payment.Id} was locked and yet changed.");
        await desk.Post(payment, order, money, applied);
    }
}

/// <summary>The money of a card payment: card ▸ receivable, what is over ▸ held for the buyer.</summary>
[Service]
public sealed class CardMoneyDesk(IPaymentStore payments, IOrderStore orders, IBuyerCredits credits, PaymentDesk desk, CardLedger ledger)
{
    /// <summary>Puts an amount on an order; returns the row that says so.</summary>
    internal async Task<long> Apply(OrderState order, long amount)
    {
        if (!await orders.AddPayment(order.Id, amount)) throw new InvalidOperationException($"Order {order.OrderNo} was locked and yet changed.");
        var line = new OrderPayment(Ids.Next(), order.Id, PaymentSource.Card, amount, ledger.Now, null);
        await payments.AddPayment(line);
        return line.Id;
    }

    internal async Task Post(CardPaymentState payment, OrderState order, CardMoney money, long applied)
    {
        await ledger.Paid(payment, money, applied);
        var rest = money.Amount - applied;
        if (rest > 0) await credits.Add(new BuyerCredit(CreditSource.Card, payment.Id, payment.CentreId, payment.BuyerId, payment.OrderId, rest, ledger.Now));
        if (applied > 0) await desk.Applied(order, applied, ledger.Now, Actor.Portal, "PaidByCard");
    }

    internal Task Hold(CardPaymentState payment, OrderState order, CardMoney money) => Post(payment, order, money, 0);
}

/// <summary>Postings of card payments, with their lines in the audit trail.</summary>
[Service]
public sealed class CardLedger(GeneralLedger ledger, Audit audit, OrderSettings settings)
{
    internal DateTime Now => settings.Clock.Now;

    /// <summary>An amount as mails have it.</summary>
    internal string Money(long amount) => $"{settings.Options.Currency.Format(amount)} {settings.Options.Currency.Code}";

    internal async Task Paid(CardPaymentState payment, CardMoney money, long applied)
    {
        await Post($"card:{money.IntentId}", "Card", payment.CentreId, payment.OrderId,
            [new(AccountRef.Card, money.Amount), new(AccountRef.Receivable(payment.BuyerId), -applied), new(AccountRef.Unapplied(payment.BuyerId), -(money.Amount - applied))],
            money.IntentId, null);
        await audit.Note(Actor.Portal, "card.pay", "card", payment.Id, payment.OrderNo, payment.Status, $"{money.Amount}");
    }

    internal async Task Refund(Actor actor, CardPaymentState payment, NewCardRefund refund)
    {
        await Post($"card-refund:{refund.Id}", "CardRefund", payment.CentreId, payment.OrderId,
            [new(AccountRef.Unapplied(payment.BuyerId), refund.Amount), new(AccountRef.Card, -refund.Amount)], payment.PaymentIntentId, null, actor);
        await audit.Note(actor, "card.refund", "card", payment.Id, payment.OrderNo, null, $"{refund.Amount}");
    }

    internal async Task RefundFailed(CardRefundState refund, string? problem)
    {
        var first = await ledger.Of($"card-refund:{refund.Id}");
        await Post($"card-refund-failed:{refund.Id}", "CardRefundFailed", refund.CentreId, refund.OrderId,
            [new(AccountRef.Card, refund.Amount), new(AccountRef.Unapplied(refund.BuyerId), -refund.Amount)], refund.PaymentIntentId, first);
        await audit.Note(Actor.Portal, "card.refund-failed", "card", refund.CardPaymentId, refund.OrderNo, $"{refund.Amount}", problem);
    }

    internal async Task Payout(Actor actor, NewCardPayout payout)
    {
        await Post($"card-payout:{payout.Id}", "CardPayout", payout.CentreId, null,
            [new(AccountRef.Bank, payout.Amount), new(new AccountRef(AccountType.Loss), payout.Fee), new(AccountRef.Card, -(payout.Amount + payout.Fee))],
            payout.Reference, null, actor, payout.ArrivedOn);
        await audit.Note(actor, "card.payout", "card-payout", payout.Id, payout.Reference, null, $"{payout.Amount} + {payout.Fee}");
    }

    private Task<Posted?> Post(string key, string kind, long centre, long? order, IReadOnlyList<Entry> entries, string? memo, long? counters, Actor? actor = null, DateOnly? on = null) =>
        ledger.Post(new Posting
        {
            EventKey = key, Kind = kind, At = Now, EventOn = on ?? settings.Clock.Today, Entries = entries,
            CentreId = centre, OrderId = order, CountersId = counters, PersonId = actor?.PersonOrNull, Memo = memo,
        });
}

/// <summary>What people have to look at, listed once.</summary>
[Service]
public sealed class CardDifferences(ICardStore cards, Clock clock)
{
    internal async Task<CardEffect> Note(CardDifference difference) =>
        new(await cards.Insert(Ids.Next(), difference, clock.Now) ? CardEventEffect.Difference : CardEventEffect.Known, difference.PaymentId);
}
