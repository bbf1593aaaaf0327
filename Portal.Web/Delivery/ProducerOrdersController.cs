using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed record ConfirmationForm
{
    [Display(Name = "delivery.shipOn")]
    public DateOnly? ShipOn { get; init; }

    [Display(Name = "delivery.deliverOn")]
    public DateOnly? DeliverOn { get; init; }
}

public sealed record ShipLineForm
{
    public long LineId { get; init; }

    [Display(Name = "delivery.quantity"), Range(0d, 1_000_000d)]
    public long Quantity { get; init; }
}

/// <summary>A parcel's carrier and number; without both the producer brings it.</summary>
public record ParcelForm
{
    [Display(Name = "delivery.carrier")]
    public long? CarrierId { get; init; }

    [Display(Name = "delivery.trackingNo"), StringLength(60)]
    public string? TrackingNo { get; init; }

    /// <summary>The number as carriers write it: without hyphens and spaces.</summary>
    public string? Number => string.IsNullOrWhiteSpace(TrackingNo) ? null
        : TrackingNo.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim();

    /// <summary>Adds what is wrong with it; <paramref name="prefix"/> is the name of the form.</summary>
    public void Check(Controller controller, string prefix)
    {
        if (CarrierId is not null && Number is null) controller.Error($"{prefix}.TrackingNo", "delivery.numberNeeded");
        if (CarrierId is null && Number is not null) controller.Error($"{prefix}.CarrierId", "delivery.carrierNeeded");
        if (Number is { } n && (n.Length < 5 || !n.All(char.IsAsciiLetterOrDigit))) controller.Error($"{prefix}.TrackingNo", "delivery.badNumber");
    }
}

public sealed record ShipForm : ParcelForm
{
    public List<ShipLineForm> Lines { get; init; } = [];

    /// <summary>How many units were shipped when the page was opened.</summary>
    public long? Seen { get; init; }
}

public sealed record PartModel(PartDetail Detail, IReadOnlyList<CarrierRow> Carriers, ConfirmationForm Confirm, ShipForm Ship);

/// <summary>One producer's part of an order (생산자 주문): its dates are promised, its units shipped.</summary>
[Roles(Role.Producer, Role.Operator, Role.Administrator)]
public sealed class ProducerOrdersController(PartPages pages, ShipmentPages shipments, Clock clock) : Controller
{
    [HttpGet("/producer-orders/{partId:long}")]
    public async Task<IActionResult> Details(Actor actor, long partId)
    {
        if (await pages.Find(actor, partId) is not { } part) return NotFound();
        return View(await Model(part, Dates(part), Everything(part)));
    }

    /// <summary>Without dates: the proposed ones are taken.</summary>
    [HttpPost("/producer-orders/{partId:long}/confirmation"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Confirm(Actor actor, long partId, [Bind(Prefix = "Confirm")] ConfirmationForm form, [FromServices] ConfirmPart confirm)
    {
        if (await pages.Find(actor, partId) is not { } part) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(part, form, Everything(part)));
        switch (await confirm.Handle(new ConfirmPartRequest(actor, partId, form.ShipOn, form.DeliverOn)))
        {
            case ConfirmPartOutcome.Confirmed:
                this.Flash("delivery.confirmed");
                return Back(partId);
            case ConfirmPartOutcome.BadDate:
                this.Error("Confirm.ShipOn", "delivery.badDates");
                return this.Invalid("Details", await Model(part, form, Everything(part)));
            case ConfirmPartOutcome.NotPossible:
                return this.Stale("delivery.cannotConfirm");
            default:
                return NotFound();
        }
    }

    [HttpPost("/producer-orders/{partId:long}/shipments"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Ship(Actor actor, long partId, [Bind(Prefix = "Ship")] ShipForm form, [FromServices] ShipPart ship)
    {
        if (await pages.Find(actor, partId) is not { } part) return NotFound();
        form.Check(this, "Ship");
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(part, Dates(part), form));
        // a form without lines is a form without quantities, not a wish to ship everything
        var lines = form.Lines.Count == 0 ? [new LineUnits()] : form.Lines.ConvertAll(l => new LineUnits { LineId = l.LineId, Quantity = l.Quantity });
        switch (await ship.Handle(new ShipPartRequest(actor, partId, form.CarrierId, form.Number) { Lines = lines, SeenShipped = form.Seen }))
        {
            case ShipPartOutcome.Shipped shipped:
                this.Flash("delivery.shipped");
                return LocalRedirect($"/shipments/{shipped.ShipmentId}");
            case ShipPartOutcome.NotPossible:
                return this.Stale(part.Part.Status == nameof(PartStatus.Cancelled) ? "delivery.cannotShipCancelled" : "delivery.cannotShip");
            case ShipPartOutcome.BadQuantity:
                this.Error("Ship.Lines[0].Quantity", "delivery.badQuantity");
                break;
            case ShipPartOutcome.UnknownCarrier:
                this.Error("Ship.CarrierId", "delivery.unknownCarrier");
                break;
            case ShipPartOutcome.NumberUsed:
                this.Error("Ship.TrackingNo", "delivery.numberUsed");
                break;
            default:
                return NotFound();
        }

        return this.Invalid("Details", await Model(part, Dates(part), form));
    }

    private async Task<PartModel> Model(PartDetail part, ConfirmationForm confirm, ShipForm ship) => new(part, part.CanShip ? await shipments.Carriers() : [], confirm, ship);

    /// <summary>The dates as they stand; those that have passed begin today.</summary>
    private ConfirmationForm Dates(PartDetail part)
    {
        var ship = part.Part.ShipOn < clock.Today ? clock.Today : part.Part.ShipOn;
        return new ConfirmationForm { ShipOn = ship, DeliverOn = part.Part.PromisedDeliveryOn is { } promised && promised >= ship ? promised : Lead.DeliverOn(ship) };
    }

    private static ShipForm Everything(PartDetail part) => new()
    {
        Seen = part.Lines.Sum(l => l.Shipped), Lines = [.. part.Lines.Where(l => l.Left > 0).Select(l => new ShipLineForm { LineId = l.Id, Quantity = l.Left })],
    };

    private LocalRedirectResult Back(long partId) => LocalRedirect($"/producer-orders/{partId}");
}
