namespace Portal.Data.Delivery;

/// <summary>What of the shipments is shown.</summary>
public sealed record ShipmentFilter
{
    /// <summary>all, underway, late, delivered or problem.</summary>
    public string View { get; init; } = "all";
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
}

public sealed record ShipmentRow
{
    public long Id { get; init; }
    public long PartId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Buyer { get; init; } = "";
    public long? CarrierId { get; init; }
    public string? Carrier { get; init; }
    public string? TrackingNo { get; init; }
    public string Status { get; init; } = "";
    public DateTime ShippedAt { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public DateOnly? PromisedDeliveryOn { get; init; }
    /// <summary>When the carrier is asked next; null: it is not.</summary>
    public DateTime? NextPollAt { get; init; }
    public string? LastError { get; init; }
    public long? MisdeliveryId { get; init; }
    public bool Late { get; init; }

    public bool IsUnderway => Status is "Shipped" or "InTransit" or "OutForDelivery" or "AttemptFailed";
}

public sealed record TrackingRow
{
    public DateTime At { get; init; }
    public string Status { get; init; } = "";
    public string Place { get; init; } = "";
    public string Words { get; init; } = "";
}

public sealed record ShipmentLineRow
{
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public long Quantity { get; init; }
}

public sealed record MisdeliveryRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Description { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTime ReportedAt { get; init; }
    public string? ReportedBy { get; init; }
    public string? Resolution { get; init; }
    public string? ResolutionNote { get; init; }
    public DateTime? ResolvedAt { get; init; }
}

public sealed record ShipmentDetail(ShipmentRow Shipment, IReadOnlyList<ShipmentLineRow> Lines, IReadOnlyList<TrackingRow> Events, IReadOnlyList<MisdeliveryRow> Misdeliveries)
{
    public MisdeliveryRow? OpenMisdelivery => Misdeliveries.FirstOrDefault(m => m.Status == "Open");
}

public sealed record CarrierRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>What of deliveries waits for the operator of a centre.</summary>
public sealed record DeliveryCounts
{
    public long Returns { get; init; }
    public long Misdeliveries { get; init; }
    public long Late { get; init; }
}
