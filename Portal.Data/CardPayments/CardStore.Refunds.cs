using Portal.Core.CardPayments;

namespace Portal.Data.CardPayments;

public sealed partial class CardStore
{
    // ix_buyer_credits_left: what has nothing left is not looked at (COALESCE keeps the engine from going by the source, which finds every return there ever was); of several cards of an order the first that holds something, and never more than it holds
    private const string CreditsSql = """
        SELECT c.id AS credit_id, y.id AS card_payment_id, CASE WHEN c.remaining < y.paid - y.refunded THEN c.remaining ELSE y.paid - y.refunded END AS amount
        FROM buyer_credits c JOIN card_payments y ON y.id = (
          SELECT MIN(p.id) FROM card_payments p WHERE p.order_id = c.order_id AND p.status = 'Paid' AND p.paid > p.refunded)
        WHERE c.remaining > 0 AND y.buyer_id = c.buyer_id AND COALESCE(c.source, '') IN ('Return', 'Cancellation', 'Card')
        ORDER BY c.created_at, c.id
        """;

    public async Task<IReadOnlyList<CardCredit>> CreditsToRefund(int max) => await db.Query<CardCredit>($"{CreditsSql} {db.Dialect.First(max)}");

    private const string CreditForSql = """
        SELECT c.id FROM buyer_credits c JOIN card_payments y ON y.order_id = c.order_id AND y.buyer_id = c.buyer_id
        WHERE y.id = @paymentId AND c.remaining >= @amount ORDER BY c.created_at, c.id
        """;

    public Task<long?> CreditFor(long paymentId, long amount) => db.Scalar<long?>($"{CreditForSql} {db.Dialect.First(1)}", new { paymentId, amount });

    private const string InsertRefundSql = """
        INSERT INTO card_refunds (id, card_payment_id, credit_id, amount, status, attempts, created_at, next_try_at, person_id)
        VALUES (@Id, @CardPaymentId, @CreditId, @Amount, 'New', 0, @At, @At, @PersonId)
        """;

    public Task Insert(NewCardRefund refund) => db.Execute(InsertRefundSql, new { refund.Id, refund.CardPaymentId, refund.CreditId, refund.Amount, refund.At, refund.PersonId });

    private const string RefundColumnsSql = """
        SELECT r.id, r.card_payment_id, c.order_id, o.order_no, c.buyer_id, c.centre_id, c.payment_intent_id, r.amount, r.status, r.refund_id, r.attempts, r.created_at
        FROM card_refunds r JOIN card_payments c ON c.id = r.card_payment_id JOIN orders o ON o.id = c.order_id
        """;
    private const string RefundSql = $"{RefundColumnsSql} WHERE r.refund_id = @stripeId OR r.id = @refundId ORDER BY CASE WHEN r.refund_id = @stripeId THEN 0 ELSE 1 END";

    public Task<CardRefundState?> Refund(long? refundId, string? stripeId) =>
        db.One<CardRefundState>($"{RefundSql} {db.Dialect.First(1)}", new { refundId, stripeId });

    private const string ClaimSql = """
        UPDATE card_refunds SET attempts = attempts + 1, next_try_at = @until WHERE id = @refundId AND status IN ('New', 'Pending') AND next_try_at <= @now
        """;

    public async Task<bool> Claim(long refundId, DateTime now, DateTime until) => await db.Execute(ClaimSql, new { refundId, now, until }) == 1;

    private const string MoveSql = """
        UPDATE card_refunds SET status = @status, refund_id = COALESCE(refund_id, @stripeId), next_try_at = @nextTryAt, settled_at = @settledAt, problem = NULL
        WHERE id = @refundId AND status IN @from
        """;

    public async Task<bool> Move(long refundId, IReadOnlyCollection<CardRefundStatus> from, CardRefundStatus to, string? stripeId, DateTime? nextTryAt, DateTime? settledAt) =>
        await db.Execute(MoveSql, new { refundId, from = from.Select(s => s.ToString()), status = to.ToString(), stripeId, nextTryAt, settledAt }) == 1;

    private const string PutOffSql = "UPDATE card_refunds SET next_try_at = @nextTryAt, problem = @problem WHERE id = @refundId";

    public Task PutOff(long refundId, DateTime? nextTryAt, string problem) => db.Execute(PutOffSql, new { refundId, nextTryAt, problem = Cut(problem) });

    // ix_card_refunds_due
    private const string DueRefundsSql = "SELECT id FROM card_refunds WHERE next_try_at <= @now ORDER BY next_try_at";

    public async Task<IReadOnlyList<long>> DueRefunds(DateTime now, int max) => await db.Query<long>($"{DueRefundsSql} {db.Dialect.First(max)}", new { now });

    // one that was never sent was made at Stripe by hand, perhaps long before its row
    private const string RefundedBetweenSql = $"{RefundColumnsSql} WHERE r.created_at >= @from AND r.created_at < @to AND r.attempts > 0 AND r.status IN ('Pending', 'Succeeded') AND r.refund_id IS NOT NULL";

    public async Task<IReadOnlyList<CardRefundState>> RefundedBetween(DateTime from, DateTime to) => await db.Query<CardRefundState>(RefundedBetweenSql, new { from, to });
}
