using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>A division in words: by which formula a share comes to its amount, and what a line waits for.</summary>
[Service]
public sealed class DivisionWords(Texts texts, Show show, Clock clock)
{
    /// <summary>How the amount of a share is computed: <c>12.5% × 90,000 = 11,250</c>.</summary>
    public string Formula(DividedShare share, Division division)
    {
        if (share.FallsToRest) return texts["settlement.formula.fallsToRest"];
        var (supply, amount) = (division.Supply, show.Amount(share.Amount));
        return Enum.Parse<ShareKind>(share.Kind) switch
        {
            ShareKind.Rate when supply * share.Value % 10_000 == 0 => $"{show.Rate(share.Value)} × {show.Amount(supply)} = {amount}",
            ShareKind.Rate => $"{show.Rate(share.Value)} × {show.Amount(supply)} → {amount} {texts["settlement.formula.floored"]}",
            ShareKind.Fixed => $"{show.Amount(share.Value)} × {show.Count(division.Units)} = {amount}",
            _ => $"{show.Amount(supply)} − {show.Amount(supply - share.Amount)} = {amount}",
        };
    }

    /// <summary>Rate, sum or rest of a share.</summary>
    public string Value(DividedShare share) => Enum.Parse<ShareKind>(share.Kind) switch
    {
        ShareKind.Rate => show.Rate(share.Value),
        ShareKind.Fixed => texts["settlement.perUnit", show.Amount(share.Value)],
        _ => texts["settlement.rest"],
    };

    /// <summary>Everything that a line waits for; nothing when it will be divided at the next run.</summary>
    public IReadOnlyList<(string Text, string Tone)> Waits(WaitState line)
    {
        var waits = new List<(string, string)>();
        if (line.Delivered < line.Quantity) waits.Add((texts["settlement.waits.Delivery", show.Count(line.Quantity), show.Count(line.Delivered)], line.Delivered > 0 ? "go half" : "go"));
        if (line.PaidAt is null) waits.Add((texts["settlement.waits.Payment", show.Money(line.Open)], "wait"));
        if (line.Delivered == line.Quantity && line.AcceptedAt is null)
        {
            if (line.NeedsAcceptance) waits.Add((texts["settlement.waits.Acceptance"], "wait half"));
            else if (line.ObjectionEndsAt > clock.Now) waits.Add((texts["settlement.waits.Objection", show.Day(line.ObjectionEndsAt)], "wait half"));
        }

        return waits.Count > 0 ? waits : [(texts["settlement.waits.Run"], "ok half")];
    }
}
