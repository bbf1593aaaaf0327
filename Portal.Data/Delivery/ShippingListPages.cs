using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

/// <summary>Units of one product that go to one place.</summary>
public sealed record ShippingRow
{
    public long PartId { get; init; }
    public string Producer { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public DateOnly ShipOn { get; init; }
    public string Buyer { get; init; } = "";
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
    public string Code { get; init; } = "";
    public string Product { get; init; } = "";
    public long Units { get; init; }
}

/// <summary>What is to be packed: open units of orders that are released, of a producer's own parts or of a centre's orders.</summary>
public sealed class ShippingListPages(Db db)
{
    /// <summary>More than this is no list for one day's packing.</summary>
    public const int Most = 500;

    // a producer's parts come from ix_producer_orders_producer, those of a centre from ix_orders_centre and ix_producer_orders_open
    private const string ListSql = $"""
        SELECT p.id AS part_id, g.name AS producer, o.order_no, COALESCE(p.promised_ship_on, p.proposed_ship_on) AS ship_on, b.name AS buyer,
               o.recipient, o.phone, o.postal_code, o.address, o.memo, d.code, v.name AS product, l.quantity - l.shipped AS units
        FROM producer_orders p JOIN orders o ON o.id = p.order_id JOIN organizations g ON g.id = p.producer_id JOIN organizations b ON b.id = o.buyer_id
        JOIN order_lines l ON l.producer_order_id = p.id JOIN products d ON d.id = l.product_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE p.status IN ('New', 'Confirmed', 'PartlyShipped') AND o.status = 'Placed' AND o.released_at IS NOT NULL
          AND COALESCE(p.promised_ship_on, p.proposed_ship_on) <= @through AND l.cancelled = 0 AND l.quantity > l.shipped
          AND @role IN ('Producer', 'Operator') AND {ShipmentPages.MineSql}
        ORDER BY g.name, p.producer_id, COALESCE(p.promised_ship_on, p.proposed_ship_on), p.id, l.line_no
        """;

    /// <summary>What is to leave until the end of a day, what is late included; one row more than <see cref="Most"/> when there is more.</summary>
    public Task<List<ShippingRow>> Through(Actor actor, DateOnly through) =>
        db.Query<ShippingRow>($"{ListSql} {db.Dialect.First(Most + 1)}", new { role = actor.Role.ToString(), actor.OrganizationId, through });
}
