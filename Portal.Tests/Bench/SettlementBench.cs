using System.Diagnostics;
using System.Globalization;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Data.Shared;
using Portal.Tests.Shared;

namespace Portal.Tests.Bench;

/// <summary>Distribution and settlement of delivered lines, beside a plain copy of as many rows within the same file.</summary>
internal static class SettlementBench
{
    public const string OneSize = "settlement-of";

    /// <summary>Measures each size in a process of its own and prints the table.</summary>
    public static async Task<int> Compare(IReadOnlyList<int> sizes)
    {
        Console.WriteLine("| lines | rows written | distribution | settlement | µs per line | rows/s | plain copy, rows/s | copy into a bare table, rows/s | of the plain copy | memory | books |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
            {
                ArgumentList = { typeof(SettlementBench).Assembly.Location, OneSize, size.ToString(CultureInfo.InvariantCulture) },
            })!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) return process.ExitCode;
        }

        return 0;
    }

    /// <summary>Measures one size and prints its row.</summary>
    public static async Task<int> Measure(int lines)
    {
        await Warm();
        await using var portal = await TestPortal.Create();
        var made = new DeliveredLines(portal);
        await made.Make(lines);
        portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
        await Checkpoint(portal);

        var before = await Rows(portal);
        var distribution = await Time(() => portal.Run<DistributeDue, RunResult>(u => u.Handle()));
        var settlement = await Time(() => portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(new LockSettlementRequest(Actor.Portal, made.CentreId, new DateOnly(2026, 3, 31)))));
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576;
        var rows = await Rows(portal) - before;

        await Checkpoint(portal);
        var bare = await Copy(portal, rows, "");
        var copy = await Copy(portal, rows, Keys);
        var violations = (await portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Sum(r => r.Violations);
        var rate = rows / distribution.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {lines:N0} | {rows:N0} | {distribution.TotalSeconds:F2} s | {settlement.TotalSeconds:F2} s | {(distribution + settlement).TotalMicroseconds / lines:F1} | {rate:N0} | {rows / copy.TotalSeconds:N0} | {rows / bare.TotalSeconds:N0} | {rate * copy.TotalSeconds / rows:P0} | {peak} MB | {violations} |"));
        return violations == 0 ? 0 : 1;
    }

    /// <summary>What is compiled once is not measured.</summary>
    private static async Task Warm()
    {
        await using var portal = await TestPortal.Create();
        var made = new DeliveredLines(portal);
        await made.Make(400);
        await portal.Run<DistributeDue, RunResult>(u => u.Handle());
        await portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(new LockSettlementRequest(Actor.Portal, made.CentreId, new DateOnly(2026, 3, 2))));
    }

    private static async Task<TimeSpan> Time(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }

    private static Task<long> Rows(TestPortal portal) => portal.Scalar<long>("""
        SELECT (SELECT COUNT(*) FROM postings) + (SELECT COUNT(*) FROM entries) + (SELECT COUNT(*) FROM distributions) + (SELECT COUNT(*) FROM settlement_items)
          + (SELECT COUNT(*) FROM statements) + (SELECT COUNT(*) FROM payouts)
        """);

    private const string Keys = """
        , CONSTRAINT fk_copy_posting FOREIGN KEY (posting_id) REFERENCES postings (id), CONSTRAINT fk_copy_account FOREIGN KEY (account_id) REFERENCES accounts (id)
        """;

    /// <summary>One plain INSERT … SELECT of so many rows into a table shaped like <c>entries</c>, bare or with its keys and indexes, with its commit.</summary>
    private static async Task<TimeSpan> Copy(TestPortal portal, long rows, string constraints)
    {
        await portal.Execute($"""
            CREATE TABLE copy (id INTEGER NOT NULL PRIMARY KEY, posting_id BIGINT NOT NULL, account_id BIGINT NOT NULL, amount BIGINT NOT NULL, share_id BIGINT NULL, subject_id BIGINT NULL{constraints})
            """);
        if (constraints.Length > 0)
        {
            await portal.Execute("CREATE INDEX ix_copy_posting ON copy (posting_id)");
            await portal.Execute("CREATE INDEX ix_copy_account ON copy (account_id, id)");
        }

        var time = await Time(() => portal.Execute("""
            INSERT INTO copy (id, posting_id, account_id, amount, share_id, subject_id)
            SELECT NULL, posting_id, account_id, amount, share_id, subject_id FROM (SELECT * FROM entries UNION ALL SELECT * FROM entries) e LIMIT @rows
            """, new { rows }));
        await portal.Execute("DROP TABLE copy");
        await Checkpoint(portal);
        return time;
    }

    private static Task<long> Checkpoint(TestPortal portal) => portal.Run<Db, long>(async db => await db.Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)"));
}
