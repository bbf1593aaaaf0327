using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Funds;

/// <summary>
/// Where the money is: of a centre for its operator, of all centres or one for administrators. Sums come from kept balances and from what is open;
/// no history is summed up.
/// </summary>
public sealed partial class FundsPages(Db db, Clock clock)
{
    /// <summary>How many of those who owe, or are owed, most.</summary>
    public const int Top = 12;

    // ix_account_balances_centre
    private const string BalancesSql = """
        SELECT b.centre_id, COALESCE(c.name, '') AS centre, a.type, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 1 ELSE 0 END AS is_own, SUM(b.balance) AS balance
        FROM account_balances b JOIN accounts a ON a.id = b.account_id LEFT JOIN organizations g ON g.id = a.owner_id LEFT JOIN organizations c ON c.id = b.centre_id
        WHERE @centreId IS NULL OR b.centre_id = @centreId
        GROUP BY b.centre_id, c.name, a.type, CASE WHEN g.kind IN ('Portal', 'Centre') THEN 1 ELSE 0 END
        ORDER BY c.name, a.type
        """;

    private const string Buckets = """
        COALESCE(SUM(CASE WHEN x.age >= @days30 THEN x.amount ELSE 0 END), 0) AS days30,
        COALESCE(SUM(CASE WHEN x.age < @days30 AND x.age >= @days60 THEN x.amount ELSE 0 END), 0) AS days60,
        COALESCE(SUM(CASE WHEN x.age < @days60 AND x.age >= @days90 THEN x.amount ELSE 0 END), 0) AS days90,
        COALESCE(SUM(CASE WHEN x.age < @days90 THEN x.amount ELSE 0 END), 0) AS older
        """;
    // ix_orders_unpaid; + 0: from what is open to its centre, not from all orders of a centre
    private const string OpenOrders = """
        FROM (
          SELECT o.buyer_id AS party_id, o.ordered_at AS age, o.total - o.cancelled - o.returned - o.paid AS amount
          FROM orders o WHERE o.paid_at IS NULL AND o.status = 'Placed' AND o.centre_id + 0 IN @centres
        ) x
        """;
    // ix_settlement_items_open, ix_entries_posting (COALESCE: from what is open to its accounts, not the other way); ix_payouts_open;
    // the last statement of each payee at each centre
    private const string OpenItems = """
        SELECT a.owner_id AS party_id, 'Posting' AS kind, i.accounting_date AS age, i.posting_id AS id, -SUM(e.amount) AS amount
        FROM settlement_items i JOIN entries e ON e.posting_id = i.posting_id JOIN accounts a ON a.id = e.account_id
        WHERE i.settlement_id IS NULL AND i.centre_id IN @centres AND COALESCE(a.type, '') = 'Payable'
        GROUP BY a.owner_id, i.accounting_date, i.posting_id
        UNION ALL
        SELECT y.party_id, 'Payout', s.through_on, y.id, y.gross
        FROM payouts y JOIN statements t ON t.id = y.statement_id JOIN settlements s ON s.id = t.settlement_id
        WHERE y.status IN ('Locked', 'Sent') AND y.status = 'Locked' AND y.gross <> 0 AND s.centre_id + 0 IN @centres
        UNION ALL
        SELECT t.party_id, 'Carried', s.through_on, t.id, t.carried_out
        FROM statements t JOIN settlements s ON s.id = t.settlement_id
        WHERE t.account = 'Payable' AND t.carried_out <> 0 AND s.centre_id IN @centres
          AND NOT EXISTS (SELECT 1 FROM statements n JOIN settlements m ON m.id = n.settlement_id
            WHERE n.party_id = t.party_id AND n.account = 'Payable' AND m.centre_id = s.centre_id AND m.settlement_no > s.settlement_no)
        """;
    private const string ReceivablesSql = $"SELECT {Buckets} {OpenOrders}";
    private const string DebtorsSql = $"SELECT x.party_id, g.name AS party, g.code AS party_code, {Buckets} {OpenOrders} JOIN organizations g ON g.id = x.party_id GROUP BY x.party_id, g.name, g.code ORDER BY SUM(x.amount) DESC, x.party_id";
    private const string PayablesSql = $"SELECT {Buckets} FROM ({OpenItems}) x";
    private const string CreditorsSql = $"SELECT x.party_id, g.name AS party, g.code AS party_code, {Buckets} FROM ({OpenItems}) x JOIN organizations g ON g.id = x.party_id GROUP BY x.party_id, g.name, g.code ORDER BY SUM(x.amount) DESC, x.party_id";

    /// <summary>Of some centres; <paramref name="centreId"/> when it is one.</summary>
    public async Task<FundsOverview> Overview(long? centreId, IReadOnlyCollection<long> centres)
    {
        var (moments, days, top) = (Moments(centres), Days(centres), db.Dialect.First(Top));
        return new FundsOverview(
            await db.Query<FundsBalance>(BalancesSql, new { centreId }),
            (await db.One<Ageing>(ReceivablesSql, moments))!, await db.Query<PartyAgeing>($"{DebtorsSql} {top}", moments),
            (await db.One<Ageing>(PayablesSql, days))!, await db.Query<PartyAgeing>($"{CreditorsSql} {top}", days));
    }

