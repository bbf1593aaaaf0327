using System.Data.Common;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Portal.Data.Shared;

/// <summary>
/// The database of this process: chosen by the connection string alone. <c>Data Source=file</c> is SQLite, <c>Server=…</c> SQL Server.
/// On SQLite one gate lets writers in one after the other (measured in docs/decisions/0002).
/// </summary>
public sealed class Database : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    static Database() => TypeHandlers.Register();

    public Database(string connectionString)
    {
        Dialect = IsSqlServer(connectionString) ? Dialect.SqlServer : Dialect.Sqlite;
        if (Dialect == Dialect.SqlServer)
        {
            ConnectionString = connectionString;
            return;
        }

        var builder = Readable(() => new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 });
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        FilePath = builder.DataSource;
        ConnectionString = builder.ConnectionString;
    }

    public Dialect Dialect { get; }
    public string ConnectionString { get; }

    /// <summary>The file of an embedded database, null on SQL Server.</summary>
    public string? FilePath { get; }

    /// <summary>Opens a connection that is ready for use. Pragmas are set at each open: the pool does not reset them reliably.</summary>
    public async Task<DbConnection> Open()
    {
        DbConnection connection = Dialect == Dialect.SqlServer ? new SqlConnection(ConnectionString) : new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        // what a large sort does not hold in the cache goes to a file, not to memory: a settlement of a million lines stays small
        if (Dialect == Dialect.Sqlite)
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA cache_size = -64000;");
        return connection;
    }

    /// <summary>Waits for the turn to write. On SQL Server there is nothing to wait for.</summary>
    internal async Task<IDisposable?> EnterWrite()
    {
        if (Dialect == Dialect.SqlServer) return null;
        await _gate.WaitAsync();
        return new Turn(_gate);
    }

    public void Dispose() => _gate.Dispose();

    private static bool IsSqlServer(string connectionString)
    {
        var keys = Readable(() => new DbConnectionStringBuilder { ConnectionString = connectionString });
        return keys.ContainsKey("Server") || keys.ContainsKey("Initial Catalog") || keys.ContainsKey("Database");
    }

    private static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ArgumentException e)
        {
            // what was set may hold a password: it is not repeated
            throw new InvalidOperationException("Portal:Database is no connection string like \"Data Source=data/portal.db\" or \"Server=…;Database=…\".", e);
        }
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left) return;
            _left = true;
            gate.Release();
        }
    }
}
