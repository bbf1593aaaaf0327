using System.Net.Http.Json;
using System.Text.Json;
using Portal.Core.Delivery;
using Portal.Core.Shared;

namespace Portal.Jobs.Delivery;

/// <summary>
/// Asks a carrier over HTTP: <c>GET {base}/{tracking number}</c> answers
/// <c>{"events":[{"at":"2026-11-23T01:02:03Z","status":"InTransit","place":"…","words":"…"}]}</c>, or 404 before the parcel was handed over.
/// </summary>
public sealed class HttpCarrierGateway(HttpClient http, PortalOptions options) : ICarrierGateway
{
    public bool Knows(string carrierCode) => options.Carriers.ContainsKey(carrierCode);

    public async Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop)
    {
        if (!options.Carriers.TryGetValue(carrierCode, out var address)) return new CarrierAnswer.Failed($"No address for carrier {carrierCode}.");
        var url = new Uri($"{address.ToString().TrimEnd('/')}/{Uri.EscapeDataString(trackingNo)}");
        try
        {
            using var response = await http.GetAsync(url, stop);
            if (response.StatusCode == System.Net.HttpStatusCode.NotFound) return new CarrierAnswer.Events([]);
            if (!response.IsSuccessStatusCode) return new CarrierAnswer.Failed($"HTTP {(int)response.StatusCode}");
            return Read(await response.Content.ReadFromJsonAsync<Answer>(stop));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException or TaskCanceledException { InnerException: TimeoutException })
        {
            return new CarrierAnswer.Failed(e.Message);
        }
    }

    private static CarrierAnswer Read(Answer? answer)
    {
        if (answer?.Events is not { } events) return new CarrierAnswer.Failed("The answer has no events.");
        var list = new List<TrackingEvent>();
        foreach (var e in events)
        {
            if (!Enum.TryParse<ShipmentStatus>(e.Status, out var status) || !Enum.IsDefined(status) || e.At == default)
                return new CarrierAnswer.Failed($"An event of the answer cannot be understood: {e.Status}");
            list.Add(new TrackingEvent(e.At.UtcDateTime, status, e.Place ?? "", e.Words ?? ""));
        }

        return new CarrierAnswer.Events([.. list.OrderBy(e => e.At)]);
    }

    private sealed record Answer(IReadOnlyList<AnswerEvent>? Events);

    private sealed record AnswerEvent(DateTimeOffset At, string? Status, string? Place, string? Words);
}
