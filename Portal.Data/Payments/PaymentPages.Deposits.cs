using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

/// <summary>A deposit: what the bank said, what was recorded, and where in the ledger it is.</summary>
public sealed record DepositHeader
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public DateTime DepositedAt { get; init; }
    public long Amount { get; init; }
    public string Depositor { get; init; } = "";
    public string Match { get; init; } = "";
    public string? Buyer { get; init; }
    public string? Note { get; init; }
    public DateTime RecordedAt { get; init; }
    public string? RecordedBy { get; init; }
    public long? LineId { get; init; }
    public long? PostingId { get; init; }
}

/// <summary>Where money of a deposit went: on an order, off it again, or to what is held.</summary>
public sealed record DepositUse
{
    public string Kind { get; init; } = "";
    public long Id { get; init; }
    public DateTime At { get; init; }
    public long Amount { get; init; }
    public string? OrderNo { get; init; }
    public string? Reason { get; init; }
}

public sealed record DepositDetail(DepositHeader Deposit, IReadOnlyList<DepositUse> Uses);

/// <summary>A payment that is on an order, to be looked at before it is taken back.</summary>
public sealed record OrderPaymentDetail
{
    public long Id { get; init; }
    public string OrderNo { get; init; } = "";
    public string Buyer { get; init; } = "";
    public string Source { get; init; } = "";
    public long Amount { get; init; }
    public DateTime At { get; init; }
    public string? Depositor { get; init; }
    public string? Reference { get; init; }
    /// <summary>Whose the held money is that was put on the order.</summary>
    public string? CreditBuyer { get; init; }
    public bool IsReleased { get; init; }
    public bool IsDistributed { get; init; }
}

/// <summary>One deposit, and one payment of an order.</summary>
public sealed partial class PaymentPages
{
    private const string DepositSql = """
        SELECT d.id, d.reference, d.deposited_at, d.amount, d.depositor, d.match, b.name AS buyer, d.note, d.recorded_at, h.name AS recorded_by,
               (SELECT MIN(l.id) FROM bank_lines l WHERE l.deposit_id = d.id) AS line_id,
               (SELECT p.id FROM postings p WHERE p.event_key = CONCAT('deposit:', d.id)) AS posting_id
        FROM deposits d LEFT JOIN organizations b ON b.id = d.buyer_id LEFT JOIN people h ON h.id = d.recorded_by
        WHERE d.id = @depositId AND (@role = 'Administrator' OR d.centre_id = @OrganizationId)
        """;
    private const string DepositUsesSql = """
        SELECT 'Paid' AS kind, y.id, y.at, y.amount, o.order_no, NULL AS reason FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE y.deposit_id = @depositId
        UNION ALL
        SELECT 'TakenBack', COALESCE(c.id, 0), t.taken_back_at, t.amount, o.order_no, t.reason
        FROM taken_back_payments t JOIN orders o ON o.id = t.order_id LEFT JOIN buyer_credits c ON c.source = 'TakenBack' AND c.source_id = t.id WHERE t.deposit_id = @depositId
        UNION ALL
        SELECT 'Held', c.id, c.created_at, c.amount, NULL, NULL FROM buyer_credits c WHERE c.source = 'Deposit' AND c.source_id = @depositId
        """;

    /// <summary>A deposit of the actor's centre.</summary>
    public async Task<DepositDetail?> Deposit(Actor actor, long depositId)
    {
        var key = new { depositId, role = actor.Role.ToString(), actor.OrganizationId };
        return await db.One<DepositHeader>(DepositSql, key) is { } deposit ? new DepositDetail(deposit, await db.Query<DepositUse>(DepositUsesSql, key)) : null;
    }

    private const string PaymentSql = """
        SELECT y.id, o.order_no, b.name AS buyer, y.source, y.amount, y.at, d.depositor, d.reference, w.name AS credit_buyer,
               CASE WHEN o.released_at IS NULL THEN 0 ELSE 1 END AS is_released,
               CASE WHEN EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.distribution_run IS NOT NULL) THEN 1 ELSE 0 END AS is_distributed
        FROM order_payments y JOIN orders o ON o.id = y.order_id JOIN organizations b ON b.id = o.buyer_id
        LEFT JOIN deposits d ON d.id = y.deposit_id LEFT JOIN buyer_credits c ON c.id = y.credit_id LEFT JOIN organizations w ON w.id = c.buyer_id
        WHERE y.id = @paymentId AND o.centre_id = @OrganizationId AND y.source IN ('Deposit', 'Credit')
        """;

    /// <summary>A payment of an order of the operator's centre that came from a deposit or from held money.</summary>
    public Task<OrderPaymentDetail?> Payment(Actor actor, long paymentId) => db.One<OrderPaymentDetail>(PaymentSql, new { paymentId, actor.OrganizationId });

    private const string BuyersSql = """
        SELECT b.id, b.code, b.name FROM organizations b
        WHERE b.kind = 'Buyer' AND (b.code = @exact OR b.name = @exact OR b.name LIKE @text ESCAPE '\')
          AND (b.centre_id = @OrganizationId OR EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.centre_id = @OrganizationId))
        ORDER BY CASE WHEN b.code = @exact OR b.name = @exact THEN 0 ELSE 1 END, b.name, b.id
        """;

    /// <summary>Buyers of the centre by code or name; the exact ones first.</summary>
    public async Task<IReadOnlyList<BuyerCandidate>> Buyers(Actor actor, string text) =>
        await db.Query<BuyerCandidate>($"{BuyersSql} {db.Dialect.First(6)}", new { actor.OrganizationId, exact = text.Trim(), text = Like.Containing(text) ?? "" });
}
