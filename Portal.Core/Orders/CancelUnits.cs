using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>The reason code of units that are cancelled.</summary>
public enum CancelReason { SoldOut, Discontinued, LostOnTheWay, BuyersWish, OrderedWrong, Other }

/// <summary>Units of a line that will not be shipped.</summary>
public sealed record UnitsToCancel(long LineId, long Quantity);

/// <summary>A line of a part, as far as it can be cancelled: what is not shipped yet.</summary>
public sealed record OpenLine
{
    public long LineId { get; init; }
    public long ProductId { get; init; }
    public long Quantity { get; init; }
    public long Shipped { get; init; }
    public long Returned { get; init; }
    public long UnitPrice { get; init; }
    public int DiscountBp { get; init; }
    public int TaxBp { get; init; }

    public long Left => Quantity - Shipped;
    public LineTerms Terms => new(UnitPrice, DiscountBp, TaxBp);

    /// <summary>What is no longer due when so many units are cancelled: the difference of what is kept before and after.</summary>
    public (long Supply, long Vat) Less(long units)
    {
        var (before, after) = (Quantity - Returned, Quantity - Returned - units);
        return (Terms.Supply(before) - Terms.Supply(after), Terms.Vat(before) - Terms.Vat(after));
    }
}

/// <summary>Units that were cancelled, as they are written: with what is no longer due.</summary>
public sealed record LineCancellation(long Id, OpenLine Line, long Quantity, CancelReason Reason, string? Note, DateTime At, long? PersonId)
{
    public (long Supply, long Vat) Less { get; } = Line.Less(Quantity);
    public long Amount => Less.Supply + Less.Vat;
}

/// <summary>Cancels units of one producer's part that are not shipped: some of a line, whole lines, or the rest of a part that was partly shipped.</summary>
public sealed record CancelUnitsRequest(Actor Actor, long PartId, IReadOnlyList<UnitsToCancel> Units, CancelReason Reason, string? Note)
{
    /// <summary>How many units were not shipped when the page was opened: a form sent twice does not cancel twice.</summary>
    public long? Seen { get; init; }

    /// <summary>False: the units are gone, and do not come back to stock.</summary>
    public bool Restock { get; init; } = true;
}

public enum CancelUnitsOutcome
{
    Cancelled,
    NotFound,
    /// <summary>Nothing, or more than is not shipped of a line.</summary>
    BadQuantity,
    /// <summary>Something was shipped or cancelled meanwhile.</summary>
    TooLate,
}

/// <summary>
/// See <see cref="CancelUnitsRequest"/>. What was shipped stays and is divided by itself; the freight stays with the part.
/// When nothing of the part would be left, the part is cancelled with its freight.
/// </summary>
public sealed class CancelUnits(IUnitOfWork unit, IOrderStore orders, CancelOrder whole, UnitDesk desk, CancelRest rest)
{
    public async Task<CancelUnitsOutcome> Handle(CancelUnitsRequest request)
    {
        await using var tx = await unit.Begin();
        var part = request.Actor.Role == Role.Producer ? null : await orders.Part(request.Actor, request.PartId);
        if (part is null || await orders.Lock(request.Actor, part.OrderId) is not { } order) return CancelUnitsOutcome.NotFound;
        var lines = (await orders.OpenLines(part.Id)).ToDictionary(l => l.LineId);
        if (request.Seen is { } seen && seen != lines.Values.Sum(l => l.Left)) return CancelUnitsOutcome.TooLate;
        if (!order.IsPlaced || lines.Values.All(l => l.Left == 0)) return CancelUnitsOutcome.TooLate;
        var wanted = request.Units.Where(u => u.Quantity != 0).ToList();
        if (wanted.Count == 0 || wanted.DistinctBy(u => u.LineId).Count() != wanted.Count || wanted.Any(u => u.Quantity < 0 || u.Quantity > (lines.GetValueOrDefault(u.LineId)?.Left ?? 0)))
            return CancelUnitsOutcome.BadQuantity;

        if (lines.Values.Sum(l => l.Quantity) == wanted.Sum(u => u.Quantity))
        {
            if (await whole.Handle(new CancelOrderRequest(request.Actor, order.Id, part.Id, desk.Words(request)) { Restock = request.Restock }) != CancelOrderOutcome.Cancelled) return CancelUnitsOutcome.TooLate;
        }
        else
        {
            foreach (var units in wanted)
            {
                if (await desk.Cancel(request, order, lines[units.LineId], units.Quantity) is not { } left) return CancelUnitsOutcome.TooLate;
                order = left;
            }

            await orders.RefreshPart(part.Id);
            await rest.Settle(order);
            await desk.Tell(request, order, part, wanted.Sum(u => u.Quantity));
        }

        await tx.Commit();
        return CancelUnitsOutcome.Cancelled;
    }
}

