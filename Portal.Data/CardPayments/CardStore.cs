using Portal.Core.CardPayments;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.CardPayments;

/// <summary>Card payments; refunds are in <c>CardStore.Refunds.cs</c>, what Stripe said in <c>CardStore.Events.cs</c>.</summary>
public sealed partial class CardStore(Db db) : ICardStore
{
    private const string InsertSql = """
        INSERT INTO card_payments (id, order_id, buyer_id, centre_id, person_id, amount, currency, status, paid, applied, refunded, created_at, expires_at, next_check_at)
        SELECT @Id, @OrderId, @BuyerId, @CentreId, @PersonId, @Amount, @Currency, 'New', 0, 0, 0, @At, @ExpiresAt, @nextCheckAt
        WHERE NOT EXISTS (SELECT 1 FROM card_payments WHERE order_id = @OrderId AND status IN ('New', 'Open'))
        """;

    public async Task<bool> Insert(NewCardPayment payment) => await db.Execute(InsertSql, new
    {
        // the request that writes it asks Stripe itself, at once
        payment.Id, payment.OrderId, payment.BuyerId, payment.CentreId, payment.PersonId, payment.Amount, payment.Currency, payment.At, payment.ExpiresAt, nextCheckAt = payment.At.AddMinutes(2),
    }) == 1;

    private const string ColumnsSql = """
        SELECT c.id, c.order_id, o.order_no, c.buyer_id, c.centre_id, c.amount, c.currency, c.status, c.session_id, c.session_url, c.payment_intent_id,
               c.paid, c.refunded, c.created_at, c.expires_at, c.problem,
               CASE WHEN o.status = 'Placed' THEN o.total - o.cancelled - o.returned - o.paid ELSE 0 END AS owed
        FROM card_payments c JOIN orders o ON o.id = c.order_id
        """;
    private const string PaymentSql = $"""
        {ColumnsSql} WHERE c.id = @paymentId AND (@role = 'System' OR (@role = 'Operator' AND c.centre_id = @OrganizationId) OR (@role = 'Buyer' AND c.buyer_id = @OrganizationId))
        """;

    public Task<CardPaymentState?> Payment(Actor actor, long paymentId) =>
        db.One<CardPaymentState>(PaymentSql, new { paymentId, role = actor.Role.ToString(), actor.OrganizationId });

    // Stripe's own ids decide; ours, which it keeps as metadata, is how a payment is found whose answer was lost
    private const string FindSql = $"""
        {ColumnsSql} WHERE c.payment_intent_id = @intentId OR c.session_id = @sessionId OR c.id = @paymentId
        ORDER BY CASE WHEN c.payment_intent_id = @intentId THEN 0 WHEN c.session_id = @sessionId THEN 1 ELSE 2 END
        """;

    public Task<CardPaymentState?> Find(long? paymentId, string? sessionId, string? intentId) =>
        db.One<CardPaymentState>($"{FindSql} {db.Dialect.First(1)}", new { paymentId, sessionId, intentId });

    private const string UnderwaySql = $"{ColumnsSql} WHERE c.order_id = @orderId AND c.status IN ('New', 'Open')";

    public Task<CardPaymentState?> Underway(long orderId) => db.One<CardPaymentState>(UnderwaySql, new { orderId });

    private const string OpenedSql = """
        UPDATE card_payments SET status = 'Open', session_id = @Id, session_url = @Url, next_check_at = @nextCheckAt, problem = NULL WHERE id = @paymentId AND status = 'New'
        """;

    public async Task<bool> Opened(long paymentId, CardSession session, DateTime nextCheckAt) =>
        await db.Execute(OpenedSql, new { paymentId, session.Id, session.Url, nextCheckAt }) == 1;

    private const string CloseSql = "UPDATE card_payments SET status = @status, problem = @problem, next_check_at = NULL WHERE id = @paymentId AND status IN ('New', 'Open')";

    public async Task<bool> Close(long paymentId, CardPaymentStatus status, string? problem) =>
        await db.Execute(CloseSql, new { paymentId, status = status.ToString(), problem = Cut(problem) }) == 1;

    private const string PaidSql = """
        UPDATE card_payments SET status = 'Paid', payment_intent_id = @IntentId, session_id = COALESCE(session_id, @SessionId), paid = @Amount, applied = @Applied,
          order_payment_id = @OrderPaymentId, paid_at = @At, next_check_at = NULL, problem = NULL
        WHERE id = @Id AND status <> 'Paid'
        """;

    public async Task<bool> Paid(PaidCard paid) => await db.Execute(PaidSql, new
    {
        paid.Id, paid.Money.IntentId, paid.Money.SessionId, paid.Money.Amount, paid.Applied, paid.OrderPaymentId, paid.At,
    }) == 1;

    private const string DiffersSql = "UPDATE card_payments SET status = 'Differs', session_id = COALESCE(session_id, @sessionId), next_check_at = NULL WHERE id = @paymentId AND status <> 'Paid'";

    public Task Differs(long paymentId, string? sessionId) => db.Execute(DiffersSql, new { paymentId, sessionId });

    private const string CheckAtSql = "UPDATE card_payments SET next_check_at = @at WHERE id = @paymentId AND status IN ('New', 'Open')";

    public Task CheckAt(long paymentId, DateTime? at) => db.Execute(CheckAtSql, new { paymentId, at });

    // ix_card_payments_due
    private const string DueSql = "SELECT id FROM card_payments WHERE next_check_at <= @now ORDER BY next_check_at";

    public async Task<IReadOnlyList<long>> DuePayments(DateTime now, int max) => await db.Query<long>($"{DueSql} {db.Dialect.First(max)}", new { now });

    private const string TakeHeldSql = "UPDATE card_payments SET refunded = refunded + @amount WHERE id = @paymentId AND status = 'Paid' AND paid - refunded >= @amount";

    public async Task<bool> TakeHeld(long paymentId, long amount) => await db.Execute(TakeHeldSql, new { paymentId, amount }) == 1;

    private const string GiveBackHeldSql = "UPDATE card_payments SET refunded = refunded - @amount WHERE id = @paymentId";

    public Task GiveBackHeld(long paymentId, long amount) => db.Execute(GiveBackHeldSql, new { paymentId, amount });

    // whatever Stripe has of a payment was made after its row
    private const string PaidBetweenSql = $"{ColumnsSql} WHERE c.status = 'Paid' AND c.created_at >= @from AND c.paid_at < @to";

    public async Task<IReadOnlyList<CardPaymentState>> PaidBetween(DateTime from, DateTime to) => await db.Query<CardPaymentState>(PaidBetweenSql, new { from, to });

    private static string? Cut(string? text) => text?.Length > 400 ? text[..400] : text;
}
