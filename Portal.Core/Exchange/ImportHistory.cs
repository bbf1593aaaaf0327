using Portal.Core.Catalog;
using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Core.Exchange;

/// <summary>Replays orders and what happened to them in the order of time, each at its own time.</summary>
[Service]
public sealed class ImportHistory(ImportOrders orders, ImportDeliveries deliveries, RecordDeposit deposit, IExchangeStore store, Clock clock)
{
    private sealed record Event(DateTime At, int Rank, ImportRecord Record, Func<Task> Run);

    internal async Task Run(ImportFolder folder, ImportCodes codes, ImportLog log)
    {
        var there = codes.Orders.Keys.ToHashSet(StringComparer.Ordinal);
        var declared = folder.Orders.Select(o => o.OrderNo).ToHashSet(StringComparer.Ordinal);
        foreach (var line in folder.OrderLines.Where(l => !declared.Contains(l.OrderNo))) log.Unknown(line, "order_no", line.OrderNo);
        foreach (var charge in folder.Charges.Where(c => !declared.Contains(c.OrderNo))) log.Unknown(charge, "order_no", charge.OrderNo);

        var events = await Events(folder, codes, there, log);
        var done = 0;
        foreach (var e in events.OrderBy(e => e.At).ThenBy(e => e.Rank).ThenBy(e => e.Record.Line))
        {
            clock.ReplayAt = e.At;
            await e.Run();
            log.Progress?.Invoke(++done, events.Count);
        }

        clock.ReplayAt = null;
    }

    private async Task<List<Event>> Events(ImportFolder folder, ImportCodes codes, HashSet<string> there, ImportLog log)
    {
        var events = new List<Event>();
        var lines = folder.OrderLines.ToLookup(l => l.OrderNo, StringComparer.Ordinal);
        var charges = folder.Charges.ToLookup(c => c.OrderNo, StringComparer.Ordinal);
        foreach (var o in folder.Orders)
        {
            if (!there.Contains(o.OrderNo)) events.Add(new Event(o.OrderedAt, 0, o, () => orders.Place(o, lines[o.OrderNo], charges[o.OrderNo], codes, log)));
            else Seen(o, lines[o.OrderNo].Cast<ImportRecord>().Concat(charges[o.OrderNo]), log);
        }

        var deposits = await store.Deposits();
        foreach (var d in folder.Deposits)
        {
            if (deposits.Contains(d.Reference)) log.Count(d.File, added: false);
            else events.Add(new Event(d.DepositedAt, 1, d, () => Deposit(d, codes, log)));
        }

        foreach (var s in folder.Shipments)
        {
            if (await deliveries.IsThere(s, codes, there)) log.Count(s.File, added: false);
            else AddShipment(events, s, codes, log);
        }

        var returns = await store.Returns();
        foreach (var r in folder.Returns)
        {
            if (returns.Contains(r.Reference)) log.Count(r.File, added: false);
            else events.Add(new Event(r.ReturnedAt, 5, r, () => deliveries.Return(r, log)));
        }

        return events;
    }

    private void AddShipment(List<Event> events, ShipmentRecord s, ImportCodes codes, ImportLog log)
    {
        long shipment = 0;
        events.Add(new Event(s.ShippedAt, 2, s, async () => shipment = await deliveries.Ship(s, codes, log)));
        if (s.DeliveredAt is { } delivered) events.Add(new Event(delivered, 3, s, () => deliveries.Deliver(s, shipment, log)));
        if (s.AcceptedAt is { } accepted) events.Add(new Event(accepted, 4, s, () => deliveries.Accept(s, log)));
    }

    private async Task Deposit(DepositRecord d, ImportCodes codes, ImportLog log)
    {
        long? order = null;
        if (d.OrderNo is { } no)
        {
            if (!codes.Orders.TryGetValue(no, out var id))
            {
                log.Unknown(d, "order_no", no);
                return;
            }

            order = id;
        }

        var outcome = await deposit.Handle(new RecordDepositRequest(Actor.Portal, d.Amount, d.DepositedAt, d.Depositor ?? "")
        {
            Reference = d.Reference, OrderId = order, CentreId = order is null ? codes.AnyCentre : null,
        });
        if (outcome is RecordDepositOutcome.Recorded) log.Count(d.File, added: true);
        else log.Refuse(d, outcome.GetType().Name);
    }

    private static void Seen(OrderRecord o, IEnumerable<ImportRecord> rest, ImportLog log)
    {
        foreach (var r in rest.Prepend(o)) log.Count(r.File, added: false);
    }
}

