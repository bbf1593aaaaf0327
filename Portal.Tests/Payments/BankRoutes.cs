using Portal.Core.Payments;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Payments;

public sealed class BankRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/bank-files").For(Operator),
        Post("/bank-files").For(Operator).WithFile("file", "bank.csv", "x"u8.ToArray()).With(("formatId", "{formatId}")),
        Get("/bank-files/{fileId:long}").At("/bank-files/{bankFileId:long}").For(Operator),
        Post("/bank-files/{fileId:long}/confirmation").At("/bank-files/{bankFileId:long}/confirmation").For(Operator),
        Post("/bank-files/{fileId:long}/removal").At("/bank-files/{bankFileId:long}/removal").For(Operator),
        Get("/bank-files/{fileId:long}/columns").At("/bank-files/{bankFileId:long}/columns").For(Operator),
        Post("/bank-files/{fileId:long}/columns").At("/bank-files/{bankFileId:long}/columns").For(Operator)
            .With(("Form.BankCode", "004"), ("Form.AccountNo", "123-456-7890"), ("Form.HeaderLine", "1"), ("Form.Columns[0]", "Date"), ("Form.Columns[1]", "Payer"), ("Form.Columns[2]", "Deposit")),
        Get("/bank-formats/{formatId:long}").For(Operator),
        Post("/bank-formats/{formatId:long}").For(Operator).With(("Form.BankCode", "004"), ("Form.AccountNo", "99-99-9999"), ("Form.Columns[0]", "Date")),
        Get("/bank-lines").For(Operator),
        Post("/bank-lines/confirmations").For(Operator),
        Get("/bank-lines/{lineId:long}").At("/bank-lines/{bankLineId:long}").For(Operator),
        Post("/bank-lines/{lineId:long}/confirmation").At("/bank-lines/{bankLineId:long}/confirmation").For(Operator).With(("Form.Choice", "unknown")),
        Post("/bank-lines/{lineId:long}/exclusion").At("/bank-lines/{bankLineId:long}/exclusion").For(Operator).With(("reason", "Interest.")),
        Post("/bank-lines/{lineId:long}/restoration").At("/bank-lines/{bankLineId:long}/restoration").For(Operator),
        Get("/depositor-names").For(Operator),
        Post("/depositor-names/{nameId:long}/removal").For(Operator),
    ];
}

/// <summary>A file that is looked at, a line that waits, a name that is remembered, a payment of an order.</summary>
public sealed class BankRouteWorld : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("formatId", s => Taken(s));
        await world.Both("bankLineId", s => s.Portal.Scalar<long>("SELECT MIN(id) FROM bank_lines WHERE centre_id = @Centre AND status = 'Waiting'", s));
        await world.Both("nameId", s => s.Portal.Scalar<long>("SELECT id FROM depositor_names WHERE centre_id = @Centre", s));
        await world.Both("bankFileId", async s => await Upload(s, "again", await s.Portal.Scalar<long>("SELECT id FROM bank_formats WHERE centre_id = @Centre", s)));
        await world.Both("orderPaymentId", s => s.Portal.Scalar<long>("SELECT MAX(y.id) FROM order_payments y JOIN orders o ON o.id = y.order_id WHERE o.centre_id = @Centre AND y.source = 'Deposit'", s));
    }

    private static async Task<long> Taken(RouteSide side)
    {
        var file = await Upload(side, "first", null);
        var table = Table("first");
        var set = await side.Portal.Run<SetBankFormat, SetBankFormatOutcome>(u => u.Handle(new SetBankFormatRequest(side.As(Operator), file, "004", "123-456-7890", BankLayouts.Find(table)!.Value.Layout)));
        await side.Portal.Run<TakeBankFile, TakeBankFileOutcome>(u => u.Handle(new TakeBankFileRequest(side.As(Operator), file)));
        var line = await side.Portal.Scalar<long>("SELECT MAX(id) FROM bank_lines WHERE centre_id = @Centre", side);
        await side.Portal.Run<ConfirmBankLine, ConfirmBankLineOutcome>(u => u.Handle(new ConfirmBankLineRequest(side.As(Operator), line, new LinePurpose(null, null, side.Buyer)) { Remember = true }));
        return ((SetBankFormatOutcome.Done)set).FormatId;
    }

    private static async Task<long> Upload(RouteSide side, string name, long? format) =>
        ((UploadBankFileOutcome.Uploaded)await side.Portal.Run<UploadBankFile, UploadBankFileOutcome>(u => u.Handle(new UploadBankFileRequest(side.As(Operator), name, "UTF-8", Table(name), format)))).FileId;

    private static BankTable Table(string payer) => new(
    [
        new BankRow(1, ["거래일시", "보낸분", "입금액"]),
        new BankRow(2, ["2026-03-01 09:00", payer, "1000"]),
        new BankRow(3, ["2026-03-01 10:00", $"{payer} b", "2000"]),
    ]);
}
