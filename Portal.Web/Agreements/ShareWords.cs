using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;
using Portal.Web.Shared;

namespace Portal.Web.Agreements;

/// <summary>Shares in words, the same on every page.</summary>
[Service]
public sealed class ShareWords(Texts texts, Show show)
{
    /// <summary>Who receives it: the party, or whose the order is.</summary>
    public string Who(ShareRow share) => share.Party ?? texts[$"agreements.own.{share.Part}"];

    /// <summary>How much: a sum per unit, a part of the price, or what is left.</summary>
    public string HowMuch(ShareRow share) => share.Kind switch
    {
        nameof(ShareKind.Fixed) => texts["agreements.perUnit", show.Money(share.Value)],
        nameof(ShareKind.Rate) => texts["agreements.ofSupply", show.Rate(share.Value)],
        _ => texts["agreements.rest"],
    };

    public static string Tone(string status) => status switch
    {
        nameof(AgreementStatus.Accepted) => "ok full",
        nameof(AgreementStatus.Proposed) => "wait half",
        nameof(AgreementStatus.Declined) => "bad",
        _ => "",
    };
}

/// <summary>Per cent as people type them.</summary>
public static partial class PerCent
{
    /// <summary>Reads <c>12.5</c> or <c>12.5%</c> as basis points: at most two decimals, at most a thousand per cent.</summary>
    public static bool TryParse(string? text, out int basisPoints)
    {
        basisPoints = 0;
        var match = Shape().Match(text?.Trim() ?? "");
        if (!match.Success) return false;
        basisPoints = (int)(decimal.Parse(match.Groups["n"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100);
        return true;
    }

    public static string Plain(long basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*%?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
