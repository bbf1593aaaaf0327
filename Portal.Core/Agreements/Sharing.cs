namespace Portal.Core.Agreements;

/// <summary>The part of the value chain that a share is for.</summary>
public enum Part { Producer, Seller, Centre, Portal, Logistics, Service, Mileage }

/// <summary>How a share is computed: minor units per unit of quantity, basis points of the supply value, or what is left.</summary>
public enum ShareKind { Fixed, Rate, Rest }

/// <summary>One share of an agreement. <see cref="PartyId"/> null: the seller, centre or buyer of the order receives it.</summary>
public sealed record Share
{
    public long Id { get; init; }
    public int ShareNo { get; init; }
    public Part Part { get; init; }
    public long? PartyId { get; init; }
    public ShareKind Kind { get; init; }
    public long Value { get; init; }
}

/// <summary>The figures of an order line that its division depends on (money.md §1).</summary>
public readonly record struct LineTerms(long UnitPrice, int DiscountBp, int TaxBp)
{
    /// <summary>Supply value without VAT (공급가액) of a number of units.</summary>
    public long Supply(long quantity)
    {
        var gross = checked(quantity * UnitPrice);
        return gross - checked(gross * DiscountBp) / 10_000;
    }

    /// <summary>VAT of a number of units: floor(S × rate).</summary>
    public long Vat(long quantity) => checked(Supply(quantity) * TaxBp) / 10_000;
}

/// <summary>What one share of a line comes to, in minor units.</summary>
public readonly record struct Portion(Share Share, long Amount);

/// <summary>Divides the supply value of a line among the shares of its agreement. Pure, exact, and the oracle of the set-based SQL.</summary>
public static class Sharing
{
    /// <summary>
    /// The portions of <paramref name="quantity"/> units, in the order of the shares; they sum to the supply value.
    /// A seller's share without a seller on the order is left out and so falls to the rest.
    /// The rest is negative when the other shares exceed the supply: an order with such a line is refused.
    /// </summary>
    public static IReadOnlyList<Portion> Divide(IEnumerable<Share> shares, LineTerms terms, long quantity, bool hasSeller)
    {
        var supply = terms.Supply(quantity);
        var taking = shares.Where(s => s.Part != Part.Seller || s.PartyId is not null || hasSeller).OrderBy(s => s.ShareNo).ToList();
        long others = 0;
        foreach (var s in taking.Where(s => s.Kind != ShareKind.Rest)) others = checked(others + Amount(s, supply, quantity));
        return [.. taking.Select(s => new Portion(s, s.Kind == ShareKind.Rest ? supply - others : Amount(s, supply, quantity)))];
    }

    private static long Amount(Share share, long supply, long quantity) => share.Kind switch
    {
        ShareKind.Fixed => checked(share.Value * quantity),
        ShareKind.Rate => checked(supply * share.Value) / 10_000,
        _ => throw new InvalidOperationException("The rest is what is left."),
    };
}
