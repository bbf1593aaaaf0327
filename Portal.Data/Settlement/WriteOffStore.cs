using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

public sealed class WriteOffStore(Db db) : IWriteOffStore
{
    /// <summary>A payee's last statement of a centre.</summary>
    internal const string IsLast = """
        s.settlement_no = (SELECT MAX(y.settlement_no) FROM statements x JOIN settlements y ON y.id = x.settlement_id
          WHERE x.party_id = t.party_id AND x.account = t.account AND y.centre_id = s.centre_id)
        """;

    /// <summary>Of such an order nothing can be cancelled any more.</summary>
    internal const string IsOut = """
        o.status = 'Placed' AND o.total - o.cancelled - o.returned > o.paid
          AND NOT EXISTS (SELECT 1 FROM producer_orders p WHERE p.order_id = o.id AND p.status IN ('New', 'Confirmed', 'PartlyShipped'))
        """;

    private const string OfStatementSql = $"""
        SELECT s.centre_id, t.party_id, g.name AS party_name, t.id AS statement_id, CONCAT(s.settlement_no, '') AS label, -(t.carried_out + t.vat_out) AS amount, -t.vat_out AS vat
        FROM statements t JOIN settlements s ON s.id = t.settlement_id JOIN organizations g ON g.id = t.party_id
        WHERE t.id = @statementId AND t.account = 'Payable' AND t.carried_out + t.vat_out < 0 AND s.centre_id = @OrganizationId AND {IsLast}
        """;

    public Task<Debt?> OfStatement(Actor actor, long statementId) => db.One<Debt>(OfStatementSql, new { statementId, actor.OrganizationId });

    private const string OfOrderSql = $"""
        SELECT o.centre_id, o.buyer_id AS party_id, g.name AS party_name, o.id AS order_id, o.order_no AS label, o.total - o.cancelled - o.returned - o.paid AS amount, 0 AS vat
        FROM orders o JOIN organizations g ON g.id = o.buyer_id
        WHERE o.id = @orderId AND o.centre_id = @OrganizationId AND {IsOut}
        """;

    public Task<Debt?> OfOrder(Actor actor, long orderId) => db.One<Debt>(OfOrderSql, new { orderId, actor.OrganizationId });

    private const string InsertSql = """
        INSERT INTO write_offs (id, centre_id, party_id, statement_id, order_id, amount, vat, recovered, reason, note, status, proposed_at, proposed_by)
        SELECT @Id, @CentreId, @PartyId, @StatementId, @OrderId, @Amount, @Vat, 0, @reason, @Note, 'Proposed', @At, @PersonId
        WHERE NOT EXISTS (SELECT 1 FROM write_offs w WHERE (w.statement_id = @StatementId AND w.status <> 'Rejected') OR (w.order_id = @OrderId AND w.status = 'Proposed'))
        """;

    public async Task<bool> Insert(NewWriteOff writeOff)
    {
        var (w, d) = (writeOff, writeOff.Debt);
        return await db.Execute(InsertSql, new { w.Id, d.CentreId, d.PartyId, d.StatementId, d.OrderId, d.Amount, d.Vat, reason = w.Reason.ToString(), w.Note, w.At, w.PersonId }) == 1;
    }

    private const string FindSql = "SELECT id, statement_id, order_id, amount, vat, reason, note, status, proposed_by FROM write_offs WHERE id = @writeOffId AND centre_id = @OrganizationId";

    public Task<WriteOffState?> Find(Actor actor, long writeOffId) => db.One<WriteOffState>(FindSql, new { writeOffId, actor.OrganizationId });

    private const string DecideSql = """
        UPDATE write_offs SET status = @status, decided_at = @at, decided_by = @personId, decision_note = @note
        WHERE id = @writeOffId AND status = 'Proposed' AND (@status = 'Rejected' OR proposed_by <> @personId)
        """;

    public async Task<bool> Decide(long writeOffId, WriteOffStatus status, DateTime at, long personId, string? note) =>
        await db.Execute(DecideSql, new { writeOffId, status = status.ToString(), at, personId, note }) == 1;

    private const string OtherOperatorsSql = "SELECT DISTINCT person_id FROM memberships WHERE organization_id = @centreId AND role = 'Operator' AND ended_at IS NULL AND person_id <> @personId";

    public async Task<IReadOnlyList<long>> OtherOperators(long centreId, long personId) => await db.Query<long>(OtherOperatorsSql, new { centreId, personId });

    private const string LossesSql = "SELECT id, amount - recovered AS amount FROM write_offs WHERE order_id = @orderId AND status = 'Confirmed' AND recovered < amount ORDER BY id DESC";
    private const string RecoverSql = "UPDATE write_offs SET recovered = recovered + @part WHERE id = @Id";

    public async Task Recover(long orderId, long amount)
    {
        foreach (var loss in await db.Query<WriteOffState>(LossesSql, new { orderId }))
        {
            var part = Math.Min(loss.Amount, amount);
            if (part > 0) await db.Execute(RecoverSql, new { loss.Id, part });
            amount -= part;
        }

        if (amount > 0) throw new InvalidOperationException($"Not as much was given up of order {orderId}.");
    }
}
