using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Insight;

/// <summary>
/// Numbers of orders within a period: all of the portal for administrators, of the own centre for operators, of the own part for producers, of what they sold for sellers.
/// Everything begins at the orders of the period, which an index finds; the report counts lines, so that a producer's part counts by itself.
/// </summary>
public sealed class StatisticsPages(Db db, Clock clock)
{
    private const string MineSql = """
        ((@role = 'Administrator' AND (@centreId IS NULL OR o.centre_id = @centreId)) OR (@role = 'Operator' AND o.centre_id = @OrganizationId)
          OR (@role = 'Seller' AND o.seller_id = @OrganizationId) OR (@role = 'Producer' AND p.producer_id = @OrganizationId AND o.released_at IS NOT NULL))
        """;

    // late is what the portal had to tell as late: not shipped by the day that was promised or proposed
    private const string NumbersSql = """
        COUNT(DISTINCT o.id) AS orders, SUM(l.quantity - l.returned) AS units, SUM(l.supply + l.vat) AS sales, COUNT(DISTINCT o.buyer_id) AS customers, SUM(l.returned) AS returned,
        COUNT(DISTINCT CASE WHEN p.late_notified_at IS NOT NULL THEN o.id END) AS late
        """;

    // ix_orders_ordered, then by order: uq_producer_orders_part, ix_order_lines_part
    private const string FromSql = $"""
        FROM orders o JOIN producer_orders p ON p.order_id = o.id JOIN order_lines l ON l.producer_order_id = p.id
        """;
    private const string WhereSql = $"""
        WHERE o.ordered_at >= @starts AND o.ordered_at < @ends AND o.status = 'Placed' AND l.cancelled = 0 AND {MineSql}
        """;

    private const string ByTimeSql = $"""
        SELECT '' AS name, SUBSTRING(CAST(o.ordered_at AS NVARCHAR(30)), 1, 13) AS at, {NumbersSql}
        {FromSql} {WhereSql} GROUP BY SUBSTRING(CAST(o.ordered_at AS NVARCHAR(30)), 1, 13)
        ORDER BY at
        """;
    private const string ByCentreSql = $"SELECT g.name, {NumbersSql} {FromSql} JOIN organizations g ON g.id = o.centre_id {WhereSql} GROUP BY g.id, g.name ORDER BY sales DESC";
    private const string BySellerSql = $"SELECT g.name, {NumbersSql} {FromSql} JOIN organizations g ON g.id = o.seller_id {WhereSql} AND @role <> 'Producer' GROUP BY g.id, g.name ORDER BY sales DESC";
    private const string ByProducerSql = $"SELECT g.name, {NumbersSql} {FromSql} JOIN organizations g ON g.id = p.producer_id {WhereSql} GROUP BY g.id, g.name ORDER BY sales DESC";
    private const string ByCategorySql = $"""
        SELECT CASE WHEN @language = 'en' THEN c.name_en ELSE c.name END AS name, {NumbersSql}
        {FromSql} JOIN product_revisions v ON v.id = l.revision_id JOIN categories c ON c.id = v.category_id
        {WhereSql} GROUP BY c.id, CASE WHEN @language = 'en' THEN c.name_en ELSE c.name END ORDER BY sales DESC
        """;

    /// <summary>Rows by time (an hour each, to be put together by the portal's days) or the first hundred names by sales.</summary>
    public Task<List<StatisticsRow>> Numbers(Actor actor, StatisticsFilter filter, string language)
    {
        var sql = filter.By switch
        {
            StatisticsGroup.Centre => ByCentreSql,
            StatisticsGroup.Seller => BySellerSql,
            StatisticsGroup.Producer => ByProducerSql,
            StatisticsGroup.Category => ByCategorySql,
            _ => ByTimeSql,
        };
        return db.Query<StatisticsRow>(filter.By is StatisticsGroup.Day or StatisticsGroup.Month ? sql : $"{sql} {db.Dialect.First(100)}", Args(actor, filter, language));
    }

