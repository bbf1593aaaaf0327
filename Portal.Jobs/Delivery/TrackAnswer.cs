using System.Globalization;
using System.Text.Json;
using Portal.Core.Delivery;

namespace Portal.Jobs.Delivery;

/// <summary>
/// Reads an answer in the shape of tracker.delivery. What it does not say in the expected place is a failure, never an exception;
/// a status that we do not know is kept as <see cref="TrackingCode.Unknown"/>; an event without a time cannot be kept at all.
/// </summary>
internal static class TrackAnswer
{
    private const string NotFound = "NOT_FOUND";

    public static CarrierAnswer Read(JsonElement answer)
    {
        if (Property(answer, "errors") is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0) return Error(errors[0]);
        if (Property(answer, "data") is not { } data || Property(data, "track") is not { } track) return new CarrierAnswer.Failed("The answer has no track.");
        // the number is not known yet: the parcel was not handed over
        if (track.ValueKind == JsonValueKind.Null) return new CarrierAnswer.Events([]);
        if (Property(track, "events") is not { } events || Property(events, "edges") is not { ValueKind: JsonValueKind.Array } edges)
            return new CarrierAnswer.Failed("The answer has no events.");

        var list = edges.EnumerateArray().Select(e => Event(Property(e, "node"))).OfType<TrackingEvent>().ToList();
        // the last event may differ from the last of the list: a delivery wins over what was listed after it
        if (Event(Property(track, "lastEvent")) is { } last && !list.Contains(last)) list.Add(last);
        return new CarrierAnswer.Events([.. list.OrderBy(e => e.At)]);
    }

    private static CarrierAnswer Error(JsonElement error)
    {
        var code = Property(error, "extensions") is { } extensions ? Text(extensions, "code") : null;
        return code == NotFound ? new CarrierAnswer.Events([]) : new CarrierAnswer.Failed($"{code ?? "ERROR"}: {Text(error, "message")}");
    }

    private static TrackingEvent? Event(JsonElement? node)
    {
        if (node is not { ValueKind: JsonValueKind.Object } e || Text(e, "time") is not { } time) return null;
        if (!DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return null;
        var status = Property(e, "status");
        var name = status is { } s ? Text(s, "name") : null;
        var place = Property(e, "location") is { } location ? Text(location, "name") : null;
        // the database keeps milliseconds: what is compared with it must not be finer
        var utc = at.UtcDateTime;
        return new TrackingEvent(utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond)), Code(status is { } c ? Text(c, "code") : null), Cut(place, 100), Cut(Text(e, "description") ?? name, 400));
    }

    private static TrackingCode Code(string? code) => code switch
    {
        "INFORMATION_RECEIVED" => TrackingCode.Registered,
        "AT_PICKUP" => TrackingCode.PickedUp,
        "IN_TRANSIT" => TrackingCode.InTransit,
        "OUT_FOR_DELIVERY" => TrackingCode.OutForDelivery,
        "ATTEMPT_FAIL" => TrackingCode.AttemptFailed,
        "AVAILABLE_FOR_PICKUP" => TrackingCode.ReadyForPickup,
        "EXCEPTION" => TrackingCode.Trouble,
        "DELIVERED" => TrackingCode.Delivered,
        _ => TrackingCode.Unknown,
    };

    private static JsonElement? Property(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement of, string name) =>
        Property(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static string Cut(string? text, int max) => text is null ? "" : text.Length > max ? text[..max] : text;
}
