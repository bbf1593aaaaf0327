using Portal.Core.Agreements;
using Portal.Core.Ledger;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>What a distribution run did.</summary>
public readonly record struct RunResult(long Lines, long Freights);

/// <summary>What a run has claimed: lines, and parts whose freight comes with them.</summary>
public readonly record struct ClaimedRun(long Id, long Lines, long Freights);

/// <summary>Which lines a run takes: due on or before a date, of one centre or one order when that is given.</summary>
public sealed record RunScope(DateOnly Through)
{
    public long? CentreId { get; init; }
    public long? OrderId { get; init; }
}

/// <summary>A line that is returned, with everything its division depends on.</summary>
public sealed record ReturnedLine
{
    public long LineId { get; init; }
    public long OrderId { get; init; }
    public long ProductId { get; init; }
    public long AgreementId { get; init; }
    public long? SellerId { get; init; }
    public long Quantity { get; init; }
    public long Delivered { get; init; }
    public long Returned { get; init; }
    public long UnitPrice { get; init; }
    public int DiscountBp { get; init; }
    public int TaxBp { get; init; }
    public int Returns { get; init; }
    /// <summary>The posting that distributed it, null while it waits.</summary>
    public long? DistributionId { get; init; }

    public LineTerms Terms => new(UnitPrice, DiscountBp, TaxBp);
}

/// <summary>One row of <c>distributions</c> for a return.</summary>
public sealed record ReturnDistribution(long PostingId, long LineId, int ReturnNo, long Quantity, long Supply, long Vat, long CentreId, DateOnly AccountingDate);

/// <summary>A payout, as use cases need it.</summary>
public sealed record PayoutState
{
    public long Id { get; init; }
    public long PartyId { get; init; }
    public long CentreId { get; init; }
    public string Status { get; init; } = "";
    public string PartyName { get; init; } = "";
    public long Gross { get; init; }
    public long Vat { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Transfer { get; init; }
    public string? BankCode { get; init; }
    public string? BankAccount { get; init; }
    /// <summary>Who locked the settlement, and who gave the account: neither of them sends.</summary>
    public long? LockedBy { get; init; }
    public long? AccountBy { get; init; }

    public bool HasAccount => !string.IsNullOrWhiteSpace(BankCode) && !string.IsNullOrWhiteSpace(BankAccount);
}

/// <summary>What a settlement would take now: lines and freights that are due and not posted yet, and postings that wait for one.</summary>
public sealed record UpcomingItems
{
    public long Lines { get; init; }
    public long Freights { get; init; }
    public long Posted { get; init; }

    public long Count => Lines + Freights + Posted;
}

/// <summary>Distributions, settlements, statements and payouts.</summary>
public interface ISettlementStore : ISettlementQueue
{
    /// <summary>Posts the division of all lines claimed by a run, and the freight of all parts claimed by it.</summary>
    Task<RunResult> Distribute(ClaimedRun run, DateTime at);

    Task<ReturnedLine?> Line(long lineId);
    Task<IReadOnlyList<Share>> Shares(long agreementId);
    Task Insert(ReturnDistribution distribution);

    /// <summary>Writes a settlement and fixes its items: everything open of its centre up to its date. Returns their number.</summary>
    Task<int> Insert(NewSettlement settlement);

    /// <summary>What each party of a settlement earned, what it carried over from its last one, and how it is taxed and paid.</summary>
    Task<IReadOnlyList<PartyBalance>> Balances(NewSettlement settlement);

    /// <summary>The same for what a settlement of a centre would take if it were locked at <paramref name="now"/>. Writes nothing.</summary>
    Task<IReadOnlyList<PartyBalance>> Upcoming(long centreId, DateOnly through, DateTime now);

    Task<UpcomingItems> UpcomingItems(long centreId, DateOnly through, DateTime now);

    /// <summary>The withholding rule of a day, null when nothing is withheld.</summary>
    Task<WithholdingRule?> Rule(DateOnly on);

    Task Insert(long settlementId, IReadOnlyCollection<NewStatement> statements);

    Task<PayoutState?> Payout(Actor actor, long payoutId);

    /// <summary>Moves a payout; false when it is not in that state any more, or when it would be sent by whoever locked it or gave its account.</summary>
    Task<bool> Move(long payoutId, PayoutStatus from, PayoutStatus to, PayoutMove move);

    Task<IReadOnlyList<long>> OpenPayouts(long settlementId, PayoutStatus status);

    /// <summary>Sets where a payout goes that has no account; false when it is not locked any more, or has one.</summary>
    Task<bool> SetAccount(long payoutId, BankAccount account, long? personId);

    /// <summary>False when there is a rule from that day on.</summary>
    Task<bool> AddRule(long id, NewWithholdingRule rule);

    Task<WithholdingRule?> FindRule(long ruleId);

    /// <summary>Takes back a rule that was never in force; false when it is.</summary>
    Task<bool> RemoveRule(long ruleId, DateOnly today);

    Task<long?> StatementParty(long statementId);

    /// <summary>Keeps that the party has read its statement; false when it had before.</summary>
    Task<bool> Acknowledge(long statementId, DateTime at, long? personId);
}

public enum PayoutStatus { Locked, Sent, Paid, Failed }

public sealed record PayoutMove(DateTime At, long? PersonId, string? Failure = null);

public sealed record NewSettlement(long Id, long CentreId, int SettlementNo, DateOnly ThroughOn, DateTime LockedAt, long? LockedBy);
