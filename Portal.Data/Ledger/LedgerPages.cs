using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

/// <summary>
/// The accounts of the ledger: all for administrators, for an operator what each account has by the postings of the own centre,
/// for producers, sellers and buyers their own accounts.
/// </summary>
public sealed partial class LedgerPages(Db db)
{
    /// <summary>Accounts that a party opens itself.</summary>
    private const string Own = """
        (a.owner_id = @OrganizationId AND ((@role IN ('Producer', 'Seller') AND a.type IN ('Payable', 'Vat')) OR (@role = 'Buyer' AND a.type IN ('Receivable', 'Unapplied'))))
        """;

    private const string AllTypesSql = "SELECT type, COUNT(*) AS accounts, SUM(balance) AS balance FROM accounts GROUP BY type";
    // ix_account_balances_centre
    private const string CentreTypesSql = """
        SELECT a.type, COUNT(*) AS accounts, SUM(b.balance) AS balance FROM account_balances b JOIN accounts a ON a.id = b.account_id
        WHERE b.centre_id = @OrganizationId GROUP BY a.type
        """;

    /// <summary>Sums by type, for administrators and operators.</summary>
    public Task<List<AccountTypeRow>> Types(Actor actor) =>
        db.Query<AccountTypeRow>(actor.Role == Role.Administrator ? AllTypesSql : CentreTypesSql, new { actor.OrganizationId });

    private const string AllAccounts = "SELECT a.id, a.type, g.name AS owner, g.code AS owner_code, a.balance FROM accounts a LEFT JOIN organizations g ON g.id = a.owner_id";
    private const string CentreAccounts = """
        SELECT a.id, a.type, g.name AS owner, g.code AS owner_code, b.balance
        FROM account_balances b JOIN accounts a ON a.id = b.account_id LEFT JOIN organizations g ON g.id = a.owner_id
        """;
    private const string Fits = """
        (@type IS NULL OR a.type = @type) AND (@text IS NULL OR g.name LIKE @text ESCAPE '\' OR g.code LIKE @text ESCAPE '\') ORDER BY a.type, g.name, a.id
        """;
    private static readonly string[] AccountSorts = ["type=a.type", "owner=g.name"];
    private const string AllAccountsSql = $"{AllAccounts} WHERE {Fits}";
    private static readonly Listing AllAccountsListed = new(AllAccountsSql, AccountSorts);
    private const string CentreAccountsSql = $"{CentreAccounts} WHERE b.centre_id = @OrganizationId AND {Fits}";
    private static readonly Listing CentreAccountsListed = new(CentreAccountsSql, AccountSorts);
    private const string OwnAccountsSql = $"{AllAccounts} WHERE {Own} AND {Fits}";
    private static readonly Listing OwnAccountsListed = new(OwnAccountsSql, AccountSorts);

    public async Task<PageOf<AccountRow>> Accounts(Actor actor, string? type, string? text, int page)
    {
        var sql = actor.Role switch { Role.Administrator => AllAccountsListed, Role.Operator => CentreAccountsListed, _ => OwnAccountsListed };
        return await db.Page<AccountRow>(sql, new { role = actor.Role.ToString(), actor.OrganizationId, type, text = Like.Containing(text) }, page);
    }

    private const string AllAccountSql = $"{AllAccounts} WHERE a.id = @accountId";
    private const string CentreAccountSql = $"{CentreAccounts} WHERE b.centre_id = @OrganizationId AND a.id = @accountId";
    private const string OwnAccountSql = $"{AllAccounts} WHERE {Own} AND a.id = @accountId";

    /// <summary>An account that the actor may open, with the balance that is theirs to see.</summary>
    public Task<AccountRow?> Account(Actor actor, long accountId)
    {
        var sql = actor.Role switch { Role.Administrator => AllAccountSql, Role.Operator => CentreAccountSql, _ => OwnAccountSql };
        return db.One<AccountRow>(sql, new { role = actor.Role.ToString(), actor.OrganizationId, accountId });
    }

    // ix_entries_account
    private const string EntriesSql = """
        SELECT e.id, e.posting_id, p.kind, p.at, p.accounting_date, p.event_on, o.order_no, s.name AS subject, p.memo, e.amount
        FROM entries e JOIN postings p ON p.id = e.posting_id LEFT JOIN orders o ON o.id = p.order_id LEFT JOIN organizations s ON s.id = e.subject_id
        WHERE e.account_id = @accountId AND (@centreId IS NULL OR p.centre_id = @centreId)
        ORDER BY e.id DESC
        """;
    private const string NewerSql = "SELECT COALESCE(SUM(e.amount), 0) FROM entries e JOIN postings p ON p.id = e.posting_id WHERE e.account_id = @accountId AND e.id > @first AND (@centreId IS NULL OR p.centre_id = @centreId)";

    /// <summary>Entries of an account that the actor has opened, newest first, with the balance after each.</summary>
    public async Task<PageOf<AccountEntryRow>> Entries(Actor actor, AccountRow account, int page)
    {
        var (skip, take) = Paging.Window(page);
        var centreId = actor.Role == Role.Operator ? actor.OrganizationId : (long?)null;
        var rows = await db.Query<AccountEntryRow>($"{EntriesSql} {db.Dialect.Page}", new { accountId = account.Id, centreId, Skip = skip, Take = take });
        // from the kept balance backwards: only what is newer than this page is summed up
        var balance = account.Balance;
        if (skip > 0 && rows.Count > 0) balance -= await db.Scalar<long>(NewerSql, new { accountId = account.Id, centreId, first = rows[0].Id });
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { Balance = balance };
            balance -= rows[i].Amount;
        }

        return Paging.Of(rows, page);
    }
}
