using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;
using Portal.Web.Shared;

namespace Portal.Tests.Operations;

/// <summary>The program is killed (signal 9) at random moments. Afterwards the books are sound and nothing that was acknowledged is missing.</summary>
[TestFixture]
public sealed class CrashTests
{
    private const int Moments = 25;
    private const string Password = "고양이는 야옹하고 운다";

    private string _folder = "";
    private Random _random = new();

    [SetUp]
    public void Begin()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        _random = new Random(seed);
        _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"portal-crash-{Guid.NewGuid():N}")).FullName;
    }

    [TearDown]
    public void Clear()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_portal_that_is_killed_under_load_has_lost_nothing_that_it_acknowledged()
    {
        var (productId, buyers, operators) = await Shop();
        var (orders, deposits) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var people = buyers.Zip(operators).Select(p => (Buyer: new Customer(p.First), Operator: new Customer(p.Second))).ToList();
        for (var moment = 0; moment < Moments; moment++)
        {
            // each start is the restart after the last kill
            var (process, address) = await ProgramProcess.Serve(_folder);
            using var _ = process;
            await Check(orders, deposits, process);
            var before = orders.Count;
            var load = people.Select(p => Task.Run(() => Trade(p.Buyer.At(address), p.Operator.At(address), productId, orders, deposits))).ToList();
            // the first pages of a process are slow: the moment comes when it works
            for (var wait = 0; orders.Count == before && wait < 600; wait++) await Task.Delay(50);
            await Task.Delay(_random.Next(800));
            Assert.That(await process.Kill(), Is.True, process.Output);
            await Task.WhenAll(load);
        }

        people.ForEach(p =>
        {
            p.Buyer.Dispose();
            p.Operator.Dispose();
        });
        var (last, __) = await ProgramProcess.Serve(_folder);
        using (last) await Check(orders, deposits, last);
        TestContext.Out.WriteLine($"{orders.Count} orders and {deposits.Count} deposits were acknowledged");
        Assert.That(deposits, Has.Count.GreaterThan(Moments));
    }

    [Test]
    public async Task A_settlement_that_is_killed_is_finished_by_the_next_one_with_the_same_amounts()
    {
        var northwind = Path.Combine(TestContext.CurrentContext.TestDirectory, "Exchange", "northwind");
        string[] dollars = ["--Portal:Currency=USD", "--Portal:TimeZone=UTC"];
        string[] settle = ["settle", "--all", "--through", "1998-12-31", "--csv", Path.Combine(_folder, "out.csv"), .. dollars];
        using (var import = ProgramProcess.Start(_folder, ["import", northwind, .. dollars])) Assert.That(await import.End(), Is.Zero, import.Output);
        SqliteConnection.ClearAllPools();
        var imported = Path.Combine(_folder, "imported.db");
        File.Copy(Path.Combine(_folder, "portal.db"), imported);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using (var whole = ProgramProcess.Start(_folder, settle)) Assert.That(await whole.End(), Is.Zero, whole.Output);
        var time = (int)watch.ElapsedMilliseconds;
        var expected = await File.ReadAllTextAsync(Path.Combine(northwind, "expected.csv"));

        var killed = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(_folder, "portal.db*")) File.Delete(file);
            File.Delete(Path.Combine(_folder, "out.csv"));
            File.Copy(imported, Path.Combine(_folder, "portal.db"));
            using (var run = ProgramProcess.Start(_folder, settle))
            {
                await Task.Delay(_random.Next(time / 4, time));
                if (await run.Kill()) killed++;
            }

            Assert.That(await Broken(dollars), Is.Empty);
            // in this process, which is quicker and runs the same command
            Assert.That(await Quietly("settle", [.. settle.Skip(1).SkipLast(dollars.Length)], dollars), Is.Zero);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "out.csv")), Is.EqualTo(expected));
            Assert.That(await Broken(dollars), Is.Empty);
        }

        TestContext.Out.WriteLine($"{killed} of {Moments} were killed before they ended; a whole run takes {time} ms");
        Assert.That(killed, Is.GreaterThan(Moments / 3));
    }

    private async Task<int> Quietly(string command, string[] args, string[] settings)
    {
        await using var app = PortalHost.Build([$"--Portal:Database=Data Source={Path.Combine(_folder, "portal.db")}", .. settings]);
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            return await PortalHost.Commands(app).Single(c => c.Name == command).Run(args);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    /// <summary>A buyer orders and the operator records the deposit, again and again, until nobody answers any more.</summary>
    private static async Task Trade(Customer buyer, Customer @operator, long productId, ConcurrentBag<string> orders, ConcurrentBag<string> deposits)
    {
        try
        {
            await buyer.SignIn();
            await @operator.SignIn();
            while (true)
            {
                var draft = await buyer.Post("/drafts/lines", ("productId", $"{productId}"), ("quantity", "1"));
                var total = (await buyer.Get(draft)).QuerySelector("input[name='Form.ExpectedTotal']")!.GetAttribute("value")!;
                var order = await buyer.Post(draft, ("Form.Recipient", "받는 사람"), ("Form.Address", "서울"), ("Form.Do", "place"), ("Form.ExpectedTotal", total));
                var no = order["/orders/".Length..];
                orders.Add(no);
                var reference = $"B{no}";
                await @operator.Post("/deposits/new", ("Amount", total), ("DepositedAt", DateTime.UtcNow.AddHours(9).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)),
                    ("Depositor", "입금자"), ("OrderNo", no), ("Reference", reference));
                deposits.Add(reference);
            }
        }
        catch (HttpRequestException)
        {
            // the portal is gone: whatever was not answered was not acknowledged
        }
    }

    private async Task Check(ConcurrentBag<string> orders, ConcurrentBag<string> deposits, ProgramProcess process)
    {
        await using var app = PortalHost.Build([$"--Portal:Database=Data Source={Path.Combine(_folder, "portal.db")}"]);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var there = (await db.Query<string>("SELECT order_no FROM orders")).ToHashSet();
        Assert.That(orders.Where(o => !there.Contains(o)), Is.Empty, "orders that were acknowledged");
        there = [.. await db.Query<string>("SELECT reference FROM deposits")];
        Assert.That(deposits.Where(d => !there.Contains(d)), Is.Empty, "deposits that were acknowledged");
        var broken = (await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0);
        Assert.That(broken, Is.Empty, process.Output);
    }

    private async Task<List<BookRule>> Broken(string[] settings)
    {
        await using var app = PortalHost.Build([$"--Portal:Database=Data Source={Path.Combine(_folder, "portal.db")}", .. settings]);
        await using var scope = app.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0)];
    }

    /// <summary>A portal with a product on sale, and four buyers and operators who can sign in.</summary>
    private async Task<(long ProductId, List<string> Buyers, List<string> Operators)> Shop()
    {
        await using var portal = await TestPortal.Create();
        portal.Time.AdjustTime(DateTimeOffset.UtcNow);
        var data = new TestData(portal);
        var side = new RouteSide(portal, data, await data.Organization(OrganizationKind.Portal));
        await side.People();
        await side.Market();
        await portal.Execute("UPDATE products SET stock = 1000000");
        var (buyers, operators) = (new List<string>(), new List<string>());
        for (var i = 0; i < 4; i++)
        {
            buyers.Add(await Account(portal, await data.Person(Role.Buyer, await data.Organization(OrganizationKind.Buyer, side.Centre))));
            operators.Add(await Account(portal, await data.Person(Role.Operator, side.Centre)));
        }

        // as a backup is made: the file alone would lack what still lies in its log
        await using var source = new SqliteConnection(portal.ConnectionString);
        await using var target = new SqliteConnection($"Data Source={Path.Combine(_folder, "portal.db")}");
        await source.OpenAsync();
        await target.OpenAsync();
        source.BackupDatabase(target);
        return (side.Product.Id, buyers, operators);
    }

    private static async Task<string> Account(TestPortal portal, Actor person)
    {
        var hash = new PasswordHasher<PersonRow>().HashPassword(new PersonRow(), Password);
        await portal.Execute("UPDATE people SET password_hash = @hash WHERE id = @PersonId", new { hash, person.PersonId });
        return (await portal.Scalar<string>("SELECT email FROM people WHERE id = @PersonId", person))!;
    }

    /// <summary>Somebody who signed in once: the keys of their cookie outlive the process that gave it.</summary>
    private sealed class Customer(string email) : IDisposable
    {
        private readonly CookieContainer _cookies = new();
        private HttpClient _client = new();
        private string _token = "";

        public Customer At(Uri address)
        {
            _client.Dispose();
            _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address };
            return this;
        }

        public async Task SignIn()
        {
            if (_token.Length > 0) return;
            _token = await Token();
            await Post("/sign-in", ("Email", email), ("Password", Password));
            _token = await Token();
        }

        public async Task<AngleSharp.Dom.IDocument> Get(string path)
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
            return (await WebPage.Read(response)).Html;
        }

        /// <summary>Posts, and returns where the answer leads.</summary>
        public async Task<string> Post(string path, params (string Name, string Value)[] fields)
        {
            using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", _token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
            using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
            var page = await WebPage.Read(response);
            return page.Location ?? throw new InvalidOperationException($"{path}: {(int)page.Status} {page.Main}");
        }

        public void Dispose() => _client.Dispose();

        private async Task<string> Token() => (await Get("/sign-in")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }
}
