using Portal.Core.Agreements;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>Why a product cannot be ordered as asked.</summary>
public enum OrderProblem
{
    /// <summary>Not on sale, or its producer is suspended.</summary>
    NotOnSale,
    OutOfStock,
    /// <summary>No agreement divides its profit at this time.</summary>
    NoAgreement,
    /// <summary>The seller was not accepted for it.</summary>
    NotAccepted,
    /// <summary>The other shares exceed the supply value.</summary>
    NegativeRest,
    /// <summary>Quantity below one, or an amount beyond what can be computed exactly.</summary>
    Amount,
    /// <summary>Named twice in one order.</summary>
    Twice,
}

/// <summary>A problem with one product of an order; <see cref="Left"/> is the stock that is left.</summary>
public sealed record Refusal(long ProductId, OrderProblem Problem, long Left = 0);

/// <summary>An order as the customer would get it now.</summary>
public sealed record Quote(IReadOnlyList<PartSnapshot> Parts, IReadOnlyList<Refusal> Refusals)
{
    public long Total => Parts.Sum(p => p.Total);
}

/// <summary>What a quote is made from: an agreement per product, and the products that the seller may sell (null: there is no seller).</summary>
public sealed record QuoteTerms(IReadOnlyDictionary<long, AgreementInForce> Agreements, IReadOnlySet<long>? MaySell, DateOnly Today, int StandardTaxBp)
{
    /// <summary>Freight that imported history brings with it, by producer.</summary>
    public IReadOnlyDictionary<long, Freight>? HistoricFreight { get; init; }
}

/// <summary>Computes an order from products, agreements and freight rules. Pure.</summary>
public static class Quoting
{
    public static Quote Of(IReadOnlyList<OrderItem> items, IReadOnlyDictionary<long, Offer> offers, QuoteTerms terms)
    {
        var refusals = new List<Refusal>();
        var lines = new List<LineSnapshot>();
        var seen = new HashSet<long>();
        foreach (var item in items)
        {
            var twice = !seen.Add(item.ProductId) && terms.HistoricFreight is null;
            var problem = twice ? OrderProblem.Twice : Problem(item, offers.GetValueOrDefault(item.ProductId), terms);
            if (problem is { } p)
            {
                refusals.Add(new Refusal(item.ProductId, p, offers.GetValueOrDefault(item.ProductId)?.Stock ?? 0));
                continue;
            }

            var offer = offers[item.ProductId];
            lines.Add(new LineSnapshot(Ids.Next(), lines.Count + 1, offer, terms.Agreements[item.ProductId].Id, item.Quantity, Terms(item, offer, terms)));
        }

        var parts = lines.GroupBy(l => l.Offer.ProducerId).Select((g, i) => PartOf(g.Key, i + 1, [.. g], terms)).ToList();
        if (parts.Sum(p => (decimal)p.Total) > Amounts.Max) refusals.Add(new Refusal(items[0].ProductId, OrderProblem.Amount));
        return new Quote(parts, refusals);
    }

    private static OrderProblem? Problem(OrderItem item, Offer? offer, QuoteTerms terms)
    {
        if (offer is not { OnSale: true }) return OrderProblem.NotOnSale;
        if (item.Quantity is < 1 or > 1_000_000 || (decimal)item.Quantity * (item.HistoricUnitPrice ?? offer.Price) > Amounts.Max) return OrderProblem.Amount;
        if (!terms.Agreements.TryGetValue(item.ProductId, out var agreement)) return OrderProblem.NoAgreement;
        if (terms.MaySell is { } may && !may.Contains(item.ProductId)) return OrderProblem.NotAccepted;
        if (offer.Stock < item.Quantity) return OrderProblem.OutOfStock;
        return Divides(item, offer, agreement, terms) ? null : OrderProblem.NegativeRest;
    }

    /// <summary>
    /// True when no division of this line can leave a negative rest: not of all its units, and not of the fewer that returns leave.
    /// When a unit pays for its own shares every number of units does; only at the edge, where rounding decides, are they tried one by one.
    /// </summary>
    private static bool Divides(OrderItem item, Offer offer, AgreementInForce agreement, QuoteTerms terms)
    {
        var line = Terms(item, offer, terms);
        var shares = agreement.Shares.Where(s => s.Part != Part.Seller || s.PartyId is not null || terms.MaySell is not null).ToList();
        decimal rates = shares.Where(s => s.Kind == ShareKind.Rate).Sum(s => s.Value);
        decimal fixedSum = shares.Where(s => s.Kind == ShareKind.Fixed).Sum(s => (decimal)s.Value);
        if (line.UnitPrice * (10_000m - line.DiscountBp) * (10_000m - rates) >= fixedSum * 100_000_000m) return true;
        if (rates > 10_000m || fixedSum * item.Quantity > Amounts.Max) return false;
        for (var n = item.Quantity; n >= Math.Max(1, item.Quantity - 10_000); n--)
            if (Sharing.Divide(shares, line, n, terms.MaySell is not null).Any(p => p.Amount < 0)) return false;
        return true;
    }

    private static LineTerms Terms(OrderItem item, Offer offer, QuoteTerms terms) =>
        new(item.HistoricUnitPrice ?? offer.Price, item.HistoricDiscountBp, offer.TaxBp(terms.StandardTaxBp));

    private static PartSnapshot PartOf(long producerId, int partNo, List<LineSnapshot> lines, QuoteTerms terms)
    {
        var shipOn = Lead.ShipOn(terms.Today, lines.Max(l => l.Offer.MaxDeliveryDays));
        return new PartSnapshot(Ids.Next(), partNo, producerId, FreightOf(producerId, lines, terms), shipOn, lines);
    }

    private static Freight FreightOf(long producerId, List<LineSnapshot> lines, QuoteTerms terms)
    {
        if (terms.HistoricFreight is { } history) return history.GetValueOrDefault(producerId);
        var offer = lines[0].Offer;
        var fee = offer.FreightFee ?? 0;
        if (fee == 0 || !lines.Any(l => l.Offer.IsShipped) || lines.Sum(l => l.Supply) >= offer.FreightFreeFrom) return default;
        return new Freight(fee, fee * terms.StandardTaxBp / 10_000);
    }
}
