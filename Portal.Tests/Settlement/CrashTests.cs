using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Agreements;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Kill −9 of the real program, at random moments: nothing that was acknowledged is missing, and the books are sound.</summary>
[TestFixture, Category("Crash")]
public sealed class CrashTests
{
    private const int Kills = 25;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"portal-crash-{Guid.NewGuid():N}");
    private readonly Random _random = new(20_261_124);

    private Task<(string Database, double Duration)>? _prepared;

    [OneTimeSetUp]
    public void Folder() => Directory.CreateDirectory(_folder);

    [OneTimeTearDown]
    public void Clear()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Settle_killed_at_any_moment_can_be_run_again_and_comes_to_the_same()
    {
        var (prepared, duration) = await (_prepared ??= Prepare());
        var expected = await File.ReadAllTextAsync(Path.Combine(Northwind, "expected.csv"));
        var (kills, attempts, watch) = (0, 0, Stopwatch.StartNew());
        while (kills < Kills)
        {
            Assert.That(++attempts, Is.LessThan(Kills * 4), $"{kills} kills");
            var database = Copy(prepared, $"settle{attempts}");
            using (var killed = PortalProcess.Start(database, [.. Settle(Path.Combine(_folder, "killed.csv")), "--pay"]))
            {
                // from the moment on which it opens the database, any moment of its work; how long that takes depends on how busy the machine is
                while (!killed.HasExited && !File.Exists($"{database}-wal")) await Task.Delay(1);
                await Task.Delay(_random.Next((int)duration));
                if (!killed.Kill())
                {
                    duration *= 0.7;
                    continue;
                }

                duration *= 1.1;
                kills++;
            }

            await Sound(database, $"after kill {kills}");
            var output = Path.Combine(_folder, "again.csv");
            using var again = PortalProcess.Start(database, Settle(output));
            Assert.That(await again.Exit(), Is.Zero, again.Output);
            Assert.That(await File.ReadAllTextAsync(output), Is.EqualTo(expected), $"after kill {kills}");
            await Sound(database, $"after the run that followed kill {kills}");
        }

        TestContext.Out.WriteLine($"{kills} kills in {attempts} runs, {watch.Elapsed.TotalSeconds:0} s");
    }

    [Test]
    public async Task Serve_killed_under_load_loses_no_order_and_no_deposit_that_it_acknowledged()
    {
        await using var shop = await CrashShop.Open(Path.Combine(_folder, "serve.db"));
        var (orders, deposits, watch) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), Stopwatch.StartNew());
        for (var kill = 0; kill < Kills; kill++)
        {
            using var serve = PortalProcess.Start(shop.Database, "serve");
            var address = await serve.Address();
            using var stop = new CancellationTokenSource();
            var (before, load) = (orders.Count, shop.Load(address, orders, deposits, stop.Token));
            // now and then while it is still waking up, mostly in full swing
            while (kill % 5 != 0 && orders.Count == before && !load.IsCompleted) await Task.Delay(1);
            await Task.Delay(_random.Next(600));
            Assert.That(serve.Kill(), Is.True, serve.Output);
            await stop.CancelAsync();
            await load;
            await Sound(shop.Database, $"after kill {kill}");
            await shop.Missing(orders, deposits);
        }

        using var last = PortalProcess.Start(shop.Database, "books");
        Assert.That(await last.Exit(), Is.Zero, last.Output);
        TestContext.Out.WriteLine($"{Kills} kills, {orders.Count} orders and {deposits.Count} deposits acknowledged, {watch.Elapsed.TotalSeconds:0} s");
        Assert.That(orders, Has.Count.GreaterThan(100));
        Assert.That(deposits, Has.Count.GreaterThan(20));
    }

    [Test]
    public async Task Twenty_processes_that_settle_at_once_distribute_and_pay_everything_once()
    {
        var (prepared, _) = await (_prepared ??= Prepare());
        var database = Copy(prepared, "twenty");
        var processes = Enumerable.Range(0, 20).Select(i => PortalProcess.Start(database, [.. Settle(Path.Combine(_folder, $"{i}.csv")), "--pay"])).ToList();
        foreach (var process in processes) Assert.That(await process.Exit(), Is.Zero, process.Output);
        processes.ForEach(p => p.Dispose());
        await Sound(database, "after twenty at once");
        await using var services = Services(database);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        Assert.That(await db.Scalar<long>("SELECT COUNT(*) FROM distributions WHERE kind = 'Delivery'"), Is.EqualTo(await db.Scalar<long>("SELECT COUNT(*) FROM order_lines WHERE distribution_run IS NOT NULL")));
        Assert.That(await db.Scalar<long>("SELECT COUNT(*) FROM settlements"), Is.EqualTo(await db.Scalar<long>("SELECT COUNT(DISTINCT centre_id) FROM settlements")), "one of each centre");
        Assert.That(await db.Scalar<long>("SELECT COUNT(*) FROM payouts WHERE status <> 'Paid'"), Is.Zero);
        using var report = PortalProcess.Start(database, Settle(Path.Combine(_folder, "report.csv")));
        Assert.That(await report.Exit(), Is.Zero, report.Output);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "report.csv")), Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(Northwind, "expected.csv"))));
    }

    private static string Northwind => Path.Combine(TestContext.CurrentContext.TestDirectory, "Exchange", "northwind");

    private static string[] Settle(string file) =>
        ["settle", "--all", "--through", "1998-12-31", "--csv", file, "--Portal:Currency=USD", "--Portal:TimeZone=UTC"];

    /// <summary>Two years of a firm's orders that nobody has settled, and about how many milliseconds their settlement takes here.</summary>
    private async Task<(string Database, double Duration)> Prepare()
    {
        var imported = Path.Combine(_folder, "imported.db");
        using (var import = PortalProcess.Start(imported, "import", Northwind, "--Portal:Currency=USD", "--Portal:TimeZone=UTC")) Assert.That(await import.Exit(), Is.Zero, import.Output);
        var prepared = Path.Combine(_folder, "prepared.db");
        Backup($"Data Source={imported}", prepared);
        var database = Copy(prepared, "undisturbed");
        using var process = PortalProcess.Start(database, [.. Settle(Path.Combine(_folder, "undisturbed.csv")), "--pay"]);
        while (!process.HasExited && !File.Exists($"{database}-wal")) await Task.Delay(1);
        var watch = Stopwatch.StartNew();
        Assert.That(await process.Exit(), Is.Zero, process.Output);
        return (prepared, watch.Elapsed.TotalMilliseconds);
    }

    private string Copy(string prepared, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.Copy(prepared, Path.Combine(folder, "portal.db"));
        return Path.Combine(folder, "portal.db");
    }

    private static void Backup(string from, string to)
    {
        using var source = new SqliteConnection(from);
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static async Task Sound(string database, string when)
    {
        await using var services = Services(database);
        await using var scope = services.CreateAsyncScope();
        var rules = await scope.ServiceProvider.GetRequiredService<BooksPages>().Check();
        Assert.That(rules.Where(r => r.Violations > 0), Is.Empty, when);
    }

    private static ServiceProvider Services(string database) => new ServiceCollection().AddLogging().AddPortal(new PortalOptions(), $"Data Source={database};Pooling=False").BuildServiceProvider();
}

