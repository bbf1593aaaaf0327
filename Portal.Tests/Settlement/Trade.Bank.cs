using System.Globalization;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Tests.Settlement;

/// <summary>Files of banks, and payments that are taken back.</summary>
public sealed partial class Trade
{
    private static readonly string[] Header = ["거래일시", "보낸분", "입금액"];

    /// <summary>A file with lines for an order that waits (with its code, and with what it owes or not), and for nobody.</summary>
    private async Task<object> BankFile(MoneyEvent e)
    {
        var actor = market.Operator(e.Which);
        var order = (await Db.Query<PaidBy>("""
            SELECT payment_code AS code, total - cancelled - returned - paid AS "open" FROM orders
            WHERE centre_id = @OrganizationId AND status = 'Placed' AND paid < total - cancelled - returned AND payment_code IS NOT NULL ORDER BY id DESC
            """, actor)).FirstOrDefault();
        var at = Use<Clock>().Local(Now).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var rows = new List<BankRow> { new(1, Header), new(2, [at, "?", $"{1 + e.How % 500}"]) };
        if (order is not null) rows.Add(new BankRow(3, [at, $"payer{order.Code}", $"{order.Open + (e.How % 4 == 0 ? 1 : 0)}"]));
        if (order is not null && e.How % 7 == 0) rows.Add(rows[^1] with { Line = 4 });
        var table = new BankTable(rows);
        var format = await Db.Scalar<long?>("SELECT id FROM bank_formats WHERE centre_id = @OrganizationId", actor);
        var uploaded = (UploadBankFileOutcome.Uploaded)await Use<UploadBankFile>().Handle(new UploadBankFileRequest(actor, "file", "UTF-8", table, format));
        if (uploaded.NeedsColumns) await Use<SetBankFormat>().Handle(new SetBankFormatRequest(actor, uploaded.FileId, "004", "123-456-7890", BankLayouts.Find(table)!.Value.Layout));
        return await Use<TakeBankFile>().Handle(new TakeBankFileRequest(actor, uploaded.FileId));
    }

    private async Task<object> ConfirmLines(MoneyEvent e)
    {
        var actor = market.Operator(e.Which);
        if (e.How % 3 > 0) return (await Use<ConfirmExactLines>().Handle(actor, null))!.Recorded > 0 ? "Confirmed" : "NothingExact";
        var lines = await Db.Query<long>("SELECT id FROM bank_lines WHERE centre_id = @OrganizationId ORDER BY id DESC", actor);
        var line = lines.Count == 0 ? 12_345 : lines[e.How % lines.Count];
        var buyer = e.How % 2 == 0 ? market.Buyers[e.Which % 3] : (long?)null;
        return await Use<ConfirmBankLine>().Handle(new ConfirmBankLineRequest(actor, line, new LinePurpose(null, null, buyer)) { Remember = true });
    }

    private async Task<object> TakeBack(long payment, MoneyEvent e)
    {
        var centre = await Db.Scalar<long?>("SELECT o.centre_id FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE y.id = @payment", new { payment });
        var buyer = e.How % 2 == 0 ? market.Buyers[e.How / 2 % 3] : (long?)null;
        return await Use<TakeBackPayment>().Handle(new TakeBackPaymentRequest(centre is { } c ? market.OperatorOf(c) : market.Operator(0), payment, buyer, "test"));
    }

    private sealed record PaidBy
    {
        public string Code { get; init; } = "";
        public long Open { get; init; }
    }
}
