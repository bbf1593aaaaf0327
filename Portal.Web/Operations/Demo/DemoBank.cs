using System.Globalization;
using Portal.Core.Payments;
using Portal.Core.Shared;
using Portal.Data.Operations;

namespace Portal.Web.Operations.Demo;

/// <summary>Files of the bank of the first centre: one of some days ago, one of today whose lines wait, and one that is to be looked at.</summary>
[Service]
public sealed class DemoBank(UploadBankFile upload, SetBankFormat set, TakeBankFile take, DemoPages pages, Clock clock)
{
    private static readonly string[] Header = ["거래일시", "적요", "보낸분/받는분", "송금메모", "출금액(원)", "입금액(원)", "잔액(원)", "거래점"];

    private long? _format;
    private long _balance = 18_420_350;

    internal void Plan(World world)
    {
        world.At(world.Office(world.DaysAgo(4), TimeSpan.Zero), () => File(world,
        [
            Row("예금결산이자", "우리 계좌", "", 3_412), Row("타행이체", "김사장", "지난주 통화한 건", 88_000), Row("전자금융", "전기요금", "", -412_300),
        ]));
        // when everything else has happened: nobody pays these orders any more
        world.At(world.Now, async () =>
        {
            await File(world, Waiting(await pages.Payable(world.Centres[0].Id)));
            await Upload(world, [Row("타행이체", "이대리 송금", "", 55_000), Row("전자금융", "통신요금", "", -66_000), Row("모바일", "동네빵집", "3호점", 143_000)]);
        });
    }

    /// <summary>Lines of every kind: exact, by name, of another amount, by amount only, and of nobody.</summary>
    private List<string[]> Waiting(List<DemoPayable> orders)
    {
        var rows = new List<string[]>();
        foreach (var (order, i) in orders.Select((o, i) => (o, i)))
        {
            rows.Add((i % 4) switch
            {
                0 or 3 => Row("타행이체", $"{order.Buyer}{order.PaymentCode}", "", order.Open),
                1 => Row("모바일", order.Buyer, "물품대금", order.Open),
                _ => Row("인터넷", $"{order.Buyer}{order.PaymentCode}", "일부 먼저 보냅니다", order.Open / 2 + 1),
            });
        }

        if (orders.Count > 4) rows.Add(Row("ATM", "홍길동", "", orders[4].Open));
        rows.Add(Row("타행이체", "박", "", 27_500));
        rows.Add(Row("체크카드", "사무용품", "", -38_900));
        return rows;
    }

    private string[] Row(string summary, string payer, string memo, long amount)
    {
        _balance += amount;
        return ["", summary, payer, memo, amount < 0 ? Text(-amount) : "0", amount < 0 ? "0" : Text(amount), Text(_balance), "온라인"];
    }

    private async Task File(World world, IReadOnlyList<string[]> rows)
    {
        if (await Upload(world, rows) is not { } file) return;
        var outcome = await take.Handle(new TakeBankFileRequest(world.Operator(world.Centres[0]), file));
        world.Went(outcome is TakeBankFileOutcome.Taken, "bank file", outcome);
    }

    private async Task<long?> Upload(World world, IReadOnlyList<string[]> rows)
    {
        var (centre, actor) = (world.Centres[0], world.Operator(world.Centres[0]));
        var at = clock.Local(clock.Now);
        var table = new BankTable([new BankRow(1, ["계좌번호", centre.Bank.Number]), new BankRow(2, Header),
            .. rows.Select((r, i) => new BankRow(3 + i, [at.AddMinutes(-7 * (rows.Count - i)).ToString("yyyy.MM.dd HH:mm:ss", CultureInfo.InvariantCulture), .. r[1..]]))]);
        var outcome = await upload.Handle(new UploadBankFileRequest(actor, $"거래내역조회_{at:yyyyMMdd}.csv", "CP949", table, _format));
        if (!world.Went(outcome is UploadBankFileOutcome.Uploaded, "bank file", outcome)) return null;
        var uploaded = (UploadBankFileOutcome.Uploaded)outcome;
        if (!uploaded.NeedsColumns) return uploaded.FileId;
        var mapped = await set.Handle(new SetBankFormatRequest(actor, uploaded.FileId, centre.Bank.BankCode, centre.Bank.Number, BankLayouts.Find(table)!.Value.Layout));
        if (!world.Went(mapped is SetBankFormatOutcome.Done, "columns of a bank file", mapped)) return null;
        _format = ((SetBankFormatOutcome.Done)mapped).FormatId;
        return uploaded.FileId;
    }

    private static string Text(long amount) => amount.ToString("N0", CultureInfo.InvariantCulture);
}
