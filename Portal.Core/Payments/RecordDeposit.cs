using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>How a deposit fits its order. Late: the order was cancelled or paid before.</summary>
public enum DepositMatch { Exact, Partial, Over, Unknown, Late }

/// <summary>
/// A bank transfer that the operator saw. <see cref="OrderId"/> null: the payer is unknown, or known as <see cref="BuyerId"/> without an order.
/// </summary>
public sealed record RecordDepositRequest(Actor Actor, long Amount, DateTime DepositedAt, string Depositor)
{
    /// <summary>The bank's reference; identifies the deposit. Made by the portal when it is null.</summary>
    public string? Reference { get; init; }
    public long? OrderId { get; init; }
    /// <summary>What the order was seen to owe: when it owes something else nothing is recorded.</summary>
    public long? SeenOpen { get; init; }
    public long? BuyerId { get; init; }
    /// <summary>The centre whose deposit it is; an operator's own.</summary>
    public long? CentreId { get; init; }
    public string? Note { get; init; }
}

public abstract record RecordDepositOutcome
{
    private RecordDepositOutcome() { }

    public sealed record Recorded(long DepositId, DepositMatch Match, long Applied, long Unapplied) : RecordDepositOutcome
    {
        /// <summary>Whose deposit it is; null: of somebody unknown.</summary>
        public long? BuyerId { get; init; }
    }

    public sealed record OrderNotFound : RecordDepositOutcome;
    /// <summary>The order owes something else than was seen.</summary>
    public sealed record OrderChanged(long Open) : RecordDepositOutcome;
    /// <summary>A deposit of this reference was recorded before.</summary>
    public sealed record Duplicate : RecordDepositOutcome;
    /// <summary>Not positive, beyond the limit, or in the future.</summary>
    public sealed record Bad : RecordDepositOutcome;
    public sealed record NotAllowed : RecordDepositOutcome;
}

/// <summary>Records a deposit and puts it on its order; what is over is held for the buyer. Posts bank ▸ receivable and unapplied.</summary>
public sealed class RecordDeposit(IUnitOfWork unit, IPaymentStore payments, IOrderStore orders, PaymentDesk desk, Clock clock)
{
    public async Task<RecordDepositOutcome> Handle(RecordDepositRequest request)
    {
        if (request.Actor.Role is not (Role.Operator or Role.System)) return new RecordDepositOutcome.NotAllowed();
        if (request.Amount is <= 0 or > Amounts.Max || request.DepositedAt > clock.Now.AddDays(1)) return new RecordDepositOutcome.Bad();
        await using var tx = await unit.Begin();
        var order = request.OrderId is { } id ? await orders.Lock(request.Actor, id) : null;
        if (request.OrderId is not null && order is null) return new RecordDepositOutcome.OrderNotFound();
        if (order is not null && request.SeenOpen is { } seen && seen != (order.IsPlaced ? order.Open : 0)) return new RecordDepositOutcome.OrderChanged(order.Open);
        var centre = order?.CentreId ?? (request.Actor.Role == Role.Operator ? request.Actor.OrganizationId : request.CentreId);
        if (centre is not { } centreId) return new RecordDepositOutcome.NotAllowed();

        var applied = order is { IsPlaced: true } ? Math.Min(request.Amount, order.Open) : 0;
        var deposit = new NewDeposit(Ids.Next(), request, centreId, order?.BuyerId ?? request.BuyerId, Match(request.Amount, order, applied), clock.Now);
        if (!await payments.Insert(deposit)) return new RecordDepositOutcome.Duplicate();
        await desk.Post(deposit, order, applied);
        if (order is not null && applied > 0)
        {
            if (!await orders.AddPayment(order.Id, applied)) throw new InvalidOperationException($"Order {order.OrderNo} was locked and yet changed.");
            await payments.AddPayment(new OrderPayment(Ids.Next(), order.Id, PaymentSource.Deposit, applied, request.DepositedAt, request.Actor.PersonOrNull) { DepositId = deposit.Id });
            await desk.Applied(order, applied, request.DepositedAt, request.Actor);
        }

        await tx.Commit();
        return new RecordDepositOutcome.Recorded(deposit.Id, deposit.Match, applied, request.Amount - applied) { BuyerId = deposit.BuyerId };
    }

