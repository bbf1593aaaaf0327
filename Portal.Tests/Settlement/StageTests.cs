using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Returns, exchanges and cancellations at every stage of an order, whole and in part, and what each account has afterwards (O-6).</summary>
[TestFixture]
public sealed class StageTests
{
    private const int Stock = 1_000;
    private Market _market = null!;

    [OneTimeSetUp]
    public async Task Open() => _market = await Market.Open(Stock);

    [OneTimeTearDown]
    public async Task Close() => await _market.DisposeAsync();

    public enum Stage { Unpaid, Paid, Shipped, Delivered, Distributed, PaidOut }

    /// <summary>Ten units at 9,990 with VAT come to 109,890; four of them to 43,956. The freight is waived from 60,000 on.</summary>
    private const long All = 109_890;
    private const long Four = 43_956;
    private const long Six = All - Four;

    // what is done, to how many of ten units; how it ends; what the buyer owes, is held for them, is not delivered yet, and what the parties, their VAT and the mileage have together
    private static readonly object[] Table =
    [
        new object[] { Stage.Unpaid, "cancel", 10, "Cancelled", 0L, 0L, 0L, 0L, 10 },
        new object[] { Stage.Unpaid, "cancel", 4, "Cancelled", Six, 0L, Six, 0L, 4 },
        new object[] { Stage.Unpaid, "return", 4, "TooMany", All, 0L, All, 0L, 0 },
        new object[] { Stage.Unpaid, "exchange", 4, "TooMany", All, 0L, All, 0L, 0 },
        new object[] { Stage.Paid, "cancel", 10, "Cancelled", 0L, All, 0L, 0L, 10 },
        new object[] { Stage.Paid, "cancel", 4, "Cancelled", 0L, Four, Six, 0L, 4 },
        new object[] { Stage.Paid, "return", 10, "TooMany", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Paid, "exchange", 10, "TooMany", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Shipped, "cancel", 4, "TooLate", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Shipped, "return", 4, "TooMany", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Shipped, "exchange", 4, "TooMany", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Delivered, "cancel", 4, "TooLate", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Delivered, "return", 10, "Completed", 0L, All, 0L, 0L, 10 },
        new object[] { Stage.Delivered, "return", 4, "Completed", 0L, Four, Six, 0L, 4 },
        new object[] { Stage.Delivered, "exchange", 10, "Exchanged", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Delivered, "exchange", 4, "Exchanged", 0L, 0L, All, 0L, 0 },
        new object[] { Stage.Distributed, "cancel", 4, "TooLate", 0L, 0L, 0L, All, 0 },
        new object[] { Stage.Distributed, "return", 10, "Completed", 0L, All, 0L, 0L, 10 },
        new object[] { Stage.Distributed, "return", 4, "Completed", 0L, Four, 0L, Six, 4 },
        new object[] { Stage.Distributed, "exchange", 4, "Exchanged", 0L, 0L, 0L, All, 0 },
        new object[] { Stage.PaidOut, "cancel", 4, "TooLate", 0L, 0L, 0L, All, 0 },
        new object[] { Stage.PaidOut, "return", 10, "Completed", 0L, All, 0L, 0L, 10 },
        new object[] { Stage.PaidOut, "return", 4, "Completed", 0L, Four, 0L, Six, 4 },
        new object[] { Stage.PaidOut, "exchange", 10, "Exchanged", 0L, 0L, 0L, All, 0 },
    ];