    // customers and sellers of a period are fewer than the sums of its days
    private const string TotalsSql = $"""
        SELECT COUNT(DISTINCT o.buyer_id) AS customers, COUNT(DISTINCT o.seller_id) AS sellers, COUNT(DISTINCT p.producer_id) AS producers, COUNT(DISTINCT l.product_id) AS products
        {FromSql} {WhereSql};

        SELECT 'deposits' AS kind, SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13) AS at, COUNT(*) AS n, SUM(d.amount) AS amount
        FROM organizations g JOIN deposits d ON d.centre_id = g.id
        WHERE g.kind = 'Centre' AND d.deposited_at >= @starts AND d.deposited_at < @ends
          AND ((@role = 'Administrator' AND (@centreId IS NULL OR g.id = @centreId)) OR (@role = 'Operator' AND g.id = @OrganizationId))
        GROUP BY SUBSTRING(CAST(d.deposited_at AS NVARCHAR(30)), 1, 13)
        UNION ALL
        SELECT CONCAT('part.', s.part), CAST(q.accounting_date AS NVARCHAR(10)), COUNT(*), SUM(-e.amount)
        FROM organizations g JOIN postings q ON q.centre_id = g.id JOIN entries e ON e.posting_id = q.id JOIN shares s ON s.id = e.share_id JOIN accounts a ON a.id = e.account_id
        WHERE g.kind = 'Centre' AND q.accounting_date BETWEEN @from AND @to
          AND ((@role = 'Administrator' AND (@centreId IS NULL OR g.id = @centreId)) OR (@role = 'Operator' AND g.id = @OrganizationId)
            OR (@role IN ('Producer', 'Seller') AND a.type = 'Payable' AND a.owner_id = @OrganizationId))
        GROUP BY CONCAT('part.', s.part), CAST(q.accounting_date AS NVARCHAR(10));
        """;

    /// <summary>Who took part, and the money of the period.</summary>
    public async Task<(StatisticsTotals Totals, IReadOnlyList<MoneyRow> Money)> Totals(Actor actor, StatisticsFilter filter)
    {
        using var rows = await db.Multiple(TotalsSql, Args(actor, filter, ""));
        return (await rows.ReadSingleAsync<StatisticsTotals>(), [.. await rows.ReadAsync<MoneyRow>()]);
    }

    // testimonials of orders of the period would tell late what is thought now: they count when they are written. ix_testimonials_product
    private const string RatingsSql = """
        SELECT t.rating, COUNT(*) AS n
        FROM products d JOIN organizations g ON g.id = d.producer_id JOIN testimonials t ON t.product_id = d.id
        WHERE t.hidden_at IS NULL AND t.written_at >= @starts AND t.written_at < @ends
          AND ((@role = 'Administrator' AND (@centreId IS NULL OR g.centre_id = @centreId)) OR (@role = 'Operator' AND g.centre_id = @OrganizationId) OR (@role = 'Producer' AND g.id = @OrganizationId)
            OR (@role = 'Seller' AND EXISTS (SELECT 1 FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.id = t.order_line_id AND o.seller_id = @OrganizationId)))
        GROUP BY t.rating ORDER BY t.rating DESC
        """;

    /// <summary>The faces that customers gave to the products of whoever asks.</summary>
    public Task<List<RatingRow>> Ratings(Actor actor, StatisticsFilter filter) => db.Query<RatingRow>(RatingsSql, Args(actor, filter, ""));

    private const string CentresSql = "SELECT g.id, g.name FROM organizations g WHERE g.kind = 'Centre' ORDER BY g.name";

    /// <summary>The centres among which an administrator chooses.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> Centres() => [.. (await db.Query<CentreName>(CentresSql)).Select(c => (c.Id, c.Name))];

    private const string VisitsSql = "SELECT v.day, v.page, v.views FROM visits v WHERE v.day BETWEEN @from AND @to ORDER BY v.day, v.page";

    /// <summary>How often public pages were looked at, by day and kind of page.</summary>
    public Task<List<VisitRow>> Visits(DateOnly from, DateOnly to) => db.Query<VisitRow>(VisitsSql, new { from, to });

    private object Args(Actor actor, StatisticsFilter f, string language) => new
    {
        role = actor.Role.ToString(), actor.OrganizationId, centreId = actor.Role == Role.Administrator ? f.CentreId : null, starts = clock.StartOf(f.From), ends = clock.StartOf(f.To.AddDays(1)),
        from = f.From, to = f.To, language,
    };

    private sealed record CentreName
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}

/// <summary>How many testimonials gave a face, from 1 to 5.</summary>
public sealed record RatingRow
{
    public int Rating { get; init; }
    public long N { get; init; }
}

/// <summary>Views of one kind of page on one day.</summary>
public sealed record VisitRow
{
    public DateOnly Day { get; init; }
    public string Page { get; init; } = "";
    public long Views { get; init; }
}