    private static DepositMatch Match(long amount, OrderState? order, long applied)
    {
        if (order is null) return DepositMatch.Unknown;
        if (applied == 0) return DepositMatch.Late;
        if (applied < amount) return DepositMatch.Over;
        return applied == order.Open ? DepositMatch.Exact : DepositMatch.Partial;
    }
}

/// <summary>Where the money came from that was put on an order; WriteOff: there will be none.</summary>
public enum PaymentSource { Deposit, Credit, Card, Mileage, WriteOff }

/// <summary>Money put on an order: directly from a deposit, from money held for the buyer, by card, or from the buyer's mileage.</summary>
public sealed record OrderPayment(long Id, long OrderId, PaymentSource Source, long Amount, DateTime At, long? PersonId)
{
    public long? DepositId { get; init; }
    public long? CreditId { get; init; }
}

/// <summary>A deposit as it is written.</summary>
public sealed record NewDeposit(long Id, RecordDepositRequest Request, long CentreId, long? BuyerId, DepositMatch Match, DateTime RecordedAt)
{
    public string Reference => Request.Reference ?? $"D{Id}";
}

/// <summary>What follows from a payment: postings, money held, due dates, notices.</summary>
[Service]
public sealed class PaymentDesk(GeneralLedger ledger, IBuyerCredits credits, IOrderStore orders, PaymentNotices notices, Clock clock)
{
    internal async Task Post(NewDeposit deposit, OrderState? order, long applied)
    {
        var (request, rest) = (deposit.Request, deposit.Request.Amount - applied);
        await ledger.Post(new Posting
        {
            EventKey = $"deposit:{deposit.Id}", Kind = "Deposit", At = clock.Now, EventOn = clock.DateOf(request.DepositedAt),
            Entries =
            [
                new(AccountRef.Bank, request.Amount),
                new(AccountRef.Receivable(deposit.BuyerId ?? 0), -applied),
                new(AccountRef.Unapplied(deposit.BuyerId), -rest),
            ],
            CentreId = deposit.CentreId, OrderId = order?.Id, PersonId = request.Actor.PersonOrNull, Memo = deposit.Reference,
        });
        if (rest > 0)
            await credits.Add(new BuyerCredit(CreditSource.Deposit, deposit.Id, deposit.CentreId, deposit.BuyerId, order?.Id, rest, clock.Now));
        await notices.Note(deposit);
    }

    /// <summary>After money was put on an order: from which moment on it is paid in full, what may be distributed, who is told.</summary>
    internal async Task Applied(OrderState order, long amount, DateTime at, Actor actor, string kind = "Paid")
    {
        await orders.Note(new OrderEvent(order.Id, kind, at, actor.PersonOrNull) { Amount = amount });
        var released = order.ReleasedAt is null;
        if (!await orders.SettlePaidAt(order.Id, at)) return;
        await notices.PaidInFull(order, released, at);
    }
}

/// <summary>Who is told about payments, and the audit trail of deposits.</summary>
[Service]
public sealed class PaymentNotices(Notices notices, ReleaseNotice release, DueDates dueDates, Audit audit)
{
    internal Task Note(NewDeposit deposit) => audit.Note(deposit.Request.Actor, "deposit.record", "deposit", deposit.Id, deposit.Reference, null,
        $"{deposit.Request.Amount} {deposit.Match}");

    internal async Task PaidInFull(OrderState order, bool released, DateTime at)
    {
        await dueDates.Refresh(order.Id);
        // a payment that was taken back is followed by another
        await notices.ToMembers(order.BuyerId, Role.Buyer, new Notice($"deposit.complete:{order.Id}:{order.Due}:{at:yyyyMMddHHmmss}", "deposit.complete",
            new Dictionary<string, string> { ["no"] = order.OrderNo, ["path"] = $"/orders/{order.OrderNo}" }));
        if (released) await release.Tell(order);
    }
}
