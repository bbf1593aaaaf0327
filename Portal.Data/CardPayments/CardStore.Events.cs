using Portal.Core.CardPayments;
using Portal.Core.Shared;

namespace Portal.Data.CardPayments;

public sealed partial class CardStore
{
    private const string KnowsSql = "SELECT COUNT(*) FROM card_events WHERE event_id = @eventId";

    public async Task<bool> Knows(string eventId) => await db.Scalar<long>(KnowsSql, new { eventId }) > 0;

    private const string InsertEventSql = """
        INSERT INTO card_events (id, event_id, type, object_id, effect, card_payment_id, created_at, received_at)
        SELECT @id, @eventId, @type, @objectId, @effect, @paymentId, @createdAt, @receivedAt WHERE NOT EXISTS (SELECT 1 FROM card_events WHERE event_id = @eventId)
        """;

    public async Task<bool> Insert(CardEvent message, CardEventEffect effect, long? paymentId, DateTime receivedAt) => await db.Execute(InsertEventSql, new
    {
        id = Ids.Next(), eventId = message.Id, type = message.Type, objectId = message.ObjectId, effect = effect.ToString(), paymentId, createdAt = message.CreatedAt, receivedAt,
    }) == 1;

    private const string InsertDifferenceSql = """
        INSERT INTO card_differences (id, kind, object_id, card_payment_id, centre_id, ours, theirs, currency, found_at)
        SELECT @id, @kind, @ObjectId, @PaymentId, @CentreId, @Ours, @Theirs, @Currency, @at
        WHERE NOT EXISTS (SELECT 1 FROM card_differences WHERE kind = @kind AND object_id = @ObjectId)
        """;

    public async Task<bool> Insert(long id, CardDifference difference, DateTime at) => await db.Execute(InsertDifferenceSql, new
    {
        id, kind = difference.Kind.ToString(), difference.ObjectId, difference.PaymentId, difference.CentreId, difference.Ours, difference.Theirs, difference.Currency, at,
    }) == 1;

    // what belongs to no centre is everybody's to look at who runs one
    private const string DifferenceSql = """
        SELECT id, kind, object_id, card_payment_id, theirs, currency, resolved_at FROM card_differences
        WHERE id = @differenceId AND @role = 'Operator' AND (centre_id IS NULL OR centre_id = @OrganizationId)
        """;

    public Task<CardDifferenceState?> Difference(Actor actor, long differenceId) =>
        db.One<CardDifferenceState>(DifferenceSql, new { differenceId, role = actor.Role.ToString(), actor.OrganizationId });

    private const string ResolveSql = "UPDATE card_differences SET resolved_at = @at, resolved_by = @personId, note = @note WHERE id = @differenceId AND resolved_at IS NULL";

    public async Task<bool> Resolve(long differenceId, DateTime at, long? personId, string note) => await db.Execute(ResolveSql, new { differenceId, at, personId, note }) == 1;

    private const string InsertPayoutSql = """
        INSERT INTO card_payouts (id, reference, centre_id, arrived_on, amount, fee, note, recorded_by, recorded_at)
        SELECT @Id, @Reference, @CentreId, @ArrivedOn, @Amount, @Fee, @Note, @PersonId, @At
        WHERE NOT EXISTS (SELECT 1 FROM card_payouts WHERE centre_id = @CentreId AND reference = @Reference)
        """;

    public async Task<bool> Insert(NewCardPayout payout) => await db.Execute(InsertPayoutSql, payout) == 1;

    private const string BalanceSql = "SELECT COALESCE(SUM(b.balance), 0) FROM account_balances b JOIN accounts a ON a.id = b.account_id WHERE a.type = 'Card' AND b.centre_id = @centreId";

    public Task<long> Balance(long centreId) => db.Scalar<long>(BalanceSql, new { centreId });

    private const string InsertCheckSql = """
        INSERT INTO card_checks (id, started_at, since, payments, refunds, mended, found, problem, person_id)
        VALUES (@Id, @StartedAt, @Since, @Payments, @Refunds, @Mended, @Found, @problem, @PersonId)
        """;

    public Task Insert(CardCheck check) => db.Execute(InsertCheckSql, new
    {
        check.Id, check.StartedAt, check.Since, check.Payments, check.Refunds, check.Mended, check.Found, problem = Cut(check.Problem), check.PersonId,
    });
}
