using Portal.Core.Orders;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

/// <summary>Orders and their parts; lines are in <c>OrderStore.Lines.cs</c>.</summary>
public sealed partial class OrderStore(Db db) : IOrderStore
{
    private const string OffersSql = """
        SELECT p.id AS product_id, p.producer_id, p.revision_id, p.code, r.kind, r.tax, r.price, p.stock, p.max_delivery_days,
               CASE WHEN p.status = 'OnSale' AND o.status = 'Active' THEN 1 ELSE 0 END AS on_sale,
               f.fee AS freight_fee, f.free_from AS freight_free_from
        FROM products p
        JOIN product_revisions r ON r.id = p.revision_id
        JOIN organizations o ON o.id = p.producer_id
        LEFT JOIN freight_rules f ON f.producer_id = p.producer_id
        WHERE p.id IN @productIds
        """;

    public async Task<IReadOnlyDictionary<long, Offer>> Offers(IReadOnlyCollection<long> productIds) =>
        productIds.Count == 0 ? new Dictionary<long, Offer>() : (await db.Query<Offer>(OffersSql, new { productIds })).ToDictionary(o => o.ProductId);

    private const string PartiesSql = """
        SELECT b.id AS buyer_id, s.id AS seller_id,
               COALESCE((SELECT c.id FROM organizations c WHERE c.id = @centreId AND c.kind = 'Centre' AND c.status = 'Active'), s.centre_id, b.centre_id,
                 (SELECT MIN(c.id) FROM organizations c WHERE c.kind = 'Centre' AND c.status = 'Active')) AS centre_id
        FROM organizations b
        LEFT JOIN organizations s ON s.id = @sellerId AND s.kind = 'Seller' AND s.status = 'Active'
        WHERE b.id = @buyerId AND b.kind = 'Buyer' AND b.status = 'Active'
        """;

    public async Task<OrderParties> Parties(long buyerId, long? sellerId, long? centreId) =>
        await db.One<OrderParties>(PartiesSql, new { buyerId, sellerId, centreId }) ?? new OrderParties();

    private const string AccountOfSql = """
        SELECT bank_code, bank_account AS number, COALESCE(bank_holder, name) AS holder FROM organizations WHERE id = @centreId AND bank_code IS NOT NULL AND bank_account IS NOT NULL
        """;

    public Task<CentreAccount?> AccountOf(long centreId) => db.One<CentreAccount>(AccountOfSql, new { centreId });

    private const string InsertSql = """
        INSERT INTO orders (id, order_no, payment_code, ordered_at, channel, entered_by, buyer_id, seller_id, centre_id, status, recipient, phone, postal_code, address, memo,
          total, cancelled, returned, paid, paid_by_mileage, written_off, released_at, deposit_due_at)
        VALUES (@Id, @OrderNo, @PaymentCode, @OrderedAt, @channel, @EnteredBy, @BuyerId, @SellerId, @CentreId, 'Placed', @Recipient, @Phone, @PostalCode, @Address, @Memo,
          @Total, 0, 0, 0, 0, 0, @ReleasedAt, @DepositDueAt)
        """;
    private const string InsertPartSql = """
        INSERT INTO producer_orders (id, order_id, producer_id, part_no, status, freight, freight_vat, proposed_ship_on)
        VALUES (@Id, @orderId, @ProducerId, @PartNo, 'New', @fee, @vat, @ProposedShipOn)
        """;
    private const string InsertLineSql = """
        INSERT INTO order_lines (id, order_id, producer_order_id, line_no, product_id, revision_id, agreement_id, quantity, cancelled_units, unit_price, discount_bp, tax_bp,
          supply, vat, needs_acceptance, cancelled, shipped, delivered, returned)
        VALUES (@Id, @orderId, @partId, @LineNo, @ProductId, @RevisionId, @AgreementId, @Quantity, 0, @UnitPrice, @DiscountBp, @TaxBp,
          @Supply, @Vat, @NeedsAcceptance, 0, 0, 0, 0)
        """;

