using System.Globalization;
using CsvHelper;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>Settles one centre or all of them through a day, and reports what every party gets. Running it again settles nothing more and reports the same.</summary>
public sealed class SettleCommand(IServiceScopeFactory scopes, Migrator migrator, PortalOptions options) : ICommand
{
    public string Name => "settle";
    public string Usage => "(--centre CODE | --all) --through DATE [--pay] [--csv FILE]";

    public async Task<int> Run(string[] args)
    {
        var line = new CommandLine(args, ["centre", "through", "csv"], ["all", "pay"]);
        if (!line.Value("through", out var date) || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var through))
            throw new UsageException("--through needs a date like 2026-11-30.");
        if (line.Has("all") == line.Has("centre")) throw new UsageException("Either --all or --centre CODE.");

        if (line.Value("csv", out var csv) && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(csv)))) throw new UsageException($"There is no folder for {csv}.");
        await migrator.Run();
        await using var scope = scopes.CreateAsyncScope();
        var report = scope.ServiceProvider.GetRequiredService<SettleReportPages>();
        var centres = await report.Centres();
        if (line.Value("centre", out var code)) centres = centres.FindAll(c => c.Code == code);
        if (centres.Count == 0) throw new UsageException("There is no such centre.");

        foreach (var centre in centres)
            if (!await Settle(scope.ServiceProvider, centre, through)) return 1;
        var ids = centres.ConvertAll(c => c.Id);
        if (line.Has("pay")) await Pay(scope.ServiceProvider, await report.Settlements(through, ids));
        await Report(report, through, ids, csv);
        return 0;
    }

    private static async Task<bool> Settle(IServiceProvider services, CentreRow centre, DateOnly through)
    {
        var outcome = await services.GetRequiredService<LockSettlement>().Handle(new LockSettlementRequest(Actor.Portal, centre.Id, through));
        Console.WriteLine(outcome switch
        {
            LockSettlementOutcome.Locked locked => $"{centre.Code} {centre.Name}: settlement {locked.SettlementNo} locked",
            LockSettlementOutcome.NothingToSettle => $"{centre.Code} {centre.Name}: nothing new to settle",
            LockSettlementOutcome.BadDate => $"{through:yyyy-MM-dd} lies ahead",
            _ => $"{centre.Code}: not found",
        });
        return outcome is LockSettlementOutcome.Locked or LockSettlementOutcome.NothingToSettle;
    }

    /// <summary>Whoever says <c>--pay</c> has made the transfers: payouts are marked as sent and paid.</summary>
    private static async Task Pay(IServiceProvider services, List<long> settlements)
    {
        var (store, sent) = (services.GetRequiredService<ISettlementStore>(), 0);
        foreach (var settlement in settlements)
        {
            foreach (var id in await store.OpenPayouts(settlement, PayoutStatus.Locked))
                if (await services.GetRequiredService<SendPayout>().Handle(new SendPayoutRequest(Actor.Portal, id)) == PayoutOutcome.Done) sent++;
            foreach (var id in await store.OpenPayouts(settlement, PayoutStatus.Sent))
                await services.GetRequiredService<ConfirmPayout>().Handle(new ConfirmPayoutRequest(Actor.Portal, id));
        }

        Console.WriteLine($"{sent} payouts sent");
    }

    private async Task Report(SettleReportPages report, DateOnly through, List<long> centres, string? file)
    {
        var rows = await report.Parties(through, centres);
        foreach (var row in rows) Console.WriteLine(string.Join(',', Columns(row)));
        Console.WriteLine($"{await report.Distributed(through, centres)} lines distributed, {rows.Count} parties, "
            + $"net {options.Currency.Format(rows.Where(r => r.Account == "payable").Sum(r => r.Net))} {options.Currency.Code}");
        foreach (var waiting in await report.Waiting(through, centres)) Console.WriteLine($"{waiting.Lines} lines waiting: {waiting.Reason}");
        if (file is null) return;

        await using var writer = new StreamWriter(file);
        await using var csv = new CsvWriter(writer, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });
        string[] header = ["party_code", "account", "gross", "income_tax", "local_tax", "net"];
        foreach (var fields in rows.Select(Columns).Prepend(header))
        {
            foreach (var field in fields) csv.WriteField(field);
            await csv.NextRecordAsync();
        }
    }

    private static string[] Columns(SettledParty p) => p.Account == "income"
        ? [p.PartyCode, p.Account, Plain(p.Gross), "", "", ""]
        : [p.PartyCode, p.Account, Plain(p.Gross), Plain(p.IncomeTax), Plain(p.LocalTax), Plain(p.Net)];

    private static string Plain(long minor) => minor.ToString(CultureInfo.InvariantCulture);
}
