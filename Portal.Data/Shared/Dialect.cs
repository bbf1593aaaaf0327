using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Shared;

/// <summary>What must differ between the two engines. Everything else is one text valid on both.</summary>
public sealed class Dialect
{
    public static readonly Dialect Sqlite = new("LIMIT @Take OFFSET @Skip", "LIMIT {0}", "SELECT name FROM sqlite_master WHERE type = 'trigger'");
    public static readonly Dialect SqlServer = new("OFFSET @Skip ROWS FETCH NEXT @Take ROWS ONLY", "OFFSET 0 ROWS FETCH NEXT {0} ROWS ONLY", "SELECT name FROM sys.triggers");

    /// <summary>
    /// Makes migrating nodes of a SQL Server wait for each other; the lock is the connection's own and ends with it.
    /// Also sets what pages rely on: readers do not wait for writers.
    /// </summary>
    internal const string AloneOnServer = """
        EXEC sp_getapplock @Resource = 'portal-migration', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 600000;
        IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()) = 0
          ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE
        """;

    // held by every transaction that posts, taken alone by the one that closes a month; they end with the transaction
    private const string Months = "DECLARE @got INT; EXEC @got = sp_getapplock @Resource = 'portal-months', @LockOwner = 'Transaction', @LockMode = ";
    private const string Got = "; IF @got < 0 THROW 50003, 'A month of the ledger is being closed.', 1";

    private readonly string _first;

    private Dialect(string page, string first, string triggers) => (Page, _first, Triggers) = (page, first, triggers);

    /// <summary>Ends an ordered query: one page, by the parameters Skip and Take.</summary>
    public string Page { get; }

    /// <summary>Lists the triggers of the database by name.</summary>
    public string Triggers { get; }

    /// <summary>The triggers by which the database refuses changes of the ledger.</summary>
    public IReadOnlyList<string> LedgerTriggers => this == Sqlite
        ? ["tr_entries_update", "tr_entries_delete", "tr_postings_update", "tr_postings_delete", "tr_closings_update", "tr_closings_delete", "tr_closing_sums_update", "tr_closing_sums_delete"]
        : ["tr_entries_keep", "tr_postings_keep", "tr_closings_keep", "tr_closing_sums_keep"];

    /// <summary>Lets no month be closed until the transaction ends; null where writers go one after the other anyway.</summary>
    public string? KeepMonthsOpen => this == Sqlite ? null : $"{Months}'Shared'{Got}";

    /// <summary>Waits until nobody posts, and lets nobody post until the transaction ends.</summary>
    public string? HoldMonths => this == Sqlite ? null : $"{Months}'Exclusive'{Got}";

    /// <summary>Ends an ordered query: its first rows.</summary>
    public string First(int count) => string.Format(System.Globalization.CultureInfo.InvariantCulture, _first, count);

    /// <summary>True when a unique index or primary key refused a row.</summary>
    public static bool IsUniqueViolation(DbException e) => e switch
    {
        SqliteException s => s.SqliteExtendedErrorCode is 2067 or 1555,
        SqlException s => s.Number is 2601 or 2627,
        _ => false,
    };
}