    public async Task Insert(NewOrder order)
    {
        var o = order;
        await db.Execute(InsertSql, new
        {
            o.Id, o.OrderNo, o.PaymentCode, o.OrderedAt, channel = o.Channel.ToString(), o.EnteredBy, o.BuyerId, o.SellerId, o.CentreId,
            o.ShipTo.Recipient, o.ShipTo.Phone, o.ShipTo.PostalCode, o.ShipTo.Address, o.ShipTo.Memo, o.Total, o.ReleasedAt, o.DepositDueAt,
        });
        await db.Execute(InsertPartSql, o.Parts.Select(p => new
        {
            p.Id, orderId = o.Id, p.ProducerId, p.PartNo, fee = p.Freight.Fee, vat = p.Freight.Vat, p.ProposedShipOn,
        }));
        await db.Execute(InsertLineSql, o.Parts.SelectMany(p => p.Lines.Select(l => new
        {
            l.Id, orderId = o.Id, partId = p.Id, l.LineNo, l.Offer.ProductId, l.Offer.RevisionId, l.AgreementId, l.Quantity,
            l.Terms.UnitPrice, l.Terms.DiscountBp, l.Terms.TaxBp, l.Supply, l.Vat, l.Offer.NeedsAcceptance,
        })));
    }

    // takes the row lock on SQL Server before anything of the order is read; SQLite has one writer anyhow
    private const string LockSql = "UPDATE orders SET status = status WHERE id = @orderId";
    private const string StateSql = """
        SELECT o.id, o.order_no, o.buyer_id, o.seller_id, o.centre_id, o.status, o.total, o.cancelled, o.returned, o.paid, o.paid_by_mileage, o.written_off, o.ordered_at, o.paid_at, o.released_at
        FROM orders o
        WHERE o.id = @orderId AND (@role = 'System' OR @role = 'Administrator'
          OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId)
          OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role = 'Producer' AND o.released_at IS NOT NULL
              AND EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.producer_id = @OrganizationId)))
        """;

    public async Task<OrderState?> Lock(Actor actor, long orderId)
    {
        await db.Execute(LockSql, new { orderId });
        return await db.One<OrderState>(StateSql, new { orderId, role = actor.Role.ToString(), actor.OrganizationId });
    }

    private const string PartColumns = """
        SELECT p.id, p.order_id, p.producer_id, p.status, p.proposed_ship_on, p.promised_ship_on,
               CASE WHEN o.released_at IS NULL THEN 0 ELSE 1 END AS released,
               p.freight + p.freight_vat + (SELECT COALESCE(SUM(l.supply + l.vat), 0) FROM order_lines l WHERE l.producer_order_id = p.id AND l.cancelled = 0) AS total
        FROM producer_orders p JOIN orders o ON o.id = p.order_id
        """;
    private const string PartSql = PartColumns + """

        WHERE p.id = @partId AND (@role = 'System' OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId)
          OR (@role = 'Producer' AND p.producer_id = @OrganizationId AND o.released_at IS NOT NULL))
        """;

