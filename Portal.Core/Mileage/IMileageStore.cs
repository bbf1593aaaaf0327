using Portal.Core.Shared;

namespace Portal.Core.Mileage;

/// <summary>How mileage came in.</summary>
public enum LotSource { Earned, GivenBack, Granted }

/// <summary>What takes mileage out of a lot. Filled: into another lot of the same buyer that was negative.</summary>
public enum MoveKind { Used, TakenBack, Expired, Corrected, Filled }

/// <summary>A lot, as use cases need it.</summary>
public sealed record Lot
{
    public long Id { get; init; }
    public long BuyerId { get; init; }
    public long CentreId { get; init; }
    public long Remaining { get; init; }
    public DateOnly ExpiresOn { get; init; }
}

/// <summary>A lot as it is written.</summary>
public sealed record NewLot(long BuyerId, long CentreId, long PostingId, LotSource Source, long Amount, DateOnly ExpiresOn);

/// <summary>A change of what is left of a lot, by a posting; on an order when mileage is used for one.</summary>
public sealed record LotMove(MoveKind Kind, long BuyerId, long PostingId, long? OrderId = null);

/// <summary>What an order still has of a lot.</summary>
public sealed record UsedLot
{
    public long MoveId { get; init; }
    public long CentreId { get; init; }
    public long Amount { get; init; }
    public DateOnly ExpiresOn { get; init; }
}

/// <summary>Lots of a buyer that expire soon.</summary>
public sealed record ExpiringLots
{
    public long BuyerId { get; init; }
    public long Amount { get; init; }
    public DateOnly FirstOn { get; init; }
}

/// <summary>The sub-ledger of mileage.</summary>
public interface IMileageStore
{
    /// <summary>Makes a lot of every posting of a distribution run that has mileage, and adds them to the balances. Returns the number of lots.</summary>
    Task<int> Earn(long runId, DateTime at, DateOnly expiresOn);

    /// <summary>Buyers who have negative lots and others to fill them from.</summary>
    Task<IReadOnlyList<long>> ToFill();

    /// <summary>Adds to a buyer's balance (taking the row's lock); false when that would bring it below <paramref name="least"/>.</summary>
    Task<bool> Add(long buyerId, long amount, long least);

    /// <summary>A buyer's lots of which something is left or owed, those that expire first at the front.</summary>
    Task<IReadOnlyList<Lot>> Lots(long buyerId);

    Task<Lot?> Lot(long lotId);
    Task Insert(NewLot lot, DateTime at);

    /// <summary>Changes what is left of a lot; false when it is not what it was.</summary>
    Task<bool> Change(Lot lot, long amount, LotMove move, DateTime at);

    /// <summary>What an order has of lots, the longest valid first.</summary>
    Task<IReadOnlyList<UsedLot>> Used(long orderId);

    Task GiveBack(long moveId, long amount);

    Task<IReadOnlyList<long>> Expired(DateOnly today, int max);

    Task<IReadOnlyList<ExpiringLots>> Expiring(DateOnly today, DateOnly through, int max);

    /// <summary>Keeps that a buyer was told of their lots that expire up to a day; false when nothing is new.</summary>
    Task<bool> MarkWarned(long buyerId, DateOnly today, DateOnly through, DateTime at);

    /// <summary>The portal as an organization, null when there is none.</summary>
    Task<long?> Portal();

    /// <summary>A buyer whose mileage an operator keeps: of the operator's centre, or with orders through it.</summary>
    Task<string?> Customer(Actor actor, long buyerId);
}
