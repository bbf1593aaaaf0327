using Portal.Data.Shared;

namespace Portal.Data.Funds;

/// <summary>The entries behind a number.</summary>
public sealed partial class FundsPages
{
    private const string EntryFrom = """
        FROM entries e JOIN accounts a ON a.id = e.account_id JOIN postings p ON p.id = e.posting_id
        LEFT JOIN organizations g ON g.id = a.owner_id LEFT JOIN shares h ON h.id = e.share_id LEFT JOIN order_lines l ON l.id = p.order_line_id
        """;
    // uq_accounts_type_owner, ix_entries_account; of a product or a period ix_postings_month
    private const string EntryFits = """
        WHERE (@type IS NULL OR a.type = @type) AND (@own IS NULL OR CASE WHEN g.kind IN ('Portal', 'Centre') THEN 1 ELSE 0 END = @own) AND (@partyId IS NULL OR a.owner_id = @partyId)
          AND (@centreId IS NULL OR p.centre_id = @centreId) AND (@from IS NULL OR p.accounting_date >= @from) AND (@to IS NULL OR p.accounting_date <= @to)
          AND (@productId IS NULL OR (l.product_id = @productId AND e.share_id IS NOT NULL AND p.kind IN ('Distribution', 'Return'))) AND (@part IS NULL OR h.part = @part)
        """;
    private const string EntriesSql = $"""
        SELECT e.id, e.posting_id, p.kind, p.accounting_date, p.event_on, a.id AS account_id, a.type, g.name AS owner, h.part, s.name AS subject, o.order_no, l.id AS line_id,
               CASE WHEN l.distribution_run IS NULL THEN 0 ELSE 1 END AS divided, v.name AS product, l.agreement_id, m.version_no AS agreement_no, w.name AS person, e.amount
        {EntryFrom}
        LEFT JOIN organizations s ON s.id = e.subject_id LEFT JOIN orders o ON o.id = p.order_id LEFT JOIN product_revisions v ON v.id = l.revision_id
        LEFT JOIN agreements m ON m.id = l.agreement_id LEFT JOIN people w ON w.id = COALESCE(p.person_id, o.entered_by)
        {EntryFits}
        ORDER BY e.id DESC
        """;
    private static readonly Listing EntriesListed = new(EntriesSql, "day=p.accounting_date", "amount=e.amount");
    private const string EntrySumSql = $"SELECT COALESCE(SUM(e.amount), 0) {EntryFrom} {EntryFits}";

    // of everything an account has ever had the kept balance is the sum: ix_account_balances_centre
    private const string BalanceSumSql = """
        SELECT COALESCE(SUM(b.balance), 0) FROM account_balances b JOIN accounts a ON a.id = b.account_id LEFT JOIN organizations g ON g.id = a.owner_id
        WHERE (@type IS NULL OR a.type = @type) AND (@own IS NULL OR CASE WHEN g.kind IN ('Portal', 'Centre') THEN 1 ELSE 0 END = @own) AND (@partyId IS NULL OR a.owner_id = @partyId)
          AND (@centreId IS NULL OR b.centre_id = @centreId)
        """;

    /// <summary>Entries, newest first, and their sum; debit positive.</summary>
    public async Task<Opened<FundsEntry>> Entries(EntryFilter filter)
    {
        var args = new
        {
            type = filter.Type, own = filter.IsOwn, partyId = filter.PartyId, centreId = filter.CentreId, from = filter.From, to = filter.To, productId = filter.ProductId, part = filter.Part,
        };
        return new Opened<FundsEntry>(await db.Page<FundsEntry>(EntriesListed, args, filter.Page), await db.Scalar<long>(filter is { From: null, To: null, ProductId: null, Part: null } ? BalanceSumSql : EntrySumSql, args));
    }
}
