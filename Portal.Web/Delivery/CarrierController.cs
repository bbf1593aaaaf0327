using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Delivery;

namespace Portal.Web.Delivery;

/// <summary>
/// The simulated carrier of the demo: answers the portal's own question over HTTP, in the protocol of tracker.delivery.
/// It knows no cookies, so it needs no token against forged requests; outside of the demo it is not there.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class CarrierController(PortalOptions options, ShipmentPages shipments, Clock clock) : Controller
{
    public const string Path = "/demo/carrier/graphql";

    private static readonly string[] ErrorPath = ["track"];

    [HttpPost(Path), RequestSizeLimit(20_000)]
    public async Task<IActionResult> Track()
    {
        if (!options.Demo) return NotFound();
        if (await Question() is not var (carrier, number)) return Error("BAD_REQUEST", "carrierId and trackingNumber are needed.");
        if (await shipments.HandedOver(carrier, number) is not { } shippedAt) return Error("NOT_FOUND", "No such parcel.");
        var nodes = SimulatedParcel.Events(number, shippedAt, clock.Now).Select(e => new
        {
            time = e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), status = new { code = e.Code, name = e.Name },
            location = new { name = e.Place }, description = e.Words,
        }).ToList();
        return Json(new { data = new { track = new { lastEvent = nodes.LastOrDefault(), events = new { edges = nodes.Select(node => new { node }) } } } });
    }

    private async Task<(string Carrier, string Number)?> Question()
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(Request.Body, cancellationToken: HttpContext.RequestAborted);
            var variables = body.RootElement.GetProperty("variables");
            return variables.GetProperty("carrierId").GetString() is { Length: > 0 } carrier && variables.GetProperty("trackingNumber").GetString() is { Length: > 0 } number
                ? (carrier, number) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private JsonResult Error(string code, string message) =>
        Json(new { data = new { track = (object?)null }, errors = new[] { new { message, path = ErrorPath, extensions = new { code } } } });
}
