using Portal.Core.Agreements;
using Portal.Core.Catalog;
using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Sellers;
using Portal.Core.Shared;

namespace Portal.Core.Orders;

/// <summary>An order to be placed. Amounts never come from here, except in <see cref="History"/> that the portal itself replays.</summary>
public sealed record PlaceOrderRequest(Actor Actor, OrderChannel Channel, long BuyerId, IReadOnlyList<OrderItem> Items)
{
    public long? SellerId { get; init; }
    public long? CentreId { get; init; }
    public ShipTo ShipTo { get; init; } = ShipTo.Unknown;
    public OrderHistory? History { get; init; }

    /// <summary>The total that the person saw; another total is told, not taken.</summary>
    public long? ExpectedTotal { get; init; }
}

/// <summary>What imported history brings with it: its number and the freight by producer.</summary>
public sealed record OrderHistory(string OrderNo, IReadOnlyDictionary<long, Freight> Freight);

public abstract record PlaceOrderOutcome
{
    private PlaceOrderOutcome() { }

    public sealed record Placed(long OrderId, string OrderNo) : PlaceOrderOutcome;
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : PlaceOrderOutcome;
    public sealed record TotalChanged(long Total) : PlaceOrderOutcome;
    /// <summary>The buyer or the seller does not exist, or may not trade.</summary>
    public sealed record PartyMissing : PlaceOrderOutcome;
    public sealed record NotAllowed : PlaceOrderOutcome;
}

/// <summary>
/// Places and thereby confirms an order: takes the stock, keeps prices, agreement and VAT as they are now,
/// and posts receivable ▸ undelivered.
/// </summary>
public sealed class PlaceOrder(IUnitOfWork unit, OrderDesk desk, ICatalogStore catalog, GeneralLedger ledger, Notices notices)
{
    public async Task<PlaceOrderOutcome> Handle(PlaceOrderRequest request)
    {
        if (request.Items.Count == 0) return new PlaceOrderOutcome.Refused([]);
        if (!MayOrder(request)) return new PlaceOrderOutcome.NotAllowed();

        await using var tx = await unit.Begin();
        var parties = await desk.Parties(request);
        if (parties is not { BuyerId: { } buyer, CentreId: { } centre } || (request.SellerId is not null && parties.SellerId is null))
            return new PlaceOrderOutcome.PartyMissing();

        var quote = await desk.Quote(request.Items, parties.SellerId, request.History?.Freight);
        if (quote.Refusals.Count > 0) return new PlaceOrderOutcome.Refused(quote.Refusals);
        if (request.ExpectedTotal is { } seen && seen != quote.Total) return new PlaceOrderOutcome.TotalChanged(quote.Total);
        if (await TakeStock(quote) is { } sold) return new PlaceOrderOutcome.Refused([sold]);

        var order = await desk.Write(request, quote, buyer, parties.SellerId, centre);
        await ledger.Post(new Posting
        {
            EventKey = $"order:{order.Id}", Kind = "Order", At = order.OrderedAt, EventOn = desk.DateOf(order.OrderedAt),
            Entries = [new(AccountRef.Receivable(buyer), order.Total), new(AccountRef.Undelivered(centre), -order.Total)],
            CentreId = centre, OrderId = order.Id, PersonId = request.Actor.PersonOrNull,
        });
        await notices.ToMembers(buyer, Role.Buyer, await desk.Notice(order));
        await tx.Commit();
        return new PlaceOrderOutcome.Placed(order.Id, order.OrderNo);
    }

    private static bool MayOrder(PlaceOrderRequest r) => r.Actor.Role switch
    {
        Role.System => true,
        Role.Buyer => r.Channel == OrderChannel.Buyer && r.BuyerId == r.Actor.OrganizationId && r.SellerId is null && r.History is null,
        Role.Seller => r.Channel == OrderChannel.Seller && r.SellerId == r.Actor.OrganizationId && r.History is null,
        Role.Operator => r.Channel == OrderChannel.Operator && r.History is null && r.CentreId == r.Actor.OrganizationId,
        _ => false,
    };

