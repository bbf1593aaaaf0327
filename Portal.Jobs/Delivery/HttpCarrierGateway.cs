using System.Net.Http.Json;
using System.Text.Json;
using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Jobs.Delivery;

/// <summary>
/// Asks a carrier over HTTP in the protocol of tracker.delivery: one GraphQL query, answered by the events of the parcel or by an error code.
/// Each carrier has an address of its own in the settings; in the demo the portal itself answers for those that have none.
/// </summary>
public sealed class HttpCarrierGateway(HttpClient http, PortalOptions options, DemoCarrier demo) : ICarrierGateway
{
    private const string Query = """
        query Track($carrierId: ID!, $trackingNumber: String!) {
          track(carrierId: $carrierId, trackingNumber: $trackingNumber) {
            lastEvent { time status { code name } location { name } description }
            events(last: 100) { edges { node { time status { code name } location { name } description } } }
          }
        }
        """;

    public bool Knows(string carrierCode) => options.Carriers.ContainsKey(carrierCode) || demo.Answers;

    public async Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop)
    {
        if ((options.Carriers.GetValueOrDefault(carrierCode) ?? demo.Address()) is not { } carrier) return new CarrierAnswer.Failed($"No address for carrier {carrierCode}.");
        using var request = new HttpRequestMessage(HttpMethod.Post, carrier.Url)
        {
            Content = JsonContent.Create(new { query = Query, variables = new { carrierId = carrier.Id ?? carrierCode, trackingNumber = trackingNo } }),
        };
        if (carrier.Key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"TRACKQL-API-KEY {carrier.Key}");
        try
        {
            using var response = await http.SendAsync(request, stop);
            if (!response.IsSuccessStatusCode) return new CarrierAnswer.Failed($"HTTP {(int)response.StatusCode}");
            return TrackAnswer.Read(await response.Content.ReadFromJsonAsync<JsonElement>(stop));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException or InvalidOperationException or TaskCanceledException { InnerException: TimeoutException })
        {
            return new CarrierAnswer.Failed(e.Message);
        }
    }
}

/// <summary>Where the simulated carrier of the demo answers: at the portal's own address, which is known only while it serves.</summary>
public sealed class DemoCarrier(Func<Uri?>? address)
{
    /// <summary>True in the demo, also before the portal serves.</summary>
    public bool Answers => address is not null;

    public CarrierAddress? Address() => address?.Invoke() is { } url ? new CarrierAddress(url) : null;
}
