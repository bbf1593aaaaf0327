using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Tests.Settlement;

/// <summary>One order of a market and the steps of its life, each of which must succeed.</summary>
public sealed class Deal(Market market, IServiceProvider services)
{
    public long OrderId { get; private set; }
    public IReadOnlyList<long> Lines { get; private set; } = [];
    public long Total { get; private set; }

    public IServiceProvider Services => services;

    private Db Db => services.GetRequiredService<Db>();

    /// <summary>Places an order of a buyer, by a seller unless that is null.</summary>
    public async Task<Deal> Place(int buyer, int? seller, params OrderItem[] items)
    {
        var by = market.Buyers[buyer];
        return await Place(seller is { } s
            ? new PlaceOrderRequest(market.Seller(market.Sellers[s]), OrderChannel.Seller, by, items) { SellerId = market.Sellers[s] }
            : new PlaceOrderRequest(market.Buyer(by), OrderChannel.Buyer, by, items));
    }

    /// <summary>An order with a price and a discount of its own, as imported history has them.</summary>
    public Task<Deal> PlaceHistoric(int product, long quantity, long price, int discountBp) => Place(
        new PlaceOrderRequest(Actor.Portal, OrderChannel.Seller, market.Buyers[0], [new OrderItem(market.Products[product].Id, quantity) { HistoricUnitPrice = price, HistoricDiscountBp = discountBp }])
        {
            SellerId = market.Sellers[0], CentreId = market.Centres[0], History = new OrderHistory($"H{Ids.Next()}", new Dictionary<long, Freight>()),
        });

    /// <summary>Paid, shipped, delivered, accepted and, after the objection period, due.</summary>
    public async Task<Deal> Complete(long? owed = null)
    {
        await Pay(owed ?? Total);
        await Deliver();
        market.Portal.Time.Advance(TimeSpan.FromDays(8));
        return this;
    }

    public Task<RecordDepositOutcome> Pay(long amount, string? reference = null) => Use<RecordDeposit>().Handle(
        new RecordDepositRequest(Actor.Portal, amount, market.Portal.Time.GetUtcNow().UtcDateTime, "payer") { OrderId = OrderId, Reference = reference });

    /// <summary>Ships everything, on credit when it is not paid, and delivers and accepts it.</summary>
    public async Task Deliver()
    {
        await Ship();
        Assert.That(await Use<AcceptDelivery>().Handle(new AcceptDeliveryRequest(Actor.Portal, OrderId, [.. Lines])), Is.EqualTo(AcceptDeliveryOutcome.Accepted));
    }

    /// <summary>Ships and delivers everything; nobody has accepted it.</summary>
    public async Task Ship()
    {
        await Use<ReleaseOrder>().Handle(new ReleaseOrderRequest(Actor.Portal, OrderId, "test"));
        foreach (var part in await Db.Query<long>("SELECT id FROM producer_orders WHERE order_id = @OrderId ORDER BY id", new { OrderId }))
        {
            var shipped = (ShipPartOutcome.Shipped)await Use<ShipPart>().Handle(new ShipPartRequest(Actor.Portal, part, null, null));
            var delivered = await Use<DeliverShipment>().Handle(new DeliverShipmentRequest(Actor.Portal, shipped.ShipmentId, market.Portal.Time.GetUtcNow().UtcDateTime));
            Assert.That(delivered, Is.EqualTo(DeliverShipmentOutcome.Delivered));
        }
    }

    public Task<RunResult> Distribute() => Use<DistributeDue>().Handle();

    public async Task<long> RequestReturn(int line, long quantity)
    {
        var outcome = await Use<RequestReturn>().Handle(new RequestReturnRequest(Actor.Portal, Lines[line], quantity, ReturnReason.Damaged, null));
        return ((RequestReturnOutcome.Requested)outcome).ReturnId;
    }

    public Task<CompleteReturnOutcome> CompleteReturn(long @return) => Use<CompleteReturn>().Handle(new CompleteReturnRequest(Actor.Portal, @return, true, null));

    /// <summary>Every account's balance, but for those that are at zero.</summary>
    public async Task<string> Balances() => string.Join(", ",
        await Db.Query<string>("SELECT CONCAT(type, ' ', owner_id, ' ', balance) FROM accounts WHERE balance <> 0 ORDER BY type, owner_id"));

    private async Task<Deal> Place(PlaceOrderRequest request)
    {
        var outcome = await Use<PlaceOrder>().Handle(request);
        Assert.That(outcome, Is.InstanceOf<PlaceOrderOutcome.Placed>());
        OrderId = ((PlaceOrderOutcome.Placed)outcome).OrderId;
        Lines = await Db.Query<long>("SELECT id FROM order_lines WHERE order_id = @OrderId ORDER BY line_no", new { OrderId });
        Total = await Db.Scalar<long>("SELECT total FROM orders WHERE id = @OrderId", new { OrderId });
        return this;
    }

    public T Use<T>() where T : notnull => services.GetRequiredService<T>();
}
