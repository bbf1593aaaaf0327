using System.Globalization;
using Portal.Data.Tax;

namespace Portal.Web.Tax;

/// <summary>
/// The columns of the tax office's form for issuing many invoices at once, in its order and its words. It is a Korean paper, in either language of the pages.
/// It has room for four lines: what an invoice has more is told in the fourth as one.
/// </summary>
public static class BulkColumns
{
    private const int Slots = 4;

    private static readonly string[] Lines = ["일자", "품목", "규격", "수량", "단가", "공급가액", "세액", "품목비고"];

    public static IReadOnlyList<string> Header { get; } =
    [
        "전자(세금)계산서 종류 (01:일반, 02:영세율)", "작성일자",
        "공급자 등록번호", "공급자 종사업장번호", "공급자 상호", "공급자 성명", "공급자 사업장주소", "공급자 업태", "공급자 종목", "공급자 이메일",
        "공급받는자 등록번호", "공급받는자 종사업장번호", "공급받는자 상호", "공급받는자 성명", "공급받는자 사업장주소", "공급받는자 업태", "공급받는자 종목", "공급받는자 이메일1", "공급받는자 이메일2",
        "공급가액", "세액", "비고",
        .. Enumerable.Range(1, Slots).SelectMany(n => Lines.Select(l => $"{l}{n}")),
        "현금", "수표", "어음", "외상미수금", "영수(01), 청구(02)",
    ];

    /// <summary>One invoice; amounts by <paramref name="amount"/>, as the kind of file wants them. Pure.</summary>
    public static IReadOnlyList<object?> Row(BulkInvoice invoice, Func<long, object> amount)
    {
        var (i, s, r) = (invoice.Header, invoice.Header.Supplier, invoice.Header.Receiver);
        return
        [
            i.Tax == nameof(Core.Catalog.TaxClass.Zero) ? "02" : "01", Date(i.WrittenOn),
            s.Number, s.Branch, s.Name, s.Representative, s.Address, s.Type, s.Item, s.Email,
            r.Number, r.Branch, r.Name, r.Representative, r.Address, r.Type, r.Item, r.Email, null,
            amount(i.Supply), amount(i.Vat), i.CorrectsIssue is { } first ? $"환입 (당초 {Date(i.CorrectsOn!.Value)}, {first})" : null,
            .. Filled(invoice).SelectMany(l => Line(l, amount)),
            amount(i.Supply + i.Vat), null, null, null, i.Purpose,
        ];
    }

    /// <summary>Four lines, the fourth for all that follow; null where there is none.</summary>
    private static IEnumerable<TaxInvoiceLine?> Filled(BulkInvoice invoice)
    {
        var (i, lines) = (invoice.Header, invoice.Lines);
        if (i.LineCount <= Slots) return lines.Cast<TaxInvoiceLine?>().Concat(Enumerable.Repeat<TaxInvoiceLine?>(null, Slots - lines.Count));
        var told = lines.Take(Slots - 1).ToList();
        var rest = lines[Slots - 1] with
        {
            Item = $"{lines[Slots - 1].Item} 외 {i.LineCount - Slots}건", Specification = null, Quantity = 0, UnitPrice = 0, Note = null,
            Supply = i.Supply - told.Sum(l => l.Supply), Vat = i.Vat - told.Sum(l => l.Vat),
        };
        return told.Append(rest);
    }

    private static IEnumerable<object?> Line(TaxInvoiceLine? line, Func<long, object> amount) => line is { } l
        ?
        [
            // of the form's month only the day is asked for
            l.SuppliedOn.ToString("dd", CultureInfo.InvariantCulture), l.Item, l.Specification, l.Quantity == 0 ? null : l.Quantity, l.Quantity == 0 ? null : amount(l.UnitPrice),
            amount(l.Supply), amount(l.Vat), l.Note,
        ]
        : Enumerable.Repeat<object?>(null, Lines.Length);

    private static string Date(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
