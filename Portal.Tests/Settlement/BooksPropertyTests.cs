using System.Collections.Concurrent;
using System.Globalization;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Ledger;
using Portal.Core.Settlement;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Whatever happens, in whatever order and however often: the books hold (money.md §6).</summary>
[TestFixture]
public sealed class BooksPropertyTests
{
    private const int Stock = 1_000;

    // what was done; everything else was refused and must have left no trace
    private static readonly HashSet<string> Done =
    [
        "Placed", "Cancelled", "Released", "Recorded", "Applied", "Refunded", "Shipped", "Delivered", "Reported", "Resolved", "Accepted", "Wait", "RunResult",
        "Requested", "Rejected", "Completed", "Locked", "Done", "Closed", "Int32",
        "Used", "Corrected", "Expired", "Proposed", "Confirmed",
        "Issued", "Paid",
        "Taken", "Confirmed", "TakenBack",
        "Started", "NoAnswer", "RefusedThere", "Ended", "Worked", "Known", "None", "Difference", "Compared",
    ];

    private readonly ConcurrentBag<Market> _markets = [];
    private readonly ConcurrentDictionary<string, int> _outcomes = new();

    [OneTimeTearDown]
    public async Task Close()
    {
        foreach (var market in _markets) await market.DisposeAsync();
    }

    [Test]
    public async Task Two_thousand_random_sequences_of_events_leave_the_books_sound()
    {
        await MoneyEvents.Sequence.SampleAsync(async events =>
        {
            var market = _markets.TryTake(out var free) ? free : await Market.Open(Stock);
            try
            {
                await Befall(market, events);
            }
            finally
            {
                _markets.Add(market);
            }
        }, iter: 2_000, print: events => string.Join(" ", events.Select(e => e.ToString())));
        foreach (var (outcome, count) in _outcomes.OrderBy(o => o.Key, StringComparer.Ordinal)) TestContext.Out.WriteLine($"{count,6} {outcome}");
        // every event was done by some sequence and refused by another
        string[] expected =
        [
            "Order Placed", "Order Refused", "HistoricOrder Placed", "Cancel Cancelled", "Cancel TooLate", "Release Released", "Deposit Recorded", "UnknownDeposit Recorded",
            "SameDepositAgain Duplicate", "ApplyCredit Applied", "ApplyCredit TooMuch", "RefundCredit Refunded", "Ship Shipped", "Ship NotPossible", "Deliver Delivered", "Misdeliver Reported",
            "Resolve Resolved", "Accept Accepted", "RequestReturn Requested", "RequestReturn TooMany", "RejectReturn Rejected", "CompleteReturn Completed", "CompleteReturn NotOpen",
            "Settle Locked", "Settle NothingToSettle", "Settle BadDate", "Close Closed", "Close NotNext", "Close NotOver", "Close Unfinished", "Send Done", "Send NotPossible", "Send SecondPerson", "Confirm Done", "Fail Done",
            "UseMileage Used", "UseMileage TooMuch", "CorrectMileage Corrected", "CorrectMileage TooMuch", "CorrectMileage Bad", "ExpireMileage Expired",
            "IssueInvoices Issued", "IssueInvoices NothingToIssue", "IssueInvoices NotOver", "PayWithholding Paid", "PayWithholding NotOver", "PayWithholding NothingDue",
            "BankFile Taken", "ConfirmLines Confirmed", "ConfirmLines NothingExact", "ConfirmLines Recorded", "ConfirmLines DoneBefore", "TakeBack TakenBack", "TakeBack NotPossible",
            "CardPay Started", "CardPay NoAnswer", "CardPay RefusedThere", "CardPay NotPossible", "CardMessage Done", "CardMessage Known", "CardMessage Difference", "CardMessage None", "CardMessageAgain Again",
            "CardRefund Recorded", "CardRefund TooMuch", "CardRefundMessage Done", "CardRefundMessage Known", "CardJob Worked", "CardCompare Compared", "CardPayout Recorded", "CardPayout TooMuch",
            "ProposeWriteOff Proposed", "ProposeWriteOff NoDebt", "DecideWriteOff Confirmed", "DecideWriteOff Rejected", "DecideWriteOff SecondPerson",
            "CancelUnits Cancelled", "CancelUnits TooLate", "CancelUnits BadQuantity",
            "ReceiveExchange Done", "ReceiveExchange NotPossible", "Replace Done", "Replace NotPossible", "Convert Done",
        ];
        Assert.That(_outcomes.Keys, Is.SupersetOf(expected));
    }

    /// <summary>Runs a sequence in a transaction that is taken back at the end: the next one begins where this one began.</summary>
    private async Task Befall(Market market, MoneyEvent[] events)
    {
        market.Portal.Time.AdjustTime(Market.Opening);
        market.Portal.Cards.Forget();
        await using var scope = market.Portal.Scope();
        var (db, trade) = (scope.ServiceProvider.GetRequiredService<Db>(), new Trade(market, scope.ServiceProvider));
        await using var tx = await db.Begin();
        // every row of every table is looked at in some of the sequences: it takes as long as all the rest
        var looks = events.Length % 4 == 0;
        var snapshot = looks ? await Snapshot.Of(db) : null;
        var closed = new List<ClosedMonths>();
        foreach (var e in events)
        {
            if (await trade.Run(e) is not { } outcome) continue;
            var name = NameOf(outcome);
            _outcomes.AddOrUpdate($"{e.Kind} {name}", 1, (_, n) => n + 1);
            if (outcome is CloseMonthOutcome.Closed) closed.Add(await ClosedMonths.Of(db));
            if (snapshot is not { } before) continue;
            snapshot = await Snapshot.Of(db);
            // a settlement with nothing to settle has distributed what was due before it looked
            if (!Done.Contains(name) && outcome is not LockSettlementOutcome.NothingToSettle && before.Difference(snapshot) is { } table)
                throw new InvalidOperationException($"{e} was refused as {name} and yet changed {table}.");
        }

        var broken = await Promises.Broken(db, scope.ServiceProvider.GetRequiredService<BooksPages>(), Stock);
        foreach (var months in closed) broken.AddRange(await months.Changed(db));
        if (broken.Count > 0) throw new InvalidOperationException(string.Join("; ", broken));
    }

    private static string NameOf(object outcome) => outcome is Enum ? string.Format(CultureInfo.InvariantCulture, "{0}", outcome) : outcome as string ?? outcome.GetType().Name;
}
