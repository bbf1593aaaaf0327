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

    private readonly string _first;

    private Dialect(string page, string first, string triggers) => (Page, _first, Triggers) = (page, first, triggers);

    /// <summary>Ends an ordered query: one page, by the parameters Skip and Take.</summary>
    public string Page { get; }

    /// <summary>Lists the triggers of the database by name.</summary>
    public string Triggers { get; }

    /// <summary>The triggers by which the database refuses changes of the ledger.</summary>
    public IReadOnlyList<string> LedgerTriggers => this == Sqlite
        ? ["tr_entries_update", "tr_entries_delete", "tr_postings_update", "tr_postings_delete"]
        : ["tr_entries_keep", "tr_postings_keep"];

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
