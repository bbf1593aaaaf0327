using Portal.Core.Agreements;
using Portal.Core.Shared;
using Portal.Data.Agreements;

namespace Portal.Web.Agreements;

/// <summary>What a share comes to on an order with a seller and on one without; null where it takes no part.</summary>
public sealed record DivisionRow(ShareRow Share, long? WithSeller, long? WithoutSeller, bool IsMine);

/// <summary>The shares of an agreement in money, for a price and a number of units: computed exactly as an order line is divided.</summary>
public sealed record Division(LineTerms Terms, long Quantity, IReadOnlyList<DivisionRow> Rows)
{
    public long Supply => Terms.Supply(Quantity);
    public long Vat => Terms.Vat(Quantity);

    /// <summary>The order's own seller takes part, so that it matters whether there is one.</summary>
    public bool DependsOnSeller => Rows.Any(r => r.Share is { Part: nameof(Part.Seller), PartyId: null });

    /// <summary>The other shares exceed the price: such an order is refused.</summary>
    public bool IsRefused => Rows.Any(r => r.WithSeller < 0 || r.WithoutSeller < 0);

    public bool HasMine => Rows.Any(r => r.IsMine);
    public long MineWithSeller => Rows.Where(r => r.IsMine).Sum(r => r.WithSeller ?? 0);
    public long MineWithoutSeller => Rows.Where(r => r.IsMine).Sum(r => r.WithoutSeller ?? 0);

    /// <summary>Null when the amounts are beyond what can be computed exactly.</summary>
    public static Division? Of(IReadOnlyList<ShareRow> rows, LineTerms terms, long quantity, Actor? actor)
    {
        var shares = rows.Select(r => r.ToShare()).ToList();
        if (quantity < 1 || (decimal)terms.UnitPrice * quantity > Amounts.Max) return null;
        if (shares.Any(s => s.Kind == ShareKind.Fixed && (decimal)s.Value * quantity > Amounts.Max)) return null;
        var with = Sharing.Divide(shares, terms, quantity, hasSeller: true).ToDictionary(p => p.Share.ShareNo, p => p.Amount);
        var without = Sharing.Divide(shares, terms, quantity, hasSeller: false).ToDictionary(p => p.Share.ShareNo, p => p.Amount);
        return new Division(terms, quantity, [.. rows.Select(r => new DivisionRow(r, Amount(with, r), Amount(without, r), IsOf(r, actor)))]);
    }

    private static long? Amount(Dictionary<int, long> amounts, ShareRow row) => amounts.TryGetValue(row.ShareNo, out var amount) ? amount : null;

    private static bool IsOf(ShareRow row, Actor? actor)
    {
        if (actor is null || row.Part == nameof(Part.Mileage)) return false;
        if (row.PartyId is { } party) return party == actor.OrganizationId;
        return row.Part == nameof(Part.Seller) ? actor.Role == Role.Seller : actor.Role == Role.Operator;
    }
}

/// <summary>A share of one agreement beside the same party's share of another; null where there is none.</summary>
public sealed record ComparedShare(ShareRow? Now, ShareRow? Then)
{
    public ShareRow Any => (Then ?? Now)!;
    public bool IsSame => Now is not null && Then is not null && (Now.Kind, Now.Value) == (Then.Kind, Then.Value);

    /// <summary>Pairs the shares of both by part and party, in the order of the new one; what falls away comes last.</summary>
    public static IReadOnlyList<ComparedShare> Of(IReadOnlyList<ShareRow> now, IReadOnlyList<ShareRow> then)
    {
        var left = now.ToList();
        var pairs = new List<ComparedShare>();
        foreach (var share in then)
        {
            var old = left.Find(s => s.Part == share.Part && s.PartyId == share.PartyId && s.Kind == share.Kind) ?? left.Find(s => s.Part == share.Part && s.PartyId == share.PartyId);
            if (old is not null) left.Remove(old);
            pairs.Add(new ComparedShare(old, share));
        }

        pairs.AddRange(left.Select(s => new ComparedShare(s, null)));
        return pairs;
    }
}
