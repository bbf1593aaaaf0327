using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>A centre that can be settled.</summary>
public sealed record CentreRow
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>What a party got by the settlements of one day: sums over the chosen centres, minor units.</summary>
public sealed record SettledParty
{
    public string PartyCode { get; init; } = "";
    public string Account { get; init; } = "";
    public long Gross { get; init; }
    public long IncomeTax { get; init; }
    public long LocalTax { get; init; }
    public long Net { get; init; }
}

/// <summary>How many lines wait, by what they wait for first.</summary>
public sealed record WaitingLines
{
    public string Reason { get; init; } = "";
    public long Lines { get; init; }
}

/// <summary>Reads for the <c>settle</c> command.</summary>
public sealed class SettleReportPages(Db db)
{
    private const string CentresSql = "SELECT id, code, name FROM organizations WHERE kind = 'Centre' ORDER BY code";

    public Task<List<CentreRow>> Centres() => db.Query<CentreRow>(CentresSql);

    private const string PartiesSql = """
        SELECT g.code AS party_code, CASE s.account WHEN 'Income' THEN 'income' ELSE 'payable' END AS account,
               SUM(s.gross) AS gross, SUM(s.income_tax) AS income_tax, SUM(s.local_tax) AS local_tax, SUM(s.net) AS net
        FROM statements s
        JOIN settlements t ON t.id = s.settlement_id
        JOIN organizations g ON g.id = s.party_id
        WHERE t.through_on = @through AND t.centre_id IN @centres
        GROUP BY g.code, s.account
        """;

    /// <summary>One row per party and account, by code.</summary>
    public async Task<List<SettledParty>> Parties(DateOnly through, IReadOnlyCollection<long> centres) =>
        [.. (await db.Query<SettledParty>(PartiesSql, new { through, centres })).OrderBy(p => p.PartyCode, StringComparer.Ordinal).ThenBy(p => p.Account, StringComparer.Ordinal)];

    private const string DistributedSql = """
        SELECT COUNT(*) FROM distributions d JOIN order_lines l ON l.id = d.order_line_id JOIN orders o ON o.id = l.order_id
        WHERE d.kind = 'Delivery' AND d.accounting_date <= @through AND o.centre_id IN @centres
        """;

    public Task<long> Distributed(DateOnly through, IReadOnlyCollection<long> centres) => db.Scalar<long>(DistributedSql, new { through, centres });

    private const string WaitingSql = """
        SELECT t.reason, COUNT(*) AS lines FROM (
          SELECT CASE WHEN l.delivered < l.quantity THEN 'not delivered'
                      WHEN o.paid_at IS NULL THEN 'not paid in full'
                      WHEN l.needs_acceptance = 1 AND l.accepted_at IS NULL THEN 'not accepted'
                      WHEN l.due_on > @through THEN 'objection period'
                      ELSE 'due' END AS reason
          FROM order_lines l JOIN orders o ON o.id = l.order_id
          WHERE l.distribution_run IS NULL AND l.cancelled = 0 AND o.centre_id IN @centres
        ) t GROUP BY t.reason ORDER BY t.reason
        """;

    public Task<List<WaitingLines>> Waiting(DateOnly through, IReadOnlyCollection<long> centres) => db.Query<WaitingLines>(WaitingSql, new { through, centres });

    private const string SettlementsSql = "SELECT id FROM settlements WHERE through_on = @through AND centre_id IN @centres ORDER BY id";

    public Task<List<long>> Settlements(DateOnly through, IReadOnlyCollection<long> centres) => db.Query<long>(SettlementsSql, new { through, centres });
}
