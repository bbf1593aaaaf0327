using Microsoft.Extensions.DependencyInjection;
using Portal.Core.CardPayments;
using Portal.Core.Delivery;
using Portal.Core.Ledger;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Lets events befall a market through the use cases that pages and jobs call. What is picked is picked from what is there.</summary>
public sealed partial class Trade(Market market, IServiceProvider services)
{
    private static readonly BankAccount Account = new("004", "123456", "Somebody");

    /// <summary>What an event can befall.</summary>
    private static class Fit
    {
        public const string Cancel = "status = 'Placed'";
        public const string Release = "released_at IS NULL";
        public const string Deposit = "paid < total - cancelled - returned";
        public const string SameDepositAgain = "reference LIKE 'D%'";
        public const string ApplyCredit = "remaining > 0";
        public const string RefundCredit = "remaining > 0";
        public const string Ship = "status IN ('New', 'Confirmed', 'PartlyShipped') AND order_id IN (SELECT id FROM orders WHERE released_at IS NOT NULL)";
        public const string CancelUnits = "status IN ('New', 'Confirmed', 'PartlyShipped')";
        public const string Deliver = "status NOT IN ('Delivered', 'Lost', 'SentAgain', 'Cancelled')";
        public const string Misdeliver = "status NOT IN ('Lost', 'SentAgain', 'Cancelled')";
        public const string Resolve = "status = 'Open'";
        public const string Accept = "EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = orders.id AND l.delivered = l.quantity AND l.accepted_at IS NULL)";
        public const string RequestReturn = "delivered > returned";
        public const string RejectReturn = "status = 'Requested'";
        public const string CompleteReturn = "status = 'Requested'";
        public const string Send = "status = 'Locked'";
        public const string Confirm = "status = 'Sent'";
        public const string Fail = "status = 'Sent'";
    }

    private int _historic;

    private Db Db => services.GetRequiredService<Db>();
    private DateTime Now => market.Portal.Time.GetUtcNow().UtcDateTime;
    private DateOnly Today => services.GetRequiredService<Clock>().Today;

