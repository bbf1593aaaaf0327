using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Delivery;

public sealed record ReturnRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string OrderNo { get; init; } = "";
    public long PartId { get; init; }
    public string Product { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Quantity { get; init; }
    /// <summary>Return or Exchange.</summary>
    public string Kind { get; init; } = "";
    public DateTime? ReceivedAt { get; init; }
    public string? ReceivedBy { get; init; }
    /// <summary>The parcel that brings, or brought, the replacement.</summary>
    public long? ReplacementId { get; init; }
    /// <summary>What the way back costs the buyer.</summary>
    public long Freight { get; init; }
    public long FreightVat { get; init; }
    public long Stock { get; init; }
    public string Reason { get; init; } = "";
    public string? Note { get; init; }
    public string Status { get; init; } = "";
    public DateTime RequestedAt { get; init; }
    public string? RequestedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecisionNote { get; init; }
    public long? Supply { get; init; }
    public long? Vat { get; init; }
    /// <summary>What of it was held for the buyer; the rest made the debt of the order less.</summary>
    public long Credited { get; init; }
    /// <summary>What of it was given back as mileage.</summary>
    public long AsMileage { get; init; }
    public bool Restocked { get; init; }
    /// <summary>The profit of the line was distributed before the return; of an open request: is distributed now.</summary>
    public bool Distributed { get; init; }
    public long LineQuantity { get; init; }
    public long LineReturned { get; init; }
    public long UnitPrice { get; init; }
    public int DiscountBp { get; init; }
    public int TaxBp { get; init; }

    public bool IsExchange => Kind == "Exchange";
}

/// <summary>A delivered line of which units can be returned.</summary>
public sealed record LineToReturn
{
    public long LineId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Product { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Quantity { get; init; }
    public long Left { get; init; }
    public DateTime? ObjectionEndsAt { get; init; }
    /// <summary>What the producer asks for a parcel, without VAT.</summary>
    public long Freight { get; init; }
}

/// <summary>Returns as pages show them: to buyer, seller and centre of the order, and to the producer of the line.</summary>
public sealed class ReturnPages(Db db)
{
    private const string LineSql = $"""
        SELECT l.id AS line_id, o.order_no, v.name AS product, g.name AS producer, l.quantity, l.objection_ends_at, COALESCE(f.fee, 0) AS freight,
               l.delivered - l.returned - COALESCE((SELECT SUM(r.quantity) FROM returns r WHERE r.order_line_id = l.id AND r.status IN ('Requested', 'Received', 'Sent')), 0) AS "left"
        FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN producer_orders p ON p.id = l.producer_order_id JOIN organizations g ON g.id = p.producer_id
        LEFT JOIN freight_rules f ON f.producer_id = p.producer_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.id = @lineId AND @role IN ('Buyer', 'Seller', 'Operator') AND {ShipmentPages.MineSql}
        """;

