using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Settlement;

/// <summary>
/// What a payee was paid by month and year, by the accounting dates of payouts: parties read their own, operators what their centre paid, administrators all.
/// A payout that failed counts back on the day on which it failed.
/// </summary>
public sealed class PayeePages(Db db)
{
    private const string Sums = """
        SUM(m.gross) AS gross, SUM(m.income_tax) AS income_tax, SUM(m.local_tax) AS local_tax, SUM(m.net) AS net, SUM(m.vat) AS vat, SUM(m.transfer) AS transfer, COUNT(*) AS payouts
        """;

    private const string PartySql = """
        SELECT g.id, g.code, g.name, g.business_number, g.representative, g.address, CASE WHEN g.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual
        FROM organizations g
        WHERE (@role IN ('Producer', 'Seller') AND g.id = @OrganizationId)
           OR (@role = 'Administrator' AND g.code = @code)
           OR (@role = 'Operator' AND g.code = @code AND EXISTS (SELECT 1 FROM payout_movements m WHERE m.party_id = g.id AND m.centre_id = @OrganizationId))
        """;

    /// <summary>The payee that is asked for; the own organization for producers and sellers. Null when it is not the actor's to see.</summary>
    public Task<Payee?> Party(Actor actor, string? code) => db.One<Payee>(PartySql, new { code, role = actor.Role.ToString(), actor.OrganizationId });

    // ix_payouts_party
    private const string MonthsSql = $"""
        SELECT m.month, {Sums} FROM payout_movements m
        WHERE m.party_id = @partyId AND m.month BETWEEN @from AND @to AND (@centreId IS NULL OR m.centre_id = @centreId) GROUP BY m.month ORDER BY m.month
        """;
    private const string PayersSql = $"""
        SELECT c.name, c.business_number, c.representative, c.address, {Sums} FROM payout_movements m JOIN organizations c ON c.id = m.centre_id
        WHERE m.party_id = @partyId AND m.month BETWEEN @from AND @to AND (@centreId IS NULL OR m.centre_id = @centreId)
        GROUP BY c.id, c.name, c.business_number, c.representative, c.address ORDER BY c.name, c.id
        """;

    /// <summary>A year of a payee: twelve months, and who paid. The year is the sum of its months.</summary>
    public async Task<PayeeYear> YearOf(Actor actor, Payee payee, int year)
    {
        var args = new { partyId = payee.Id, from = $"{new Month(year, 1)}", to = $"{new Month(year, 12)}", centreId = Centre(actor) };
        var paid = (await db.Query<PayeeSum>(MonthsSql, args)).ToDictionary(m => m.Month);
        var months = Month.OfYear(year).Select(m => paid.GetValueOrDefault($"{m}") ?? new PayeeSum { Month = $"{m}" }).ToList();
        return new PayeeYear(payee, year, months, await db.Query<Payer>(PayersSql, args));
    }

    private const string PayoutsSql = """
        SELECT m.payout_id, m.statement_id, m.settlement_id, m.settlement_no, m.posting_id, m.kind, m.accounting_date, m.gross, m.income_tax, m.local_tax, m.net, m.vat, m.transfer,
               c.name AS centre, t.carried_in, t.vat_in
        FROM payout_movements m JOIN organizations c ON c.id = m.centre_id JOIN statements t ON t.id = m.statement_id
        WHERE m.party_id = @partyId AND m.month = @month AND (@centreId IS NULL OR m.centre_id = @centreId)
        ORDER BY m.accounting_date, m.posting_id
        """;
    // from the party's accounts: ix_entries_account, then the key of settlement_items
    private const string OrdersSql = """
        SELECT i.settlement_id, o.order_no, CASE WHEN o.id IS NULL THEN MIN(p.kind) END AS kind, -SUM(CASE WHEN a.type = 'Vat' THEN 0 ELSE e.amount END) AS amount,
               -SUM(CASE WHEN a.type = 'Vat' THEN e.amount ELSE 0 END) AS vat,
               CASE WHEN o.seller_id = @partyId OR EXISTS (SELECT 1 FROM producer_orders w WHERE w.order_id = o.id AND w.producer_id = @partyId) THEN 1 ELSE 0 END AS own_order
        FROM accounts a
        JOIN entries e ON e.account_id = a.id
        JOIN settlement_items i ON i.posting_id = e.posting_id
        JOIN postings p ON p.id = e.posting_id
        LEFT JOIN orders o ON o.id = p.order_id
        WHERE a.owner_id = @partyId AND a.type IN ('Payable', 'Vat') AND i.settlement_id IN @settlements
        GROUP BY i.settlement_id, o.id, o.order_no, o.seller_id
        ORDER BY i.settlement_id, o.order_no
        """;

    /// <summary>Every payout of a payee's month, and the orders behind each.</summary>
    public async Task<PayeeMonth> MonthOf(Actor actor, Payee payee, Month month)
    {
        var payouts = await db.Query<PayeePayout>(PayoutsSql, new { partyId = payee.Id, month = $"{month}", centreId = Centre(actor) });
        var settlements = payouts.Where(p => !p.IsFailure).Select(p => p.SettlementId).Distinct().ToList();
        var orders = settlements.Count == 0 ? [] : await db.Query<PayeeOrder>(OrdersSql, new { partyId = payee.Id, settlements });
        return new PayeeMonth(payee, month, payouts, orders.ToLookup(o => o.SettlementId));
    }

    private const string PayeesSql = $"""
        SELECT g.code, g.name, CASE WHEN g.tax = 'Individual' THEN 1 ELSE 0 END AS is_individual, {Sums} FROM payout_movements m JOIN organizations g ON g.id = m.party_id
        WHERE m.month BETWEEN @from AND @to AND (@centreId IS NULL OR m.centre_id = @centreId) AND (@text IS NULL OR g.name LIKE @text ESCAPE '\' OR g.code LIKE @text ESCAPE '\')
        GROUP BY g.id, g.code, g.name, g.tax ORDER BY g.name, g.code
        """;

    /// <summary>Everybody who was paid in a month or year (from its first to its last month), for operators and administrators.</summary>
    public async Task<PageOf<PaidParty>> Payees(Actor actor, Month from, Month to, string? text, int page)
    {
        return await db.Page<PaidParty>(PayeesSql, new { from = $"{from}", to = $"{to}", centreId = Centre(actor), text = Like.Containing(text) }, page);
    }

    /// <summary>All of them, for a file.</summary>
    public Task<List<PaidParty>> AllPayees(Actor actor, Month from, Month to) => db.Query<PaidParty>(PayeesSql, new { from = $"{from}", to = $"{to}", centreId = Centre(actor), text = (string?)null });

    private const string YearsSql = """
        SELECT DISTINCT SUBSTRING(m.month, 1, 4) AS year FROM payout_movements m WHERE m.party_id = @partyId AND (@centreId IS NULL OR m.centre_id = @centreId) ORDER BY year DESC
        """;

    /// <summary>Years in which a payee was paid, newest first.</summary>
    public Task<List<string>> Years(Actor actor, Payee payee) => db.Query<string>(YearsSql, new { partyId = payee.Id, centreId = Centre(actor) });

    /// <summary>Operators see what their centre paid, others all of it.</summary>
    private static long? Centre(Actor actor) => actor.Role == Role.Operator ? actor.OrganizationId : null;
}
