using Portal.Core.Payments;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

/// <summary>What bank lines are compared with: a handful of statements for any number of lines.</summary>
public sealed class BankMatchStore(Db db) : IBankMatchStore
{
    // a statement takes about 2,000 parameters at most
    private const int Chunk = 900;

    private const string OrderColumnsSql = """
        SELECT o.id, o.order_no, o.payment_code, o.buyer_id, b.name AS buyer, o.ordered_at, CASE WHEN o.status = 'Placed' THEN 1 ELSE 0 END AS is_placed,
               o.total - o.cancelled - o.returned - o.paid AS "open"
        FROM orders o JOIN organizations b ON b.id = o.buyer_id
        """;

    // ix_orders_unpaid
    private const string OpenOrdersSql = $"""
        {OrderColumnsSql}
        WHERE o.centre_id = @centreId AND o.status = 'Placed' AND o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid
        ORDER BY o.ordered_at, o.id
        """;

    public async Task<IReadOnlyList<PayableOrder>> OpenOrders(long centreId) => await db.Query<PayableOrder>(OpenOrdersSql, new { centreId });

    private const string ByCodeSql = $"{OrderColumnsSql} WHERE o.payment_code IN @keys AND o.centre_id = @centreId";
    private const string ByNumberSql = $"{OrderColumnsSql} WHERE o.order_no IN @keys AND o.centre_id = @centreId";

    public async Task<IReadOnlyList<PayableOrder>> OrdersNamed(long centreId, IReadOnlyCollection<string> codes, IReadOnlyCollection<string> orderNos)
    {
        var orders = new List<PayableOrder>();
        foreach (var keys in codes.Chunk(Chunk)) orders.AddRange(await db.Query<PayableOrder>(ByCodeSql, new { keys, centreId }));
        foreach (var keys in orderNos.Chunk(Chunk)) orders.AddRange(await db.Query<PayableOrder>(ByNumberSql, new { keys, centreId }));
        return orders;
    }

    private const string NamesSql = """
        WITH payers AS (
          SELECT DISTINCT o.buyer_id FROM orders o
          WHERE o.centre_id = @centreId AND o.status = 'Placed' AND o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid
        )
        SELECT b.id AS buyer_id, b.name AS buyer, b.name AS name, 0 AS is_learned FROM payers p JOIN organizations b ON b.id = p.buyer_id
        UNION ALL
        SELECT b.id, b.name, b.representative, 0 FROM payers p JOIN organizations b ON b.id = p.buyer_id WHERE b.representative IS NOT NULL
        UNION ALL
        SELECT b.id, b.name, h.name, 0 FROM payers p JOIN organizations b ON b.id = p.buyer_id
        JOIN memberships m ON m.organization_id = b.id AND m.ended_at IS NULL JOIN people h ON h.id = m.person_id
        UNION ALL
        SELECT b.id, b.name, d.name, 1 FROM depositor_names d JOIN organizations b ON b.id = d.buyer_id WHERE d.centre_id = @centreId
        """;

    public async Task<IReadOnlyList<BuyerName>> Names(long centreId) => await db.Query<BuyerName>(NamesSql, new { centreId });

    // ix_deposits_centre, ix_bank_lines_deposit
    private const string ByHandSql = """
        SELECT d.amount, d.deposited_at, d.depositor, CASE WHEN d.match IN ('Unknown', 'Late') THEN 0 ELSE 1 END AS is_applied FROM deposits d
        WHERE d.centre_id = @centreId AND d.deposited_at BETWEEN @from AND @to AND NOT EXISTS (SELECT 1 FROM bank_lines l WHERE l.deposit_id = d.id)
        """;

    public async Task<IReadOnlyList<HandDeposit>> RecordedByHand(long centreId, DateTime from, DateTime to) => await db.Query<HandDeposit>(ByHandSql, new { centreId, from, to });
}
