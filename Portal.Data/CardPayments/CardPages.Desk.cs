using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.CardPayments;

public sealed partial class CardPages
{
    // ix_card_differences_open; what belongs to no centre is everybody's to look at who runs one
    private const string DifferencesSql = """
        SELECT d.id, d.kind, d.object_id, d.card_payment_id, o.order_no, b.name AS buyer, d.ours, d.theirs, d.currency, d.found_at, d.resolved_at, h.name AS resolved_by, d.note
        FROM card_differences d LEFT JOIN card_payments c ON c.id = d.card_payment_id LEFT JOIN orders o ON o.id = c.order_id
        LEFT JOIN organizations b ON b.id = c.buyer_id LEFT JOIN people h ON h.id = d.resolved_by
        WHERE (@role = 'Administrator' OR d.centre_id IS NULL OR d.centre_id = @OrganizationId)
        """;

    private const string WaitingSql = $"{DifferencesSql} AND d.resolved_at IS NULL ORDER BY d.found_at, d.id";
    private static readonly Listing Waiting = new(WaitingSql, "found=d.found_at");
    private const string SettledSql = $"{DifferencesSql} AND d.resolved_at IS NOT NULL ORDER BY d.resolved_at DESC, d.id";
    private static readonly Listing Settled = new(SettledSql, "found=d.found_at");
    private const string DifferenceSql = $"{DifferencesSql} AND d.id = @differenceId";

    public async Task<PageOf<CardDifferenceRow>> Differences(Actor actor, bool settled, int page)
    {
        return await db.Page<CardDifferenceRow>(settled ? Settled : Waiting, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    public Task<CardDifferenceRow?> Difference(Actor actor, long differenceId) =>
        db.One<CardDifferenceRow>(DifferenceSql, new { role = actor.Role.ToString(), actor.OrganizationId, differenceId });

    private const string CountSql = "SELECT COUNT(*) FROM card_differences WHERE resolved_at IS NULL AND (@role = 'Administrator' OR centre_id IS NULL OR centre_id = @OrganizationId)";

    /// <summary>How many differences wait.</summary>
    public Task<long> Count(Actor actor) => db.Scalar<long>(CountSql, new { role = actor.Role.ToString(), actor.OrganizationId });

    private const string LastCheckSql = "SELECT started_at, payments, refunds, mended, found, problem FROM card_checks ORDER BY started_at DESC, id DESC";

    public Task<CardCheckRow?> LastCheck() => db.One<CardCheckRow>($"{LastCheckSql} {db.Dialect.First(1)}");

    private const string PayoutsSql = """
        SELECT y.reference, y.arrived_on, y.amount, y.fee, y.note, h.name AS person FROM card_payouts y LEFT JOIN people h ON h.id = y.recorded_by
        WHERE (@role = 'Administrator' OR y.centre_id = @OrganizationId) ORDER BY y.arrived_on DESC, y.id DESC
        """;
    private static readonly Listing PayoutsListed = new(PayoutsSql, "amount=amount", "fee=fee");

    public async Task<PageOf<CardPayoutRow>> Payouts(Actor actor, int page)
    {
        return await db.Page<CardPayoutRow>(PayoutsListed, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    private const string BalanceSql = """
        SELECT COALESCE(SUM(b.balance), 0) FROM account_balances b JOIN accounts a ON a.id = b.account_id
        WHERE a.type = 'Card' AND (@role = 'Administrator' OR b.centre_id = @OrganizationId)
        """;

    /// <summary>What is on its way from the card processor by the books.</summary>
    public Task<long> Balance(Actor actor) => db.Scalar<long>(BalanceSql, new { role = actor.Role.ToString(), actor.OrganizationId });
}
