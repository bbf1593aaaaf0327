using CsCheck;

namespace Portal.Tests.Settlement;

/// <summary>What can happen in a portal that moves money, units or time.</summary>
public enum MoneyEventKind
{
    Order, HistoricOrder, Cancel, Expire, Release, Deposit, UnknownDeposit, SameDepositAgain, ApplyCredit, RefundCredit, Ship, Deliver, Misdeliver, Resolve, Accept, Time,
    Distribute, RequestReturn, RejectReturn, CompleteReturn, Settle, Send, Confirm, Fail, MonthEnd, Close,
    UseMileage, CorrectMileage, ExpireMileage, ProposeWriteOff, DecideWriteOff, CancelUnits, ReceiveExchange, Replace, Convert,
    IssueInvoices, PayWithholding,
    BankFile, ConfirmLines, TakeBack,
    CardPay, CardMessage, CardMessageAgain, CardRefund, CardRefundMessage, CardJob, CardCompare, CardPayout,
}

/// <summary>One event. <see cref="Which"/> picks the order, part, payout… that it befalls, <see cref="How"/> how it befalls it; both also pick what is not allowed.</summary>
public sealed record MoneyEvent(MoneyEventKind Kind, int Which, int How)
{
    public override string ToString() => $"{Kind}({Which}, {How})";
}

/// <summary>Sequences of events: lives of orders in their natural order, then shuffled a little or much, some events lost, some doubled, strange ones thrown in.</summary>
public static class MoneyEvents
{
    private static readonly MoneyEventKind[] Life =
    [
        MoneyEventKind.CorrectMileage, MoneyEventKind.Order, MoneyEventKind.UseMileage, MoneyEventKind.CardPay, MoneyEventKind.CardMessage, MoneyEventKind.BankFile, MoneyEventKind.ConfirmLines, MoneyEventKind.Deposit, MoneyEventKind.TakeBack, MoneyEventKind.Deposit, MoneyEventKind.Deposit, MoneyEventKind.Ship, MoneyEventKind.Ship, MoneyEventKind.Deliver, MoneyEventKind.Deliver,
        MoneyEventKind.CardMessageAgain, MoneyEventKind.RequestReturn, MoneyEventKind.CompleteReturn, MoneyEventKind.CardRefund, MoneyEventKind.CardJob, MoneyEventKind.ReceiveExchange, MoneyEventKind.Replace, MoneyEventKind.Deliver, MoneyEventKind.Accept, MoneyEventKind.Time, MoneyEventKind.Distribute,
        MoneyEventKind.RequestReturn, MoneyEventKind.Settle, MoneyEventKind.Send, MoneyEventKind.Send, MoneyEventKind.Confirm, MoneyEventKind.Fail,
        MoneyEventKind.CompleteReturn, MoneyEventKind.Time, MoneyEventKind.Settle, MoneyEventKind.ProposeWriteOff, MoneyEventKind.DecideWriteOff, MoneyEventKind.Settle, MoneyEventKind.Send, MoneyEventKind.Confirm,
        MoneyEventKind.CardJob, MoneyEventKind.CardRefundMessage, MoneyEventKind.CardCompare, MoneyEventKind.CardPayout,
        MoneyEventKind.MonthEnd, MoneyEventKind.Settle, MoneyEventKind.Close, MoneyEventKind.Deposit, MoneyEventKind.Fail, MoneyEventKind.Distribute, MoneyEventKind.Settle,
        MoneyEventKind.IssueInvoices, MoneyEventKind.PayWithholding, MoneyEventKind.RequestReturn, MoneyEventKind.RejectReturn, MoneyEventKind.RequestReturn, MoneyEventKind.CompleteReturn, MoneyEventKind.MonthEnd, MoneyEventKind.IssueInvoices,
    ];

    private static readonly Gen<int> Any = Gen.Int[0, 1_000_000];

    private static readonly Gen<MoneyEvent> Strange =
        Gen.Select(Gen.OneOf(Gen.Enum<MoneyEventKind>(), Gen.OneOf(MoneyEventKind.Misdeliver, MoneyEventKind.Misdeliver, MoneyEventKind.Misdeliver, MoneyEventKind.Resolve, MoneyEventKind.Resolve, MoneyEventKind.Resolve, MoneyEventKind.Resolve, MoneyEventKind.RejectReturn,
            MoneyEventKind.ApplyCredit, MoneyEventKind.RefundCredit, MoneyEventKind.HistoricOrder, MoneyEventKind.Cancel, MoneyEventKind.UseMileage, MoneyEventKind.CorrectMileage,
            MoneyEventKind.IssueInvoices, MoneyEventKind.PayWithholding, MoneyEventKind.BankFile, MoneyEventKind.ConfirmLines, MoneyEventKind.TakeBack,
            MoneyEventKind.CardPay, MoneyEventKind.CardMessage, MoneyEventKind.CardMessage, MoneyEventKind.CardJob, MoneyEventKind.CardRefundMessage, MoneyEventKind.CardCompare,
            MoneyEventKind.ProposeWriteOff, MoneyEventKind.DecideWriteOff, MoneyEventKind.CancelUnits, MoneyEventKind.CancelUnits,
            MoneyEventKind.ReceiveExchange, MoneyEventKind.ReceiveExchange, MoneyEventKind.Replace, MoneyEventKind.Convert)), Any, Any, (kind, which, how) => new MoneyEvent(kind, which, how));

    /// <summary>An event of a life: lost now and then, late or early by some places, sometimes twice.</summary>
    private static Gen<(double At, MoneyEvent Event)[]> Step(MoneyEventKind kind, int place, double disorder) =>
        Gen.Select(Any, Any, Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 19], (which, how, early, late, fate) =>
        {
            (double, MoneyEvent) once = (place + early * disorder, new MoneyEvent(kind, which, how));
            return fate switch { 0 => [], 1 or 2 => [once, (place + late * disorder, once.Item2)], _ => new[] { once } };
        });

    private static Gen<(double At, MoneyEvent Event)[]> LifeOf(double disorder) =>
        Life.Select((kind, place) => Step(kind, place, disorder)).Aggregate(Gen.Const(Array.Empty<(double, MoneyEvent)>()),
            (all, next) => Gen.Select(all, next, (a, b) => a.Concat(b).ToArray()));

    /// <summary>A whole sequence.</summary>
    public static readonly Gen<MoneyEvent[]> Sequence =
        Gen.OneOf(0.0, 2.0, 6.0, 25.0).SelectMany(disorder => Gen.Select(LifeOf(disorder).Array[1, 3], Gen.Select(Gen.Double[0, Life.Length], Strange).Array[0, 20],
            (lives, strange) => lives.SelectMany(l => l).Concat(strange.SelectMany(Looked)).OrderBy(e => e.Item1).Select(e => e.Item2).ToArray()));

    /// <summary>A parcel that goes wrong is looked into soon afterwards.</summary>
    private static (double At, MoneyEvent Event)[] Looked((double At, MoneyEvent Event) e) =>
        e.Event.Kind == MoneyEventKind.Misdeliver ? [e, (e.At + 2, e.Event with { Kind = MoneyEventKind.Resolve })] : [e];
}
