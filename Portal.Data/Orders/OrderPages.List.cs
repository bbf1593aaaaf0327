using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

/// <summary>The list of orders, and how many wait for what.</summary>
public sealed partial class OrderPages
{
    private const string RowsSql = """
        SELECT o.id, o.order_no, o.ordered_at, b.name AS buyer, s.name AS seller, o.status, o.deposit_due_at, CASE WHEN o.released_at IS NULL THEN 0 ELSE 1 END AS released,
               CASE WHEN o.paid_at IS NULL THEN 0 ELSE 1 END AS paid,
               CASE WHEN @producer IS NULL THEN o.total - o.cancelled - o.returned
                 ELSE (SELECT COALESCE(SUM(l.supply + l.vat), 0) FROM order_lines l WHERE l.producer_order_id = x.part_id AND (l.cancelled = 0 OR x.part_status = 'Cancelled')) END AS amount,
               CASE WHEN @producer IS NOT NULL THEN x.part_id END AS part_id, CASE WHEN @producer IS NOT NULL THEN x.part_status END AS part_status,
               x.to_ship, x.underway, x.delivered, x.ship_on, CASE WHEN o.released_at IS NOT NULL AND x.late > 0 THEN 1 ELSE 0 END AS late
        FROM orders o
        JOIN organizations b ON b.id = o.buyer_id
        LEFT JOIN organizations s ON s.id = o.seller_id
        JOIN (
          SELECT p.order_id, MIN(p.id) AS part_id, MIN(p.status) AS part_status,
                 SUM(CASE WHEN p.status IN ('New', 'Confirmed', 'PartlyShipped') THEN 1 ELSE 0 END) AS to_ship,
                 SUM(CASE WHEN p.status = 'Shipped' THEN 1 ELSE 0 END) AS underway,
                 SUM(CASE WHEN p.status = 'Delivered' THEN 1 ELSE 0 END) AS delivered,
                 MIN(CASE WHEN p.status IN ('New', 'Confirmed', 'PartlyShipped') THEN COALESCE(p.promised_ship_on, p.proposed_ship_on) END) AS ship_on,
                 SUM(CASE WHEN p.status IN ('New', 'Confirmed', 'PartlyShipped') AND COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today THEN 1 ELSE 0 END) AS late
          FROM producer_orders p WHERE p.order_id IN @ids AND (@producer IS NULL OR p.producer_id = @producer)
          GROUP BY p.order_id) x ON x.order_id = o.id
        WHERE o.id IN @ids
        """;

    /// <summary>How many orders are read at once for a file.</summary>
    private const int Block = 500;

    /// <summary>One page of a view: first which orders by an index, then what is shown of these.</summary>
    public async Task<PageOf<OrderRow>> List(Actor actor, OrderFilter filter)
    {
        var text = Like.Containing(filter.Text);
        var ids = await db.Page<long>(OrderViews.Ids(actor.Role, filter.View, text is not null), new { actor.OrganizationId, text, today = clock.Today, now = clock.Now }, filter.Page);
        if (ids.All is not null) return PageOf.Whole(All(actor, ids.All));
        return new PageOf<OrderRow>(await Rows(actor, ids.Items), ids.Page, ids.HasNext);
    }

    // all numbers first: a connection reads one thing at a time
    private async IAsyncEnumerable<OrderRow> All(Actor actor, IAsyncEnumerable<long> found)
    {
        foreach (var ids in (await found.ToListAsync()).Chunk(Block))
            foreach (var row in await Rows(actor, ids)) yield return row;
    }

    private async Task<List<OrderRow>> Rows(Actor actor, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0) return [];
        var rows = (await db.Query<OrderRow>(RowsSql, new { ids, producer = actor.Role == Role.Producer ? actor.OrganizationId : (long?)null, today = clock.Today })).ToDictionary(r => r.Id);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    // what is open has an index of its own (ix_orders_unpaid, ix_producer_orders_open, ix_order_lines_unaccepted): what is done is not counted past
    private const string CountsSql = """
        SELECT u.unpaid, u.unpaid_amount, p.to_confirm, p.to_ship, p.late, a.to_accept FROM
          (SELECT COUNT(*) AS unpaid, COALESCE(SUM(o.total - o.cancelled - o.returned - o.paid), 0) AS unpaid_amount
           FROM orders o WHERE o.paid_at IS NULL AND o.status = 'Placed' AND o.total - o.cancelled - o.returned > o.paid
             AND ((@role = 'Operator' AND o.centre_id = @OrganizationId) OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId))) u,
          (SELECT COUNT(DISTINCT CASE WHEN p.status = 'New' THEN p.order_id END) AS to_confirm, COUNT(DISTINCT p.order_id) AS to_ship,
                  COUNT(DISTINCT CASE WHEN COALESCE(p.promised_ship_on, p.proposed_ship_on) < @today THEN p.order_id END) AS late
           FROM producer_orders p JOIN orders o ON o.id = p.order_id
           WHERE p.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.status = 'Placed' AND o.released_at IS NOT NULL
             AND ((@role = 'Producer' AND p.producer_id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
               OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId))) p,
          (SELECT COUNT(DISTINCT l.order_id) AS to_accept
           FROM order_lines l JOIN orders o ON o.id = l.order_id
           WHERE l.accepted_at IS NULL AND l.distribution_run IS NULL AND l.delivered > 0 AND l.cancelled = 0 AND l.delivered = l.quantity AND l.returned < l.quantity
             AND (l.needs_acceptance = 1 OR l.objection_ends_at > @now)
             AND ((@role = 'Operator' AND o.centre_id = @OrganizationId) OR (@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Seller' AND o.seller_id = @OrganizationId))) a
        """;

    public async Task<OrderCounts> Counts(Actor actor) =>
        (await db.One<OrderCounts>(CountsSql, new { role = actor.Role.ToString(), actor.OrganizationId, today = clock.Today, now = clock.Now }))!;
}
