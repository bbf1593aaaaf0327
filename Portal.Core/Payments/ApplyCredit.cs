using Portal.Core.Ledger;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>Puts money that is held on an order.</summary>
public sealed record ApplyCreditRequest(Actor Actor, long CreditId, long OrderId, long Amount)
{
    /// <summary>What was left when the page was opened: a form sent twice does not take twice.</summary>
    public long? Seen { get; init; }
}

public enum ApplyCreditOutcome
{
    Applied,
    NotFound,
    /// <summary>The order belongs to another buyer than the money.</summary>
    OtherBuyer,
    /// <summary>More than is left of the money, or than the order owes (perhaps since somebody else was faster).</summary>
    TooMuch,
    /// <summary>Not as much is left as was seen.</summary>
    Changed,
}

/// <summary>Applies held money to an order of the same buyer, or of the buyer who turned out to be the unknown payer.</summary>
public sealed class ApplyCredit(IUnitOfWork unit, IPaymentStore payments, IOrderStore orders, CreditDesk desk, PaymentDesk paymentDesk)
{
    public async Task<ApplyCreditOutcome> Handle(ApplyCreditRequest request)
    {
        await using var tx = await unit.Begin();
        var credit = await payments.Credit(request.Actor, request.CreditId);
        var order = await orders.Lock(request.Actor, request.OrderId);
        if (credit is null || order is null) return ApplyCreditOutcome.NotFound;
        if (credit.BuyerId is { } buyer && buyer != order.BuyerId) return ApplyCreditOutcome.OtherBuyer;
        if (request.Seen is { } seen && seen != credit.Remaining) return ApplyCreditOutcome.Changed;
        if (request.Amount <= 0 || !await payments.Take(credit.Id, request.Amount, request.Seen)) return ApplyCreditOutcome.TooMuch;
        if (!await orders.AddPayment(order.Id, request.Amount)) return ApplyCreditOutcome.TooMuch;

        var at = await desk.Apply(request, credit, order);
        await paymentDesk.Applied(order, request.Amount, at, request.Actor);
        await tx.Commit();
        return ApplyCreditOutcome.Applied;
    }
}

/// <summary>Pays held money back to the buyer's bank account.</summary>
public sealed record RefundCreditRequest(Actor Actor, long CreditId, long Amount, BankAccount Account, string Reason)
{
    /// <inheritdoc cref="ApplyCreditRequest.Seen"/>
    public long? Seen { get; init; }
}

public enum RefundCreditOutcome
{
    Refunded,
    NotFound,
    TooMuch,
    BadAccount,
    /// <summary>Not as much is left as was seen.</summary>
    Changed,
}

/// <summary>See <see cref="RefundCreditRequest"/>. Posts unapplied ▸ bank.</summary>
public sealed class RefundCredit(IUnitOfWork unit, IPaymentStore payments, CreditDesk desk, PortalOptions options)
{
    public async Task<RefundCreditOutcome> Handle(RefundCreditRequest request)
    {
        if (!request.Account.IsValidIn(options.Currency)) return RefundCreditOutcome.BadAccount;
        await using var tx = await unit.Begin();
        var credit = await payments.Credit(request.Actor, request.CreditId);
        if (credit is null) return RefundCreditOutcome.NotFound;
        if (request.Seen is { } seen && seen != credit.Remaining) return RefundCreditOutcome.Changed;
        if (request.Amount <= 0 || !await payments.Take(credit.Id, request.Amount, request.Seen)) return RefundCreditOutcome.TooMuch;
        await desk.Refund(request, credit);
        await tx.Commit();
        return RefundCreditOutcome.Refunded;
    }
}

/// <summary>Rows and postings of held money that goes somewhere.</summary>
[Service]
public sealed class CreditDesk(IPaymentStore payments, GeneralLedger ledger, Audit audit, Clock clock)
{
    internal async Task<DateTime> Apply(ApplyCreditRequest request, CreditState credit, OrderState order)
    {
        var payment = new OrderPayment(Ids.Next(), order.Id, PaymentSource.Credit, request.Amount, clock.Now, request.Actor.PersonOrNull) { CreditId = credit.Id };
        await payments.AddPayment(payment);
        await Post($"apply:{payment.Id}", "Apply", request.Actor, credit, new Entry(AccountRef.Receivable(order.BuyerId), -request.Amount), order.Id);
        await audit.Note(request.Actor, "credit.apply", "credit", credit.Id, order.OrderNo, $"{credit.Remaining}", $"{credit.Remaining - request.Amount}");
        return clock.Now;
    }

    internal async Task Refund(RefundCreditRequest request, CreditState credit)
    {
        var refund = new NewRefund(Ids.Next(), credit.Id, request.Amount, request.Account, request.Reason, clock.Now, request.Actor.PersonOrNull);
        await payments.Insert(refund);
        await Post($"refund:{refund.Id}", "Refund", request.Actor, credit, new Entry(AccountRef.Bank, -request.Amount), null);
        await audit.Note(request.Actor, "credit.refund", "credit", credit.Id, BankAccount.Masked(request.Account.BankCode, request.Account.Number), $"{credit.Remaining}", $"{credit.Remaining - request.Amount}");
    }

    private Task<Posted?> Post(string key, string kind, Actor actor, CreditState credit, Entry to, long? orderId) => ledger.Post(new Posting
    {
        EventKey = key, Kind = kind, At = clock.Now, EventOn = clock.Today,
        Entries = [new(AccountRef.Unapplied(credit.BuyerId), -to.Amount), to],
        CentreId = credit.CentreId, OrderId = orderId, PersonId = actor.PersonOrNull,
    });
}
