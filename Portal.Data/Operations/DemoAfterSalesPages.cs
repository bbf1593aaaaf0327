using Portal.Data.Shared;

namespace Portal.Data.Operations;

/// <summary>A delivered line of which nothing came back yet.</summary>
public sealed record DemoDelivered
{
    public long LineId { get; init; }
    public long BuyerId { get; init; }
    public long CentreId { get; init; }
    public long ProducerId { get; init; }
}

/// <summary>An order that waits for money, and what mileage its buyer has.</summary>
public sealed record DemoSaver
{
    public long OrderId { get; init; }
    public long BuyerId { get; init; }
    public long Most { get; init; }
}

/// <summary>A delivered order that nobody pays.</summary>
public sealed record DemoDebtor
{
    public long OrderId { get; init; }
    public long CentreId { get; init; }
}

/// <summary>What the demo looks up for what happens after a sale.</summary>
public sealed class DemoAfterSalesPages(Db db)
{
    private const string DeliveredSql = """
        SELECT l.id AS line_id, o.buyer_id, o.centre_id, p.producer_id FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN producer_orders p ON p.id = l.producer_order_id
        JOIN products d ON d.id = l.product_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.delivered = l.quantity AND l.returned = 0 AND l.cancelled = 0 AND v.kind = 'Consumable' AND d.stock > 20 AND NOT EXISTS (SELECT 1 FROM returns r WHERE r.order_line_id = l.id)
        ORDER BY l.delivered_at DESC, l.id DESC
        """;

    public Task<List<DemoDelivered>> Delivered(int count) => db.Query<DemoDelivered>($"{DeliveredSql} {db.Dialect.First(count)}");

    private const string ParcelOfSql = "SELECT MAX(id) FROM shipments WHERE return_id = @exchange";

    public Task<long> ParcelOf(long exchange) => db.Scalar<long>(ParcelOfSql, new { exchange });

    private const string SaversSql = """
        SELECT o.id AS order_id, o.buyer_id, CASE WHEN b.balance < o.total THEN b.balance / 2 ELSE o.total / 2 END AS most
        FROM orders o JOIN mileage_balances b ON b.buyer_id = o.buyer_id
        WHERE o.status = 'Placed' AND o.paid = 0 AND o.paid_at IS NULL AND o.released_at IS NULL AND b.balance >= 1000 ORDER BY o.ordered_at DESC, o.id DESC
        """;

    public Task<List<DemoSaver>> Savers(int count) => db.Query<DemoSaver>($"{SaversSql} {db.Dialect.First(count)}");

    private const string DebtorsSql = """
        SELECT o.id AS order_id, o.centre_id FROM orders o
        WHERE o.status = 'Placed' AND o.paid_at IS NULL AND o.released_at IS NOT NULL AND o.total - o.cancelled - o.returned > o.paid
          AND NOT EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.status NOT IN ('Delivered', 'Cancelled'))
        ORDER BY o.ordered_at, o.id
        """;

    public Task<List<DemoDebtor>> Debtors(int count) => db.Query<DemoDebtor>($"{DebtorsSql} {db.Dialect.First(count)}");
}
