using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Web.Shared;

/// <summary>How amounts, dates and numbers look, in the language of the request and the zone of the portal.</summary>
public sealed class Show(PortalOptions options, Clock clock)
{
    private static bool IsKorean => Texts.Language == "ko";

    /// <summary>An amount with its currency: <c>12,000원</c>, <c>₩12,000</c>, <c>$12.50</c>.</summary>
    public string Money(long minor)
    {
        var sign = minor < 0 ? "−" : "";
        var digits = options.Currency.Format(Math.Abs(minor));
        return options.Currency.Code switch
        {
            "KRW" => IsKorean ? $"{sign}{digits}원" : $"{sign}₩{digits}",
            "USD" => $"{sign}${digits}",
            var code => $"{sign}{digits} {code}",
        };
    }

    /// <summary>An amount without its currency, for columns.</summary>
    public string Amount(long minor) => (minor < 0 ? "−" : "") + options.Currency.Format(Math.Abs(minor));

    /// <summary>An amount as it stands in a form.</summary>
    public string Input(long? minor) => minor is { } m ? options.Currency.Plain(m) : "";

    public string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Basis points as per cent: 1250 → <c>12.5%</c>.</summary>
    public string Rate(long basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public string Day(DateOnly day) => IsKorean
        ? $"{day.Year}. {day.Month}. {day.Day}.({Weekday(day)})"
        : day.ToString("ddd d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    public string Day(DateTime utc) => Day(clock.DateOf(utc));

    public string Day(DateOnly? day) => day is { } d ? Day(d) : "–";

    public string Day(DateTime? utc) => utc is { } d ? Day(d) : "–";

    /// <summary>The month of a day.</summary>
    public string Month(DateOnly day) => IsKorean ? $"{day.Year}년 {day.Month}월" : day.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>A moment in the portal's zone, to the minute.</summary>
    public string Moment(DateTime utc)
    {
        var local = clock.Local(utc);
        return IsKorean
            ? local.ToString("yyyy. M. d. HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("d MMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"));
    }

    public string Moment(DateTime? utc) => utc is { } d ? Moment(d) : "–";

    /// <summary>A moment as machines read it, for <c>time datetime</c>.</summary>
    public string Iso(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A moment as it stands in a field of a form.</summary>
    public string Field(DateTime utc) => clock.Local(utc).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    public string BusinessNumber(string? digits) => digits is { Length: 10 } d ? $"{d[..3]}-{d[3..5]}-{d[5..]}" : digits ?? "–";

    public string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1_000} kB",
        _ => (bytes / 1_000_000m).ToString("0.#", CultureInfo.InvariantCulture) + " MB",
    };

    /// <summary>Some text, or a dash.</summary>
    public string Or(string? text) => string.IsNullOrWhiteSpace(text) ? "–" : text;

    private static string Weekday(DateOnly day) => day.ToString("ddd", CultureInfo.GetCultureInfo("ko-KR"));
}