    /// <summary>The outcome of an event; null when there was nothing for it to befall.</summary>
    public async Task<object?> Run(MoneyEvent e) => e.Kind switch
    {
        MoneyEventKind.Order => e.Which % 6 == 0 ? await Historic(e) : await Order(e),
        MoneyEventKind.HistoricOrder => await Historic(e),
        MoneyEventKind.Cancel => await On("orders", Fit.Cancel, e, async id => await Use<CancelOrder>().Handle(new CancelOrderRequest(Actor.Portal, id, await PartOf(id, e.How), "test"))),
        MoneyEventKind.Expire => await Use<ExpireOrders>().Handle(100),
        MoneyEventKind.Release => await On("orders", Fit.Release, e, async id => await Use<ReleaseOrder>().Handle(new ReleaseOrderRequest(Actor.Portal, id, "test"))),
        MoneyEventKind.Deposit => await On("orders", Fit.Deposit, e, id => Deposit(id, e)),
        MoneyEventKind.UnknownDeposit => await Use<RecordDeposit>().Handle(new RecordDepositRequest(market.Operator(e.Which), 1 + e.How % 90_000, Now, "?")
        {
            BuyerId = e.How % 3 == 0 ? market.Buyers[e.Which % 3] : null,
        }),
        MoneyEventKind.SameDepositAgain => await On("deposits", Fit.SameDepositAgain, e, async id => await Use<RecordDeposit>().Handle(new RecordDepositRequest(Actor.Portal, 5_000, Now, "again")
        {
            Reference = $"D{id}", CentreId = market.Centres[0],
        })),
        MoneyEventKind.ApplyCredit => await On("buyer_credits", Fit.ApplyCredit, e, id => Apply(id, e)),
        MoneyEventKind.RefundCredit => await On("buyer_credits", Fit.RefundCredit, e, async id =>
            await Use<RefundCredit>().Handle(new RefundCreditRequest(Actor.Portal, id, await Share("remaining", "buyer_credits", id, e.How), Account, "test"))),
        MoneyEventKind.CardPay => await On("orders", Fit.Deposit, e, id => PayByCard(id, e)),
        MoneyEventKind.CardMessage => await On("card_payments", "status IN ('New', 'Open')", e, id => CardMessage(id, e)),
        MoneyEventKind.CardMessageAgain => _messages == 0 ? null : await CardMessageAgain($"evt_{1 + e.Which % _messages}"),
        MoneyEventKind.CardRefund => await On("buyer_credits", "remaining > 0 AND buyer_id IN (SELECT buyer_id FROM card_payments WHERE paid > refunded)", e, id => RefundByCard(id, e)),
        MoneyEventKind.CardRefundMessage => await On("card_refunds", "refund_id IS NOT NULL", e, id => CardRefundMessage(id, e)),
        MoneyEventKind.CardJob => await CardJob(e),
        MoneyEventKind.CardCompare => await Use<ReconcileCards>().Handle(new ReconcileCardsRequest(Actor.Portal)),
        MoneyEventKind.CardPayout => await CardPayout(e),
        MoneyEventKind.BankFile => await BankFile(e),
        MoneyEventKind.ConfirmLines => await ConfirmLines(e),
        MoneyEventKind.TakeBack => await On("order_payments", "source = 'Deposit'", e, id => TakeBack(id, e)),
        MoneyEventKind.Ship => await On("producer_orders", Fit.Ship, e, id => Ship(id, e)),
        MoneyEventKind.Deliver => await On("shipments", Fit.Deliver, e, async id => await Use<DeliverShipment>().Handle(new DeliverShipmentRequest(Actor.Portal, id, Now.AddHours(-(e.How % 3))))),
        MoneyEventKind.Misdeliver => await On("shipments", Fit.Misdeliver, e, async id =>
            await Use<ReportMisdelivery>().Handle(new ReportMisdeliveryRequest(Actor.Portal, id, (MisdeliveryKind)(e.How % 4), "test"))),
        MoneyEventKind.Resolve => await On("misdeliveries", Fit.Resolve, e, id => Resolve(id, e)),
        MoneyEventKind.Accept => await On("orders", Fit.Accept, e, async id => await Use<AcceptDelivery>().Handle(new AcceptDeliveryRequest(Actor.Portal, id, await Lines(id, e.How)))),
        MoneyEventKind.Time => Wait(e),
        MoneyEventKind.Distribute => await Use<DistributeDue>().Handle(),
        MoneyEventKind.RequestReturn => await On("order_lines", Fit.RequestReturn, e, id => Return(id, e)),
        MoneyEventKind.RejectReturn => await On("returns", Fit.RejectReturn, e, async id => await Use<RejectReturn>().Handle(new RejectReturnRequest(market.Operator(e.How), id, "test"))),
        MoneyEventKind.CompleteReturn => await On("returns", Fit.CompleteReturn, e, async id => await Use<CompleteReturn>().Handle(new CompleteReturnRequest(Actor.Portal, id, e.How % 2 == 0, null))),
        MoneyEventKind.Settle => await Settle(e),
        MoneyEventKind.Send => await On("payouts", Fit.Send, e, async id => await Use<SendPayout>().Handle(new SendPayoutRequest(e.How % 6 == 1 ? market.Operator(e.Which) : Actor.Portal, id))),
        MoneyEventKind.Confirm => await On("payouts", Fit.Confirm, e, async id => await Use<ConfirmPayout>().Handle(new ConfirmPayoutRequest(Actor.Portal, id))),
        MoneyEventKind.Fail => await On("payouts", Fit.Fail, e, async id => await Use<FailPayout>().Handle(new FailPayoutRequest(Actor.Portal, id, "test"))),
        MoneyEventKind.MonthEnd => MonthEnd(e),
        MoneyEventKind.Close => await Close(e),
        MoneyEventKind.UseMileage => await On("orders", Fit.Deposit, e, id => UseMileage(id, e)),
        MoneyEventKind.CorrectMileage => await CorrectMileage(e),
        MoneyEventKind.ProposeWriteOff => await ProposeWriteOff(e),
        MoneyEventKind.DecideWriteOff => await On("write_offs", "status = 'Proposed'", e, id => DecideWriteOff(id, e)),
        MoneyEventKind.CancelUnits => await On("producer_orders", Fit.CancelUnits, e, id => CancelUnits(id, e)),
        MoneyEventKind.ReceiveExchange => await On("returns", "kind = 'Exchange' AND status = 'Requested'", e, async id => await Use<ReceiveExchange>().Handle(new ReceiveExchangeRequest(Actor.Portal, id, e.How % 2 == 0, null))),
        MoneyEventKind.Replace => await On("returns", "status = 'Received'", e, async id => await Use<ShipReplacement>().Handle(new ShipReplacementRequest(Actor.Portal, id, null, null))),
        MoneyEventKind.Convert => await On("returns", "kind = 'Exchange' AND status IN ('Requested', 'Received')", e, async id => await Use<ConvertExchange>().Handle(new ConvertExchangeRequest(Actor.Portal, id))),
        MoneyEventKind.ExpireMileage => await ExpireMileage(e),
        MoneyEventKind.IssueInvoices => await Use<IssueTaxInvoices>().Handle(new IssueTaxInvoicesRequest(market.Operator(e.Which), market.Centres[e.Which % 2], SomeMonth(e))),
        MoneyEventKind.PayWithholding => await Use<PayWithholding>().Handle(new PayWithholdingRequest(market.Operator(e.Which), market.Centres[e.Which % 2], SomeMonth(e))),
        _ => throw new InvalidOperationException($"{e.Kind} is not known."),
    };