    [TestCaseSource(nameof(Table))]
    public async Task At_a_stage(Stage stage, string what, int units, string ends, long receivable, long held, long undelivered, long parties, int backInStock)
    {
        _market.Portal.Time.AdjustTime(Market.Opening);
        await using var scope = _market.Portal.Scope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await using var tx = await db.Begin();
        var deal = new Deal(_market, scope.ServiceProvider);
        await deal.Place(0, 0, new OrderItem(_market.Products[0].Id, 10));
        Assert.That(deal.Total, Is.EqualTo(All));
        await Reach(deal, stage);

        Assert.That(await Do(deal, what, units), Is.EqualTo(ends));
        Assert.That(await Balance(db, "Receivable"), Is.EqualTo(receivable));
        Assert.That(-await Balance(db, "Unapplied"), Is.EqualTo(held));
        Assert.That(-await Balance(db, "Undelivered"), Is.EqualTo(undelivered));
        // what was paid out left the payables by the bank and the tax office
        var paidOut = await db.Scalar<long>("SELECT COALESCE(SUM(transfer + income_tax + local_tax), 0) FROM payouts WHERE status IN ('Sent', 'Paid')");
        Assert.That(-await Balance(db, "Payable", "Income", "Vat", "Mileage") + paidOut, Is.EqualTo(parties));
        Assert.That(await db.Scalar<long>("SELECT stock FROM products WHERE id = @Id", new { _market.Products[0].Id }), Is.EqualTo(Stock - 10 + backInStock));
        Assert.That(await Promises.Broken(db, scope.ServiceProvider.GetRequiredService<BooksPages>(), Stock), Is.Empty);
    }

    private async Task Reach(Deal deal, Stage stage)
    {
        if (stage >= Stage.Paid) await deal.Pay(All);
        if (stage == Stage.Shipped) await deal.Use<ShipPart>().Handle(new ShipPartRequest(Actor.Portal, await Part(deal), null, null));
        if (stage >= Stage.Delivered) await deal.Ship();
        if (stage < Stage.Distributed) return;
        _market.Portal.Time.Advance(TimeSpan.FromDays(8));
        await deal.Distribute();
        if (stage < Stage.PaidOut) return;
        foreach (var centre in _market.Centres)
        {
            var locked = await deal.Use<LockSettlement>().Handle(new LockSettlementRequest(Actor.Portal, centre, deal.Use<Clock>().Today));
            if (locked is not LockSettlementOutcome.Locked { SettlementId: var settlement }) continue;
            foreach (var payout in await deal.Use<ISettlementStore>().OpenPayouts(settlement, PayoutStatus.Locked)) await deal.Use<SendPayout>().Handle(new SendPayoutRequest(Actor.Portal, payout));
        }
    }

    private static async Task<string> Do(Deal deal, string what, int units)
    {
        if (what == "cancel")
            return (await deal.Use<CancelUnits>().Handle(new CancelUnitsRequest(Actor.Portal, await Part(deal), [new UnitsToCancel(deal.Lines[0], units)], CancelReason.BuyersWish, null))).ToString();
        var kind = what == "exchange" ? ReturnKind.Exchange : ReturnKind.Return;
        var asked = await deal.Use<RequestReturn>().Handle(new RequestReturnRequest(Actor.Portal, deal.Lines[0], units, ReturnReason.Damaged, null) { Kind = kind });
        if (asked is not RequestReturnOutcome.Requested { ReturnId: var id }) return asked.GetType().Name;
        if (kind == ReturnKind.Return) return (await deal.CompleteReturn(id)).ToString();
        await deal.Use<ReceiveExchange>().Handle(new ReceiveExchangeRequest(Actor.Portal, id, true, null));
        await deal.Use<ShipReplacement>().Handle(new ShipReplacementRequest(Actor.Portal, id, null, null));
        var parcel = await deal.Use<Db>().Scalar<long>("SELECT id FROM shipments WHERE return_id = @id", new { id });
        var arrived = await deal.Use<DeliverShipment>().Handle(new DeliverShipmentRequest(Actor.Portal, parcel, deal.Use<Clock>().Now));
        return arrived == DeliverShipmentOutcome.Delivered ? "Exchanged" : arrived.ToString();
    }

    private static Task<long> Part(Deal deal) => deal.Use<Db>().Scalar<long>("SELECT id FROM producer_orders WHERE order_id = @OrderId", new { deal.OrderId });

    private static Task<long> Balance(Db db, params string[] types) => db.Scalar<long>("SELECT COALESCE(SUM(balance), 0) FROM accounts WHERE type IN @types", new { types });
}
