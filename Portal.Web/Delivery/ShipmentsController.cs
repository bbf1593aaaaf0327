using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Data.Delivery;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Delivery;

public sealed record ShipmentListModel(PageOf<ShipmentRow> Page, ShipmentFilter Filter, IReadOnlyList<string> Views);

public sealed record DeliveryForm
{
    [Display(Name = "delivery.deliveredAt"), Required]
    public DateTime? At { get; init; }
}

public sealed record MisdeliveryForm
{
    [Display(Name = "delivery.misdeliveryKind"), Required]
    public MisdeliveryKind? Kind { get; init; }

    [Display(Name = "delivery.misdeliveryText"), Required, StringLength(1000)]
    public string? Description { get; init; }
}

public sealed record ResolutionForm
{
    [Display(Name = "delivery.resolution"), Required]
    public MisdeliveryResolution? Way { get; init; }

    [Display(Name = "delivery.unitsBack")]
    public bool UnitsBack { get; init; }

    [Display(Name = "delivery.resolutionNote"), StringLength(1000)]
    public string? Note { get; init; }
}

public sealed record ShipmentModel(ShipmentDetail Detail, IReadOnlyList<CarrierRow> Carriers)
{
    public DeliveryForm Delivery { get; init; } = new();
    public ParcelForm Parcel { get; init; } = new();
    public MisdeliveryForm Misdelivery { get; init; } = new();
    public ResolutionForm Resolution { get; init; } = new();
}

/// <summary>Parcels: where they are, that they arrived, and what went wrong.</summary>
[Roles(Role.Buyer, Role.Seller, Role.Producer, Role.Operator, Role.Administrator)]
public sealed class ShipmentsController(ShipmentPages pages, Clock clock) : Controller
{
    private static readonly string[] Views = ["all", "underway", "late", "delivered", "misdelivered", "problem"];

    [HttpGet("/shipments"), Shows<ShipmentList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? q, int page = 1)
    {
        var filter = new ShipmentFilter { View = Views.Contains(view) ? view! : "all", Text = q, Page = page };
        return View(new ShipmentListModel(await pages.List(actor, filter), filter, Views));
    }

    [HttpGet("/shipments/{shipmentId:long}")]
    public async Task<IActionResult> Details(Actor actor, long shipmentId) =>
        await pages.Find(actor, shipmentId) is { } shipment ? View(await Model(actor, shipment)) : NotFound();

    [HttpPost("/shipments/{shipmentId:long}/delivery"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Deliver(Actor actor, long shipmentId, [Bind(Prefix = "Delivery")] DeliveryForm form, [FromServices] DeliverShipment deliver)
    {
        if (await pages.Find(actor, shipmentId) is not { } shipment) return NotFound();
        var at = form.At is { } local ? clock.Utc(local) : default;
        // the form has minutes: what was shipped and brought within the same minute is not before itself
        if (at < shipment.Shipment.ShippedAt && at > shipment.Shipment.ShippedAt.AddMinutes(-1)) at = shipment.Shipment.ShippedAt;
        if (form.At is not null && (at < shipment.Shipment.ShippedAt || at > clock.Now)) this.Error("Delivery.At", "delivery.badDeliveredAt");
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(actor, shipment) with { Delivery = form });
        switch (await deliver.Handle(new DeliverShipmentRequest(actor, shipmentId, at)))
        {
            case DeliverShipmentOutcome.Delivered:
                this.Flash("delivery.delivered");
                return Back(shipmentId);
            case DeliverShipmentOutcome.NotPossible:
                return this.Stale("delivery.cannotDeliver");
            default:
                return NotFound();
        }
    }

    [HttpPost("/shipments/{shipmentId:long}/tracking"), Roles(Role.Producer, Role.Operator)]
    public async Task<IActionResult> Correct(Actor actor, long shipmentId, [Bind(Prefix = "Parcel")] ParcelForm form, [FromServices] CorrectTracking correct)
    {
        if (await pages.Find(actor, shipmentId) is not { } shipment) return NotFound();
        form.Check(this, "Parcel");
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(actor, shipment) with { Parcel = form });
        switch (await correct.Handle(new CorrectTrackingRequest(actor, shipmentId, form.CarrierId, form.Number)))
        {
            case CorrectTrackingOutcome.Corrected:
                this.Flash("delivery.corrected");
                return Back(shipmentId);
            case CorrectTrackingOutcome.NotPossible:
                return this.Stale("delivery.cannotCorrect");
            case CorrectTrackingOutcome.NumberUsed:
                this.Error("Parcel.TrackingNo", "delivery.numberUsed");
                break;
            case CorrectTrackingOutcome.UnknownCarrier:
                this.Error("Parcel.CarrierId", "delivery.unknownCarrier");
                break;
            default:
                return NotFound();
        }

        return this.Invalid("Details", await Model(actor, shipment) with { Parcel = form });
    }

