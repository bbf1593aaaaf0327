using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Mileage;

/// <summary>What a buyer has: the balance, what of it can be spent today, and what of that expires soon.</summary>
public sealed record MileageAccount
{
    public long BuyerId { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public long Balance { get; init; }
    public long Usable { get; init; }
    public long Expiring { get; init; }
    public DateOnly? FirstOn { get; init; }
}

public sealed record MileageLotRow
{
    public string Source { get; init; } = "";
    public long Amount { get; init; }
    public long Remaining { get; init; }
    public DateTime EarnedAt { get; init; }
    public DateOnly ExpiresOn { get; init; }
    public long PostingId { get; init; }
    public string? OrderNo { get; init; }
}

/// <summary>What one posting did to the mileage of a buyer.</summary>
public sealed record MileageEventRow
{
    public DateTime At { get; init; }
    public string Kind { get; init; } = "";
    public long Amount { get; init; }
    public long PostingId { get; init; }
    public string? OrderNo { get; init; }
    public string? Memo { get; init; }
}

public sealed record MileageDetail(MileageAccount Account, IReadOnlyList<MileageLotRow> Lots, PageOf<MileageEventRow> History);

/// <summary>What an order owes, and what of the buyer's mileage could pay it.</summary>
public sealed record MileagePaymentRow
{
    public long OrderId { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public bool IsPlaced { get; init; }
    public long Open { get; init; }
    public long Usable { get; init; }

    public long Most => Math.Min(Open, Usable);
}

/// <summary>Mileage as pages show it: a buyer's own; to an operator that of the centre's customers, to administrators that of all.</summary>
public sealed class MileagePages(Db db, Clock clock)
{
    /// <summary>Lots shown one by one; older customers have more, which the history has, too.</summary>
    private const int Shown = 200;

    private const string AccountColumns = """
        SELECT b.id AS buyer_id, b.code, b.name, COALESCE((SELECT m.balance FROM mileage_balances m WHERE m.buyer_id = b.id), 0) AS balance,
               COALESCE((SELECT SUM(l.remaining) FROM mileage_lots l WHERE l.buyer_id = b.id AND l.remaining > 0 AND l.expires_on >= @today), 0) AS usable,
               COALESCE((SELECT SUM(l.remaining) FROM mileage_lots l WHERE l.buyer_id = b.id AND l.remaining > 0 AND l.expires_on BETWEEN @today AND @soon), 0) AS expiring,
               (SELECT MIN(l.expires_on) FROM mileage_lots l WHERE l.buyer_id = b.id AND l.remaining > 0 AND l.expires_on >= @today) AS first_on
        FROM organizations b
        """;
    private const string Mine = """
        b.kind = 'Buyer' AND (@role = 'Administrator' OR (@role = 'Buyer' AND b.id = @OrganizationId)
          OR (@role = 'Operator' AND (b.centre_id = @OrganizationId OR EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.centre_id = @OrganizationId))))
        """;
    private const string FindSql = $"{AccountColumns} WHERE b.code = @code AND {Mine}";
    private const string OwnSql = $"{AccountColumns} WHERE b.id = @id AND {Mine}";
    // ix_mileage_lots_buyer
    private const string LotsSql = """
        SELECT l.source, l.amount, l.remaining, l.earned_at, l.expires_on, l.posting_id, o.order_no
        FROM mileage_lots l JOIN postings p ON p.id = l.posting_id LEFT JOIN orders o ON o.id = p.order_id
        WHERE l.buyer_id = @buyerId AND l.remaining <> 0 ORDER BY l.expires_on, l.id
        """;
    // ix_mileage_lots_buyer, ix_mileage_moves_buyer: what only went from lot to lot is no event
    private const string HistorySql = """
        SELECT h.at, h.kind, h.amount, h.posting_id, o.order_no, p.memo FROM (
          SELECT t.posting_id, t.kind, MIN(t.at) AS at, SUM(t.amount) AS amount FROM (
            SELECT l.posting_id, l.source AS kind, l.earned_at AS at, l.amount FROM mileage_lots l WHERE l.buyer_id = @buyerId
            UNION ALL
            SELECT m.posting_id, m.kind, m.at, m.amount FROM mileage_moves m WHERE m.buyer_id = @buyerId AND m.kind <> 'Filled'
          ) t GROUP BY t.posting_id, t.kind
        ) h JOIN postings p ON p.id = h.posting_id LEFT JOIN orders o ON o.id = p.order_id
        ORDER BY h.at DESC, h.posting_id DESC, h.kind
        """;

