using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Orders;

public sealed record DraftRow
{
    public long Id { get; init; }
    public DateTime CreatedAt { get; init; }
    public string? Buyer { get; init; }
    public long Lines { get; init; }
}

public sealed record DraftLineRow
{
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Quantity { get; init; }
    public long Price { get; init; }
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
}

public sealed record DraftHeaderRow
{
    public long Id { get; init; }
    public string Channel { get; init; } = "";
    public string? BuyerCode { get; init; }
    public string? Buyer { get; init; }
    public string? Recipient { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
    public string? Memo { get; init; }
    public long? PlacedOrderId { get; init; }
    public long? BuyerId { get; init; }
}

/// <summary>A product that can be put into a draft.</summary>
public sealed record DraftProductRow
{
    public long ProductId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string Producer { get; init; } = "";
    public long Price { get; init; }
    public string Tax { get; init; } = "";
    public long Stock { get; init; }
    public int MaxDeliveryDays { get; init; }
}

public sealed record DraftDetail(DraftHeaderRow Draft, IReadOnlyList<DraftLineRow> Lines);

/// <summary>A buyer as they are found for an order.</summary>
public sealed record BuyerRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? BusinessNumber { get; init; }
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
}

/// <summary>Drafts, and what is looked up while one is built.</summary>
public sealed class DraftPages(Db db, Clock clock)
{
    private const int Shown = 20;
    private const int AtHand = 100;

    private const string ListSql = """
        SELECT d.id, d.created_at, b.name AS buyer, (SELECT COUNT(*) FROM draft_order_lines l WHERE l.draft_id = d.id) AS lines
        FROM draft_orders d LEFT JOIN organizations b ON b.id = d.buyer_id
        WHERE d.organization_id = @OrganizationId AND d.person_id = @PersonId AND d.channel = @channel AND d.placed_order_id IS NULL
        ORDER BY d.id DESC
        """;

    public Task<List<DraftRow>> List(Actor actor) => db.Query<DraftRow>($"{ListSql} {db.Dialect.First(100)}", new { actor.OrganizationId, actor.PersonId, channel = actor.Role.ToString() });

    private const string FindSql = """
        SELECT d.id, d.channel, d.buyer_id, b.code AS buyer_code, b.name AS buyer, d.recipient, d.phone, d.postal_code, d.address, d.memo, d.placed_order_id
        FROM draft_orders d LEFT JOIN organizations b ON b.id = d.buyer_id
        WHERE d.id = @draftId AND d.organization_id = @OrganizationId AND d.person_id = @PersonId AND d.channel = @channel;

        SELECT p.id AS product_id, p.code, r.name, g.name AS producer, l.quantity, r.price, p.stock, p.max_delivery_days
        FROM draft_order_lines l JOIN draft_orders d ON d.id = l.draft_id
        JOIN products p ON p.id = l.product_id JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE l.draft_id = @draftId AND d.organization_id = @OrganizationId AND d.person_id = @PersonId ORDER BY l.added_at, p.id;
        """;

    public async Task<DraftDetail?> Find(Actor actor, long draftId)
    {
        using var rows = await db.Multiple(FindSql, new { draftId, actor.OrganizationId, actor.PersonId, channel = actor.Role.ToString() });
        var draft = await rows.ReadSingleOrDefaultAsync<DraftHeaderRow>();
        return draft is null ? null : new DraftDetail(draft, [.. await rows.ReadAsync<DraftLineRow>()]);
    }

    // known to a centre: its own buyers and those of its orders; to a seller: the customers of its orders and drafts.
    // Everybody else's customers are found only by what is known of them exactly: code, business number, mail or phone
    private const string CustomersSql = """
        SELECT b.id, b.code, b.name, b.business_number, b.phone, b.postal_code, b.address FROM organizations b
        WHERE b.kind = 'Buyer' AND b.status = 'Active' AND (b.code = @key OR b.business_number = @digits OR b.email = @key OR b.phone = @key
          OR (b.name LIKE @text ESCAPE '\'
            AND ((@role = 'Operator' AND (b.centre_id = @OrganizationId OR EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.centre_id = @OrganizationId)))
              OR (@role = 'Seller' AND (EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.seller_id = @OrganizationId)
                OR EXISTS (SELECT 1 FROM draft_orders d WHERE d.buyer_id = b.id AND d.organization_id = @OrganizationId))))))
        ORDER BY b.name, b.id
        """;

    /// <summary>The customers that this text finds, for whoever orders for others.</summary>
    public async Task<List<BuyerRow>> Customers(Actor actor, string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || actor.Role is not (Role.Operator or Role.Seller)) return [];
        var key = text.Trim();
        return await db.Query<BuyerRow>($"{CustomersSql} {db.Dialect.First(Shown)}", new
        {
            key, digits = key.Replace("-", "", StringComparison.Ordinal), text = Like.Containing(key), role = actor.Role.ToString(), actor.OrganizationId,
        });
    }

    private const string OwnSql = "SELECT id, code, name, business_number, phone, postal_code, address FROM organizations WHERE id = @organizationId";

    public Task<BuyerRow?> Own(long organizationId) => db.One<BuyerRow>(OwnSql, new { organizationId });

    // a seller sees only what they were accepted for: ix_recruitment_applications_sells
    private const string ProductsSql = """
        SELECT p.id AS product_id, p.code, r.name, g.name AS producer, r.price, r.tax, p.stock, p.max_delivery_days
        FROM products p JOIN product_revisions r ON r.id = p.revision_id JOIN organizations g ON g.id = p.producer_id
        WHERE p.status = 'OnSale' AND g.status = 'Active'
          AND (@text IS NULL OR p.code LIKE @text ESCAPE '\' OR r.name LIKE @text ESCAPE '\' OR r.name_en LIKE @text ESCAPE '\' OR g.name LIKE @text ESCAPE '\')
          AND (@seller IS NULL OR EXISTS (SELECT 1 FROM recruitment_applications a
            WHERE a.seller_id = @seller AND a.product_id = p.id AND a.status = 'Accepted' AND a.decided_at <= @now AND a.ended_at IS NULL))
        ORDER BY r.name, p.id
        """;

    /// <summary>Products that can be put into a draft. A seller without a text gets all that are theirs to sell; the others must say what they look for.</summary>
    public async Task<List<DraftProductRow>> Products(Actor actor, string? text)
    {
        var seller = actor.Role == Role.Seller ? actor.OrganizationId : (long?)null;
        if (string.IsNullOrWhiteSpace(text) && seller is null) return [];
        return await db.Query<DraftProductRow>($"{ProductsSql} {db.Dialect.First(seller is null ? Shown : AtHand)}", new { text = Like.Containing(text), seller, now = clock.Now });
    }
}
