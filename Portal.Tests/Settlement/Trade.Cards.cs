using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Cards: payments, messages that are right, wrong, early, late and repeated, refunds that fail, comparisons, payouts.</summary>
public sealed partial class Trade
{
    private int _messages;

    private FakeCards Cards => market.Portal.Cards;

    private async Task<object> PayByCard(long order, MoneyEvent e)
    {
        var buyer = await Db.Scalar<long?>("SELECT buyer_id FROM orders WHERE id = @order", new { order });
        var underway = await Db.Scalar<long>("SELECT COUNT(*) FROM card_payments WHERE order_id = @order AND status IN ('New', 'Open')", new { order });
        Cards.Fate = e.How % 7;
        var outcome = await Use<StartCardPayment>().Handle(new StartCardPaymentRequest(market.Buyer(buyer ?? market.Buyers[0]), order));
        Cards.Fate = 9;
        return outcome switch
        {
            // a payment that was begun and comes to nothing leaves its row
            StartCardPaymentOutcome.Refused => "RefusedThere",
            StartCardPaymentOutcome.NotPossible when underway > 0 => "Ended",
            _ => outcome,
        };
    }

    /// <summary>Stripe tells what became of a payment, or something strange about it; the outcome is what that did.</summary>
    private async Task<object> CardMessage(long payment, MoneyEvent e)
    {
        var row = await Db.One<CardRow>("SELECT amount, currency FROM card_payments WHERE id = @payment", new { payment });
        var money = new CardMoney($"pi_{payment}", row?.Amount ?? 5_000, row?.Currency ?? "KRW", payment);
        return await Tell((e.How % 12) switch
        {
            0 => new CardEventSubject.Paid(money with { Amount = money.Amount * 100 }),
            1 => new CardEventSubject.Paid(money with { Currency = "USD" }),
            2 => new CardEventSubject.Paid(money with { IntentId = $"pi_other_{payment}" }),
            3 => new CardEventSubject.Over(Cards.SessionOf(payment) ?? new CardSession($"cs_{payment}", CardSessionStatus.Expired, false) { PaymentId = payment }),
            4 => new CardEventSubject.Refunded(money.IntentId, payment, money.Amount, money.Currency),
            5 => new CardEventSubject.Dispute($"dp_{payment}", money.IntentId, money.Amount, money.Currency),
            _ => new CardEventSubject.Paid(money),
        });
    }

    private async Task<object> CardMessageAgain(string id)
    {
        await Use<ReceiveCardEvent>().Handle(new ReceiveCardEventRequest(id, null));
        return "Again";
    }

    private async Task<object> RefundByCard(long credit, MoneyEvent e)
    {
        var payment = await Db.Scalar<long?>("SELECT MAX(c.id) FROM card_payments c JOIN buyer_credits k ON k.buyer_id = c.buyer_id AND k.centre_id = c.centre_id WHERE k.id = @credit AND c.paid > 0", new { credit });
        return await Use<RefundToCard>().Handle(new RefundToCardRequest(Actor.Portal, credit, payment ?? 12_345, await Share("remaining", "buyer_credits", credit, e.How)));
    }

    /// <summary>The job: payments under way are asked about, money goes back by itself, refunds are sent.</summary>
    private async Task<object> CardJob(MoneyEvent e)
    {
        Cards.Fate = e.How % 6;
        await Use<ContinueCards>().Handle(100, default);
        Cards.Fate = 9;
        return "Worked";
    }

    /// <summary>Stripe tells how a refund ended, also what it told before, or something that nobody here asked for.</summary>
    private async Task<object> CardRefundMessage(long refund, MoneyEvent e)
    {
        if (Cards.RefundOf(refund) is not { } seen) return await Tell(new CardEventSubject.Refund(new CardRefundSeen($"re_hand_{_messages}", null, 1_000, CardRefundProgress.Succeeded, null)));
        var progress = (CardRefundProgress)(e.How % 3);
        // what has failed stays so
        if (seen.Progress == CardRefundProgress.Failed) progress = CardRefundProgress.Failed;
        return await Tell(new CardEventSubject.Refund(seen with { Progress = progress }));
    }

    private async Task<object> CardPayout(MoneyEvent e)
    {
        var actor = market.Operator(e.Which);
        var balance = await Db.Scalar<long>("SELECT COALESCE(SUM(b.balance), 0) FROM account_balances b JOIN accounts a ON a.id = b.account_id WHERE a.type = 'Card' AND b.centre_id = @OrganizationId", actor);
        var amount = (e.How % 4) switch { 0 => balance + 1, 1 => balance / 2, _ => balance - balance * 36 / 1_000 };
        return await Use<RecordCardPayout>().Handle(new RecordCardPayoutRequest(actor, $"po_{e.Which % 40}", Today.AddDays(e.How % 9 == 0 ? 1 : 0), amount, e.How % 4 > 1 ? balance * 36 / 1_000 : 0));
    }

    private async Task<object> Tell(CardEventSubject subject)
    {
        var id = Cards.Tell($"evt_{++_messages}", subject, Now);
        await Use<ReceiveCardEvent>().Handle(new ReceiveCardEventRequest(id, null));
        return (await Db.Scalar<string>("SELECT effect FROM card_events WHERE event_id = @id", new { id }))!;
    }

    private sealed record CardRow
    {
        public long Amount { get; init; }
        public string Currency { get; init; } = "";
    }
}