    /// <summary>A customer by code; null when it is not the actor's to see.</summary>
    public async Task<MileageDetail?> Find(Actor actor, string code, int page) => await Detail(await db.One<MileageAccount>(FindSql, Key(actor, code, null)), page);

    /// <summary>The actor's own.</summary>
    public Task<MileageAccount?> Own(Actor actor) => db.One<MileageAccount>(OwnSql, Key(actor, null, actor.OrganizationId));

    /// <summary>The actor's own with lots and history.</summary>
    public async Task<MileageDetail?> Own(Actor actor, int page) => await Detail(await Own(actor), page);

    /// <summary>What of a buyer's mileage the actor can spend for them: nothing when it is not the actor's to see.</summary>
    public async Task<long> Usable(Actor actor, long? buyerId) => buyerId is { } id && actor.Role is Role.Buyer or Role.Operator ? (await db.One<MileageAccount>(OwnSql, Key(actor, null, buyerId)))?.Usable ?? 0 : 0;

    private async Task<MileageDetail?> Detail(MileageAccount? account, int page)
    {
        if (account is null) return null;
        var (skip, take) = Paging.Window(page);
        var history = await db.Query<MileageEventRow>($"{HistorySql} {db.Dialect.Page}", new { buyerId = account.BuyerId, Skip = skip, Take = take });
        return new MileageDetail(account, await db.Query<MileageLotRow>($"{LotsSql} {db.Dialect.First(Shown)}", new { buyerId = account.BuyerId }), Paging.Of(history, page));
    }

    private const string CustomersSql = $"""
        {AccountColumns} WHERE {Mine} AND EXISTS (SELECT 1 FROM mileage_balances m WHERE m.buyer_id = b.id)
          AND (@text IS NULL OR b.name LIKE @text ESCAPE '\' OR b.code LIKE @text ESCAPE '\')
        ORDER BY b.name, b.id
        """;
    private static readonly Listing CustomersListed = new(CustomersSql, "customer=b.name");

    /// <summary>The customers who ever had mileage.</summary>
    public async Task<PageOf<MileageAccount>> Customers(Actor actor, string? text, int page)
    {
        return await db.Page<MileageAccount>(CustomersListed, new
        {
            role = actor.Role.ToString(), actor.OrganizationId, today = clock.Today, soon = Soon, text = Like.Containing(text),
        }, page);
    }

    private const string PaymentSql = """
        SELECT o.id AS order_id, o.order_no, b.name AS buyer, CASE WHEN o.status = 'Placed' THEN 1 ELSE 0 END AS is_placed, o.total - o.cancelled - o.returned - o.paid AS "open",
               COALESCE((SELECT SUM(l.remaining) FROM mileage_lots l WHERE l.buyer_id = b.id AND l.remaining > 0 AND l.expires_on >= @today), 0) AS usable
        FROM orders o JOIN organizations b ON b.id = o.buyer_id
        WHERE o.order_no = @orderNo AND ((@role = 'Buyer' AND o.buyer_id = @OrganizationId) OR (@role = 'Operator' AND o.centre_id = @OrganizationId))
        """;

    /// <summary>An order that the actor may pay by mileage.</summary>
    public Task<MileagePaymentRow?> Payment(Actor actor, string orderNo) =>
        db.One<MileagePaymentRow>(PaymentSql, new { orderNo, today = clock.Today, role = actor.Role.ToString(), actor.OrganizationId });

    private DateOnly Soon => clock.Today.AddDays(Core.Mileage.WarnOfExpiry.Days);

    private object Key(Actor actor, string? code, long? id) => new { code, id, today = clock.Today, soon = Soon, role = actor.Role.ToString(), actor.OrganizationId };
}
