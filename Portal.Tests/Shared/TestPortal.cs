using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Portal.Core.CardPayments;
using Portal.Core.Delivery;
using Portal.Core.Shared;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Shared;

/// <summary>A portal on a fresh database of its own, a file unless a server is named, with a clock that stands until it is moved.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private TestPortal(string folder, PortalOptions options, string? server)
    {
        _folder = folder;
        Options = options;
        ConnectionString = server is null
            ? $"Data Source={Path.Combine(folder, "portal.db")}"
            : new SqlConnectionStringBuilder(server) { InitialCatalog = Path.GetFileName(folder) }.ConnectionString;
        var services = new ServiceCollection().AddLogging().AddPortal(options, ConnectionString);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
        services.AddSingleton<ICarrierGateway>(Carrier);
        // with keys the real gateway speaks HTTP to whatever address they name
        if (options.Stripe is null) services.AddSingleton<ICardGateway>(Cards);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    public FakeCarrier Carrier { get; } = new();
    public FakeCards Cards { get; } = new();
    public PortalOptions Options { get; }
    public string ConnectionString { get; }

    /// <summary>Makes the database and its schema; on <paramref name="server"/> (a connection string of SQL Server) when one is given.</summary>
    public static async Task<TestPortal> Create(PortalOptions? options = null, string? server = null)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"portal-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        options ??= new PortalOptions();
        var portal = new TestPortal(folder, options with { Files = Path.Combine(folder, "files"), Mail = options.MailsBySmtp ? options.Mail : Path.Combine(folder, "mail") }, server);
        await portal._services.GetRequiredService<Migrator>().Run();
        return portal;
    }

    /// <summary>A scope, as a request or a job has one.</summary>
    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    /// <summary>Runs a use case in a scope of its own.</summary>
    public async Task<TResult> Run<TUseCase, TResult>(Func<TUseCase, Task<TResult>> action) where TUseCase : notnull
    {
        await using var scope = Scope();
        return await action(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    public async Task<List<T>> Query<T>(string sql, object? args = null) => await Run<Db, List<T>>(db => db.Query<T>(sql, args));

    public async Task<T?> Scalar<T>(string sql, object? args = null) => await Run<Db, T?>(db => db.Scalar<T>(sql, args));

    /// <summary>Writes rows by hand, for what no use case makes.</summary>
    public Task<int> Execute(string sql, object? args = null) => Run<Db, int>(async db =>
    {
        await using var tx = await db.Begin();
        var rows = await db.Execute(sql, args);
        await tx.Commit();
        return rows;
    });

    public async ValueTask DisposeAsync()
    {
        var isServer = _services.GetRequiredService<Database>().FilePath is null;
        await _services.DisposeAsync();
        if (isServer) await Drop();
        else Microsoft.Data.Sqlite.SqliteConnection.ClearPool(new Microsoft.Data.Sqlite.SqliteConnection(ConnectionString));
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // a pooled connection of a cancelled test may still hold the file; the temporary folder is cleaned by the machine
        }
    }

    private async Task Drop()
    {
        var database = new SqlConnectionStringBuilder(ConnectionString);
        SqlConnection.ClearAllPools();
        await using var master = new SqlConnection(new SqlConnectionStringBuilder(ConnectionString) { InitialCatalog = "master" }.ConnectionString);
        await master.OpenAsync();
        await using var drop = master.CreateCommand();
        drop.CommandText = $"ALTER DATABASE [{database.InitialCatalog}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{database.InitialCatalog}]";
        await drop.ExecuteNonQueryAsync();
    }
}

/// <summary>A carrier that answers what the test says.</summary>
public sealed class FakeCarrier : ICarrierGateway
{
    public Dictionary<string, CarrierAnswer> Answers { get; } = [];

    public bool Knows(string carrierCode) => true;

    public Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop) =>
        Task.FromResult(Answers.GetValueOrDefault(trackingNo) ?? new CarrierAnswer.Events([]));
}