    public async Task<PartState?> Part(Actor actor, long partId) =>
        await db.One<PartState>(PartSql, new { partId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string PartsSql = PartColumns + " WHERE p.order_id = @orderId ORDER BY p.part_no";

    public async Task<IReadOnlyList<PartState>> Parts(long orderId) => await db.Query<PartState>(PartsSql, new { orderId });

    private const string CancelPartSql = "UPDATE producer_orders SET status = 'Cancelled', cancelled_at = @at WHERE id = @partId AND status IN ('New', 'Confirmed')";
    private const string CancelLinesSql = "UPDATE order_lines SET cancelled = 1, due_at = NULL, due_on = NULL WHERE producer_order_id = @partId AND cancelled = 0";

    public async Task<bool> CancelPart(long partId, DateTime at)
    {
        if (await db.Execute(CancelPartSql, new { partId, at }) == 0) return false;
        await db.Execute(CancelLinesSql, new { partId });
        return true;
    }

    private const string UnitsOfSql = "SELECT product_id, SUM(quantity) AS quantity FROM order_lines WHERE producer_order_id = @partId AND cancelled = 0 GROUP BY product_id ORDER BY product_id";

    public async Task<IReadOnlyList<ProductUnits>> UnitsOf(long partId) => await db.Query<ProductUnits>(UnitsOfSql, new { partId });

    private const string CancelSql = """
        UPDATE orders SET cancelled = cancelled + @amount, paid = paid - @Total, paid_by_mileage = paid_by_mileage - @Mileage, written_off = written_off - @WrittenOff,
          status = CASE WHEN EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = orders.id AND p.status <> 'Cancelled') THEN 'Placed' ELSE 'Cancelled' END,
          cancelled_at = CASE WHEN EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = orders.id AND p.status <> 'Cancelled') THEN NULL ELSE @at END,
          cancel_reason = @reason
        WHERE id = @orderId
        """;

    public Task Cancel(long orderId, long amount, Refund refund, DateTime at, string? reason) =>
        db.Execute(CancelSql, new { orderId, amount, refund.Total, refund.Mileage, refund.WrittenOff, at, reason });

    private const string ReleaseSql = "UPDATE orders SET released_at = @at WHERE id = @orderId AND released_at IS NULL AND status = 'Placed'";

    public async Task<bool> Release(long orderId, DateTime at) => await db.Execute(ReleaseSql, new { orderId, at }) == 1;

    private const string ProposeSql = "UPDATE producer_orders SET proposed_ship_on = @shipOn WHERE id = @partId AND status = 'New'";

    public Task Propose(long partId, DateOnly shipOn) => db.Execute(ProposeSql, new { partId, shipOn });

    private const string ConfirmSql = """
        UPDATE producer_orders SET status = 'Confirmed', promised_ship_on = @shipOn, promised_delivery_on = @deliverOn, confirmed_at = @at, late_notified_at = NULL
        WHERE id = @partId AND status IN ('New', 'Confirmed') AND EXISTS (SELECT 1 FROM orders o WHERE o.id = producer_orders.order_id AND o.released_at IS NOT NULL)
        """;

    public async Task<bool> Confirm(long partId, DateOnly shipOn, DateOnly deliverOn, DateTime at) =>
        await db.Execute(ConfirmSql, new { partId, shipOn, deliverOn, at }) == 1;

    private const string PostponeSql = """
        UPDATE producer_orders SET late_notified_at = NULL,
          proposed_ship_on = CASE WHEN proposed_ship_on < @shipOn THEN @shipOn ELSE proposed_ship_on END,
          promised_ship_on = CASE WHEN promised_ship_on < @shipOn THEN @shipOn ELSE promised_ship_on END,
          promised_delivery_on = CASE WHEN promised_delivery_on < @deliverOn THEN @deliverOn ELSE promised_delivery_on END
        WHERE id = @partId
        """;

    public Task Postpone(long partId, DateOnly shipOn, DateOnly deliverOn) => db.Execute(PostponeSql, new { partId, shipOn, deliverOn });

    private const string MarkLateSql = "UPDATE producer_orders SET late_notified_at = @at WHERE id = @partId AND late_notified_at IS NULL";

    public async Task<bool> MarkLate(long partId, DateTime at) => await db.Execute(MarkLateSql, new { partId, at }) == 1;

    private const string NoteSql = """
        INSERT INTO order_events (id, order_id, producer_id, at, person_id, kind, detail, amount, internal)
        VALUES (@id, @OrderId, @ProducerId, @At, @PersonId, @Kind, @Detail, @Amount, @Internal)
        """;

    public Task Note(OrderEvent what) => db.Execute(NoteSql, new
    {
        id = Ids.Next(), what.OrderId, what.ProducerId, what.At, what.PersonId, what.Kind, what.Detail, what.Amount, what.Internal,
    });

    // uq_card_payments_underway: whoever is paying by card just now keeps the order; that takes an hour at most
    private const string UnpaidSql = """
        SELECT id FROM orders WHERE paid_at IS NULL AND status = 'Placed' AND deposit_due_at < @now AND paid = paid_by_mileage AND released_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM card_payments c WHERE c.order_id = orders.id AND c.status IN ('New', 'Open') AND c.expires_at > @yesterday)
        ORDER BY deposit_due_at
        """;

    public async Task<IReadOnlyList<long>> Unpaid(DateTime now, int max) =>
        await db.Query<long>($"{UnpaidSql} {db.Dialect.First(max)}", new { now, yesterday = now.AddDays(-1) });
}