    [HttpPost("/shipments/{shipmentId:long}/misdeliveries"), Roles(Role.Buyer, Role.Seller, Role.Producer, Role.Operator)]
    public async Task<IActionResult> Report(Actor actor, long shipmentId, [Bind(Prefix = "Misdelivery")] MisdeliveryForm form, [FromServices] ReportMisdelivery report)
    {
        if (await pages.Find(actor, shipmentId) is not { } shipment) return NotFound();
        var words = PlainText.Tidy(form.Description);
        if (words is null && ModelState.IsValid) this.Error("Misdelivery.Description", "error.Required", HttpContext.RequestServices.GetRequiredService<Texts>()["delivery.misdeliveryText"]);
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(actor, shipment) with { Misdelivery = form });
        switch (await report.Handle(new ReportMisdeliveryRequest(actor, shipmentId, form.Kind!.Value, words!)))
        {
            case ReportMisdeliveryOutcome.Reported:
                this.Flash("delivery.reported");
                return Back(shipmentId);
            case ReportMisdeliveryOutcome.AlreadyOpen:
                return this.Stale("delivery.reportedBefore");
            case ReportMisdeliveryOutcome.GivenUp:
                return this.Stale("delivery.givenUp");
            default:
                return NotFound();
        }
    }

    [HttpPost("/misdeliveries/{misdeliveryId:long}/resolution"), Roles(Role.Operator)]
    public async Task<IActionResult> Resolve(Actor actor, long misdeliveryId, [Bind(Prefix = "Resolution")] ResolutionForm form, [FromServices] ResolveMisdelivery resolve)
    {
        if (await pages.OfMisdelivery(actor, misdeliveryId) is not { } shipmentId || await pages.Find(actor, shipmentId) is not { } shipment) return NotFound();
        if (!ModelState.IsValid) return this.Invalid("Details", await Model(actor, shipment) with { Resolution = form });
        switch (await resolve.Handle(new ResolveMisdeliveryRequest(actor, misdeliveryId, form.Way!.Value, PlainText.Tidy(form.Note)) { UnitsBack = form.UnitsBack }))
        {
            case ResolveMisdeliveryOutcome.Resolved:
                this.Flash("delivery.resolved");
                return Back(shipmentId);
            case ResolveMisdeliveryOutcome.AlreadyResolved:
                return this.Stale("delivery.resolvedBefore");
            case ResolveMisdeliveryOutcome.OutOfStock:
                return this.Stale("delivery.nothingToSendAgain");
            case ResolveMisdeliveryOutcome.NotPossible:
                return this.Stale("delivery.cannotResolve");
            default:
                return NotFound();
        }
    }

    private async Task<ShipmentModel> Model(Actor actor, ShipmentDetail shipment)
    {
        var s = shipment.Shipment;
        var correctable = s.IsUnderway && actor.Role is Role.Producer or Role.Operator;
        return new ShipmentModel(shipment, correctable ? await pages.Carriers() : [])
        {
            Delivery = new DeliveryForm { At = clock.Local(clock.Now) }, Parcel = new ParcelForm { CarrierId = s.CarrierId, TrackingNo = s.TrackingNo },
        };
    }

    private LocalRedirectResult Back(long shipmentId) => LocalRedirect($"/shipments/{shipmentId}");
}
