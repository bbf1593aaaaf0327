using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Bench;

/// <summary>
/// A centre with as many delivered, paid and due order lines as wanted: 20 products of 10 producers under agreements of four shares, 20 sellers, 100 buyers,
/// four lines to an order. Parties come about by the use cases; orders, their deposits and both postings are written by set, as no use case takes a million.
/// </summary>
internal sealed class DeliveredLines(TestPortal portal)
{
    private const int Producers = 10, Products = 20, Sellers = 20, Buyers = 100, LinesPerOrder = 4;
    private static readonly DateTime Ordered = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);

    public long CentreId { get; private set; }

    public async Task Make(int lines)
    {
        var orders = lines / LinesPerOrder;
        await Parties();
        await portal.Execute("CREATE TABLE bench_numbers (n BIGINT NOT NULL PRIMARY KEY)");
        await portal.Execute("""
            INSERT INTO bench_numbers (n) WITH RECURSIVE t (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM t WHERE n < @last) SELECT n FROM t
            """, new { last = Math.Max(orders, Buyers * Products) });
        var ids = new { orders = Ids.Block(orders), parts = Ids.Block(orders), lines = Ids.Block(lines), deposits = Ids.Block(orders), step = Ids.Step, count = orders, at = Ordered, CentreId };
        await portal.Execute(OrdersSql, ids);
        await portal.Execute(PartsSql, ids);
        await portal.Execute(LinesSql, ids);
        await portal.Execute("UPDATE orders SET total = (SELECT SUM(l.supply + l.vat) FROM order_lines l WHERE l.order_id = orders.id)");
        await portal.Execute("UPDATE orders SET paid = total, paid_at = ordered_at");
        await portal.Execute(DepositsSql, ids);
        await portal.Execute(PaymentsSql);
        await Post();
        await portal.Execute("DROP TABLE bench_numbers");
        await portal.Execute("DROP TABLE bench_parties");
    }

    private async Task Parties()
    {
        var data = new TestData(portal);
        await portal.Execute("CREATE TABLE bench_parties (kind NVARCHAR(10) NOT NULL, n BIGINT NOT NULL, id BIGINT NOT NULL, other BIGINT NULL, PRIMARY KEY (kind, n))");
        var owner = await data.Organization(OrganizationKind.Portal);
        CentreId = await data.Organization(OrganizationKind.Centre);
        var producers = new List<long>();
        for (var i = 0; i < Producers; i++) producers.Add(await data.Organization(OrganizationKind.Producer, CentreId));
        for (var i = 0; i < Sellers; i++) await Party("seller", i, await data.Organization(OrganizationKind.Seller, CentreId));
        for (var i = 0; i < Buyers; i++) await Party("buyer", i, await data.Organization(OrganizationKind.Buyer, CentreId));
        for (var i = 0; i < Products; i++)
        {
            var product = await data.Product(producers[i % Producers], 10_000 + i * 990, 1_000_000);
            var agreement = await data.Agreement(product, new ProposedShare(Part.Seller, null, ShareKind.Rate, 1_000), new ProposedShare(Part.Centre, null, ShareKind.Rate, 300),
                new ProposedShare(Part.Portal, owner, ShareKind.Rate, 200));
            await Party("product", i, product.Id, agreement);
        }
    }

    private Task<int> Party(string kind, int n, long id, long? other = null) =>
        portal.Execute("INSERT INTO bench_parties (kind, n, id, other) VALUES (@kind, @n, @id, @other)", new { kind, n, id, other });

    private const string OrdersSql = """
        INSERT INTO orders (id, order_no, ordered_at, channel, buyer_id, seller_id, centre_id, status, total, cancelled, returned, paid, paid_by_mileage, written_off, released_at)
        SELECT @orders + a.n * @step, CONCAT('B', a.n), @at, 'Operator', b.id, s.id, @CentreId, 'Placed', 1, 0, 0, 0, 0, 0, @at
        FROM bench_numbers a JOIN bench_parties b ON b.kind = 'buyer' AND b.n = a.n % 100 JOIN bench_parties s ON s.kind = 'seller' AND s.n = a.n % 20
        WHERE a.n < @count
        """;

    // one producer to an order: the products of producer p are p and p + 10
    private const string PartsSql = """
        INSERT INTO producer_orders (id, order_id, producer_id, part_no, status, freight, freight_vat, proposed_ship_on)
        SELECT @parts + a.n * @step, @orders + a.n * @step, p.producer_id, 1, 'Delivered', 0, 0, '2026-03-03'
        FROM bench_numbers a JOIN bench_parties b ON b.kind = 'product' AND b.n = a.n % 10 JOIN products p ON p.id = b.id
        WHERE a.n < @count
        """;

    private const string LinesSql = """
        INSERT INTO order_lines (id, order_id, producer_order_id, line_no, product_id, revision_id, agreement_id, quantity, cancelled_units, unit_price, discount_bp, tax_bp, supply,
          vat, needs_acceptance, cancelled, shipped, delivered, returned, delivered_at, objection_ends_at, due_at, due_on)
        SELECT @lines + (n * 4 + k) * @step, @orders + n * @step, @parts + n * @step, k + 1, id, revision_id, other, quantity, 0, price, discount_bp, 1000, supply,
               supply / 10, 0, 0, quantity, quantity, 0, @at, @at, @at, '2026-03-02'
        FROM (
          SELECT t.*, t.quantity * t.price - t.quantity * t.price * t.discount_bp / 10000 AS supply
          FROM (
            SELECT a.n, k.n AS k, b.id, b.other, p.revision_id, r.price, 1 + (a.n + k.n) % 9 AS quantity, (a.n % 5) * 250 AS discount_bp
            FROM bench_numbers a JOIN bench_numbers k ON k.n < 4
            JOIN bench_parties b ON b.kind = 'product' AND b.n = a.n % 10 + k.n % 2 * 10
            JOIN products p ON p.id = b.id JOIN product_revisions r ON r.id = p.revision_id
            WHERE a.n < @count
          ) t
        ) u ORDER BY n, k
        """;

    private const string DepositsSql = """
        INSERT INTO deposits (id, reference, centre_id, deposited_at, amount, depositor, buyer_id, match, recorded_at)
        SELECT @deposits + n * @step, CONCAT('B', n), @CentreId, @at, o.total, 'payer', o.buyer_id, 'Exact', @at
        FROM bench_numbers JOIN orders o ON o.id = @orders + n * @step WHERE n < @count
        """;
    private const string PaymentsSql = """
        INSERT INTO order_payments (id, order_id, source, deposit_id, amount, at)
        SELECT d.id, o.id, 'Deposit', d.id, d.amount, d.deposited_at FROM deposits d JOIN orders o ON o.order_no = d.reference
        """;

    /// <summary>Receivable ▸ undelivered of every order, bank ▸ receivable of every deposit.</summary>
    private async Task Post()
    {
        await using var scope = portal.Scope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        foreach (var (debit, credit) in new[] { (OrderEntries, OrderEntriesBack), (DepositEntries, DepositEntriesBack) })
        {
            await using var tx = await db.Begin();
            var run = Ids.Next();
            await new BulkPostings(db).Post(run, new DraftText("", $"{debit} UNION ALL {credit}"), new { run, on = "2026-03-02" }, Ordered, null);
            await tx.Commit();
        }
    }

    private const string OrderEntries = "SELECT @run, CONCAT('order:', id), 'Order', @on, centre_id, id, NULL, NULL, 'Receivable', buyer_id, total, NULL, NULL FROM orders";
    private const string OrderEntriesBack = "SELECT @run, CONCAT('order:', id), 'Order', @on, centre_id, id, NULL, NULL, 'Undelivered', centre_id, -total, NULL, NULL FROM orders";
    private const string DepositEntries = "SELECT @run, CONCAT('deposit:', id), 'Deposit', @on, centre_id, NULL, NULL, NULL, 'Bank', 0, amount, NULL, NULL FROM deposits";
    private const string DepositEntriesBack = "SELECT @run, CONCAT('deposit:', id), 'Deposit', @on, centre_id, NULL, NULL, NULL, 'Receivable', buyer_id, -amount, NULL, NULL FROM deposits";
}
