using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Ledger;
using Portal.Core.Orders;
using Portal.Core.Payments;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Settlement;
using Portal.Tests.Shared;

namespace Portal.Tests.Sql;

/// <summary>
/// The stores on a live SQL Server, when <c>PORTAL_TEST_SQLSERVER</c> holds a connection string that may create databases.
/// The names begin with the server's: <c>./ci</c> lets these be skipped where there is none.
/// </summary>
[TestFixture]
public sealed class SqlServerTests
{
    private string _server = "";

    [OneTimeSetUp]
    public void Find()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_TEST_SQLSERVER") is { Length: > 0 } server) _server = server;
        else Assert.Ignore("PORTAL_TEST_SQLSERVER is not set.");
    }

    [Test]
    public async Task On_SQL_Server_the_schema_is_made_once_also_by_two_nodes_at_once()
    {
        await using var portal = await TestPortal.Create(server: _server);
        var again = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => portal.Run<Migrator, IReadOnlyList<string>>(m => m.Run())));
        Assert.That(again.SelectMany(s => s), Is.Empty);
        Assert.That(await portal.Scalar<bool>("SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()"), Is.True);
    }

    [Test]
    public async Task On_SQL_Server_every_statement_is_understood()
    {
        await using var portal = await TestPortal.Create(server: _server);
        await using var connection = await new Database(portal.ConnectionString).Open();
        var broken = new List<string>();
        foreach (var statement in Statements.All)
        {
            await using var command = connection.CreateCommand();
            // describes what the statement would yield without running it; parameters are found by the server
            command.CommandText = "EXEC sp_describe_undeclared_parameters @tsql = @text";
            var text = command.CreateParameter();
            (text.ParameterName, text.Value) = ("@text", statement.Text.Replace(Statements.Page, Dialect.SqlServer.Page, StringComparison.Ordinal));
            command.Parameters.Add(text);
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (System.Data.Common.DbException e)
            {
                broken.Add($"{statement.Name}: {e.Message}");
            }
        }

        TestContext.Out.WriteLine(string.Join('\n', broken));
        // a parameter whose type nothing tells is no mistake: Dapper sends the type
        Assert.That(broken.Where(b => !b.Contains("could not be deduced", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task On_SQL_Server_the_ledger_refuses_to_be_changed()
    {
        await using var market = await Market.Open(server: _server);
        await using var scope = market.Portal.Scope();
        await new Deal(market, scope.ServiceProvider).Place(0, 0, new OrderItem(market.Products[0].Id, 1));
        Assert.That(async () => await market.Portal.Execute("UPDATE entries SET amount = 1"), Throws.Exception.With.Message.Contain("never changed"));
        Assert.That(async () => await market.Portal.Execute("DELETE FROM postings"), Throws.Exception.With.Message.Contain("never changed"));
    }

    [Test]
    public async Task On_SQL_Server_an_order_is_paid_delivered_divided_settled_paid_out_and_partly_returned()
    {
        await using var market = await Market.Open(server: _server);
        await using var scope = market.Portal.Scope();
        var services = scope.ServiceProvider;
        var deal = await new Deal(market, services).Place(0, 1, new OrderItem(market.Products[0].Id, 7), new OrderItem(market.Products[2].Id, 30));
        await deal.Complete();
        await deal.Distribute();
        var today = services.GetRequiredService<Clock>().Today;
        var locked = await services.GetRequiredService<LockSettlement>().Handle(new LockSettlementRequest(market.Operator(0), market.Centres[0], today));
        Assert.That(locked, Is.InstanceOf<LockSettlementOutcome.Locked>());
        foreach (var payout in await services.GetRequiredService<Db>().Query<long>("SELECT id FROM payouts"))
            Assert.That(await services.GetRequiredService<SendPayout>().Handle(new SendPayoutRequest(Actor.Portal, payout)), Is.EqualTo(PayoutOutcome.Done));
        await deal.CompleteReturn(await deal.RequestReturn(0, 2));
        Assert.That((await services.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0), Is.Empty);
    }

    [Test]
    public async Task On_SQL_Server_random_sequences_of_events_leave_the_books_sound()
    {
        await using var market = await Market.Open(server: _server);
        await MoneyEvents.Sequence.SampleAsync(async events =>
        {
            market.Portal.Time.AdjustTime(Market.Opening);
            await using var scope = market.Portal.Scope();
            var trade = new Trade(market, scope.ServiceProvider);
            await using var tx = await scope.ServiceProvider.GetRequiredService<Db>().Begin();
            foreach (var e in events) await trade.Run(e);
            var broken = (await scope.ServiceProvider.GetRequiredService<BooksPages>().Check()).Where(r => r.Violations > 0).ToList();
            if (broken.Count > 0) throw new InvalidOperationException(string.Join("; ", broken));
        }, iter: 50, threads: 1, print: events => string.Join(" ", events.Select(e => e.ToString())));
    }

    [Test]
    public async Task On_SQL_Server_a_posting_that_is_under_way_while_its_month_is_closed_comes_before_or_after()
    {
        await using var market = await Market.Open(server: _server);
        var march = new DateTime(2026, 3, 31, 3, 0, 0, DateTimeKind.Utc);
        Task<RecordDepositOutcome> Deposit() => market.Portal.Run<RecordDeposit, RecordDepositOutcome>(u => u.Handle(new RecordDepositRequest(Actor.Portal, 1_000, march, "payer") { CentreId = market.Centres[0] }));
        await Deposit();
        market.Portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 3, 1, 0, 0, TimeSpan.Zero));
        var deposits = Enumerable.Range(0, 40).Select(_ => Task.Run(Deposit)).ToList();
        var closed = await market.Portal.Run<CloseMonth, CloseMonthOutcome>(u => u.Handle(new CloseMonthRequest(market.Operator(0), market.Centres[0], new DateOnly(2026, 3, 1))));
        await Task.WhenAll(deposits);
        Assert.That(closed, Is.InstanceOf<CloseMonthOutcome.Closed>());
        Assert.That((await market.Portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }

    [Test]
    public async Task On_SQL_Server_fifty_units_are_sold_once_to_two_hundred_who_want_them()
    {
        await using var market = await Market.Open(stock: 50, server: _server);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => market.Portal.Run<PlaceOrder, PlaceOrderOutcome>(u => u.Handle(
            new PlaceOrderRequest(market.Buyer(market.Buyers[i % 3]), OrderChannel.Buyer, market.Buyers[i % 3], [new OrderItem(market.Products[0].Id, 1)])))));
        Assert.That(outcomes.Count(o => o is PlaceOrderOutcome.Placed), Is.EqualTo(50));
        Assert.That(await market.Portal.Scalar<long>("SELECT stock FROM products WHERE id = @Id", market.Products[0]), Is.Zero);
    }
}
