namespace Portal.Web.Delivery;

/// <summary>An event of a simulated parcel, in the words of the tracking service.</summary>
public sealed record SimulatedEvent(DateTime At, string Code, string Name, string Place, string Words);

/// <summary>
/// How a parcel of the demo travels: always the same way for the same number. It is delivered six minutes after it was shipped;
/// a number that ends in 7 fails at the first attempt and arrives three minutes later, one that ends in 0 takes hours where the others take minutes. Pure.
/// </summary>
public static class SimulatedParcel
{
    private static readonly string[] Hubs = ["옥천HUB", "대전HUB", "곤지암HUB", "군포HUB", "칠곡HUB"];
    private static readonly string[] Depots = ["전주덕진점", "진안점", "익산점", "남원점", "군산점", "정읍점", "완주점", "무주점"];

    /// <summary>What has happened to the parcel by <paramref name="now"/>, oldest first.</summary>
    public static IReadOnlyList<SimulatedEvent> Events(string trackingNo, DateTime shippedAt, DateTime now)
    {
        var hash = Hash(trackingNo);
        var from = Depots[hash % Depots.Length];
        var to = Depots[(hash / 8 + 1) % Depots.Length];
        var hub = Hubs[hash / 64 % Hubs.Length];
        List<(int Step, string Code, string Name, string Place, string Words)> way =
        [
            (0, "INFORMATION_RECEIVED", "접수", from, "보내는 분에게서 물품을 받기로 했습니다"),
            (1, "AT_PICKUP", "집화처리", from, "물품을 받았습니다"),
            (2, "IN_TRANSIT", "간선상차", hub, "다음 지점으로 옮기고 있습니다"),
            (3, "IN_TRANSIT", "간선하차", to, "배달할 지점에 도착했습니다"),
            (4, "OUT_FOR_DELIVERY", "배송출발", to, "배달하러 나갔습니다"),
        ];
        if (trackingNo.EndsWith('7'))
        {
            way.Add((6, "ATTEMPT_FAIL", "미배달", to, "받는 분이 계시지 않아 다시 배달합니다"));
            way.Add((8, "OUT_FOR_DELIVERY", "배송출발", to, "배달하러 나갔습니다"));
        }

        way.Add((trackingNo.EndsWith('7') ? 9 : 6, "DELIVERED", "배송완료", to, "배달했습니다"));
        var pace = trackingNo.EndsWith('0') ? TimeSpan.FromHours(5) : TimeSpan.FromMinutes(1);
        return [.. way.Select(w => new SimulatedEvent(shippedAt + w.Step * pace, w.Code, w.Name, w.Place, w.Words)).Where(e => e.At <= now)];
    }

    /// <summary>FNV-1a: the same in every process, unlike the hash of a string.</summary>
    private static int Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return (int)(hash & 0x7fffffff);
    }
}