    private const string OpenOrderRows = """
        SELECT o.order_no, o.ordered_at, o.deposit_due_at, b.name AS buyer, s.name AS seller, h.name AS entered_by, c.name AS centre, o.total, o.total - o.cancelled - o.returned - o.paid AS amount
        FROM orders o JOIN organizations b ON b.id = o.buyer_id JOIN organizations c ON c.id = o.centre_id
        LEFT JOIN organizations s ON s.id = o.seller_id LEFT JOIN people h ON h.id = o.entered_by
        """;
    private const string OpenOrderFits = """
        WHERE o.paid_at IS NULL AND o.status = 'Placed' AND o.centre_id + 0 IN @centres AND (@partyId IS NULL OR o.buyer_id = @partyId)
          AND (@from IS NULL OR o.ordered_at >= @from) AND (@until IS NULL OR o.ordered_at < @until) AND o.total - o.cancelled - o.returned - o.paid <> 0
        """;
    // ix_orders_open
    private const string OpenOrdersSql = $"{OpenOrderRows} {OpenOrderFits} ORDER BY o.ordered_at, o.id";
    private static readonly Listing OpenOrdersListed = new(OpenOrdersSql, "ordered=o.ordered_at", "buyer=b.name", "amount=o.total - o.cancelled - o.returned - o.paid");
    private const string OpenOrderSumSql = $"SELECT COALESCE(SUM(o.total - o.cancelled - o.returned - o.paid), 0) FROM orders o {OpenOrderFits}";

    /// <summary>Orders that are not paid in full, oldest first.</summary>
    public async Task<Opened<OpenOrder>> Receivables(OpenFilter filter)
    {
        var (from, until) = Window(filter.Age);
        var args = new
        {
            centres = filter.Centres, partyId = filter.PartyId, from = from is { } f ? clock.StartOf(f) : (DateTime?)null, until = until is { } u ? clock.StartOf(u) : (DateTime?)null,
        };
        return new Opened<OpenOrder>(await db.Page<OpenOrder>(OpenOrdersListed, args, filter.Page), await db.Scalar<long>(OpenOrderSumSql, args));
    }

    private const string OpenPayableFits = "WHERE (@partyId IS NULL OR x.party_id = @partyId) AND (@from IS NULL OR x.age >= @from) AND (@until IS NULL OR x.age < @until) AND x.amount <> 0";
    private const string OpenPayablesSql = $"""
        SELECT x.kind, x.age AS "on", x.id, g.name AS party, p.kind AS posting_kind, p.order_line_id AS line_id, o.order_no, v.name AS product, l.agreement_id,
               COALESCE(ps.settlement_no, ts.settlement_no) AS settlement_no, x.amount
        FROM ({OpenItems}) x JOIN organizations g ON g.id = x.party_id
        LEFT JOIN postings p ON x.kind = 'Posting' AND p.id = x.id
        LEFT JOIN orders o ON o.id = p.order_id LEFT JOIN order_lines l ON l.id = p.order_line_id LEFT JOIN product_revisions v ON v.id = l.revision_id
        LEFT JOIN payouts y ON x.kind = 'Payout' AND y.id = x.id LEFT JOIN statements yt ON yt.id = y.statement_id LEFT JOIN settlements ps ON ps.id = yt.settlement_id
        LEFT JOIN statements t ON x.kind = 'Carried' AND t.id = x.id LEFT JOIN settlements ts ON ts.id = t.settlement_id
        {OpenPayableFits}
        ORDER BY x.age, x.id, x.party_id
        """;
    private static readonly Listing OpenPayablesListed = new(OpenPayablesSql, "party=g.name", "age=x.age", "amount=x.amount");
    private const string OpenPayableSumSql = $"SELECT COALESCE(SUM(x.amount), 0) FROM ({OpenItems}) x {OpenPayableFits}";

    /// <summary>What parties are owed, oldest first.</summary>
    public async Task<Opened<OpenPayable>> Payables(OpenFilter filter)
    {
        var (from, until) = Window(filter.Age);
        var args = new { centres = filter.Centres, partyId = filter.PartyId, from, until };
        return new Opened<OpenPayable>(await db.Page<OpenPayable>(OpenPayablesListed, args, filter.Page), await db.Scalar<long>(OpenPayableSumSql, args));
    }

    private const string CentresSql = "SELECT id, code, name FROM organizations WHERE kind = 'Centre' ORDER BY name, id";

    public Task<List<FundsCentre>> Centres() => db.Query<FundsCentre>(CentresSql);

    private const string PartySql = "SELECT id, code, name FROM organizations WHERE id = @partyId";

    public Task<FundsCentre?> Party(long partyId) => db.One<FundsCentre>(PartySql, new { partyId });

    /// <summary>The days of an age, the last one not included; null: without end.</summary>
    private (DateOnly? From, DateOnly? Until) Window(Age? age) => age switch
    {
        Age.Days30 => (Day(30), null),
        Age.Days60 => (Day(60), Day(30)),
        Age.Days90 => (Day(90), Day(60)),
        Age.Older => (null, Day(90)),
        _ => (null, null),
    };

    private DateOnly Day(int days) => clock.Today.AddDays(-days);

    private object Days(IReadOnlyCollection<long> centres) => new { centres, days30 = Day(30), days60 = Day(60), days90 = Day(90) };

    private object Moments(IReadOnlyCollection<long> centres) => new { centres, days30 = clock.StartOf(Day(30)), days60 = clock.StartOf(Day(60)), days90 = clock.StartOf(Day(90)) };
}

public sealed record FundsCentre
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}
