using System.Diagnostics;
using System.Globalization;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Ledger;
using Portal.Data.Tax;
using Portal.Tests.Shared;

namespace Portal.Tests.Bench;

/// <summary>The month of tax invoices over delivered lines: its preview, its issue, a second run that finds nothing, and the tax office's columns.</summary>
internal static class TaxBench
{
    private static readonly Month March = new(2026, 3);

    public static async Task<int> Measure(IEnumerable<int> sizes)
    {
        Console.WriteLine("| lines | invoices | preview | issue | second run | µs per line | columns of the tax office | books |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in sizes.Prepend(400)) await Measure(size, isShown: size != 400);
        return 0;
    }

    private static async Task Measure(int lines, bool isShown)
    {
        await using var portal = await TestPortal.Create();
        var (made, data) = (new DeliveredLines(portal), new TestData(portal));
        await made.Make(lines);
        foreach (var party in await portal.Query<long>("SELECT id FROM organizations WHERE kind IN ('Centre', 'Producer', 'Buyer')")) await data.Certify(party);
        portal.Time.SetUtcNow(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
        await portal.Run<DistributeDue, RunResult>(u => u.Handle());

        var request = new IssueTaxInvoicesRequest(Actor.Portal, made.CentreId, March);
        var preview = await Time(() => portal.Run<TaxInvoicePages, SupplyMonth>(p => p.Supply(made.CentreId, March, 1)));
        var issue = await Time(() => portal.Run<IssueTaxInvoices, IssueTaxInvoicesOutcome>(u => u.Handle(request)));
        var again = await Time(() => portal.Run<IssueTaxInvoices, IssueTaxInvoicesOutcome>(u => u.Handle(request)));
        var columns = await Time(() => portal.Run<TaxInvoicePages, IReadOnlyList<BulkInvoice>>(p => p.Bulk(new Actor(0, "", Role.Operator, made.CentreId, ""), March, false)));
        var invoices = await portal.Scalar<long>("SELECT COUNT(*) FROM tax_invoices");
        var violations = (await portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Sum(r => r.Violations);
        if (isShown)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {lines:N0} | {invoices:N0} | {preview.TotalSeconds:F2} s | {issue.TotalSeconds:F2} s | {again.TotalSeconds:F2} s | {issue.TotalMicroseconds / lines:F1} | {columns.TotalSeconds:F2} s | {violations} |"));
    }

    private static async Task<TimeSpan> Time(Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return watch.Elapsed;
    }
}
