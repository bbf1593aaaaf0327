namespace Portal.Core.Payments;

/// <summary>An order as a bank line may be meant for it.</summary>
public sealed record PayableOrder
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string? PaymentCode { get; init; }
    public long BuyerId { get; init; }
    public string Buyer { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public bool IsPlaced { get; init; }
    public long Open { get; init; }

    public bool IsOpen => IsPlaced && Open > 0;
}

/// <summary>A name of a buyer: of the firm or its people, or one under which it paid before.</summary>
public sealed record BuyerName
{
    public long BuyerId { get; init; }
    public string Buyer { get; init; } = "";
    public string Name { get; init; } = "";
    public bool IsLearned { get; init; }
}

/// <summary>A deposit that an operator recorded by hand.</summary>
public sealed record HandDeposit
{
    public long Amount { get; init; }
    public DateTime DepositedAt { get; init; }
    public string Depositor { get; init; } = "";
    /// <summary>It was put on an order, so that it is nobody else's.</summary>
    public bool IsApplied { get; init; }
}

/// <summary>What lines are compared with: read at once for all lines, however many.</summary>
public sealed record MatchBasis(IReadOnlyList<PayableOrder> Open, IReadOnlyList<PayableOrder> Named, IReadOnlyList<BuyerName> Names, IReadOnlyList<HandDeposit> ByHand);

/// <summary>Reads what lines are compared with.</summary>
public interface IBankMatchStore
{
    /// <summary>The orders of a centre that wait for money.</summary>
    Task<IReadOnlyList<PayableOrder>> OpenOrders(long centreId);

    /// <summary>Orders of a centre by what stands in the texts of lines, also those that wait for nothing.</summary>
    Task<IReadOnlyList<PayableOrder>> OrdersNamed(long centreId, IReadOnlyCollection<string> codes, IReadOnlyCollection<string> orderNos);

    /// <summary>The names of buyers whose orders wait, and those that operators confirmed.</summary>
    Task<IReadOnlyList<BuyerName>> Names(long centreId);

    /// <summary>Deposits that came from no file.</summary>
    Task<IReadOnlyList<HandDeposit>> RecordedByHand(long centreId, DateTime from, DateTime to);
}
