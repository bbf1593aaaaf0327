using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Delivery;

public enum MisdeliveryKind { WrongPlace, WrongProduct, Damaged, Lost }

/// <summary>How a misdelivery ended: it arrived after all, its units are sent again, what arrived is returned, or what did not is cancelled.</summary>
public enum MisdeliveryResolution { Recovered, SentAgain, Returned, Cancelled }

public sealed record NewMisdelivery(long Id, long ShipmentId, MisdeliveryKind Kind, string Description, DateTime ReportedAt, long? ReportedBy);

public sealed record MisdeliveryState
{
    public long Id { get; init; }
    public long ShipmentId { get; init; }
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
}

/// <summary>Somebody reports that a shipment went wrong.</summary>
public sealed record ReportMisdeliveryRequest(Actor Actor, long ShipmentId, MisdeliveryKind Kind, string Description);

public abstract record ReportMisdeliveryOutcome
{
    private ReportMisdeliveryOutcome() { }

    public sealed record Reported(long Id) : ReportMisdeliveryOutcome;
    public sealed record NotFound : ReportMisdeliveryOutcome;
    public sealed record AlreadyOpen : ReportMisdeliveryOutcome;
    /// <summary>Another shipment has taken its place, or its units were cancelled: it can end in no other way.</summary>
    public sealed record GivenUp : ReportMisdeliveryOutcome;
}

/// <summary>See <see cref="ReportMisdeliveryRequest"/>.</summary>
public sealed class ReportMisdelivery(IUnitOfWork unit, IDeliveryStore delivery, IOrderStore orders, MisdeliveryNotes notes, Clock clock)
{
    private static readonly ShipmentStatus[] Underway =
        [ShipmentStatus.Shipped, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery, ShipmentStatus.AttemptFailed];

    public async Task<ReportMisdeliveryOutcome> Handle(ReportMisdeliveryRequest request)
    {
        await using var tx = await unit.Begin();
        var shipment = await delivery.Shipment(request.Actor, request.ShipmentId);
        if (shipment is null) return new ReportMisdeliveryOutcome.NotFound();
        if (shipment.IsGivenUp) return new ReportMisdeliveryOutcome.GivenUp();
        var misdelivery = new NewMisdelivery(Ids.Next(), shipment.Id, request.Kind, request.Description, clock.Now, request.Actor.PersonOrNull);
        if (!await delivery.Insert(misdelivery)) return new ReportMisdeliveryOutcome.AlreadyOpen();
        if (await delivery.Move(shipment.Id, Underway, request.Kind == MisdeliveryKind.Lost ? ShipmentStatus.Lost : ShipmentStatus.Misdelivered, null))
            await delivery.SetPoll(shipment.Id, null, 0, null);
        await orders.Note(new OrderEvent(shipment.OrderId, "Misdelivered", clock.Now, request.Actor.PersonOrNull)
        {
            ProducerId = shipment.ProducerId, Detail = request.Description.Length > 1000 ? request.Description[..1000] : request.Description,
        });
        await notes.Reported(request, shipment, misdelivery.Id);
        await tx.Commit();
        return new ReportMisdeliveryOutcome.Reported(misdelivery.Id);
    }
}

/// <summary>The operator ends a misdelivery.</summary>
public sealed record ResolveMisdeliveryRequest(Actor Actor, long MisdeliveryId, MisdeliveryResolution Resolution, string? Note)
{
    /// <summary>The units of the parcel came back to the producer.</summary>
    public bool UnitsBack { get; init; }
}

public enum ResolveMisdeliveryOutcome
{
    Resolved,
    NotFound,
    AlreadyResolved,
    /// <summary>Sending again needs a shipment that did not arrive, returning one that did.</summary>
    NotPossible,
    /// <summary>There are no units to send again: they are cancelled, or sent when there are some.</summary>
    OutOfStock,
}

