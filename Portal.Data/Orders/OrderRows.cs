using Portal.Core.Agreements;
using Portal.Core.Orders;

namespace Portal.Data.Orders;

/// <summary>What of the orders is shown: state, search text, page.</summary>
public sealed record OrderFilter
{
    /// <summary>all, unpaid, toconfirm, toship, late, underway, toaccept or cancelled.</summary>
    public string View { get; init; } = "all";
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
}

/// <summary>An order in a list; for a producer, its part of one.</summary>
public sealed record OrderRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public string Buyer { get; init; } = "";
    public string? Seller { get; init; }
    public string Status { get; init; } = "";
    public long Amount { get; init; }
    public bool Paid { get; init; }
    public DateTime? DepositDueAt { get; init; }
    public bool Released { get; init; }
    /// <summary>For a producer, its part and how far that is.</summary>
    public long? PartId { get; init; }
    public string? PartStatus { get; init; }
    /// <summary>Parts that are neither shipped in full nor cancelled, are underway, are delivered.</summary>
    public int ToShip { get; init; }
    public int Underway { get; init; }
    public int Delivered { get; init; }
    public DateOnly? ShipOn { get; init; }
    public bool Late { get; init; }
}

public sealed record OrderHeader
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string? PaymentCode { get; init; }
    public DateTime OrderedAt { get; init; }
    public string Channel { get; init; } = "";
    public string? EnteredBy { get; init; }
    public string BuyerCode { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Representative { get; init; }
    public string? BuyerPhone { get; init; }
    public string? Seller { get; init; }
    public string? SellerPhone { get; init; }
    public string Centre { get; init; } = "";
    public string? CentrePhone { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    public string? BankHolder { get; init; }
    public string Status { get; init; } = "";
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
    public long Total { get; init; }
    public long Cancelled { get; init; }
    public long Returned { get; init; }
    public long Paid { get; init; }
    public long PaidByMileage { get; init; }
    public long WrittenOff { get; init; }

    /// <summary>What was paid too much, and is not given back or put on another order yet.</summary>
    public long Held { get; init; }
    public DateTime? PaidAt { get; init; }
    public DateTime? ReleasedAt { get; init; }
    public DateTime? DepositDueAt { get; init; }
    public DateTime? CancelledAt { get; init; }
    public string? CancelReason { get; init; }

    public bool IsPlaced => Status == "Placed";
    public long Open => Total - Cancelled - Returned - Paid;

    /// <summary>Not paid and not released on credit: the producers do not see it yet, and it expires.</summary>
    public bool AwaitsMoney => IsPlaced && PaidAt is null && ReleasedAt is null;
}

public sealed record OrderPartRow
{
    public long Id { get; init; }
    public long ProducerId { get; init; }
    public string Producer { get; init; } = "";
    public string Status { get; init; } = "";
    public long Freight { get; init; }
    public long FreightVat { get; init; }
    public DateOnly ProposedShipOn { get; init; }
    public DateOnly? PromisedShipOn { get; init; }
    public DateOnly? PromisedDeliveryOn { get; init; }

    public bool IsOpen => Status is "New" or "Confirmed" or "PartlyShipped";
}

public sealed record OrderLineRow
{
    public long Id { get; init; }
    public long ProducerOrderId { get; init; }
    public int LineNo { get; init; }
    public string ProductCode { get; init; } = "";
    public string Product { get; init; } = "";
    /// <summary>What is to be delivered; of what was ordered, <see cref="CancelledUnits"/> are cancelled.</summary>
    public long Quantity { get; init; }
    public long CancelledUnits { get; init; }
    public long UnitPrice { get; init; }
    public int DiscountBp { get; init; }
    public int TaxBp { get; init; }
    public long Supply { get; init; }
    public long Vat { get; init; }
    public bool NeedsAcceptance { get; init; }
    public bool Cancelled { get; init; }
    public long Shipped { get; init; }
    public long Delivered { get; init; }
    public long Returned { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string? AcceptedBy { get; init; }
    public DateTime? DueAt { get; init; }
    public bool Distributed { get; init; }
    /// <summary>Units of open requests for return.</summary>
    public long ComingBack { get; init; }

    /// <summary>Delivered in full, not distributed, and the buyer has not said that it is as ordered.</summary>
    public bool CanAccept => !Cancelled && !Distributed && Delivered == Quantity && AcceptedAt is null && Returned < Quantity;

    public long Ordered => Quantity + CancelledUnits;
    public long OrderedSupply => CancelledUnits == 0 ? Supply : new LineTerms(UnitPrice, DiscountBp, TaxBp).Supply(Ordered);
    public long OrderedVat => CancelledUnits == 0 ? Vat : new LineTerms(UnitPrice, DiscountBp, TaxBp).Vat(Ordered);

    /// <summary>Units that can still be cancelled.</summary>
    public long NotShipped => Cancelled ? 0 : Quantity - Shipped;

    public bool CanReturn => Delivered > Returned + ComingBack;
}

public sealed record OrderEventRow
{
    public DateTime At { get; init; }
    public string Kind { get; init; } = "";
    public string? Person { get; init; }
    public string? Producer { get; init; }
    public string? Detail { get; init; }
    public long? Amount { get; init; }
    public bool Internal { get; init; }
}

public sealed record OrderShipmentRow
{
    public long Id { get; init; }
    public long ProducerOrderId { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ShippedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public long Misdelivered { get; init; }
    public DateTime? LastEventAt { get; init; }
}

public sealed record OrderPaymentRow
{
    public long Id { get; init; }
    public DateTime At { get; init; }
    public long Amount { get; init; }
    /// <summary>Deposit, Credit, Card or Mileage.</summary>
    public string Source { get; init; } = "";
    public string? Depositor { get; init; }
}

public sealed record OrderReturnRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Status { get; init; } = "";
    public long Quantity { get; init; }
    public string Product { get; init; } = "";
    public DateTime RequestedAt { get; init; }
}

/// <summary>An order with everything that its page shows to one actor.</summary>
public sealed record OrderDetail(OrderHeader Order, IReadOnlyList<OrderPartRow> Parts, IReadOnlyList<OrderLineRow> Lines,
    IReadOnlyList<OrderShipmentRow> Shipments, IReadOnlyList<OrderReturnRow> Returns, IReadOnlyList<OrderPaymentRow> Payments, IReadOnlyList<OrderEventRow> Events)
{
    /// <summary>Something of it can be cancelled as a whole: a part of which nothing was shipped.</summary>
    public bool CanCancel => Order.IsPlaced && Parts.Any(p => p.Status is nameof(PartStatus.New) or nameof(PartStatus.Confirmed));

    public IEnumerable<OrderLineRow> LinesOf(OrderPartRow part) => Lines.Where(l => l.ProducerOrderId == part.Id);

    public IEnumerable<OrderShipmentRow> ShipmentsOf(OrderPartRow part) => Shipments.Where(s => s.ProducerOrderId == part.Id);
}

/// <summary>How many orders wait for an actor, by view.</summary>
public sealed record OrderCounts
{
    public long Unpaid { get; init; }
    public long UnpaidAmount { get; init; }
    public long ToConfirm { get; init; }
    public long ToShip { get; init; }
    public long Late { get; init; }
    public long ToAccept { get; init; }
}
