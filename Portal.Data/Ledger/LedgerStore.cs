using Portal.Core.Ledger;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Ledger;

public sealed class LedgerStore(Db db) : ILedgerStore
{
    private const string OpensOnSql = "SELECT opens_on FROM open_months WHERE centre_id = @centreId";

    public async Task<DateOnly?> OpensOn(long? centreId)
    {
        if (db.Dialect.KeepMonthsOpen is { } keep) await db.Execute(keep);
        return await db.Scalar<DateOnly?>(OpensOnSql, new { centreId });
    }

    private const string InsertPostingSql = """
        INSERT INTO postings (id, event_key, kind, at, accounting_date, event_on, centre_id, order_id, order_line_id, counters_id, person_id, memo, entry_count, debit_sum)
        SELECT @id, @EventKey, @Kind, @At, @AccountingDate, @EventOn, @CentreId, @OrderId, @OrderLineId, @CountersId, @PersonId, @Memo, @count, @debit
        WHERE NOT EXISTS (SELECT 1 FROM postings WHERE event_key = @EventKey)
        """;
    private const string InsertEntrySql = """
        INSERT INTO entries (id, posting_id, account_id, amount, share_id, subject_id)
        SELECT @id, @postingId, a.id, @amount, @shareId, @subjectId FROM accounts a WHERE a.type = @type AND a.owner_id = @owner
        """;
    private const string AddToBalanceSql = "UPDATE accounts SET balance = balance + @amount WHERE type = @type AND owner_id = @owner";
    private const string OpenAccountSql = """
        INSERT INTO accounts (id, type, owner_id, balance)
        SELECT @id, @type, @owner, 0 WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE type = @type AND owner_id = @owner)
        """;

    private const string AddToCentreSql = """
        UPDATE account_balances SET balance = balance + @amount
        WHERE centre_id = @centre AND account_id = (SELECT id FROM accounts WHERE type = @type AND owner_id = @owner)
        """;
    private const string OpenCentreSql = """
        INSERT INTO account_balances (account_id, centre_id, balance) SELECT id, @centre, @amount FROM accounts WHERE type = @type AND owner_id = @owner
        """;

    public async Task<bool> Insert(Posted posted, Posting posting)
    {
        var (p, id) = (posting, posted.Id);
        var inserted = await db.Execute(InsertPostingSql, new
        {
            id, p.EventKey, p.Kind, p.At, posted.AccountingDate, p.EventOn, p.CentreId, p.OrderId, p.OrderLineId, p.CountersId, p.PersonId, p.Memo,
            count = p.Entries.Count, debit = p.Entries.Where(e => e.Amount > 0).Sum(e => e.Amount),
        });
        if (inserted == 0) return false;

        // balances are taken in one fixed order, so that two postings never wait for each other in a circle
        foreach (var account in p.Entries.GroupBy(e => e.Account).OrderBy(g => g.Key.Type).ThenBy(g => g.Key.OwnerId))
        {
            var key = new { amount = account.Sum(e => e.Amount), type = account.Key.Type.ToString(), owner = account.Key.OwnerId, centre = p.CentreId ?? 0 };
            if (await db.Execute(AddToBalanceSql, key) == 0)
            {
                await db.Execute(OpenAccountSql, new { id = Ids.Next(), key.type, key.owner });
                await db.Execute(AddToBalanceSql, key);
            }

            // behind the lock of the account's row
            if (await db.Execute(AddToCentreSql, key) == 0) await db.Execute(OpenCentreSql, key);
        }

        foreach (var e in p.Entries)
        {
            await db.Execute(InsertEntrySql, new
            {
                id = Ids.Next(), postingId = id, amount = e.Amount, shareId = e.ShareId, subjectId = e.SubjectId,
                type = e.Account.Type.ToString(), owner = e.Account.OwnerId,
            });
        }

        return true;
    }

    private const string FindByEventSql = "SELECT id FROM postings WHERE event_key = @eventKey";

    public async Task<long?> FindByEvent(string eventKey) => await db.Scalar<long?>(FindByEventSql, new { eventKey });
}