    private T Use<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Picks one row of a table: mostly one that the event can befall, now and then any, sometimes one that does not exist.</summary>
    private async Task<object?> On(string table, string fit, MoneyEvent e, Func<long, Task<object>> action)
    {
        var ids = await Db.Query<long>($"SELECT id FROM {table} WHERE {(e.How % 5 == 0 ? "1 = 1" : fit)} ORDER BY id DESC");
        if (ids.Count == 0) ids = await Db.Query<long>($"SELECT id FROM {table} ORDER BY id DESC");
        if (ids.Count == 0) return null;
        return await action(e.Which % 41 == 0 ? 12_345 : ids[e.Which % ids.Count]);
    }

    private async Task<object> Order(MoneyEvent e)
    {
        var items = new List<OrderItem>();
        for (var i = 0; i <= e.How % 3; i++) items.Add(new OrderItem(market.Products[(e.Which + i) % market.Products.Count].Id, 1 + (e.How >> (2 + i * 3)) % 8));
        if (e.How % 29 == 0) items.Add(new OrderItem(market.WithoutAgreement, 1));
        if (e.How % 31 == 0) items[0] = items[0] with { Quantity = e.How % 2 == 0 ? 0 : 2_000_000 };
        if (e.How % 37 == 0) items.Add(items[0]);
        var buyer = market.Buyers[e.Which % 3];
        var seller = market.Sellers[e.Which % 2];
        var request = (e.Which / 7 % 4) switch
        {
            0 => new PlaceOrderRequest(market.Buyer(buyer), OrderChannel.Buyer, buyer, items),
            1 => new PlaceOrderRequest(market.Operator(e.How), OrderChannel.Operator, buyer, items) { CentreId = market.Centres[e.How % 2] },
            _ => new PlaceOrderRequest(market.Seller(seller), OrderChannel.Seller, buyer, items) { SellerId = seller },
        };
        return await Use<PlaceOrder>().Handle(request);
    }

    /// <summary>History brings prices, discounts and freight of its own, also the most awkward ones.</summary>
    private async Task<object> Historic(MoneyEvent e)
    {
        var product = market.Products[e.Which % market.Products.Count];
        var price = e.How % 3 == 0 ? 1 + e.How % 2 : 1_000_000 + e.How % 1_000;
        var item = new OrderItem(product.Id, 1 + e.Which / 4 % 9) { HistoricUnitPrice = price, HistoricDiscountBp = e.How % 4 * 2_499 };
        var freight = new Dictionary<long, Freight> { [product.ProducerId] = new(e.How % 5000, e.How % 500) };
        return await Use<PlaceOrder>().Handle(new PlaceOrderRequest(Actor.Portal, OrderChannel.Seller, market.Buyers[e.Which % 3], [item, item])
        {
            SellerId = market.Sellers[e.How % 2], CentreId = market.Centres[e.Which % 2], History = new OrderHistory($"H{market.Portal.Time.GetUtcNow().Ticks}-{_historic++}", freight),
        });
    }

