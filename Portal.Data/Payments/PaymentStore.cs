using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Payments;

public sealed class PaymentStore(Db db) : IPaymentStore, IBuyerCredits
{
    private const string InsertSql = """
        INSERT INTO deposits (id, reference, centre_id, deposited_at, amount, depositor, buyer_id, match, note, recorded_by, recorded_at)
        SELECT @Id, @Reference, @CentreId, @DepositedAt, @Amount, @Depositor, @BuyerId, @match, @Note, @person, @RecordedAt
        WHERE NOT EXISTS (SELECT 1 FROM deposits WHERE reference = @Reference)
        """;

    public async Task<bool> Insert(NewDeposit deposit)
    {
        var (d, r) = (deposit, deposit.Request);
        return await db.Execute(InsertSql, new
        {
            d.Id, d.Reference, d.CentreId, r.DepositedAt, r.Amount, r.Depositor, d.BuyerId, match = d.Match.ToString(), r.Note,
            person = r.Actor.PersonOrNull, d.RecordedAt,
        }) == 1;
    }

    private const string AddPaymentSql = """
        INSERT INTO order_payments (id, order_id, source, deposit_id, credit_id, amount, at, person_id)
        VALUES (@Id, @OrderId, @source, @DepositId, @CreditId, @Amount, @At, @PersonId)
        """;

    public Task AddPayment(OrderPayment payment) => db.Execute(AddPaymentSql, new
    {
        payment.Id, payment.OrderId, source = payment.Source.ToString(), payment.DepositId, payment.CreditId, payment.Amount, payment.At, payment.PersonId,
    });

    private const string AddCreditSql = """
        INSERT INTO buyer_credits (id, source, source_id, centre_id, buyer_id, order_id, amount, remaining, created_at)
        VALUES (@id, @source, @SourceId, @CentreId, @BuyerId, @OrderId, @Amount, @Amount, @At)
        """;

    public Task Add(BuyerCredit credit) => db.Execute(AddCreditSql, new
    {
        id = Ids.Next(), source = credit.Source.ToString(), credit.SourceId, credit.CentreId, credit.BuyerId, credit.OrderId, credit.Amount, credit.At,
    });

    private const string CreditSql = """
        SELECT id, centre_id, buyer_id, remaining FROM buyer_credits
        WHERE id = @creditId AND (@role = 'System' OR (@role = 'Operator' AND centre_id = @OrganizationId))
        """;

    public async Task<CreditState?> Credit(Actor actor, long creditId) =>
        await db.One<CreditState>(CreditSql, new { creditId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string TakeSql = """
        UPDATE buyer_credits SET remaining = remaining - @amount WHERE id = @creditId AND remaining >= @amount AND (@seen IS NULL OR remaining = @seen)
        """;

    public async Task<bool> Take(long creditId, long amount, long? seen) => await db.Execute(TakeSql, new { creditId, amount, seen }) == 1;

    private const string InsertRefundSql = """
        INSERT INTO refunds (id, credit_id, amount, bank_code, bank_account, bank_holder, reason, refunded_at, person_id)
        VALUES (@Id, @CreditId, @Amount, @BankCode, @Number, @Holder, @Reason, @At, @PersonId)
        """;

    public Task Insert(NewRefund refund) => db.Execute(InsertRefundSql, new
    {
        refund.Id, refund.CreditId, refund.Amount, refund.Account.BankCode, refund.Account.Number, refund.Account.Holder, refund.Reason, refund.At, refund.PersonId,
    });

    private const string PaymentSql = """
        SELECT y.id, y.order_id, y.source, y.deposit_id, y.credit_id, c.buyer_id AS credit_buyer_id, c.source AS credit_source, y.amount, y.at
        FROM order_payments y LEFT JOIN buyer_credits c ON c.id = y.credit_id WHERE y.id = @paymentId
        """;

    public Task<PaymentState?> Payment(long paymentId) => db.One<PaymentState>(PaymentSql, new { paymentId });

    private const string TakeBackSql = """
        INSERT INTO taken_back_payments (id, order_id, deposit_id, credit_id, amount, paid_at, reason, taken_back_at, person_id)
        SELECT id, order_id, deposit_id, credit_id, amount, at, @reason, @at, @personId FROM order_payments WHERE id = @Id
        """;
    private const string DropPaymentSql = "DELETE FROM order_payments WHERE id = @Id";

    public async Task TakeBack(PaymentState payment, string reason, DateTime at, long? personId)
    {
        await db.Execute(TakeBackSql, new { payment.Id, reason, at, personId });
        if (await db.Execute(DropPaymentSql, new { payment.Id }) != 1) throw new InvalidOperationException($"Payment {payment.Id} was locked and yet is gone.");
    }

    private const string IsBuyerOfSql = """
        SELECT COUNT(*) FROM organizations b WHERE b.id = @buyerId AND b.kind = 'Buyer'
          AND (b.centre_id = @centreId OR EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.centre_id = @centreId))
        """;

    public async Task<bool> IsBuyerOf(long centreId, long buyerId) => await db.Scalar<long>(IsBuyerOfSql, new { centreId, buyerId }) == 1;
}
