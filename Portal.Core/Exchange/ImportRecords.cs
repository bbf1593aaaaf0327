using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>A row of an import that could be read, and where it stands.</summary>
public abstract record ImportRecord(string File, int Line);

public sealed record OrganizationRecord(string File, int Line, string Code, string Name, OrganizationKind Kind) : ImportRecord(File, Line)
{
    public string? BusinessNumber { get; init; }
    public string? Region { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }
    public TaxKind Tax { get; init; }
    public string? CentreCode { get; init; }
    public string? CooperativeCode { get; init; }
}

public sealed record PersonRecord(string File, int Line, string Email, string Name, Role Role, string? OrganizationCode, string? Phone) : ImportRecord(File, Line);

public sealed record ProductRecord(string File, int Line, string Code, string ProducerCode, ProductContent Content) : ImportRecord(File, Line)
{
    public string? Category { get; init; }
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
    public DateTime? ApprovedAt { get; init; }
}

public sealed record AgreementRecord(string File, int Line, string ProductCode, DateTime ValidFrom, Part Part, string? PartyCode, ShareKind Kind, long Value)
    : ImportRecord(File, Line);

public sealed record RecruitmentRecord(string File, int Line, string ProductCode, string SellerCode, DateTime? AcceptedAt) : ImportRecord(File, Line);

public sealed record OrderRecord(string File, int Line, string OrderNo, DateTime OrderedAt, OrderChannel Channel, string BuyerCode, string CentreCode)
    : ImportRecord(File, Line)
{
    public string? SellerCode { get; init; }
}

public sealed record OrderLineRecord(string File, int Line, string OrderNo, int LineNo, string ProductCode, long Quantity, long UnitPrice, int DiscountBp)
    : ImportRecord(File, Line);

public sealed record ChargeRecord(string File, int Line, string OrderNo, string ProducerCode, long Freight, TaxClass Tax) : ImportRecord(File, Line);

public sealed record DepositRecord(string File, int Line, string Reference, DateTime DepositedAt, long Amount, string? OrderNo, string? Depositor)
    : ImportRecord(File, Line);

public sealed record ShipmentRecord(string File, int Line, string OrderNo, string ProducerCode, DateTime ShippedAt) : ImportRecord(File, Line)
{
    public string? CarrierCode { get; init; }
    public string? TrackingNo { get; init; }
    public DateTime? DeliveredAt { get; init; }
    public DateTime? AcceptedAt { get; init; }
}

public sealed record ReturnRecord(string File, int Line, string Reference, string OrderNo, int LineNo, long Quantity, DateTime ReturnedAt, ReturnReason Reason)
    : ImportRecord(File, Line);

/// <summary>Everything that a folder holds.</summary>
public sealed record ImportFolder
{
    public List<OrganizationRecord> Organizations { get; } = [];
    public List<PersonRecord> People { get; } = [];
    public List<ProductRecord> Products { get; } = [];
    public List<AgreementRecord> Agreements { get; } = [];
    public List<RecruitmentRecord> Recruitments { get; } = [];
    public List<OrderRecord> Orders { get; } = [];
    public List<OrderLineRecord> OrderLines { get; } = [];
    public List<ChargeRecord> Charges { get; } = [];
    public List<DepositRecord> Deposits { get; } = [];
    public List<ShipmentRecord> Shipments { get; } = [];
    public List<ReturnRecord> Returns { get; } = [];
}