/// <summary>Places the orders of an import.</summary>
[Service]
public sealed class ImportOrders(PlaceOrder place, PortalOptions options)
{
    internal async Task Place(OrderRecord o, IEnumerable<OrderLineRecord> lines, IEnumerable<ChargeRecord> charges, ImportCodes codes, ImportLog log)
    {
        var errors = log.Errors.Count;
        if (!ImportMembers.Find(o, "buyer_code", o.BuyerCode, codes, log, out var buyer) | !ImportMembers.Find(o, "seller_code", o.SellerCode, codes, log, out var seller)
            | !ImportMembers.Find(o, "centre_code", o.CentreCode, codes, log, out var centre)) return;
        var rows = lines.OrderBy(l => l.LineNo).ToList();
        foreach (var l in rows.Where(l => !codes.Products.ContainsKey(l.ProductCode))) log.Unknown(l, "product_code", l.ProductCode);
        var freight = new Dictionary<long, Freight>();
        foreach (var c in charges)
        {
            if (!ImportMembers.Find(c, "producer_code", c.ProducerCode, codes, log, out var producer)) continue;
            freight[producer!.Value] = new Freight(c.Freight, c.Tax == TaxClass.Standard ? c.Freight * options.StandardTaxBp / 10_000 : 0);
        }

        if (log.Errors.Count > errors) return;
        var items = rows.ConvertAll(l => new OrderItem(codes.Products[l.ProductCode], l.Quantity) { HistoricUnitPrice = l.UnitPrice, HistoricDiscountBp = l.DiscountBp });
        var outcome = await place.Handle(new PlaceOrderRequest(Actor.Portal, o.Channel, buyer!.Value, items)
        {
            SellerId = seller, CentreId = centre, History = new OrderHistory(o.OrderNo, freight),
        });
        if (outcome is PlaceOrderOutcome.Placed done)
        {
            codes.Orders[o.OrderNo] = done.OrderId;
            foreach (var r in rows.Cast<ImportRecord>().Concat(charges).Prepend(o)) log.Count(r.File, added: true);
        }
        else Refuse(o, rows, outcome, codes, log);
    }

    private static void Refuse(OrderRecord o, List<OrderLineRecord> rows, PlaceOrderOutcome outcome, ImportCodes codes, ImportLog log)
    {
        if (outcome is not PlaceOrderOutcome.Refused { Refusals.Count: > 0 } refused)
        {
            log.Refuse(o, rows.Count == 0 ? "no lines" : outcome.GetType().Name);
            return;
        }

        foreach (var refusal in refused.Refusals)
            log.Refuse((ImportRecord?)rows.Find(r => codes.Products[r.ProductCode] == refusal.ProductId) ?? o, refusal.Problem);
    }
}

/// <summary>Replays shipments, deliveries, acceptances and returns.</summary>
[Service]
public sealed class ImportDeliveries(ShipPart ship, DeliverShipment deliver, AcceptDelivery accept, ImportReturns returns, IExchangeStore store)
{
    internal async Task<bool> IsThere(ShipmentRecord s, ImportCodes codes, HashSet<string> there)
    {
        if (!there.Contains(s.OrderNo)) return false;
        var part = await Part(s);
        return part is not null && (await store.Shipments(codes.Orders[s.OrderNo])).Contains((part.PartId, s.ShippedAt));
    }

    /// <summary>The shipment's id; 0 when it was refused.</summary>
    internal async Task<long> Ship(ShipmentRecord s, ImportCodes codes, ImportLog log)
    {
        if (!ImportMembers.Find(s, "carrier_code", s.CarrierCode, codes, log, out var carrier)) return 0;
        if (await Part(s) is not { } part)
        {
            log.Unknown(s, "order_no", $"{s.OrderNo} {s.ProducerCode}");
            return 0;
        }

        var outcome = await ship.Handle(new ShipPartRequest(Actor.Portal, part.PartId, carrier, s.TrackingNo));
        if (outcome is ShipPartOutcome.Shipped { ShipmentId: var id })
        {
            log.Count(s.File, added: true);
            return id;
        }

        log.Refuse(s, outcome.GetType().Name);
        return 0;
    }

    internal async Task Deliver(ShipmentRecord s, long shipment, ImportLog log)
    {
        if (shipment == 0) return;
        var outcome = await deliver.Handle(new DeliverShipmentRequest(Actor.Portal, shipment, s.DeliveredAt!.Value));
        if (outcome != DeliverShipmentOutcome.Delivered) log.Refuse(s, outcome);
    }

    internal async Task Accept(ShipmentRecord s, ImportLog log)
    {
        var lines = (await store.Lines(s.OrderNo)).FindAll(l => l.ProducerCode == s.ProducerCode);
        if (lines.Count == 0) return;
        var outcome = await accept.Handle(new AcceptDeliveryRequest(Actor.Portal, lines[0].OrderId, lines.ConvertAll(l => l.LineId)));
        if (outcome != AcceptDeliveryOutcome.Accepted) log.Refuse(s, outcome);
    }

    internal async Task Return(ReturnRecord r, ImportLog log)
    {
        if ((await store.Lines(r.OrderNo)).Find(l => l.LineNo == r.LineNo) is { } line) await returns.Run(r, line.LineId, log);
        else log.Unknown(r, "line_no", $"{r.OrderNo} {r.LineNo}");
    }

    private async Task<LineKey?> Part(ShipmentRecord s) => (await store.Lines(s.OrderNo)).Find(l => l.ProducerCode == s.ProducerCode);
}

/// <summary>Replays a return: asked for and completed at once.</summary>
[Service]
public sealed class ImportReturns(RequestReturn request, CompleteReturn complete)
{
    internal async Task Run(ReturnRecord r, long lineId, ImportLog log)
    {
        var outcome = await request.Handle(new RequestReturnRequest(Actor.Portal, lineId, r.Quantity, r.Reason, null) { Reference = r.Reference });
        if (outcome is not RequestReturnOutcome.Requested { ReturnId: var id })
        {
            log.Refuse(r, outcome is RequestReturnOutcome.TooMany many ? $"{outcome.GetType().Name} ({many.Left})" : outcome.GetType().Name);
            return;
        }

        var completed = await complete.Handle(new CompleteReturnRequest(Actor.Portal, id, Restock: false, Note: null));
        if (completed == CompleteReturnOutcome.Completed) log.Count(r.File, added: true);
        else log.Refuse(r, completed);
    }
}
