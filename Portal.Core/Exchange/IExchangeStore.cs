namespace Portal.Core.Exchange;

/// <summary>A line of an order, and the part it belongs to, by the codes of files.</summary>
public sealed record LineKey
{
    public string OrderNo { get; init; } = "";
    public string ProducerCode { get; init; } = "";
    public int LineNo { get; init; }
    public long OrderId { get; init; }
    public long PartId { get; init; }
    public long LineId { get; init; }
}

/// <summary>What of an import is there already, by codes.</summary>
public interface IExchangeStore
{
    /// <summary>Ids by code of all organizations.</summary>
    Task<Dictionary<string, long>> Organizations();

    /// <summary>Ids by code of all products.</summary>
    Task<Dictionary<string, long>> Products();

    /// <summary>Producers by product.</summary>
    Task<Dictionary<long, long>> Producers();

    /// <summary>Ids by number of those of the orders that are there.</summary>
    Task<Dictionary<string, long>> Orders(IReadOnlyCollection<string> orderNos);

    Task<HashSet<string>> Deposits();
    Task<HashSet<string>> Returns();

    /// <summary>Product and moment of every agreement.</summary>
    Task<HashSet<(long ProductId, DateTime ValidFrom)>> Agreements();

    /// <summary>Product and seller of every acceptance.</summary>
    Task<HashSet<(long ProductId, long SellerId)>> Acceptances();

    /// <summary>Part and moment of every shipment of an order.</summary>
    Task<HashSet<(long PartId, DateTime ShippedAt)>> Shipments(long orderId);

    /// <summary>The lines of an order.</summary>
    Task<List<LineKey>> Lines(string orderNo);

    /// <summary>Centres by seller.</summary>
    Task<Dictionary<long, long>> SellerCentres();

    Task<long?> PortalId();

    /// <summary>The first centre.</summary>
    Task<long?> AnyCentre();

    Task Note(long id, DateTime at, long? personId, string name, string summary);
}
