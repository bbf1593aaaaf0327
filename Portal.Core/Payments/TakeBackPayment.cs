using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>Takes money off an order on which it was put by mistake. <see cref="BuyerId"/>: whose it is; null: of somebody unknown.</summary>
public sealed record TakeBackPaymentRequest(Actor Actor, long PaymentId, long? BuyerId, string Reason);

public enum TakeBackPaymentOutcome
{
    TakenBack,
    NotFound,
    BuyerNotFound,
    /// <summary>
    /// The order was distributed, or some of what was paid for it went back already by a return or a cancellation: then the order is brought to its end, and what is wrong is put right
    /// with the money that is held or by a return. Or the money came by card or as mileage, and goes back that way.
    /// </summary>
    NotPossible,
}

/// <summary>A payment of an order that came from a deposit or from money held.</summary>
public sealed record PaymentState
{
    public long Id { get; init; }
    public long OrderId { get; init; }
    public string Source { get; init; } = "";
    public long? DepositId { get; init; }
    public long? CreditId { get; init; }
    /// <summary>Whose the held money was; null: of somebody unknown.</summary>
    public long? CreditBuyerId { get; init; }
    /// <summary>Where the held money came from.</summary>
    public string? CreditSource { get; init; }
    public long Amount { get; init; }
    public DateTime At { get; init; }
}

/// <summary>
/// See <see cref="TakeBackPaymentRequest"/>. Posts receivable ▸ unapplied, naming the posting that it counters. The order waits for money again; if it was released, it stays so: its producers
/// were told to ship.
/// </summary>
public sealed class TakeBackPayment(IUnitOfWork unit, IPaymentStore payments, IOrderStore orders, TakeBackDesk desk)
{
    public async Task<TakeBackPaymentOutcome> Handle(TakeBackPaymentRequest request)
    {
        if (request.Actor.Role != Role.Operator) return TakeBackPaymentOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await payments.Payment(request.PaymentId) is not { } payment || await orders.Lock(request.Actor, payment.OrderId) is not { } order) return TakeBackPaymentOutcome.NotFound;
        if (payment.Source is not (nameof(PaymentSource.Deposit) or nameof(PaymentSource.Credit)) || payment.CreditSource == nameof(CreditSource.Card)) return TakeBackPaymentOutcome.NotPossible;
        if (request.BuyerId is { } buyer && !await payments.IsBuyerOf(order.CentreId, buyer)) return TakeBackPaymentOutcome.BuyerNotFound;
        if (!await orders.RemovePayment(order.Id, payment.Amount, desk.DepositDueAt)) return TakeBackPaymentOutcome.NotPossible;
        // money that was held for somebody is theirs, whatever it was put on
        var owner = payment.CreditBuyerId ?? request.BuyerId;
        await payments.TakeBack(payment, request.Reason, desk.Now, request.Actor.PersonOrNull);
        await desk.Post(request, order, payment, owner);
        await desk.Tell(order, payment);
        await tx.Commit();
        return TakeBackPaymentOutcome.TakenBack;
    }
}

/// <summary>What follows when a payment is taken back.</summary>
[Service]
public sealed class TakeBackDesk(GeneralLedger ledger, ILedgerStore postings, IBuyerCredits credits, TakeBackNotes notes, OrderSettings settings)
{
    internal DateTime Now => settings.Clock.Now;
    internal DateTime DepositDueAt => Now.AddDays(settings.Options.DepositDays);

    internal async Task Post(TakeBackPaymentRequest request, OrderState order, PaymentState payment, long? owner)
    {
        var first = payment.DepositId is { } deposit ? $"deposit:{deposit}" : $"apply:{payment.Id}";
        await ledger.Post(new Posting
        {
            EventKey = $"take-back:{payment.Id}", Kind = "TakeBack", At = Now, EventOn = settings.Clock.Today,
            Entries = [new(AccountRef.Receivable(order.BuyerId), payment.Amount), new(AccountRef.Unapplied(owner), -payment.Amount)],
            CentreId = order.CentreId, OrderId = order.Id, PersonId = request.Actor.PersonOrNull, Memo = request.Reason.Length > 400 ? request.Reason[..400] : request.Reason,
            CountersId = await postings.FindByEvent(first) ?? throw new InvalidOperationException($"Payment {payment.Id} has no posting {first}."),
        });
        await credits.Add(new BuyerCredit(CreditSource.TakenBack, payment.Id, order.CentreId, owner, order.Id, payment.Amount, Now));
        await notes.Note(request, order, payment);
    }

    internal Task Tell(OrderState order, PaymentState payment) =>
        notes.Tell(order, payment, $"{settings.Options.Currency.Format(order.Open + payment.Amount)} {settings.Options.Currency.Code}", $"{settings.Options.Currency.Format(payment.Amount)} {settings.Options.Currency.Code}");
}

/// <summary>Timeline, due dates, mail and audit trail of a payment that was taken back.</summary>
[Service]
public sealed class TakeBackNotes(IOrderStore orders, DueDates dueDates, Notices notices, Audit audit, Clock clock)
{
    internal async Task Note(TakeBackPaymentRequest request, OrderState order, PaymentState payment)
    {
        await dueDates.Refresh(order.Id);
        await orders.Note(new OrderEvent(order.Id, "TakenBack", clock.Now, request.Actor.PersonOrNull) { Amount = payment.Amount, Detail = request.Reason });
        await audit.Note(request.Actor, "payment.take-back", "order", order.Id, order.OrderNo, $"{order.Paid}", $"{order.Paid - payment.Amount}: {request.Reason}");
    }

    internal Task Tell(OrderState order, PaymentState payment, string open, string amount) => notices.ToMembers(order.BuyerId, Role.Buyer,
        new Notice($"deposit.taken-back:{payment.Id}", "deposit.taken-back",
            new Dictionary<string, string> { ["no"] = order.OrderNo, ["amount"] = amount, ["open"] = open, ["path"] = $"/orders/{order.OrderNo}" }));
}
