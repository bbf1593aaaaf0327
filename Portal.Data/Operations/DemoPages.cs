using Portal.Data.Shared;

namespace Portal.Data.Operations;

/// <summary>Money held, as the demo picks it.</summary>
public sealed record DemoCredit
{
    public long Id { get; init; }
    public long Remaining { get; init; }
}

/// <summary>An order that owes something.</summary>
public sealed record DemoOpenOrder
{
    public long Id { get; init; }
    public long Open { get; init; }
}

/// <summary>An order as a bank line names it.</summary>
public sealed record DemoPayable
{
    public string PaymentCode { get; init; } = "";
    public string Buyer { get; init; } = "";
    public long Open { get; init; }
}

/// <summary>A person of the demo who can be signed in.</summary>
public sealed record DemoPerson
{
    public string Email { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>How many rows there are of a kind.</summary>
public sealed record DemoCount
{
    public string Kind { get; init; } = "";
    public long Rows { get; init; }
}

/// <summary>Reads for the demo: whether the portal is empty, what was made, who is shown.</summary>
public sealed class DemoPages(Db db)
{
    // everything else hangs on one of these
    private const string IsEmptySql = """
        SELECT COUNT(*) FROM (SELECT id FROM organizations UNION ALL SELECT id FROM people UNION ALL SELECT id FROM products UNION ALL SELECT id FROM imports) x
        """;

    /// <summary>True for a portal that nobody has used yet.</summary>
    public async Task<bool> IsEmpty() => await db.Scalar<long>(IsEmptySql) == 0;

    private const string PeopleSql = "SELECT email, name FROM people WHERE normalized_email IN @emails AND password_hash IS NOT NULL AND suspended_at IS NULL";

    public Task<List<DemoPerson>> People(IReadOnlyCollection<string> emails) => db.Query<DemoPerson>(PeopleSql, new { emails });

    private const string CreditOfSql = "SELECT id, remaining FROM buyer_credits WHERE source = 'Deposit' AND source_id = @deposit AND remaining > 0";

    public Task<DemoCredit?> CreditOf(long deposit) => db.One<DemoCredit>(CreditOfSql, new { deposit });

    private const string CreditsOfOrderSql = "SELECT id, remaining FROM buyer_credits WHERE remaining > 0 AND buyer_id = (SELECT buyer_id FROM orders WHERE id = @order) AND order_id = @order";

    public Task<List<DemoCredit>> CreditsOfOrder(long order) => db.Query<DemoCredit>(CreditsOfOrderSql, new { order });

    private const string OpenOrderSql = """
        SELECT id, total - cancelled - returned - paid AS "open" FROM orders
        WHERE centre_id = @centre AND status = 'Placed' AND paid_at IS NULL AND released_at IS NULL AND paid = 0
        ORDER BY ordered_at DESC
        """;

    /// <summary>The newest order of a centre that waits for all of its money.</summary>
    public async Task<DemoOpenOrder?> OpenOrder(long centre) => (await db.Query<DemoOpenOrder>($"{OpenOrderSql} {db.Dialect.First(1)}", new { centre })).FirstOrDefault();

    private const string PayableSql = """
        SELECT o.payment_code, b.name AS buyer, o.total - o.cancelled - o.returned - o.paid AS "open" FROM orders o JOIN organizations b ON b.id = o.buyer_id
        WHERE o.centre_id = @centre AND o.status = 'Placed' AND o.paid_at IS NULL AND o.payment_code IS NOT NULL AND o.total - o.cancelled - o.returned > o.paid
        ORDER BY o.ordered_at DESC, o.id DESC
        """;

    /// <summary>The newest orders of a centre that wait for money.</summary>
    public Task<List<DemoPayable>> Payable(long centre) => db.Query<DemoPayable>($"{PayableSql} {db.Dialect.First(8)}", new { centre });

    private const string OpenReturnsSql = "SELECT r.id FROM returns r JOIN order_lines l ON l.id = r.order_line_id WHERE l.order_id = @order AND r.kind = 'Return' AND r.status = 'Requested' ORDER BY r.id";

    public Task<List<long>> OpenReturns(long order) => db.Query<long>(OpenReturnsSql, new { order });

    private const string CountsSql = """
        SELECT 'organizations' AS kind, COUNT(*) AS "rows" FROM organizations
        UNION ALL SELECT 'people', COUNT(*) FROM people
        UNION ALL SELECT 'products', COUNT(*) FROM products
        UNION ALL SELECT 'review cases', COUNT(*) FROM review_cases
        UNION ALL SELECT 'agreements', COUNT(*) FROM agreements
        UNION ALL SELECT 'recruitments', COUNT(*) FROM recruitments
        UNION ALL SELECT 'orders', COUNT(*) FROM orders
        UNION ALL SELECT 'deposits', COUNT(*) FROM deposits
        UNION ALL SELECT 'shipments', COUNT(*) FROM shipments
        UNION ALL SELECT 'returns', COUNT(*) FROM returns
        UNION ALL SELECT 'settlements', COUNT(*) FROM settlements
        UNION ALL SELECT 'payouts', COUNT(*) FROM payouts
        UNION ALL SELECT 'postings', COUNT(*) FROM postings
        """;

    /// <summary>What is there, by kind.</summary>
    public Task<List<DemoCount>> Counts() => db.Query<DemoCount>(CountsSql);
}
