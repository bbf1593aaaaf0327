using System.Globalization;
using System.Text.Json;
using Portal.Core.Shared;
using Portal.Data.Delivery;

namespace Portal.Web.Delivery;

/// <summary>
/// The simulated carrier of the demo: answers the portal's own question over HTTP, in the protocol of tracker.delivery.
/// It reads no cookie and changes nothing, so it needs no token against forged requests; outside of the demo it is not there.
/// </summary>
public static class SimulatedCarrier
{
    public const string Path = "/demo/carrier/graphql";

    private const int MaxQuestion = 20_000;
    private static readonly string[] ErrorPath = ["track"];

    public static void MapSimulatedCarrier(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalOptions>().Demo) app.MapPost(Path, Track).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> Track(HttpRequest request, ShipmentPages shipments, Clock clock)
    {
        if (await Question(request) is not var (carrier, number)) return Error("BAD_REQUEST", "carrierId and trackingNumber are needed.");
        if (await shipments.HandedOver(carrier, number) is not { } shippedAt) return Error("NOT_FOUND", "No such parcel.");
        var nodes = SimulatedParcel.Events(number, shippedAt, clock.Now).Select(e => new
        {
            time = e.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), status = new { code = e.Code, name = e.Name },
            location = new { name = e.Place }, description = e.Words,
        }).ToList();
        return Results.Json(new { data = new { track = new { lastEvent = nodes.LastOrDefault(), events = new { edges = nodes.Select(node => new { node }) } } } });
    }

    private static async Task<(string Carrier, string Number)?> Question(HttpRequest request)
    {
        if (request.ContentLength > MaxQuestion) return null;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var variables = body.RootElement.GetProperty("variables");
            return variables.GetProperty("carrierId").GetString() is { Length: > 0 } carrier && variables.GetProperty("trackingNumber").GetString() is { Length: > 0 } number
                ? (carrier, number) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IResult Error(string code, string message) =>
        Results.Json(new { data = new { track = (object?)null }, errors = new[] { new { message, path = ErrorPath, extensions = new { code } } } });
}