    /// <summary>Takes each product by one conditional write, in the order of their ids; the first that is short is told.</summary>
    private async Task<Refusal?> TakeStock(Quote quote)
    {
        var wanted = quote.Parts.SelectMany(p => p.Lines).GroupBy(l => l.Offer.ProductId).OrderBy(g => g.Key);
        foreach (var product in wanted)
        {
            if (!await catalog.TakeStock(product.Key, product.Sum(l => l.Quantity)))
                return new Refusal(product.Key, OrderProblem.OutOfStock, product.First().Offer.Stock);
        }

        return null;
    }
}

/// <summary>What an order is made of: reads what can be ordered, and writes the snapshot.</summary>
[Service]
public sealed class OrderDesk(IOrderStore orders, IAgreementStore agreements, ISellersStore sellers, Numbers numbers, OrderSettings settings)
{
    public async Task<OrderParties> Parties(PlaceOrderRequest r) => await orders.Parties(r.BuyerId, r.SellerId, r.CentreId);

    /// <summary>The order as the customer would get it now, by this seller (null: without one).</summary>
    public async Task<Quote> Quote(IReadOnlyList<OrderItem> items, long? sellerId, IReadOnlyDictionary<long, Freight>? historicFreight = null)
    {
        var ids = items.Select(i => i.ProductId).Distinct().ToList();
        var now = settings.Clock.Now;
        var terms = new QuoteTerms(await agreements.InForce(ids, now), sellerId is { } s ? await sellers.MaySell(s, ids, now) : null,
            settings.Clock.Today, settings.Options.StandardTaxBp) { HistoricFreight = historicFreight };
        return Quoting.Of(items, await orders.Offers(ids), terms);
    }

    public DateOnly DateOf(DateTime utc) => settings.Clock.DateOf(utc);

    /// <summary>Tells the buyer what to pay into which account; a centre without one is asked.</summary>
    internal async Task<Notice> Notice(NewOrder order)
    {
        var arguments = new Dictionary<string, string> { ["no"] = order.OrderNo, ["total"] = Money(order.Total), ["code"] = order.PaymentCode, ["path"] = $"/orders/{order.OrderNo}" };
        if (await orders.AccountOf(order.CentreId) is not { } account) return new Notice($"order.placed:{order.Id}", "order.placed-ask", arguments);
        (arguments["bank"], arguments["account"], arguments["holder"]) = (account.BankCode, account.Number, account.Holder);
        return new Notice($"order.placed:{order.Id}", "order.placed", arguments);
    }

    public string Money(long amount) => $"{settings.Options.Currency.Format(amount)} {settings.Options.Currency.Code}";

    internal async Task<NewOrder> Write(PlaceOrderRequest r, Quote quote, long buyer, long? seller, long centre)
    {
        var now = settings.Clock.Now;
        var order = new NewOrder
        {
            Id = Ids.Next(), OrderNo = r.History?.OrderNo ?? await numbers.NextOrderNo(), PaymentCode = PaymentCode.Of(await numbers.NextPayment()), OrderedAt = now, Channel = r.Channel,
            EnteredBy = r.Actor.PersonOrNull, BuyerId = buyer, SellerId = seller, CentreId = centre, ShipTo = r.ShipTo,
            Total = quote.Total, Parts = quote.Parts,
            // imported history was shipped when it was shipped: no deadline and no wait for money is invented for it
            ReleasedAt = r.History is null ? null : now,
            DepositDueAt = r.History is null ? now.AddDays(settings.Options.DepositDays) : null,
        };
        await orders.Insert(order);
        await orders.Note(new OrderEvent(order.Id, "Placed", now, r.Actor.PersonOrNull) { Amount = order.Total });
        return order;
    }
}

/// <summary>Clock and settings that orders depend on.</summary>
[Service]
public sealed class OrderSettings(Clock clock, PortalOptions options)
{
    public Clock Clock => clock;
    public PortalOptions Options => options;
}