    private async Task<object> Deposit(long order, MoneyEvent e)
    {
        var open = await Db.Scalar<long>("SELECT total - cancelled - returned - paid FROM orders WHERE id = @order", new { order });
        var amount = (e.How % 8) switch { 0 => open / 2, 1 => open / 3 + 1, 2 => open + 1 + e.How % 10_000, 3 => e.How % 2 - 1, _ => open };
        return await Use<RecordDeposit>().Handle(new RecordDepositRequest(Actor.Portal, amount, Now.AddDays(-(e.How % 3)), "payer") { OrderId = order });
    }

    private async Task<object> Apply(long credit, MoneyEvent e)
    {
        var amount = await Share("remaining", "buyer_credits", credit, e.How);
        var orders = await Db.Query<long>("SELECT id FROM orders WHERE status = 'Placed' AND paid < total - cancelled - returned ORDER BY id DESC");
        var order = orders.Count == 0 ? 12_345 : orders[0];
        return await Use<ApplyCredit>().Handle(new ApplyCreditRequest(Actor.Portal, credit, order, amount));
    }

    private async Task<object> Ship(long part, MoneyEvent e)
    {
        var lines = e.How % 3 == 0
            ? await Db.Query<LineUnits>("SELECT id AS line_id, (quantity - shipped + 1) / 2 AS quantity FROM order_lines WHERE producer_order_id = @part", new { part })
            : [];
        if (e.How % 23 == 0 && lines.Count > 0) lines[0] = lines[0] with { Quantity = lines[0].Quantity * 3 - 1 };
        var producer = await Db.Scalar<long?>("SELECT producer_id FROM producer_orders WHERE id = @part", new { part });
        return await Use<ShipPart>().Handle(new ShipPartRequest(market.Producer(producer ?? market.Producers[0]), part, null, null) { Lines = lines });
    }

    private async Task<object> Resolve(long misdelivery, MoneyEvent e)
    {
        var centre = await Db.Scalar<long?>("""
            SELECT o.centre_id FROM misdeliveries m JOIN shipments s ON s.id = m.shipment_id JOIN producer_orders p ON p.id = s.producer_order_id
            JOIN orders o ON o.id = p.order_id WHERE m.id = @misdelivery
            """, new { misdelivery });
        // mostly what can still be done with it
        var arrived = await Db.Scalar<long>("SELECT COUNT(*) FROM misdeliveries m JOIN shipments s ON s.id = m.shipment_id WHERE m.id = @misdelivery AND s.status = 'Delivered'", new { misdelivery }) > 0;
        MisdeliveryResolution[] ways = e.How % 5 == 0 ? Enum.GetValues<MisdeliveryResolution>() : arrived ? [MisdeliveryResolution.Recovered, MisdeliveryResolution.Returned]
            : [MisdeliveryResolution.Recovered, MisdeliveryResolution.SentAgain, MisdeliveryResolution.Cancelled];
        return await Use<ResolveMisdelivery>().Handle(new ResolveMisdeliveryRequest(market.OperatorOf(centre ?? 0), misdelivery, ways[e.How / 5 % ways.Length], null) { UnitsBack = e.Which % 2 == 0 });
    }

    private async Task<object> Return(long line, MoneyEvent e)
    {
        var delivered = await Db.Scalar<long>("SELECT delivered FROM order_lines WHERE id = @line", new { line });
        var quantity = e.How % 3 == 0 ? delivered : 1 + e.How % (delivered + 2);
        return await Use<RequestReturn>().Handle(new RequestReturnRequest(Actor.Portal, line, quantity, (ReturnReason)(e.How % 6), null) { Kind = e.Which % 3 == 0 ? ReturnKind.Exchange : ReturnKind.Return });
    }

