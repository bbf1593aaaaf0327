using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.Mileage;

/// <summary>Pays an order, or a part of it, by its buyer's mileage.</summary>
public sealed record UseMileageRequest(Actor Actor, long OrderId, long Amount)
{
    /// <summary>What the order owed when the page was opened: a form sent twice does not pay twice.</summary>
    public long? Seen { get; init; }
}

public enum UseMileageOutcome
{
    Used,
    NotFound,
    /// <summary>More than the buyer has, or than the order owes (perhaps since somebody else was faster).</summary>
    TooMuch,
    /// <summary>The order does not owe what was seen.</summary>
    Changed,
}

/// <summary>
/// See <see cref="UseMileageRequest"/>. The buyer's own people use it; the operator of the order's centre may on the buyer's word, which is audited and told to the buyer.
/// A seller may not, and does not see it.
/// </summary>
public sealed class UseMileage(IUnitOfWork unit, IOrderStore orders, MileageDesk desk)
{
    public async Task<UseMileageOutcome> Handle(UseMileageRequest request)
    {
        await using var tx = await unit.Begin();
        var order = MileageDesk.May(request.Actor) ? await orders.Lock(request.Actor, request.OrderId) : null;
        if (order is null) return UseMileageOutcome.NotFound;
        if (request.Seen is { } seen && seen != order.Open) return UseMileageOutcome.Changed;
        if (!await desk.Pay(request.Actor, order, request.Amount)) return UseMileageOutcome.TooMuch;
        await tx.Commit();
        return UseMileageOutcome.Used;
    }
}

/// <summary>Mileage on orders: paid with, and given back.</summary>
[Service]
public sealed class MileageDesk(IOrderStore orders, IPaymentStore payments, MileageBook book, MileagePosting posting, MileageNotes notes) : IBuyerMileage
{
    internal static bool May(Actor actor) => actor.Role is Role.Buyer or Role.Operator or Role.System;

    public async Task<bool> Pay(Actor actor, OrderState order, long amount)
    {
        if (!May(actor) || !await book.CanSpend(order.BuyerId, amount) || !await orders.AddPayment(order.Id, amount, amount)) return false;
        var payment = new OrderPayment(Ids.Next(), order.Id, PaymentSource.Mileage, amount, posting.Now, actor.PersonOrNull);
        await payments.AddPayment(payment);
        var posted = await posting.Use(actor, order, payment);
        await book.Spend(amount, new LotMove(MoveKind.Used, order.BuyerId, posted, order.Id));
        await notes.Used(actor, order, payment);
        return true;
    }

    public Task GiveBack(OrderState order, long amount, long postingId) =>
        book.GiveBack(order.Id, amount, new LotMove(MoveKind.Used, order.BuyerId, postingId));
}

/// <summary>The postings of mileage that moves by itself; what is earned, taken back and given back is in the postings of distributions, returns and cancellations.</summary>
[Service]
public sealed class MileagePosting(GeneralLedger ledger, ISettlementQueue queue, Clock clock)
{
    internal DateTime Now => clock.Now;

    internal async Task<long> Use(Actor actor, OrderState order, OrderPayment payment) => (await Post(new Posting
    {
        EventKey = $"mileage-use:{payment.Id}", Kind = "MileageUse", At = clock.Now, EventOn = clock.Today,
        Entries = [new(AccountRef.Mileage, payment.Amount, null, order.BuyerId), new(AccountRef.Receivable(order.BuyerId), -payment.Amount)],
        CentreId = order.CentreId, OrderId = order.Id, PersonId = actor.PersonOrNull,
    })).Id;

    /// <summary>A lot that is over becomes income of <paramref name="party"/>, in the next settlement of the lot's centre.</summary>
    internal Task<long> Expire(Lot lot, long party) => Queued(new Posting
    {
        EventKey = $"mileage-expiry:{lot.Id}", Kind = "MileageExpiry", At = clock.Now, EventOn = clock.Today,
        Entries = [new(AccountRef.Mileage, lot.Remaining, null, lot.BuyerId), new(AccountRef.Income(party), -lot.Remaining)], CentreId = lot.CentreId,
    });

    /// <summary>What a centre grants goes off its income; what it takes back by hand is its income again.</summary>
    internal Task<long> Correct(CorrectMileageRequest request) => Queued(new Posting
    {
        EventKey = $"mileage-correction:{Ids.Next()}", Kind = "MileageCorrection", At = clock.Now, EventOn = clock.Today,
        Entries = [new(AccountRef.Income(request.Actor.OrganizationId), request.Amount), new(AccountRef.Mileage, -request.Amount, null, request.BuyerId)],
        CentreId = request.Actor.OrganizationId, PersonId = request.Actor.PersonOrNull, Memo = $"{request.Reason}: {request.Note}",
    });

    private async Task<long> Queued(Posting posting)
    {
        var posted = await Post(posting);
        await queue.Enqueue(posted, posting.CentreId!.Value);
        return posted.Id;
    }

    private async Task<Posted> Post(Posting posting) =>
        await ledger.Post(posting) ?? throw new InvalidOperationException($"{posting.EventKey} was posted before.");
}

/// <summary>What follows when an order was paid by mileage: due dates, the audit, and the buyer is told what the operator did.</summary>
[Service]
public sealed class MileageNotes(PaymentDesk desk, Notices notices, Audit audit, PortalOptions options)
{
    internal async Task Used(Actor actor, OrderState order, OrderPayment payment)
    {
        await desk.Applied(order, payment.Amount, payment.At, actor, "MileageUsed");
        await audit.Note(actor, "mileage.use", "order", order.Id, order.OrderNo, null, $"{payment.Amount}");
        if (actor.Role == Role.Operator)
            await notices.ToMembers(order.BuyerId, Role.Buyer, new Notice($"mileage.used:{payment.Id}", "mileage.used", new Dictionary<string, string>
            {
                ["no"] = order.OrderNo, ["amount"] = Money(payment.Amount), ["path"] = $"/orders/{order.OrderNo}",
            }));
    }

    internal async Task Corrected(CorrectMileageRequest request, string label)
    {
        await audit.Note(request.Actor, "mileage.correct", "mileage", request.BuyerId, label, null, $"{request.Amount} · {request.Note}");
        await notices.ToMembers(request.BuyerId, Role.Buyer, new Notice($"mileage.corrected:{Ids.Next()}", "mileage.corrected", new Dictionary<string, string>
        {
            ["amount"] = Money(request.Amount), ["reason"] = request.Note, ["path"] = "/mileage",
        }));
    }

    private string Money(long amount) => $"{options.Currency.Format(amount)} {options.Currency.Code}";
}