/// <summary>A shop whose buyers and operator keep a server busy, and remember what it acknowledged.</summary>
public sealed class CrashShop : IAsyncDisposable
{
    private const int Visitors = 6;
    private readonly WebPortal _web;
    private readonly long _product;
    private readonly List<string> _cookies;
    private readonly ConcurrentQueue<long> _baskets;
    private int _reference;

    private CrashShop(WebPortal web, long product, List<string> cookies, IEnumerable<long> baskets) => (_web, _product, _cookies, _baskets) = (web, product, cookies, new ConcurrentQueue<long>(baskets));

    public string Database { get; private init; } = "";

    public static async Task<CrashShop> Open(string database)
    {
        var web = await WebPortal.Create();
        // the real program has the real time
        web.Portal.Time.AdjustTime(DateTimeOffset.UtcNow);
        var data = new TestData(web.Portal);
        var centre = await data.Organization(OrganizationKind.Centre);
        var producer = await data.Organization(OrganizationKind.Producer, centre);
        var product = await data.Product(producer, 12_000, stock: 1_000_000);
        await web.Portal.Run<ProposeAgreement, ProposeAgreementOutcome>(u => u.Handle(new ProposeAgreementRequest(Actor.Portal, product.Id,
            web.Portal.Time.GetUtcNow().UtcDateTime.AddDays(-1), [new(Part.Centre, null, ShareKind.Rate, 500), new(Part.Producer, producer, ShareKind.Rest, 0)], null)));
        var buyer = await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer, centre));
        var cookies = new List<string> { await web.Cookie(await data.Person(Role.Operator, centre)), await web.Cookie(buyer) };
        var baskets = await Baskets.Fill(web.Portal, [buyer], product.Id, 6_000);
        // the keys of the cookies are in the database, and go with it
        using (var source = new SqliteConnection(web.Portal.ConnectionString))
        using (var target = new SqliteConnection($"Data Source={database};Pooling=False"))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }

        return new CrashShop(web, product.Id, cookies, baskets) { Database = database };
    }

    /// <summary>Orders and deposits until the server is gone.</summary>
    public Task Load(Uri address, ConcurrentBag<string> orders, ConcurrentBag<string> deposits, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Visitors).Select(async i =>
    {
        using var visitor = new WebVisitor(address, _cookies[i == 0 ? 0 : 1]);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (i == 0) await Deposit(visitor, orders, deposits);
                else await Order(visitor, orders);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // the server was killed in the middle of an answer: whatever it did, it has not acknowledged
        }
    }));

    /// <summary>Fails when something acknowledged is not there, or not whole.</summary>
    public async Task Missing(IReadOnlyCollection<string> orders, IReadOnlyCollection<string> deposits)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        var kept = await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT o.order_no FROM orders o JOIN postings p ON p.event_key = CONCAT('order:', o.id) WHERE EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id)");
        Assert.That(orders.Except(kept), Is.Empty, "orders that were acknowledged");
        var booked = await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT d.reference FROM deposits d JOIN postings p ON p.event_key = CONCAT('deposit:', d.id)");
        Assert.That(deposits.Except(booked), Is.Empty, "deposits that were acknowledged");
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task Order(WebVisitor visitor, ConcurrentBag<string> orders)
    {
        if (!_baskets.TryDequeue(out var basket)) throw new InvalidOperationException("All baskets are ordered.");
        var page = await visitor.Post($"/drafts/{basket}", Baskets.Place(_product, 13_200));
        if (page.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"{page.Status}: {page.Main}");
        // a basket that was ordered just before the kill leads to itself
        if (page.Location is { } to && to.StartsWith("/orders/", StringComparison.Ordinal)) orders.Add(Uri.UnescapeDataString(to["/orders/".Length..]));
    }

    private async Task Deposit(WebVisitor visitor, ConcurrentBag<string> orders, ConcurrentBag<string> deposits)
    {
        if (!orders.TryPeek(out var orderNo))
        {
            await Task.Delay(10);
            return;
        }

        var reference = $"crash-{Interlocked.Increment(ref _reference)}";
        var at = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var page = await visitor.Post("/deposits/new", ("OrderNo", orderNo), ("Amount", "13200"), ("DepositedAt", at), ("Depositor", "payer"), ("Reference", reference));
        if (page.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"{page.Status}: {page.Main}");
        deposits.Add(reference);
    }
}
