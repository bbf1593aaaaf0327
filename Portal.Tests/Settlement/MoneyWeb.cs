using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Settlement;

/// <summary>The pages of money over a small market, with a person for each of its parties.</summary>
public sealed class MoneyWeb : IAsyncDisposable
{
    private readonly Dictionary<(Role, long), Actor> _people = [];
    private readonly TestData _data;
    private long _portal;

    private MoneyWeb(WebPortal web, Market market) => (Web, Market, _data) = (web, market, new TestData(web.Portal));

    public WebPortal Web { get; }
    public Market Market { get; }
    public TestPortal Portal => Web.Portal;

    public static async Task<MoneyWeb> Open()
    {
        var web = await WebPortal.Create();
        var money = new MoneyWeb(web, await Market.On(web.Portal));
        money._portal = await money._data.Organization(OrganizationKind.Portal);
        return money;
    }

    /// <summary>A person of an organization, signed in; the same one each time.</summary>
    public async Task<WebVisitor> As(Role role, long organization) => await Web.As(await Person(role, organization));

    public Task<WebVisitor> Operator(int centre = 0) => As(Role.Operator, Market.Centres[centre]);
    public Task<WebVisitor> Administrator() => As(Role.Administrator, _portal);

    public async Task<Actor> Person(Role role, long organization) =>
        _people.TryGetValue((role, organization), out var known) ? known : _people[(role, organization)] = await _data.Person(role, organization);

    /// <summary>An order by a seller, delivered, paid and past its objection period; returns its number and lines.</summary>
    public async Task<(string OrderNo, long[] Lines)> Done(int seller, params (int Product, long Quantity)[] items)
    {
        var order = await Placed(seller, items);
        await Pay(order.OrderNo);
        await Deliver(order.OrderNo);
        Portal.Time.Advance(TimeSpan.FromDays(8));
        return order;
    }

    public async Task<(string OrderNo, long[] Lines)> Placed(int seller, params (int Product, long Quantity)[] items)
    {
        var id = Market.Sellers[seller];
        var request = new PlaceOrderRequest(Market.Seller(id), OrderChannel.Seller, Market.Buyers[0], [.. items.Select(i => new OrderItem(Market.Products[i.Product].Id, i.Quantity))]) { SellerId = id };
        var placed = (PlaceOrderOutcome.Placed)await Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(request));
        return (placed.OrderNo, [.. await Portal.Query<long>("SELECT id FROM order_lines WHERE order_id = @OrderId ORDER BY line_no", placed)]);
    }

    public async Task Pay(string orderNo, long? amount = null)
    {
        var order = await Portal.Scalar<long>("SELECT id FROM orders WHERE order_no = @orderNo", new { orderNo });
        var open = await Portal.Scalar<long>("SELECT total - cancelled - returned - paid FROM orders WHERE id = @order", new { order });
        var request = new RecordDepositRequest(Actor.Portal, amount ?? open, Portal.Time.GetUtcNow().UtcDateTime, "payer") { OrderId = order };
        Assert.That(await Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(request)), Is.InstanceOf<RecordDepositOutcome.Recorded>());
    }

    /// <summary>Ships and delivers everything of an order; equipment is accepted.</summary>
    public async Task Deliver(string orderNo, bool accept = true)
    {
        var order = await Portal.Scalar<long>("SELECT id FROM orders WHERE order_no = @orderNo", new { orderNo });
        await Portal.Run<ReleaseOrder, ReleaseOrderOutcome>(u => u.Handle(new ReleaseOrderRequest(Actor.Portal, order, "test")));
        foreach (var part in await Portal.Query<long>("SELECT id FROM producer_orders WHERE order_id = @order", new { order }))
        {
            var shipped = (ShipPartOutcome.Shipped)await Portal.Run<ShipPart, ShipPartOutcome>(u => u.Handle(new ShipPartRequest(Actor.Portal, part, null, null)));
            await Portal.Run<DeliverShipment, DeliverShipmentOutcome>(u => u.Handle(new DeliverShipmentRequest(Actor.Portal, shipped.ShipmentId, Portal.Time.GetUtcNow().UtcDateTime)));
        }

        var equipment = await Portal.Query<long>("SELECT id FROM order_lines WHERE order_id = @order AND needs_acceptance = 1", new { order });
        if (accept && equipment.Count > 0) await Portal.Run<AcceptDelivery, AcceptDeliveryOutcome>(u => u.Handle(new AcceptDeliveryRequest(Actor.Portal, order, equipment)));
    }

    /// <summary>Returns units of a line, and completes it.</summary>
    public async Task<string> Return(long line, long quantity)
    {
        var asked = (RequestReturnOutcome.Requested)await Portal.Run<RequestReturn, RequestReturnOutcome>(u => u.Handle(new RequestReturnRequest(Actor.Portal, line, quantity, ReturnReason.Defective, null)));
        var done = await Portal.Run<CompleteReturn, CompleteReturnOutcome>(u => u.Handle(new CompleteReturnRequest(Actor.Portal, asked.ReturnId, true, null)));
        Assert.That(done, Is.EqualTo(CompleteReturnOutcome.Completed));
        return asked.Reference;
    }

    public async Task Distribute() => await Portal.Run<DistributeDue, RunResult>(u => u.Handle());

    /// <summary>Settles a centre through today; returns the settlement.</summary>
    public async Task<long> Settle(int centre = 0)
    {
        var request = new LockSettlementRequest(Market.Operator(centre), Market.Centres[centre], Today);
        return ((LockSettlementOutcome.Locked)await Portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(request))).SettlementId;
    }

    public DateOnly Today => DateOnly.FromDateTime(Portal.Time.GetUtcNow().UtcDateTime.AddHours(9));

    public Task<long> Statement(long settlement, long party) => Portal.Scalar<long>("SELECT id FROM statements WHERE settlement_id = @settlement AND party_id = @party", new { settlement, party });
    public Task<long> Payout(long settlement, long party) => Portal.Scalar<long>("SELECT p.id FROM payouts p JOIN statements s ON s.id = p.statement_id WHERE s.settlement_id = @settlement AND p.party_id = @party", new { settlement, party });

    public Task<Snapshot> Snapshot() => Portal.Run<Db, Snapshot>(Settlement.Snapshot.Of);

    public async Task Sound() => Assert.That((await Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