/// <summary>See <see cref="ResolveMisdeliveryRequest"/>.</summary>
public sealed class ResolveMisdelivery(IUnitOfWork unit, IDeliveryStore delivery, Resolutions resolutions, MisdeliveryNotes notes, Clock clock)
{
    public async Task<ResolveMisdeliveryOutcome> Handle(ResolveMisdeliveryRequest request)
    {
        await using var tx = await unit.Begin();
        var misdelivery = request.Actor.Role == Role.Operator ? await delivery.Misdelivery(request.Actor, request.MisdeliveryId) : null;
        if (misdelivery is null || await delivery.Shipment(request.Actor, misdelivery.ShipmentId) is not { } shipment) return ResolveMisdeliveryOutcome.NotFound;
        if (!await delivery.Resolve(request, clock.Now))
            return ResolveMisdeliveryOutcome.AlreadyResolved;
        var arrived = shipment.Status == nameof(ShipmentStatus.Delivered);
        var outcome = request.Resolution switch
        {
            MisdeliveryResolution.Recovered => arrived || await resolutions.Arrived(request.Actor, shipment) ? ResolveMisdeliveryOutcome.Resolved : ResolveMisdeliveryOutcome.NotPossible,
            MisdeliveryResolution.SentAgain => arrived ? ResolveMisdeliveryOutcome.NotPossible : await resolutions.Second.SendAgain(shipment, request.UnitsBack),
            MisdeliveryResolution.Cancelled => arrived ? ResolveMisdeliveryOutcome.NotPossible : await resolutions.Second.Cancel(request.Actor, shipment, request.UnitsBack),
            MisdeliveryResolution.Returned => arrived && await resolutions.ComesBack(request.Actor, shipment, misdelivery.Kind) ? ResolveMisdeliveryOutcome.Resolved : ResolveMisdeliveryOutcome.NotPossible,
            _ => throw new InvalidOperationException("Unknown resolution."),
        };
        if (outcome != ResolveMisdeliveryOutcome.Resolved) return outcome;
        await notes.Resolved(request, shipment);
        await tx.Commit();
        return ResolveMisdeliveryOutcome.Resolved;
    }
}

/// <summary>Who is told of a misdelivery and of its end, and the audit of both.</summary>
[Service]
public sealed class MisdeliveryNotes(Notices notices, Audit audit)
{
    internal async Task Reported(ReportMisdeliveryRequest request, ShipmentState shipment, long id)
    {
        await notices.ToMembers(shipment.CentreId, Role.Operator, Notice("misdelivery.reported", id, shipment, $"/shipments/{shipment.Id}"));
        await notices.ToMembers(shipment.ProducerId, Role.Producer, Notice("misdelivery.reported", id, shipment, $"/shipments/{shipment.Id}"));
        await audit.Note(request.Actor, "misdelivery.report", "shipment", shipment.Id, shipment.OrderNo, null, request.Kind.ToString());
    }

    internal async Task Resolved(ResolveMisdeliveryRequest request, ShipmentState shipment)
    {
        var template = request.Resolution switch
        {
            MisdeliveryResolution.Recovered => "misdelivery.recovered",
            MisdeliveryResolution.SentAgain => "misdelivery.sentAgain",
            MisdeliveryResolution.Returned => "misdelivery.returned",
            MisdeliveryResolution.Cancelled => "misdelivery.cancelled",
            _ => throw new InvalidOperationException("Unknown resolution."),
        };
        await notices.ToMembers(shipment.BuyerId, Role.Buyer, Notice(template, request.MisdeliveryId, shipment, $"/orders/{shipment.OrderNo}"));
        await notices.ToMembers(shipment.ProducerId, Role.Producer, Notice(template, request.MisdeliveryId, shipment, $"/producer-orders/{shipment.PartId}"));
        await audit.Note(request.Actor, "misdelivery.resolve", "shipment", shipment.Id, shipment.OrderNo, null, request.Resolution.ToString());
    }

    private static Notice Notice(string template, long id, ShipmentState shipment, string path) =>
        new($"{template}:{id}", template, new Dictionary<string, string> { ["no"] = shipment.OrderNo, ["path"] = path });
}

/// <summary>What each end of a misdelivery does.</summary>
[Service]
public sealed class Resolutions(IDeliveryStore delivery, DeliverShipment deliver, RequestReturn requestReturn, SecondParcel second, Clock clock)
{
    internal SecondParcel Second => second;

    internal async Task<bool> Arrived(Actor actor, ShipmentState shipment)
    {
        await delivery.Move(shipment.Id, [ShipmentStatus.Lost], ShipmentStatus.Misdelivered, null);
        return await deliver.Handle(new DeliverShipmentRequest(actor, shipment.Id, clock.Now)) == DeliverShipmentOutcome.Delivered;
    }

    internal async Task<bool> ComesBack(Actor actor, ShipmentState shipment, string kind)
    {
        var reason = kind == nameof(MisdeliveryKind.Damaged) ? ReturnReason.Damaged : ReturnReason.Wrong;
        foreach (var line in await delivery.ShipmentLines(shipment.Id))
            if (await requestReturn.Handle(new RequestReturnRequest(actor, line.LineId, line.Quantity, reason, null)) is not RequestReturnOutcome.Requested)
                return false;
        return true;
    }
}
