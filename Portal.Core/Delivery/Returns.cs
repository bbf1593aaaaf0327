using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>The reason code of a return.</summary>
public enum ReturnReason { Damaged, Wrong, Defective, ChangedMind, Late, Other }

/// <summary>Return: money goes back. Exchange (교환): the same units are sent again.</summary>
public enum ReturnKind { Return, Exchange }

/// <summary>Received and Sent are steps of an exchange: the units are back, the replacement is on its way.</summary>
public enum ReturnStatus { Requested, Received, Sent, Completed, Rejected }

public sealed record NewReturn(long Id, string Reference, long LineId, long Quantity, ReturnReason Reason, string? Note, DateTime At, long? PersonId)
{
    public ReturnKind Kind { get; init; }
    public Freight Freight { get; init; }
}

/// <summary>What a completed return is: its number on the line, supply value and VAT that the buyer gets back.</summary>
public sealed record CompletedReturn(int ReturnNo, long Supply, long Vat, bool Restocked, string? Note, DateTime At, long? PersonId)
{
    /// <summary>What of it is taken off for the way back.</summary>
    public Freight Freight { get; init; }
}

/// <summary>A line and how many of its units can still be returned.</summary>
public sealed record ReturnableLine
{
    public long LineId { get; init; }
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public long CentreId { get; init; }
    public long ProducerId { get; init; }
    public long PartId { get; init; }
    /// <summary>Delivered less returned less requested.</summary>
    public long Left { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
}

/// <summary>A return, as use cases need it.</summary>
public sealed record ReturnState
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long LineId { get; init; }
    public long OrderId { get; init; }
    public long Quantity { get; init; }
    public string Status { get; init; } = "";
    public string Kind { get; init; } = "";
    public long PartId { get; init; }
    public long ProducerId { get; init; }
    public long ProductId { get; init; }
    public bool Restocked { get; init; }
    /// <summary>What the way back costs the buyer.</summary>
    public long Freight { get; init; }
    public long FreightVat { get; init; }

    public bool IsExchange => Kind == nameof(ReturnKind.Exchange);
}

/// <summary>A buyer, its seller or the operator asks for a return. <see cref="Reference"/> is made by the portal when it is null.</summary>
public sealed record RequestReturnRequest(Actor Actor, long LineId, long Quantity, ReturnReason Reason, string? Note)
{
    public string? Reference { get; init; }
    public ReturnKind Kind { get; init; }

    /// <summary>How many units could be returned when the page was opened: a form sent twice does not ask twice.</summary>
    public long? Seen { get; init; }
}

public abstract record RequestReturnOutcome
{
    private RequestReturnOutcome() { }

    public sealed record Requested(long ReturnId, string Reference) : RequestReturnOutcome;
    public sealed record NotFound : RequestReturnOutcome;
    public sealed record TooMany(long Left) : RequestReturnOutcome;
    public sealed record Duplicate : RequestReturnOutcome;
    /// <summary>Not as many units can be returned as was seen: somebody asked meanwhile.</summary>
    public sealed record Changed : RequestReturnOutcome;
}

/// <summary>See <see cref="RequestReturnRequest"/>. Money moves only when the operator completes the return.</summary>
public sealed class RequestReturn(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ReturnNotice notice, Clock clock)
{
    public async Task<RequestReturnOutcome> Handle(RequestReturnRequest request)
    {
        await using var tx = await unit.Begin();
        var line = request.Actor.Role == Role.Producer ? null : await delivery.Returnable(request.Actor, request.LineId);
        if (line is null || await orders.Lock(request.Actor, line.OrderId) is null) return new RequestReturnOutcome.NotFound();
        // read again behind the lock: two requests for the last unit do not both pass
        line = (await delivery.Returnable(request.Actor, request.LineId))!;
        if (line.Left > 0 && request.Seen is { } seen && seen != line.Left) return new RequestReturnOutcome.Changed();
        if (request.Quantity < 1 || request.Quantity > line.Left) return new RequestReturnOutcome.TooMany(line.Left);
        var made = new NewReturn(Ids.Next(), request.Reference ?? await notice.NextReference(), line.LineId, request.Quantity, request.Reason, request.Note,
            clock.Now, request.Actor.PersonOrNull) { Kind = request.Kind, Freight = await notice.Freight(line, request) };
        if (!await delivery.Insert(made)) return new RequestReturnOutcome.Duplicate();
        await orders.Note(new OrderEvent(line.OrderId, request.Kind == ReturnKind.Exchange ? "ExchangeRequested" : "ReturnRequested", clock.Now, request.Actor.PersonOrNull)
        {
            ProducerId = line.ProducerId, Detail = made.Reference,
        });
        await notice.Requested(line, made);
        await tx.Commit();
        return new RequestReturnOutcome.Requested(made.Id, made.Reference);
    }
}

