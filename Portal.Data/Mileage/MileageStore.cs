using Portal.Core.Mileage;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Mileage;

public sealed class MileageStore(Db db) : IMileageStore
{
    // ix_distributions_run, ix_entries_posting
    private const string EarnSql = """
        INSERT INTO mileage_lots (id, buyer_id, centre_id, posting_id, source, amount, remaining, earned_at, expires_on)
        SELECT d.id, MIN(e.subject_id), MIN(p.centre_id), d.id, 'Earned', -SUM(e.amount), -SUM(e.amount), @at, @expiresOn
        FROM distributions d JOIN entries e ON e.posting_id = d.id JOIN postings p ON p.id = d.id
        WHERE d.run_id = @runId AND e.subject_id IS NOT NULL GROUP BY d.id
        """;
    private const string OpenBalancesSql = """
        INSERT INTO mileage_balances (buyer_id, balance)
        SELECT DISTINCT l.buyer_id, 0 FROM distributions d JOIN mileage_lots l ON l.id = d.id
        WHERE d.run_id = @runId AND NOT EXISTS (SELECT 1 FROM mileage_balances b WHERE b.buyer_id = l.buyer_id)
        """;
    private const string AddEarnedSql = """
        UPDATE mileage_balances SET balance = balance + s.amount
        FROM (SELECT l.buyer_id, SUM(l.amount) AS amount FROM distributions d JOIN mileage_lots l ON l.id = d.id WHERE d.run_id = @runId GROUP BY l.buyer_id) s
        WHERE s.buyer_id = mileage_balances.buyer_id
        """;

    public async Task<int> Earn(long runId, DateTime at, DateOnly expiresOn)
    {
        var lots = await db.Execute(EarnSql, new { runId, at, expiresOn });
        if (lots == 0) return 0;
        await db.Execute(OpenBalancesSql, new { runId });
        await db.Execute(AddEarnedSql, new { runId });
        return lots;
    }

    private const string ToFillSql = """
        SELECT DISTINCT n.buyer_id FROM mileage_lots n WHERE n.remaining < 0 AND EXISTS (SELECT 1 FROM mileage_lots l WHERE l.buyer_id = n.buyer_id AND l.remaining > 0)
        """;

    public async Task<IReadOnlyList<long>> ToFill() => await db.Query<long>(ToFillSql);

    private const string AddSql = "UPDATE mileage_balances SET balance = balance + @amount WHERE buyer_id = @buyerId AND balance + @amount >= @least";
    private const string OpenSql = """
        INSERT INTO mileage_balances (buyer_id, balance) SELECT @buyerId, @amount
        WHERE @amount >= @least AND NOT EXISTS (SELECT 1 FROM mileage_balances WHERE buyer_id = @buyerId)
        """;

    public async Task<bool> Add(long buyerId, long amount, long least)
    {
        var args = new { buyerId, amount, least };
        return await db.Execute(AddSql, args) == 1 || await db.Execute(OpenSql, args) == 1;
    }

    private const string LotColumns = "SELECT id, buyer_id, centre_id, remaining, expires_on FROM mileage_lots";
    private const string LotsSql = $"{LotColumns} WHERE buyer_id = @buyerId AND remaining <> 0 ORDER BY expires_on, id";

    public async Task<IReadOnlyList<Lot>> Lots(long buyerId) => await db.Query<Lot>(LotsSql, new { buyerId });

    private const string LotSql = $"{LotColumns} WHERE id = @lotId";

    public Task<Lot?> Lot(long lotId) => db.One<Lot>(LotSql, new { lotId });

    private const string InsertSql = """
        INSERT INTO mileage_lots (id, buyer_id, centre_id, posting_id, source, amount, remaining, earned_at, expires_on)
        VALUES (@id, @BuyerId, @CentreId, @PostingId, @source, @Amount, @Amount, @at, @ExpiresOn)
        """;

