namespace Portal.Core.Agreements;

/// <summary>What is wrong with proposed shares.</summary>
public enum ShareProblem
{
    None,
    NoRest,
    SeveralRests,
    RatesAboveWhole,
    /// <summary>Only the seller, the centre and the mileage of an order can be left open.</summary>
    PartyNeeded,
    UnknownParty,
    BadValue,
    Doubled,
    /// <summary>What is left goes to somebody who is there on every order: not to the order's own seller, and never to the mileage.</summary>
    RestNeedsParty,
    /// <summary>Mileage goes to the reserve of whoever buys; it is paid to nobody.</summary>
    MileageHasNoParty,
    /// <summary>Nothing is divided of a product whose producer is not asked.</summary>
    ProducerMissing,
}

/// <summary>A problem and the share it is found at, counted from 0; null when it is one of all shares together.</summary>
public readonly record struct ShareFault(int? Index, ShareProblem Problem);

/// <summary>What every agreement must fulfil. Pure.</summary>
public static class ShareRules
{
    /// <summary>A fixed sum per unit is at most this many minor units, so that every division stays exact.</summary>
    public const long MaxFixed = 1_000_000_000_000;

    public const int MaxShares = 20;

    /// <summary>The first problem.</summary>
    public static ShareProblem Check(IReadOnlyList<ProposedShare> shares) => Faults(shares).Select(f => f.Problem).FirstOrDefault();

    /// <summary>Everything that is wrong, in the order of the shares; then what is wrong with all of them together.</summary>
    public static IReadOnlyList<ShareFault> Faults(IReadOnlyList<ProposedShare> shares)
    {
        var faults = new List<ShareFault>();
        var seen = new HashSet<(Part, long?, ShareKind)>();
        var (rests, rates) = (0, 0L);
        for (var i = 0; i < shares.Count; i++)
        {
            var s = shares[i];
            if (PartyProblem(s) is var party and not ShareProblem.None) faults.Add(new ShareFault(i, party));
            if (!IsValue(s)) faults.Add(new ShareFault(i, ShareProblem.BadValue));
            if (s.Kind == ShareKind.Rest && ++rests > 1) faults.Add(new ShareFault(i, ShareProblem.SeveralRests));
            var before = rates;
            if (s.Kind == ShareKind.Rate) rates = Math.Min(rates + Math.Clamp(s.Value, 0, 10_000), 1_000_000);
            if (before <= 10_000 && rates > 10_000) faults.Add(new ShareFault(i, ShareProblem.RatesAboveWhole));
            if (!seen.Add((s.Part, s.PartyId, s.Kind)) && s.Kind != ShareKind.Rest) faults.Add(new ShareFault(i, ShareProblem.Doubled));
        }

        if (rests == 0) faults.Add(new ShareFault(null, ShareProblem.NoRest));
        return faults;
    }

    private static ShareProblem PartyProblem(ProposedShare s)
    {
        if (s is { Part: Part.Mileage, PartyId: not null }) return ShareProblem.MileageHasNoParty;
        if (s is { Kind: ShareKind.Rest, Part: Part.Mileage } or { Kind: ShareKind.Rest, Part: Part.Seller, PartyId: null }) return ShareProblem.RestNeedsParty;
        return s.PartyId is null && s.Part is not (Part.Seller or Part.Centre or Part.Mileage) ? ShareProblem.PartyNeeded : ShareProblem.None;
    }

    private static bool IsValue(ProposedShare s) => s.Kind switch
    {
        ShareKind.Rest => s.Value == 0,
        ShareKind.Rate => s.Value is > 0 and <= 10_000,
        _ => s.Value is > 0 and <= MaxFixed,
    };
}