/// <summary>The effects of units that are cancelled.</summary>
[Service]
public sealed class UnitDesk(IOrderStore orders, ICatalogStore catalog, UnitMoney money, UnitNotes notes, Clock clock)
{
    internal string Words(CancelUnitsRequest request) => UnitNotes.Words(request);

    /// <summary>Cancels units of one line; the order as it is then, or null when it is too late.</summary>
    internal async Task<OrderState?> Cancel(CancelUnitsRequest request, OrderState order, OpenLine line, long units)
    {
        var made = new LineCancellation(Ids.Next(), line, units, request.Reason, request.Note, clock.Now, request.Actor.PersonOrNull);
        if (!await orders.CancelUnits(made)) return null;
        var refund = Refund.Of(order, made.Amount);
        await orders.Cancel(order.Id, made.Amount, refund, clock.Now, null);
        if (request.Restock) await catalog.GiveBackStock(line.ProductId, units);
        await money.Post(request.Actor, order, made, refund);
        return order with
        {
            Cancelled = order.Cancelled + made.Amount, Paid = order.Paid - refund.Total,
            PaidByMileage = order.PaidByMileage - refund.Mileage, WrittenOff = order.WrittenOff - refund.WrittenOff,
        };
    }

    internal Task Tell(CancelUnitsRequest request, OrderState order, PartState part, long units) => notes.Tell(request, order, part, units);
}

/// <summary>The money of cancelled units: undelivered ▸ receivable, what was paid too much back to the buyer.</summary>
[Service]
public sealed class UnitMoney(GeneralLedger ledger, Refunds refunds, Clock clock)
{
    internal async Task Post(Actor actor, OrderState order, LineCancellation made, Refund refund)
    {
        // a discounted unit of the smallest price can be worth nothing
        if (made.Amount == 0) return;
        var posted = await ledger.Post(new Posting
        {
            EventKey = $"cancel-units:{made.Id}", Kind = "Cancel", At = clock.Now, EventOn = clock.Today,
            Entries = [new(AccountRef.Undelivered(order.CentreId), made.Amount), .. Refunds.Entries(order, made.Amount, refund)],
            CentreId = order.CentreId, OrderId = order.Id, OrderLineId = made.Line.LineId, PersonId = actor.PersonOrNull,
        }) ?? throw new InvalidOperationException($"Cancellation {made.Id} was posted before.");
        await refunds.Keep(order, refund, (CreditSource.Cancellation, made.Id), posted.Id);
    }
}

/// <summary>Timeline, audit and mails of cancelled units.</summary>
[Service]
public sealed class UnitNotes(IOrderStore orders, Notices notices, Audit audit, Clock clock)
{
    internal static string Words(CancelUnitsRequest request) => request.Note ?? request.Reason.ToString();

    internal async Task Tell(CancelUnitsRequest request, OrderState order, PartState part, long units)
    {
        await orders.Note(new OrderEvent(order.Id, "UnitsCancelled", clock.Now, request.Actor.PersonOrNull) { ProducerId = part.ProducerId, Detail = $"{units} {request.Reason} {request.Note}".TrimEnd() });
        await audit.Note(request.Actor, "order.cancel-units", "order", order.Id, order.OrderNo, null, $"{units} · {request.Reason} · {request.Note}");
        Notice Notice(string path) => new($"order.units-cancelled:{part.Id}:{order.Cancelled}", "order.units-cancelled",
            new Dictionary<string, string> { ["no"] = order.OrderNo, ["units"] = $"{units}", ["path"] = path });
        await notices.ToMembers(order.BuyerId, Role.Buyer, Notice($"/orders/{order.OrderNo}"));
        if (order.ReleasedAt is not null) await notices.ToMembers(part.ProducerId, Role.Producer, Notice($"/producer-orders/{part.Id}"));
    }
}
