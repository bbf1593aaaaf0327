using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Portal.Core.Payments;
using Portal.Data.Shared;
using Portal.Tests.Delivery;

namespace Portal.Tests.Payments;

/// <summary>A month of a busy account: 5,000 lines, looked at, taken in and matched without a statement per line.</summary>
[TestFixture]
public sealed class LargeBankFileTests
{
    private const int Lines = 5_000;

    [Test]
    public async Task Five_thousand_lines_are_taken_in_matched_by_a_handful_of_statements_and_not_taken_twice()
    {
        await using var depot = await Depot.Open();
        using var staff = await depot.As(depot.Operator);
        var desk = new BankDesk(depot, staff);
        var order = await depot.Order((depot.Knives, 1));
        var code = await depot.Portal.Scalar<string>("SELECT payment_code FROM orders WHERE id = @OrderId", order);
        var start = new DateTime(2026, 2, 1, 9, 0, 0, DateTimeKind.Unspecified);
        var transfers = Enumerable.Range(0, Lines).Select(i => new Transfer(start.AddMinutes(i * 5).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), i == 77 ? $"박도윤{code}" : $"payer {i}", i == 77 ? 23_100 : 10_000 + i) { Balance = i }).ToArray();
        var watch = Stopwatch.StartNew();
        await desk.Take(BankShapes.Export("headed", transfers));
        Assert.That(await desk.Count("status = 'Waiting'"), Is.EqualTo(Lines));
        await desk.Take(BankShapes.Export("headed", transfers), format: await desk.Format());
        Assert.That(await desk.Count("1 = 1"), Is.EqualTo(Lines));
        TestContext.Out.WriteLine($"taken in twice in {watch.Elapsed.TotalSeconds:0.0} s");

        await using var scope = depot.Portal.Scope();
        var counted = 0;
        await Trace(scope.ServiceProvider.GetRequiredService<Db>(), () => counted++);
        watch.Restart();
        var matches = await scope.ServiceProvider.GetRequiredService<BankMatching>().Waiting(depot.Operator, null);
        TestContext.Out.WriteLine($"matched in {watch.ElapsedMilliseconds} ms by {counted} statements");
        Assert.That(matches.Count(m => m.Confidence == Confidence.Exact), Is.EqualTo(1));
        Assert.That(counted, Is.InRange(1, 20), "not one per line");
        Assert.That((await staff.Get("/bank-lines")).Main, Does.Contain("정확한 1건"));
    }

    /// <summary>Counts the statements that SQLite runs on the connection of a scope.</summary>
    private static async Task Trace(Db db, Action count)
    {
        await db.Scalar<long>("SELECT 1");
        var connection = (SqliteConnection)typeof(Db).GetField("_connection", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(db)!;
        SQLitePCL.raw.sqlite3_trace(connection.Handle, (object _, string _) => count(), null);
    }
}