    public Task<LineToReturn?> Line(Actor actor, long lineId) => db.One<LineToReturn>(LineSql, new { lineId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string ColumnsSql = """
        SELECT r.id, r.reference, o.order_no, p.id AS part_id, v.name AS product, b.name AS buyer, g.name AS producer, r.kind, r.received_at, w.name AS received_by, r.freight, r.freight_vat, d.stock, r.quantity, r.reason, r.note, r.status, r.requested_at,
               (SELECT MAX(s.id) FROM shipments s WHERE s.return_id = r.id) AS replacement_id,
               h.name AS requested_by, r.decided_at, k.name AS decided_by, r.decision_note, r.supply, r.vat, r.restocked,
               COALESCE((SELECT c.amount FROM buyer_credits c WHERE c.source = 'Return' AND c.source_id = r.id), 0) AS credited,
               COALESCE((SELECT SUM(m.amount) FROM mileage_lots m JOIN postings x ON x.id = m.posting_id
                 WHERE m.buyer_id = o.buyer_id AND m.source = 'GivenBack' AND x.event_key = CONCAT('return:', r.order_line_id, ':', r.return_no)), 0) AS as_mileage,
               CASE WHEN r.status = 'Completed' THEN CASE WHEN EXISTS (SELECT 1 FROM distributions d WHERE d.order_line_id = l.id AND d.kind = 'Return' AND d.return_no = r.return_no) THEN 1 ELSE 0 END
                    WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS "distributed",
               l.quantity AS line_quantity, l.returned AS line_returned, l.unit_price, l.discount_bp, l.tax_bp
        FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN orders o ON o.id = l.order_id JOIN producer_orders p ON p.id = l.producer_order_id
        JOIN product_revisions v ON v.id = l.revision_id JOIN organizations b ON b.id = o.buyer_id JOIN organizations g ON g.id = p.producer_id
        JOIN products d ON d.id = l.product_id
        LEFT JOIN people h ON h.id = r.requested_by LEFT JOIN people k ON k.id = r.decided_by LEFT JOIN people w ON w.id = r.received_by
        """;
    private const string Fits = """
        (@status IS NULL OR r.status = @status)
          AND (@text IS NULL OR r.reference LIKE @text ESCAPE '\' OR o.order_no LIKE @text ESCAPE '\' OR v.name LIKE @text ESCAPE '\' OR b.name LIKE @text ESCAPE '\')
        ORDER BY r.id DESC
        """;
    private static readonly string[] Sorts = ["no=r.reference", "product=v.name", "quantity=r.quantity"];
    // one for each role, so that each is found by its index
    private const string BuyersSql = $"{ColumnsSql} WHERE o.buyer_id = @OrganizationId AND {Fits}";
    private const string SellersSql = $"{ColumnsSql} WHERE o.seller_id = @OrganizationId AND {Fits}";
    private const string CentresSql = $"{ColumnsSql} WHERE o.centre_id = @OrganizationId AND {Fits}";
    private const string ProducersSql = $"{ColumnsSql} WHERE p.producer_id = @OrganizationId AND o.released_at IS NOT NULL AND {Fits}";
    private const string EverybodysSql = $"{ColumnsSql} WHERE {Fits}";
    private static readonly Listing Buyers = new(BuyersSql, Sorts);
    private static readonly Listing Sellers = new(SellersSql, Sorts);
    private static readonly Listing Centres = new(CentresSql, Sorts);
    private static readonly Listing Producers = new(ProducersSql, Sorts);
    private static readonly Listing Everybodys = new(EverybodysSql, Sorts);

    public async Task<PageOf<ReturnRow>> List(Actor actor, string? status, string? text, int page)
    {
        var list = actor.Role switch { Role.Buyer => Buyers, Role.Seller => Sellers, Role.Operator => Centres, Role.Producer => Producers, Role.Administrator => Everybodys, _ => null };
        if (list is null) return Paging.Of<ReturnRow>([], page);
        return await db.Page<ReturnRow>(list, new { actor.OrganizationId, status, text = Like.Containing(text) }, page);
    }

    private const string FindSql = $"{ColumnsSql} WHERE r.id = @returnId AND {ShipmentPages.MineSql}";

    public Task<ReturnRow?> Find(Actor actor, long returnId) => db.One<ReturnRow>(FindSql, new { returnId, role = actor.Role.ToString(), actor.OrganizationId });

    // ix_returns_received
    private const string ToReplaceSql = """
        SELECT COUNT(*) FROM returns r JOIN order_lines l ON l.id = r.order_line_id JOIN producer_orders p ON p.id = l.producer_order_id
        WHERE r.status = 'Received' AND p.producer_id = @OrganizationId
        """;

    /// <summary>Exchanges whose replacement a producer is to send.</summary>
    public Task<long> ToReplace(Actor actor) => db.Scalar<long>(ToReplaceSql, new { actor.OrganizationId });
}
