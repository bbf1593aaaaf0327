using System.Numerics;
using CsCheck;
using NUnit.Framework;
using Portal.Core.Agreements;

namespace Portal.Tests.Agreements;

/// <summary>Supply value, VAT and the division of a line (money.md §1 and §2), against arithmetic without limits.</summary>
[TestFixture]
public sealed class SharingTests
{
    private static readonly Part[] Parts = [Part.Producer, Part.Seller, Part.Centre, Part.Portal, Part.Logistics, Part.Service, Part.Mileage];

    /// <summary>A line: what it costs, how many units, with a seller or without, and its shares in any order.</summary>
    private sealed record Line(Share[] Shares, LineTerms Terms, long Quantity, bool HasSeller)
    {
        public IReadOnlyList<Portion> Divide() => Sharing.Divide(Shares, Terms, Quantity, HasSeller);
        public bool Takes(Share s) => s.Part != Part.Seller || s.PartyId is not null || HasSeller;
        public BigInteger Gross => (BigInteger)Quantity * Terms.UnitPrice;
        public BigInteger Supply => Gross - Gross * Terms.DiscountBp / 10_000;
    }

    private static readonly Gen<LineTerms> GenTerms =
        Gen.Select(Gen.Long[1, 1_000_000_000], Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 9_999])), Gen.OneOf(0, 1_000, 2_300),
            (price, discount, tax) => new LineTerms(price, discount, tax));

    private static readonly Gen<Share> GenShare =
        Gen.Select(Gen.OneOf(Parts), Gen.Bool, Gen.Bool, Gen.Long[1, 1_400], Gen.Long[1, 5_000], (part, named, isRate, rate, sum) => new Share
        {
            Part = part, PartyId = named ? 1 : null, Kind = isRate ? ShareKind.Rate : ShareKind.Fixed, Value = isRate ? rate : sum,
        });

    private static readonly Gen<Line> GenLine =
        Gen.Select(GenShare.Array[0, 7], Gen.Int[0, 7], GenTerms, Gen.Long[1, 10_000], Gen.Bool, Gen.Int[0, 1_000_000], (others, restAt, terms, quantity, hasSeller, shuffle) =>
        {
            var shares = others.ToList();
            shares.Insert(Math.Min(restAt, shares.Count), new Share { Part = Part.Producer, PartyId = 2, Kind = ShareKind.Rest });
            var numbered = shares.Select((s, i) => s with { Id = 100 + i, ShareNo = i + 1 }).ToArray();
            new Random(shuffle).Shuffle(numbered);
            return new Line(numbered, terms, quantity, hasSeller);
        });

    [Test]
    public void Supply_and_VAT_are_floored_as_written() => GenLine.Sample(l =>
        l.Terms.Supply(l.Quantity) == l.Supply && l.Terms.Vat(l.Quantity) == l.Supply * l.Terms.TaxBp / 10_000 && l.Terms.Supply(0) == 0 && l.Terms.Vat(0) == 0);

    [Test]
    public void The_portions_sum_to_the_supply_value_exactly() => GenLine.Sample(l =>
        l.Divide().Aggregate(BigInteger.Zero, (sum, p) => sum + p.Amount) == l.Supply);

    [Test]
    public void A_fixed_share_is_per_unit_and_a_rate_is_floored_and_the_rest_is_what_is_left() => GenLine.Sample(l =>
    {
        var expected = l.Shares.Where(l.Takes).Where(s => s.Kind != ShareKind.Rest)
            .ToDictionary(s => s.Id, s => s.Kind == ShareKind.Fixed ? (BigInteger)s.Value * l.Quantity : l.Supply * s.Value / 10_000);
        var rest = l.Supply - expected.Values.Aggregate(BigInteger.Zero, (a, b) => a + b);
        return l.Divide().All(p => p.Amount == (p.Share.Kind == ShareKind.Rest ? rest : expected[p.Share.Id]));
    });

    [Test]
    public void Portions_come_in_the_order_of_the_shares_however_they_were_given() => GenLine.Sample(l =>
        l.Divide().Select(p => p.Share.ShareNo).SequenceEqual(l.Shares.Where(l.Takes).Select(s => s.ShareNo).Order()));

    [Test]
    public void Without_a_seller_the_sellers_share_falls_to_the_rest() => GenLine.Sample(l =>
    {
        var with = (l with { HasSeller = true }).Divide();
        var without = (l with { HasSeller = false }).Divide();
        var open = with.Where(p => p.Share is { Part: Part.Seller, PartyId: null }).Sum(p => p.Amount);
        return without.All(p => p.Share is not { Part: Part.Seller, PartyId: null }) && Rest(without) == Rest(with) + open
            && without.Where(p => p.Share.Kind != ShareKind.Rest).All(p => with.Contains(p));
    });

    [Test]
    public void A_seller_that_the_agreement_names_is_paid_also_without_a_seller_on_the_order()
    {
        Share[] shares =
        [
            new() { Id = 1, ShareNo = 1, Part = Part.Seller, PartyId = 7, Kind = ShareKind.Rate, Value = 1_000 },
            new() { Id = 2, ShareNo = 2, Part = Part.Producer, PartyId = 8, Kind = ShareKind.Rest },
        ];
        Assert.That(Sharing.Divide(shares, new LineTerms(999, 0, 0), 1, hasSeller: false).Select(p => p.Amount), Is.EqualTo(new long[] { 99, 900 }));
    }

    [Test]
    public void Fewer_units_give_no_share_more_except_the_rest_and_no_units_give_nobody_anything() => GenLine.Sample(l =>
    {
        var fewer = (l with { Quantity = l.Quantity - 1 }).Divide().ToDictionary(p => p.Share.Id, p => p.Amount);
        return l.Divide().All(p => p.Share.Kind == ShareKind.Rest || fewer[p.Share.Id] <= p.Amount) && (l.Quantity > 1 || fewer.Values.All(amount => amount == 0));
    });

    [Test]
    public void A_rest_that_others_exceed_is_negative_and_so_refused_when_ordered()
    {
        Share[] shares =
        [
            new() { Id = 1, ShareNo = 1, Part = Part.Logistics, PartyId = 7, Kind = ShareKind.Fixed, Value = 600 },
            new() { Id = 2, ShareNo = 2, Part = Part.Portal, PartyId = 8, Kind = ShareKind.Rate, Value = 5_000 },
            new() { Id = 3, ShareNo = 3, Part = Part.Producer, PartyId = 9, Kind = ShareKind.Rest },
        ];
        Assert.That(Sharing.Divide(shares, new LineTerms(1_000, 0, 0), 3, hasSeller: true).Select(p => p.Amount), Is.EqualTo(new long[] { 1_800, 1_500, -300 }));
    }

    [Test]
    public void What_does_not_fit_into_64_bits_is_an_error_and_never_a_wrong_amount()
    {
        var terms = new LineTerms(long.MaxValue / 2, 0, 1_000);
        Assert.That(() => terms.Supply(3), Throws.TypeOf<OverflowException>());
        Assert.That(() => terms.Vat(1), Throws.TypeOf<OverflowException>());
    }

    private static long Rest(IEnumerable<Portion> portions) => portions.Single(p => p.Share.Kind == ShareKind.Rest).Amount;
}