/// <summary>Numbers and freight of returns, who is told, and what waits for their end.</summary>
[Service]
public sealed class ReturnNotice(Numbers numbers, ReturnFreight freight, DueDates dueDates, Notices notices)
{
    internal Task<Freight> Freight(ReturnableLine line, RequestReturnRequest request) => freight.Of(line, request.Kind, request.Reason);

    internal Task<string> NextReference() => numbers.NextReturnNo();

    internal async Task Requested(ReturnableLine line, NewReturn made)
    {
        // a line waits while units of it are exchanged
        if (made.Kind == ReturnKind.Exchange) await dueDates.Refresh(line.OrderId);
        await notices.ToMembers(line.CentreId, Role.Operator, new Notice($"return.requested:{made.Id}", "return.requested", new Dictionary<string, string>
        {
            ["no"] = line.OrderNo, ["reference"] = made.Reference, ["path"] = $"/returns/{made.Id}",
        }));
    }
}

/// <summary>The operator turns a return down, with a reason.</summary>
public sealed record RejectReturnRequest(Actor Actor, long ReturnId, string Reason);

public enum RejectReturnOutcome { Rejected, NotFound, NotOpen }

/// <summary>See <see cref="RejectReturnRequest"/>.</summary>
public sealed class RejectReturn(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ReturnAnswer answer, Clock clock)
{
    public async Task<RejectReturnOutcome> Handle(RejectReturnRequest request)
    {
        await using var tx = await unit.Begin();
        var @return = request.Actor.Role == Role.Operator ? await delivery.Return(request.Actor, request.ReturnId) : null;
        if (@return is null || await orders.Lock(request.Actor, @return.OrderId) is not { } order) return RejectReturnOutcome.NotFound;
        if (!await delivery.Reject(@return.Id, request.Reason, clock.Now, request.Actor.PersonOrNull)) return RejectReturnOutcome.NotOpen;
        // what travelled free beside it now travels alone
        if (@return.Freight + @return.FreightVat > 0) await delivery.PassFreight(@return);
        await orders.Note(new OrderEvent(@return.OrderId, "ReturnRejected", clock.Now, request.Actor.PersonOrNull) { Detail = request.Reason });
        await answer.Rejected(request, order, @return);
        await tx.Commit();
        return RejectReturnOutcome.Rejected;
    }
}

/// <summary>Tells the buyer how a return ended, and keeps it in the audit.</summary>
[Service]
public sealed class ReturnAnswer(Notices notices, Audit audit, DueDates dueDates, PortalOptions options)
{
    internal async Task Rejected(RejectReturnRequest request, OrderState order, ReturnState @return)
    {
        if (@return.IsExchange) await dueDates.Refresh(order.Id);
        await notices.ToMembers(order.BuyerId, Role.Buyer, Notice("return.rejected", order, @return, "reason", request.Reason));
        await audit.Note(request.Actor, "return.reject", "return", @return.Id, @return.Reference, nameof(ReturnStatus.Requested), nameof(ReturnStatus.Rejected));
    }

    /// <summary>The return is completed; <paramref name="amount"/> is what the buyer gets back, with VAT.</summary>
    public async Task Completed(Actor actor, OrderState order, ReturnState @return, (long Supply, long Vat) amount)
    {
        var back = $"{options.Currency.Format(amount.Supply + amount.Vat)} {options.Currency.Code}";
        await notices.ToMembers(order.BuyerId, Role.Buyer, Notice("return.completed", order, @return, "amount", back));
        await audit.Note(actor, "return.complete", "return", @return.Id, @return.Reference, nameof(ReturnStatus.Requested), $"{amount.Supply} + {amount.Vat}");
    }

    private static Notice Notice(string template, OrderState order, ReturnState @return, string name, string value) =>
        new($"{template}:{@return.Id}", template, new Dictionary<string, string>
        {
            ["no"] = order.OrderNo, ["reference"] = @return.Reference, [name] = value, ["path"] = $"/returns/{@return.Id}",
        });
}
