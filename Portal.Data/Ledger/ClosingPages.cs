using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

/// <summary>A closed month, as it was when it was closed.</summary>
public sealed record ClosingRow
{
    public long Id { get; init; }
    public long CentreId { get; init; }
    public string Centre { get; init; } = "";
    public DateOnly MonthOn { get; init; }
    public DateOnly NextOn { get; init; }
    public int PostingCount { get; init; }
    public int EntryCount { get; init; }
    public long DebitSum { get; init; }
    public DateTime ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    /// <summary>Postings of the month that were learned of after it was closed and stand in later ones.</summary>
    public int Late { get; init; }

    public DateOnly LastOn => NextOn.AddDays(-1);
}

/// <summary>Closed months: of the own centre for operators, of all for administrators.</summary>
public sealed class ClosingPages(Db db)
{
    private const string Rows = """
        SELECT c.id, c.centre_id, g.name AS centre, c.month_on, c.next_on, c.posting_count, c.entry_count, c.debit_sum, c.closed_at, h.name AS closed_by
        """;
    private const string From = """
        FROM closings c JOIN organizations g ON g.id = c.centre_id LEFT JOIN people h ON h.id = c.closed_by
        WHERE (@role = 'Administrator' OR (@role = 'Operator' AND c.centre_id = @OrganizationId))
        """;
    private const string ListSql = $"{Rows} {From} ORDER BY c.month_on DESC, c.centre_id";
    private static readonly Listing Listed = new(ListSql, "month=c.month_on", "centre=g.name", "sum=c.debit_sum", "closed=c.closed_at");

    public async Task<PageOf<ClosingRow>> List(Actor actor, int page)
    {
        return await db.Page<ClosingRow>(Listed, new { role = actor.Role.ToString(), actor.OrganizationId }, page);
    }

    // ix_postings_month: what is of an earlier day than its accounting date lies in the months after
    private const string FindSql = $"""
        {Rows},
          (SELECT COUNT(*) FROM postings p WHERE p.centre_id = c.centre_id AND p.accounting_date >= c.next_on AND p.event_on < c.next_on AND p.event_on >= c.month_on) AS late
        {From} AND c.id = @closingId
        """;

    public Task<ClosingRow?> Find(Actor actor, long closingId) => db.One<ClosingRow>(FindSql, new { role = actor.Role.ToString(), actor.OrganizationId, closingId });

    private const string SumsSql = "SELECT type, entry_count, debit, credit FROM closing_sums WHERE closing_id = @closingId ORDER BY type";

    /// <summary>Debits and credits of a closing that the actor has opened.</summary>
    public Task<List<MonthSum>> Sums(long closingId) => db.Query<MonthSum>(SumsSql, new { closingId });

    private const string FirstSql = """
        SELECT COALESCE((SELECT opens_on FROM open_months WHERE centre_id = @OrganizationId), (SELECT MIN(accounting_date) FROM postings WHERE centre_id = @OrganizationId))
        """;

    /// <summary>Months of the own centre that are over and not closed.</summary>
    public async Task<int> Overdue(Actor actor, DateOnly today) => await db.Scalar<DateOnly?>(FirstSql, new { actor.OrganizationId }) is { } first
        ? Math.Max(0, (today.Year - first.Year) * 12 + today.Month - first.Month) : 0;
}
