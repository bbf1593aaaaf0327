using Portal.Core.Agreements;

namespace Portal.Core.Orders;

/// <summary>Who entered an order.</summary>
public enum OrderChannel { Buyer, Seller, Operator }

public enum OrderStatus { Placed, Cancelled }

/// <summary>How far one producer's part of an order is.</summary>
public enum PartStatus { New, Confirmed, PartlyShipped, Shipped, Delivered, Cancelled }

/// <summary>Where an order goes, as it was when it was placed.</summary>
public sealed record ShipTo(string? Recipient, string? Phone, string? PostalCode, string? Address, string? Memo)
{
    public static ShipTo Unknown { get; } = new(null, null, null, null, null);
}

/// <summary>What is ordered. Price and discount come from the database; only imported history brings its own.</summary>
public sealed record OrderItem(long ProductId, long Quantity)
{
    public long? HistoricUnitPrice { get; init; }
    public int HistoricDiscountBp { get; init; }
}

/// <summary>Freight of one producer's part, without and with its VAT apart, in minor units.</summary>
public readonly record struct Freight(long Fee, long Vat);

/// <summary>A product as it can be ordered now.</summary>
public sealed record Offer
{
    public long ProductId { get; init; }
    public long ProducerId { get; init; }
    public long RevisionId { get; init; }
    public string Code { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Tax { get; init; } = "";
    public long Price { get; init; }
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    /// <summary>On sale, by a producer who is not suspended.</summary>
    public bool OnSale { get; init; }
    /// <summary>What the producer charges for freight, and from which supply value on nothing.</summary>
    public long? FreightFee { get; init; }
    public long? FreightFreeFrom { get; init; }

    /// <summary>Equipment is distributed only after it was accepted (검수).</summary>
    public bool NeedsAcceptance => Kind == "Equipment";
    public bool IsShipped => Kind is "Equipment" or "Consumable";

    public int TaxBp(int standard) => Tax == "Standard" ? standard : 0;
}

/// <summary>One line of an order as it is kept: a snapshot that today's settings never change.</summary>
public sealed record LineSnapshot(long Id, int LineNo, Offer Offer, long AgreementId, long Quantity, LineTerms Terms)
{
    public long Supply { get; } = Terms.Supply(Quantity);
    public long Vat { get; } = Terms.Vat(Quantity);
    public long Total => Supply + Vat;
}

/// <summary>One producer's part of an order as it is placed.</summary>
public sealed record PartSnapshot(long Id, int PartNo, long ProducerId, Freight Freight, DateOnly ProposedShipOn, IReadOnlyList<LineSnapshot> Lines)
{
    public long Total => Lines.Sum(l => l.Total) + Freight.Fee + Freight.Vat;
}

/// <summary>The money and state of an order, locked for this transaction.</summary>
public sealed record OrderState
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public long BuyerId { get; init; }
    public long? SellerId { get; init; }
    public long CentreId { get; init; }
    public string Status { get; init; } = "";
    public long Total { get; init; }
    public long Cancelled { get; init; }
    public long Returned { get; init; }
    public long Paid { get; init; }
    /// <summary>Of what is paid, by mileage.</summary>
    public long PaidByMileage { get; init; }
    /// <summary>Of what counts as paid, what was given up.</summary>
    public long WrittenOff { get; init; }
    public DateTime OrderedAt { get; init; }
    public DateTime? PaidAt { get; init; }
    public DateTime? ReleasedAt { get; init; }

    public bool IsPlaced => Status == nameof(OrderStatus.Placed);
    /// <summary>What the buyer owes in all: ordered less cancelled less returned.</summary>
    public long Due => Total - Cancelled - Returned;
    /// <summary>What is still to be paid.</summary>
    public long Open => Due - Paid;
}

/// <summary>The dates that a producer is proposed from the longest delivery time of the part's products (최대납기일).</summary>
public static class Lead
{
    /// <summary>Days between shipping and delivery that are reckoned with.</summary>
    public const int TransitDays = 1;

    public static DateOnly ShipOn(DateOnly ordered, int maxDeliveryDays) => ordered.AddDays(Math.Max(0, maxDeliveryDays - TransitDays));

    public static DateOnly DeliverOn(DateOnly shipOn) => shipOn.AddDays(TransitDays);
}