    /// <summary>Looks at the preview first: what is locked is what it showed, figure by figure.</summary>
    private async Task<object> Settle(MoneyEvent e)
    {
        var (actor, centre, through) = (market.Operator(e.Which), market.Centres[e.Which % 2], Today.AddDays(1 - e.How % 5));
        var preview = await Use<PreviewSettlement>().Handle(new PreviewSettlementRequest(actor, centre, through)) as PreviewSettlementOutcome.Preview;
        var outcome = await Use<LockSettlement>().Handle(new LockSettlementRequest(actor, centre, through) { Seen = e.How % 2 == 0 ? preview?.Seen : null });
        if (outcome is LockSettlementOutcome.Changed || (outcome is LockSettlementOutcome.NothingToSettle && preview?.Items.Count > 0)) throw new InvalidOperationException($"The preview showed {preview!.Seen}, and it was {outcome}.");
        if (outcome is not LockSettlementOutcome.Locked locked) return outcome;
        var shown = preview!.Statements.Select(s => new StatementFigures(s)).OrderBy(s => s.PartyId).ToList();
        var made = await Db.Query<StatementFigures>(StatementFigures.Sql, new { settlement = locked.SettlementId });
        if (!shown.SequenceEqual(made)) throw new InvalidOperationException($"The preview showed {string.Join("; ", shown)}, and it became {string.Join("; ", made)}.");
        return outcome;
    }

    /// <summary>The first days of the next month.</summary>
    private string MonthEnd(MoneyEvent e)
    {
        var clock = services.GetRequiredService<Clock>();
        market.Portal.Time.SetUtcNow(clock.StartOf(new DateOnly(Today.Year, Today.Month, 1).AddMonths(1)).AddDays(e.How % 4).AddHours(10));
        return nameof(Wait);
    }

    /// <summary>Closes the month that comes next, or tries another.</summary>
    private async Task<object> Close(MoneyEvent e)
    {
        var centre = market.Centres[e.Which % 2];
        var preview = await Use<PreviewClosing>().Handle(market.Operator(e.Which), centre);
        var month = preview is null || e.How % 9 == 0 ? new DateOnly(Today.Year, Today.Month, 1).AddMonths(-(e.How / 9 % 3)) : preview.MonthOn;
        var seen = preview is not null && e.How % 2 == 0 ? new MonthSeen(preview.Figures.Postings, preview.Figures.Debits) : null;
        return await Use<CloseMonth>().Handle(new CloseMonthRequest(market.Operator(e.Which), centre, month) { Seen = seen });
    }

    /// <summary>Mostly the last month, now and then this one or an earlier one.</summary>
    private Month SomeMonth(MoneyEvent e) => (e.How % 6) switch { 0 => Month.Of(Today), 1 => Month.Of(Today).Previous.Previous, _ => Month.Of(Today).Previous };

    private string Wait(MoneyEvent e)
    {
        market.Portal.Time.Advance(TimeSpan.FromHours(e.How % 10 * 24 + e.Which % 24));
        return nameof(Wait);
    }

    private async Task<long?> PartOf(long order, int how) => how % 2 == 0 ? null
        : (await Db.Query<long>("SELECT id FROM producer_orders WHERE order_id = @order ORDER BY id", new { order })).Cast<long?>().ElementAtOrDefault(how / 2 % 2);

    private async Task<List<long>> Lines(long order, int how) =>
        await Db.Query<long>($"SELECT id FROM order_lines WHERE order_id = @order AND (@all = 1 OR delivered = quantity)", new { order, all = how % 4 == 0 ? 1 : 0 });

    /// <summary>All of a sum, a part of it, or more than it.</summary>
    private async Task<long> Share(string column, string table, long id, int how)
    {
        var sum = await Db.Scalar<long>($"SELECT {column} FROM {table} WHERE id = @id", new { id });
        return (how % 4) switch { 0 => sum / 2, 1 => sum + 1, _ => sum };
    }
}
