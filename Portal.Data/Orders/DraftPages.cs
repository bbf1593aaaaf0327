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
}

public sealed record DraftDetail(DraftHeaderRow Draft, IReadOnlyList<DraftLineRow> Lines);

/// <summary>A buyer as they are found for an order: only by what is known of them exactly.</summary>
public sealed record BuyerRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Phone { get; init; }
    public string? PostalCode { get; init; }
    public string? Address { get; init; }
}

/// <summary>Drafts, and what is looked up while one is built.</summary>
public sealed class DraftPages(Db db)
{
    private const string ListSql = """
        SELECT d.id, d.created_at, b.name AS buyer, (SELECT COUNT(*) FROM draft_order_lines l WHERE l.draft_id = d.id) AS lines
        FROM draft_orders d LEFT JOIN organizations b ON b.id = d.buyer_id
        WHERE d.organization_id = @OrganizationId AND d.person_id = @PersonId AND d.channel = @channel AND d.placed_order_id IS NULL
        ORDER BY d.id DESC
        """;

    public Task<List<DraftRow>> List(Actor actor) => db.Query<DraftRow>($"{ListSql} {db.Dialect.First(100)}", new { actor.OrganizationId, actor.PersonId, channel = actor.Role.ToString() });

    private const string FindSql = """
        SELECT d.id, d.channel, b.code AS buyer_code, b.name AS buyer, d.recipient, d.phone, d.postal_code, d.address, d.memo, d.placed_order_id
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

    // a seller or operator sees no list of other people's customers: who is known by code, business number or mail is found
    private const string BuyerSql = """
        SELECT id, code, name, phone, postal_code, address FROM organizations
        WHERE kind = 'Buyer' AND status = 'Active' AND (code = @key OR business_number = @digits OR email = @key)
        """;

    public async Task<BuyerRow?> Buyer(string key)
    {
        var found = await db.Query<BuyerRow>($"{BuyerSql} ORDER BY id {db.Dialect.First(2)}", new { key = key.Trim(), digits = key.Replace("-", "", StringComparison.Ordinal).Trim() });
        return found.Count == 1 ? found[0] : null;
    }

    private const string OwnSql = "SELECT id, code, name, phone, postal_code, address FROM organizations WHERE id = @organizationId";

    public Task<BuyerRow?> Own(long organizationId) => db.One<BuyerRow>(OwnSql, new { organizationId });

    private const string ProductSql = "SELECT id FROM products WHERE code = @code";

    public Task<long?> Product(string code) => db.Scalar<long?>(ProductSql, new { code = code.Trim() });
}
