using Portal.Data.Shared;

namespace Portal.Data.Operations;

/// <summary>A line that was received and that nobody has judged yet.</summary>
public sealed record DemoReceived
{
    public long LineId { get; init; }
    public long BuyerId { get; init; }
    public string Kind { get; init; } = "";
}

/// <summary>What the demo looks up for what people say about products.</summary>
public sealed class DemoFeedbackPages(Db db)
{
    private const string ReceivedSql = """
        SELECT l.id AS line_id, o.buyer_id, v.kind
        FROM order_lines l JOIN orders o ON o.id = l.order_id JOIN product_revisions v ON v.id = l.revision_id
        WHERE l.cancelled = 0 AND (l.accepted_at IS NOT NULL OR (l.needs_acceptance = 0 AND l.delivered_at IS NOT NULL))
          AND NOT EXISTS (SELECT 1 FROM testimonials t WHERE t.order_line_id = l.id)
        ORDER BY l.delivered_at DESC, l.id DESC
        """;

    public Task<List<DemoReceived>> Received(int count) => db.Query<DemoReceived>($"{ReceivedSql} {db.Dialect.First(count)}");

    private const string WaitingSql = "SELECT id FROM product_questions WHERE product_id = @productId AND answered_at IS NULL ORDER BY id DESC";

    public Task<List<long>> Waiting(long productId) => db.Query<long>(WaitingSql, new { productId });
}
