using System.Data.Common;
using Dapper;
using Portal.Core.Shared;

namespace Portal.Data.Shared;

/// <summary>
/// The connection and the current transaction of one scope (request, job, command), shared by all its stores.
/// Every statement of the portal goes through here, so none can forget the transaction.
/// </summary>
public sealed class Db(Database database) : IUnitOfWork, IAsyncDisposable, IDisposable
{
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private int _depth;

    public Dialect Dialect => database.Dialect;

    /// <summary>True within a transaction: writes outside of one are a bug.</summary>
    public bool InTransaction => _transaction is not null;

    /// <summary>How the list of this request is wanted.</summary>
    public ListAsk Ask { get; set; } = ListAsk.Usual;

    /// <summary>A page of a list as it is asked for; or all of its rows, read while they are written out.</summary>
    public async Task<PageOf<T>> Page<T>(Listing list, object args, int page)
    {
        var sql = list.Ordered(Ask.Sort);
        if (Ask.All) return PageOf.Whole(Stream<T>(sql, args));
        var (skip, take) = Paging.Window(page, Ask.Size);
        var all = new DynamicParameters(args);
        all.Add("Skip", skip);
        all.Add("Take", take);
        return Paging.Of(await Query<T>($"{sql} {Dialect.Page}", all), page, Ask.Size);
    }

    /// <summary>A page of a list that is read in one order only.</summary>
    public Task<PageOf<T>> Page<T>(string sql, object args, int page) => Page<T>(new Listing(sql), args, page);

    private async IAsyncEnumerable<T> Stream<T>(string sql, object args)
    {
        await foreach (var row in (await Connection()).QueryUnbufferedAsync<T>(sql, args, _transaction)) yield return row;
    }

    public async Task<List<T>> Query<T>(string sql, object? args = null) =>
        (await (await Connection()).QueryAsync<T>(sql, args, _transaction)).AsList();

    /// <summary>The only row, or null when there is none.</summary>
    public async Task<T?> One<T>(string sql, object? args = null) =>
        await (await Connection()).QuerySingleOrDefaultAsync<T>(sql, args, _transaction);

    public async Task<T?> Scalar<T>(string sql, object? args = null) =>
        await (await Connection()).ExecuteScalarAsync<T>(sql, args, _transaction);

    /// <summary>Several results of one round trip.</summary>
    public async Task<SqlMapper.GridReader> Multiple(string sql, object? args = null) =>
        await (await Connection()).QueryMultipleAsync(sql, args, _transaction);

    /// <summary>Runs a write and returns the number of rows. Needs a transaction.</summary>
    public async Task<int> Execute(string sql, object? args = null)
    {
        if (_transaction is null) throw new InvalidOperationException("A write needs a transaction.");
        return await (await Connection()).ExecuteAsync(sql, args, _transaction, commandTimeout: 600);
    }

    public async Task<IUnit> Begin()
    {
        if (_transaction is not null)
        {
            var name = $"s{++_depth}";
            await _transaction.SaveAsync(name);
            return new Savepoint(this, name);
        }

        var turn = await database.EnterWrite();
        try
        {
            // SQLite: BEGIN IMMEDIATE; SQL Server: the database runs with READ_COMMITTED_SNAPSHOT
            _transaction = await (await Connection()).BeginTransactionAsync();
            return new Whole(this, turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        if (_connection is not null) await _connection.DisposeAsync();
        _transaction = null;
        _connection = null;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _connection?.Dispose();
        _transaction = null;
        _connection = null;
    }

    private async Task<DbConnection> Connection() => _connection ??= await database.Open();

    private sealed class Whole(Db db, IDisposable? turn) : IUnit
    {
        public Task Commit() => db._transaction!.CommitAsync();

        public async ValueTask DisposeAsync()
        {
            try
            {
                await db._transaction!.DisposeAsync();
            }
            finally
            {
                db._transaction = null;
                db._depth = 0;
                turn?.Dispose();
            }
        }
    }

    private sealed class Savepoint(Db db, string name) : IUnit
    {
        private bool _kept;

        // released at once: SQLite keeps a copy of every page for each savepoint that is open
        public async Task Commit()
        {
            await db._transaction!.ReleaseAsync(name);
            _kept = true;
        }

        public async ValueTask DisposeAsync()
        {
            if (_kept || db._transaction is null) return;
            await db._transaction.RollbackAsync(name);
            await db._transaction.ReleaseAsync(name);
        }
    }
}