    public Task Insert(NewLot lot, DateTime at) =>
        db.Execute(InsertSql, new { id = Ids.Next(), lot.BuyerId, lot.CentreId, lot.PostingId, source = lot.Source.ToString(), lot.Amount, at, lot.ExpiresOn });

    private const string ChangeSql = "UPDATE mileage_lots SET remaining = remaining + @amount WHERE id = @Id AND remaining = @Remaining";
    private const string InsertMoveSql = """
        INSERT INTO mileage_moves (id, lot_id, buyer_id, posting_id, kind, amount, order_id, given_back, at)
        VALUES (@id, @lotId, @BuyerId, @PostingId, @kind, @amount, @OrderId, 0, @at)
        """;

    public async Task<bool> Change(Lot lot, long amount, LotMove move, DateTime at)
    {
        if (await db.Execute(ChangeSql, new { lot.Id, lot.Remaining, amount }) == 0) return false;
        await db.Execute(InsertMoveSql, new { id = Ids.Next(), lotId = lot.Id, move.BuyerId, move.PostingId, kind = move.Kind.ToString(), amount, move.OrderId, at });
        return true;
    }

    // ix_mileage_moves_order
    private const string UsedSql = """
        SELECT m.id AS move_id, l.centre_id, -m.amount - m.given_back AS amount, l.expires_on FROM mileage_moves m JOIN mileage_lots l ON l.id = m.lot_id
        WHERE m.order_id = @orderId AND m.given_back < -m.amount ORDER BY l.expires_on DESC, m.id DESC
        """;

    public async Task<IReadOnlyList<UsedLot>> Used(long orderId) => await db.Query<UsedLot>(UsedSql, new { orderId });

    private const string GiveBackSql = "UPDATE mileage_moves SET given_back = given_back + @amount WHERE id = @moveId";

    public Task GiveBack(long moveId, long amount) => db.Execute(GiveBackSql, new { moveId, amount });

    // ix_mileage_lots_left
    private const string ExpiredSql = "SELECT id FROM mileage_lots WHERE remaining > 0 AND expires_on < @today ORDER BY expires_on, id";

    public async Task<IReadOnlyList<long>> Expired(DateOnly today, int max) => await db.Query<long>($"{ExpiredSql} {db.Dialect.First(max)}", new { today });

    private const string ExpiringSql = """
        SELECT buyer_id, SUM(remaining) AS amount, MIN(expires_on) AS first_on FROM mileage_lots
        WHERE remaining > 0 AND expires_on BETWEEN @today AND @through AND warned_at IS NULL GROUP BY buyer_id ORDER BY buyer_id
        """;

    public async Task<IReadOnlyList<ExpiringLots>> Expiring(DateOnly today, DateOnly through, int max) =>
        await db.Query<ExpiringLots>($"{ExpiringSql} {db.Dialect.First(max)}", new { today, through });

    private const string WarnSql = """
        UPDATE mileage_lots SET warned_at = @at WHERE buyer_id = @buyerId AND remaining > 0 AND expires_on BETWEEN @today AND @through AND warned_at IS NULL
        """;

    public async Task<bool> MarkWarned(long buyerId, DateOnly today, DateOnly through, DateTime at) => await db.Execute(WarnSql, new { buyerId, today, through, at }) > 0;

    private const string PortalSql = "SELECT MIN(id) FROM organizations WHERE kind = 'Portal'";

    public Task<long?> Portal() => db.Scalar<long?>(PortalSql);

    private const string CustomerSql = """
        SELECT CONCAT(b.code, ' ', b.name) FROM organizations b
        WHERE b.id = @buyerId AND b.kind = 'Buyer' AND (b.centre_id = @OrganizationId OR EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = b.id AND o.centre_id = @OrganizationId))
        """;

    public Task<string?> Customer(Actor actor, long buyerId) => db.Scalar<string>(CustomerSql, new { buyerId, actor.OrganizationId });
}
