using Portal.Core.Catalog;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

/// <summary>The operator has the units of an exchange; the producer is asked to send the same again.</summary>
public sealed record ReceiveExchangeRequest(Actor Actor, long ReturnId, bool Restock, string? Note);

/// <summary>The producer, or the operator, sends the replacement of an exchange.</summary>
public sealed record ShipReplacementRequest(Actor Actor, long ReturnId, long? CarrierId, string? TrackingNo);

/// <summary>An exchange that is not possible, or not wanted any more, becomes a return.</summary>
public sealed record ConvertExchangeRequest(Actor Actor, long ReturnId);

public enum ExchangeOutcome
{
    Done,
    NotFound,
    /// <summary>It is not in that state any more.</summary>
    NotPossible,
    /// <summary>There is nothing to send: it becomes a return.</summary>
    OutOfStock,
    UnknownCarrier,
    /// <summary>A parcel of this carrier has this number already.</summary>
    NumberUsed,
}

/// <summary>See <see cref="ReceiveExchangeRequest"/>. No money moves.</summary>
public sealed class ReceiveExchange(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ExchangeDesk desk, Clock clock)
{
    public async Task<ExchangeOutcome> Handle(ReceiveExchangeRequest request)
    {
        await using var tx = await unit.Begin();
        var exchange = request.Actor.Role is Role.Operator or Role.System ? await delivery.Return(request.Actor, request.ReturnId) : null;
        if (exchange is not { IsExchange: true } || await orders.Lock(request.Actor, exchange.OrderId) is not { } order) return ExchangeOutcome.NotFound;
        if (!await delivery.Receive(exchange.Id, request.Restock, request.Note, clock.Now, request.Actor.PersonOrNull)) return ExchangeOutcome.NotPossible;
        await desk.Received(request, order, exchange);
        await tx.Commit();
        return ExchangeOutcome.Done;
    }
}

/// <summary>See <see cref="ShipReplacementRequest"/>. The replacement is one more parcel of the part, tracked as any other; its units are taken from stock.</summary>
public sealed class ShipReplacement(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ShippingDesk shipping, ExchangeDesk desk)
{
    public async Task<ExchangeOutcome> Handle(ShipReplacementRequest request)
    {
        await using var tx = await unit.Begin();
        var exchange = request.Actor.Role is Role.Producer or Role.Operator or Role.System ? await delivery.Return(request.Actor, request.ReturnId) : null;
        if (exchange is not { IsExchange: true } || await orders.Lock(Actor.Portal, exchange.OrderId) is not { } order) return ExchangeOutcome.NotFound;
        if (await orders.Part(Actor.Portal, exchange.PartId) is not { } part) return ExchangeOutcome.NotFound;
        var code = request.CarrierId is { } id ? await delivery.CarrierCode(id) : null;
        if (request.CarrierId is not null && code is null) return ExchangeOutcome.UnknownCarrier;
        if (!await delivery.MoveExchange(exchange.Id, ReturnStatus.Received, ReturnStatus.Sent)) return ExchangeOutcome.NotPossible;
        if (!await desk.TakeStock(exchange)) return ExchangeOutcome.OutOfStock;
        var number = string.IsNullOrWhiteSpace(request.TrackingNo) ? null : request.TrackingNo.Trim();
        var shipment = new NewShipment(Ids.Next(), part.Id, request.CarrierId, number, desk.Now, request.Actor.PersonOrNull, shipping.FirstPoll(code, number),
            [new LineUnits { LineId = exchange.LineId, Quantity = exchange.Quantity }]) { ReturnId = exchange.Id };
        if (!await delivery.Insert(shipment)) return ExchangeOutcome.NumberUsed;
        await shipping.Tell(request.Actor, order, part, shipment);
        await desk.Note(request.Actor, exchange, ReturnStatus.Received, ReturnStatus.Sent);
        await tx.Commit();
        return ExchangeOutcome.Done;
    }
}

/// <summary>See <see cref="ConvertExchangeRequest"/>. From then on it is decided as any other return; units that are back in stock stay there.</summary>
public sealed class ConvertExchange(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, ExchangeDesk desk)
{
    public async Task<ExchangeOutcome> Handle(ConvertExchangeRequest request)
    {
        await using var tx = await unit.Begin();
        var exchange = request.Actor.Role is Role.Operator or Role.System ? await delivery.Return(request.Actor, request.ReturnId) : null;
        if (exchange is not { IsExchange: true } || await orders.Lock(request.Actor, exchange.OrderId) is null) return ExchangeOutcome.NotFound;
        if (!await delivery.Convert(exchange.Id)) return ExchangeOutcome.NotPossible;
        await desk.Converted(request.Actor, exchange);
        await tx.Commit();
        return ExchangeOutcome.Done;
    }
}

/// <summary>Stock, timeline, mails and audit of exchanges.</summary>
[Service]
public sealed class ExchangeDesk(ICatalogStore catalog, IOrderStore orders, Notices notices, Audit audit, Clock clock)
{
    internal DateTime Now => clock.Now;

    internal Task<bool> TakeStock(ReturnState exchange) => catalog.TakeStock(exchange.ProductId, exchange.Quantity);

    internal async Task Received(ReceiveExchangeRequest request, OrderState order, ReturnState exchange)
    {
        if (request.Restock) await catalog.GiveBackStock(exchange.ProductId, exchange.Quantity);
        await orders.Note(new OrderEvent(order.Id, "ExchangeReceived", clock.Now, request.Actor.PersonOrNull) { ProducerId = exchange.ProducerId, Detail = exchange.Reference });
        await notices.ToMembers(exchange.ProducerId, Role.Producer, new Notice($"return.exchange:{exchange.Id}", "return.exchange", new Dictionary<string, string>
        {
            ["no"] = order.OrderNo, ["reference"] = exchange.Reference, ["path"] = $"/returns/{exchange.Id}",
        }));
        await Note(request.Actor, exchange, ReturnStatus.Requested, ReturnStatus.Received);
    }

    /// <summary>The replacement arrived: nothing else is awaited, and the objection period begins anew.</summary>
    internal async Task Arrived(Actor actor, ShipmentState shipment, ReturnState exchange)
    {
        await orders.Note(new OrderEvent(shipment.OrderId, "ExchangeCompleted", clock.Now, actor.PersonOrNull) { ProducerId = shipment.ProducerId, Detail = exchange.Reference });
        await Note(actor, exchange, ReturnStatus.Sent, ReturnStatus.Completed);
    }

    internal async Task Converted(Actor actor, ReturnState exchange)
    {
        await orders.Note(new OrderEvent(exchange.OrderId, "ExchangeConverted", clock.Now, actor.PersonOrNull) { ProducerId = exchange.ProducerId, Detail = exchange.Reference });
        await audit.Note(actor, "return.convert", "return", exchange.Id, exchange.Reference, nameof(ReturnKind.Exchange), nameof(ReturnKind.Return));
    }

    internal Task Note(Actor actor, ReturnState exchange, ReturnStatus from, ReturnStatus to) =>
        audit.Note(actor, "return.exchange", "return", exchange.Id, exchange.Reference, from.ToString(), to.ToString());
}
