using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>Months and years of a payee, and settlement statements, as PDF. Null when the machine has no font for it.</summary>
[Service]
public sealed class PayeePaper(PdfFont font, Texts texts, Show show, PortalOptions options, Clock clock)
{
    private static readonly (string Key, float Share)[] Sums = [("gross", 3), ("incomeTax", 2.4f), ("localTax", 2.4f), ("net", 3), ("vat", 2.4f)];

    /// <summary>The year, in the shape of the payment record for business income of residents: who paid, who was paid, months, gross, taxes.</summary>
    public byte[]? Of(PayeeYear s) => Make(texts[s.Payee.IsIndividual ? "settlement.paper.yearIndividual" : "settlement.paper.year", s.Year], paper =>
    {
        Payee(paper, s.Payee);
        paper.Head(texts["settlement.payers"]);
        foreach (var p in s.Payers)
        {
            paper.Facts((texts["settlement.paper.name"], p.Name), (texts["settlement.paper.number"], show.BusinessNumber(p.BusinessNumber)),
                (texts["settlement.paper.representative"], p.Representative), (texts["settlement.paper.address"], p.Address),
                (texts["settlement.gross"], show.Money(p.Gross)), (texts["settlement.paper.tax"], show.Money(p.IncomeTax + p.LocalTax)));
            paper.Text(" ");
        }

        paper.Head(texts["settlement.byMonth"]);
        paper.Table([new(texts["settlement.monthOfPayout"], 2), .. Figures], s.Months.Where(m => m.Payouts > 0).Select(m => Row(m.Month, m)), Row(texts["settlement.sum"], s.Sum));
    });

    public byte[]? Of(PayeeMonth s) => Make(texts["settlement.paper.month", s.Month], paper =>
    {
        Payee(paper, s.Payee);
        paper.Head(texts["settlement.payouts"]);
        paper.Table([new(texts["settlement.accountingDate"], 3), .. Figures],
            s.Payouts.Select(p => Row($"{p.AccountingDate:yyyy-MM-dd} {p.Centre} {(p.IsFailure ? texts["ledger.kind.PayoutFailed"] : "")}".TrimEnd(), p)), Row(texts["settlement.sum"], s.Sum));
        foreach (var p in s.Payouts.Where(p => !p.IsFailure))
        {
            paper.Head(texts["settlement.ordersBehind", p.Centre, p.SettlementNo]);
            var rows = s.Orders[p.SettlementId].Select(o => new[] { o.OrderNo ?? texts[$"ledger.kind.{o.Kind}"], show.Amount(o.Amount), show.Amount(o.Vat) });
            if (p.CarriedIn != 0 || p.VatIn != 0) rows = rows.Prepend([texts["settlement.carriedIn"], show.Amount(p.CarriedIn), show.Amount(p.VatIn)]);
            paper.Table([new(texts["settlement.order"], 4), new(texts["settlement.amount"], 3, true), new(texts["settlement.vat"], 3, true)], rows,
                [texts["settlement.gross"], show.Amount(p.Gross), show.Amount(p.Vat)]);
        }
    });

    /// <summary>A statement of a settlement: what it is made of, and what it comes to.</summary>
    public byte[]? Of(StatementHeader s, IReadOnlyList<StatementItem> items) => Make(texts["settlement.statementOf", s.Party, s.SettlementNo], paper =>
    {
        paper.Text($"{texts["settlement.throughDay", show.Day(s.ThroughOn)]} · {texts["settlement.lockedAt", show.Moment(s.LockedAt)]}");
        paper.Head(texts["settlement.payer"]);
        paper.Facts((texts["settlement.paper.name"], s.Centre), (texts["settlement.paper.number"], show.BusinessNumber(s.CentreNumber)),
            (texts["settlement.paper.representative"], s.CentreRepresentative), (texts["settlement.paper.address"], s.CentreAddress));
        paper.Head(texts["settlement.payee"]);
        paper.Facts((texts["settlement.paper.name"], s.Party), (texts["settlement.paper.number"], show.BusinessNumber(s.PartyNumber)),
            (texts["settlement.paper.representative"], s.PartyRepresentative), (texts["settlement.paper.address"], s.PartyAddress));
        paper.Head(texts["settlement.computed"]);
        paper.Facts(Computed(s));
        paper.Head(texts["settlement.madeOf"]);
        paper.Table([new(texts["settlement.accountingDate"], 2), new(texts["settlement.what"], 6), new(texts["settlement.amount"], 2.4f, true), new(texts["settlement.vat"], 2.4f, true)],
            items.Select(i => new[] { $"{i.AccountingDate:yyyy-MM-dd}", What(i), show.Amount(i.Amount), show.Amount(i.Vat) }),
            ["", texts["settlement.earned"], show.Amount(s.Earned), show.Amount(s.Vat)]);
    });

    private IEnumerable<PdfColumn> Figures => Sums.Select(c => new PdfColumn(texts[$"settlement.{c.Key}"], c.Share, true));

    private (string, string?)[] Computed(StatementHeader s) =>
    [
        (texts["settlement.carriedIn"], show.Money(s.CarriedIn)), (texts["settlement.earned"], show.Money(s.Earned)), (texts["settlement.gross"], show.Money(s.Gross)),
        (texts["settlement.incomeTax"], show.Money(-s.IncomeTax)), (texts["settlement.localTax"], show.Money(-s.LocalTax)), (texts["settlement.net"], show.Money(s.Net)),
        (texts["settlement.vat"], show.Money(s.VatPaid)), (texts["settlement.transfer"], show.Money(s.Transfer)), (texts["settlement.carriedOut"], show.Money(s.CarriedOut + s.VatOut)),
    ];

    private string What(StatementItem i)
    {
        var what = i.Product ?? texts[$"ledger.kind.{i.Kind}"];
        if (i.Kind == "Return") what = $"{texts["ledger.kind.Return"]} {what} ({i.ReturnReference})";
        return i.OrderNo is null ? what : $"{what} · {i.OrderNo}";
    }

    private void Payee(PdfPaper paper, Payee p)
    {
        paper.Head(texts["settlement.payee"]);
        paper.Facts((texts["settlement.paper.name"], p.Name), (texts["settlement.paper.number"], Masked(p)), (texts["settlement.paper.representative"], p.Representative),
            (texts["settlement.paper.address"], p.Address), (texts["settlement.paper.code"], p.Code));
    }

    /// <summary>A number that others could use is shown in part only.</summary>
    internal static string Masked(Payee p) => p.BusinessNumber is { Length: 10 } n ? $"{n[..3]}-{n[3..5]}-*****" : "–";

    private string[] Row(string first, PayeeSum s) => [first, show.Amount(s.Gross), show.Amount(s.IncomeTax), show.Amount(s.LocalTax), show.Amount(s.Net), show.Amount(s.Vat)];

    private byte[]? Make(string title, Action<PdfPaper> write) =>
        font.Face is { } face ? PdfPaper.Write(face, (title, texts["settlement.paper.foot", options.Name, show.Day(clock.Today)]), clock.Now, write) : null;
}
