using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

public sealed record DepositRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public DateTime DepositedAt { get; init; }
    public long Amount { get; init; }
    public string Depositor { get; init; } = "";
    public string Match { get; init; } = "";
    public string? Buyer { get; init; }
    public string? OrderNo { get; init; }
    public long Unapplied { get; init; }
    /// <summary>It was put on the wrong order at first.</summary>
    public bool TakenBack { get; init; }
}

public sealed record CreditRow
{
    public long Id { get; init; }
    public string Source { get; init; } = "";
    public string? Buyer { get; init; }
    public long? DepositId { get; init; }
    public string? Depositor { get; init; }
    public string? OrderNo { get; init; }
    public long Amount { get; init; }
    public long Remaining { get; init; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>An order to which held money can be applied.</summary>
public sealed record OpenOrderRow
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public DateTime OrderedAt { get; init; }
    public long Open { get; init; }
}

public sealed record RefundRow
{
    public DateTime RefundedAt { get; init; }
    public long Amount { get; init; }
    public string BankAccount { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? OrderNo { get; init; }
    /// <summary>The card payment to which it went back; 0 when it went elsewhere.</summary>
    public long CardPaymentId { get; init; }
}

public sealed record CreditDetail(CreditRow Credit, IReadOnlyList<OpenOrderRow> Orders, IReadOnlyList<RefundRow> Uses);

public sealed record PaymentCounts
{
    public long Credits { get; init; }
    public long CreditAmount { get; init; }
}

/// <summary>Deposits and held money of a centre.</summary>
public sealed partial class PaymentPages(Db db)
{
    // ix_deposits_centre
    private const string DepositsSql = """
        SELECT d.id, d.reference, d.deposited_at, d.amount, d.depositor, d.match, b.name AS buyer,
               (SELECT MIN(o.order_no) FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE y.deposit_id = d.id) AS order_no,
               COALESCE((SELECT c.remaining FROM buyer_credits c WHERE c.source = 'Deposit' AND c.source_id = d.id), 0) AS unapplied,
               CASE WHEN EXISTS (SELECT 1 FROM taken_back_payments t WHERE t.deposit_id = d.id) THEN 1 ELSE 0 END AS taken_back
        FROM deposits d LEFT JOIN organizations b ON b.id = d.buyer_id
        WHERE (@role = 'Administrator' OR d.centre_id = @OrganizationId) AND (@match IS NULL OR d.match = @match)
          AND (@text IS NULL OR d.reference LIKE @text ESCAPE '\' OR d.depositor LIKE @text ESCAPE '\' OR b.name LIKE @text ESCAPE '\')
        ORDER BY d.deposited_at DESC, d.id DESC
        """;
    private static readonly Listing DepositsListed = new(DepositsSql, "deposited=d.deposited_at", "depositor=d.depositor", "buyer=b.name", "amount=d.amount");

    public async Task<PageOf<DepositRow>> Deposits(Actor actor, string? match, string? text, int page)
    {
        return await db.Page<DepositRow>(DepositsListed, new { role = actor.Role.ToString(), actor.OrganizationId, match, text = Like.Containing(text) }, page);
    }

    private const string CreditColumnsSql = """
        SELECT c.id, c.source, b.name AS buyer, d.id AS deposit_id, d.depositor, o.order_no, c.amount, c.remaining, c.created_at
        FROM buyer_credits c LEFT JOIN organizations b ON b.id = c.buyer_id
        LEFT JOIN taken_back_payments t ON c.source = 'TakenBack' AND t.id = c.source_id
        LEFT JOIN deposits d ON d.id = CASE WHEN c.source = 'Deposit' THEN c.source_id ELSE t.deposit_id END
        LEFT JOIN orders o ON o.id = c.order_id
        """;

    // ix_buyer_credits_left
    private const string CreditsSql = $"{CreditColumnsSql} WHERE (@role = 'Administrator' OR c.centre_id = @OrganizationId) AND c.remaining > 0 ORDER BY c.created_at, c.id";
    private static readonly Listing CreditsListed = new(CreditsSql, "buyer=b.name", "since=c.created_at", "amount=c.amount", "remaining=c.remaining");

    public async Task<PageOf<CreditRow>> Credits(Actor actor, int page)
    {
        return await db.Page<CreditRow>(CreditsListed, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    private const string CreditSql = $"{CreditColumnsSql} WHERE c.id = @creditId AND (@role = 'Administrator' OR c.centre_id = @OrganizationId)";
    private const string OpenOrdersSql = """
        SELECT o.id, o.order_no, b.name AS buyer, o.ordered_at, o.total - o.cancelled - o.returned - o.paid AS "open"
        FROM orders o JOIN organizations b ON b.id = o.buyer_id
        WHERE o.centre_id = @OrganizationId AND o.status = 'Placed' AND o.paid_at IS NULL AND o.total - o.cancelled - o.returned > o.paid
          AND EXISTS (SELECT 1 FROM buyer_credits c WHERE c.id = @creditId AND (c.buyer_id IS NULL OR c.buyer_id = o.buyer_id))
        ORDER BY o.ordered_at DESC
        """;
    private const string UsesSql = """
        SELECT r.refunded_at, r.amount, CONCAT(r.bank_code, ' ', r.bank_account, ' ', r.bank_holder) AS bank_account, r.reason, NULL AS order_no, 0 AS card_payment_id
        FROM refunds r WHERE r.credit_id = @creditId
        UNION ALL
        SELECT y.at, y.amount, '', '', o.order_no, 0 FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE y.credit_id = @creditId
        UNION ALL
        SELECT k.created_at, k.amount, '', '', NULL, k.card_payment_id FROM card_refunds k WHERE k.credit_id = @creditId
        """;

    public async Task<CreditDetail?> Credit(Actor actor, long creditId)
    {
        var key = new { creditId, role = actor.Role.ToString(), actor.OrganizationId };
        return await db.One<CreditRow>(CreditSql, key) is { } credit
            ? new CreditDetail(credit, await db.Query<OpenOrderRow>($"{OpenOrdersSql} {db.Dialect.First(100)}", key), await db.Query<RefundRow>(UsesSql, key))
            : null;
    }

    private const string OrderSql = """
        SELECT o.id, o.order_no, b.name AS buyer, o.ordered_at, o.total - o.cancelled - o.returned - o.paid AS "open"
        FROM orders o JOIN organizations b ON b.id = o.buyer_id WHERE (o.order_no = @orderNo OR o.payment_code = @orderNo) AND o.centre_id = @OrganizationId
        """;

    /// <summary>An order of the operator's centre by its number or its payment code.</summary>
    public async Task<OpenOrderRow?> Order(Actor actor, string orderNo)
    {
        var found = await db.Query<OpenOrderRow>(OrderSql, new { orderNo = orderNo.Trim(), actor.OrganizationId });
        // an imported number may look like a code
        return found.Find(o => o.OrderNo == orderNo.Trim()) ?? found.FirstOrDefault();
    }

    private const string CountsSql = "SELECT COUNT(*) AS credits, COALESCE(SUM(remaining), 0) AS credit_amount FROM buyer_credits WHERE centre_id = @OrganizationId AND remaining > 0";

    public async Task<PaymentCounts> Counts(Actor actor) => (await db.One<PaymentCounts>(CountsSql, new { actor.OrganizationId }))!;
}
