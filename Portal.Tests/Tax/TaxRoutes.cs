using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Tax;

public sealed class TaxRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/tax-invoices").For(Buyer, Producer, Seller, Operator, Administrator),
        Get("/tax-invoices/{invoiceId:long}").For(Buyer, Producer, Seller, Operator, Administrator).Answers(Answer.NotFound, Seller).Foreign(Answer.Ok, Administrator),
        Get("/tax-invoices/months/{month}").For(Operator).At("/tax-invoices/months/2026-03"),
        Post("/tax-invoices/months/{month}").For(Operator).At("/tax-invoices/months/2026-03"),
        Get("/tax-invoices/months/{month}.csv").For(Operator).At("/tax-invoices/months/2026-03.csv"),
        Get("/tax-invoices/months/{month}.xlsx").For(Operator).At("/tax-invoices/months/2026-03.xlsx"),
        Get("/withholding").For(Operator, Administrator),
        Get("/withholding/{month}").For(Operator, Administrator).At("/withholding/2026-03"),
        Get("/withholding/{month}.csv").For(Operator, Administrator).At("/withholding/2026-03.csv"),
        Post("/withholding/{month}/payment").For(Operator).At("/withholding/2026-03/payment"),
        Get("/statements/months/{month}").For(Operator, Administrator, Producer, Seller).At("/statements/months/2026-03"),
        Get("/statements/months/{month}.csv").For(Operator, Administrator, Producer, Seller).At("/statements/months/2026-03.csv"),
        Get("/statements/months/{month}.pdf").For(Operator, Administrator, Producer, Seller).At("/statements/months/2026-03.pdf").Answers(Answer.NotFound, Operator, Administrator)
            .Answers(Answer.Open, Producer, Seller),
        Get("/statements/years/{year:int}").For(Operator, Administrator, Producer, Seller).At("/statements/years/2026"),
        Get("/statements/years/{year:int}.csv").For(Operator, Administrator, Producer, Seller).At("/statements/years/2026.csv"),
        Get("/statements/years/{year:int}.pdf").For(Operator, Administrator, Producer, Seller).At("/statements/years/2026.pdf").Answers(Answer.NotFound, Operator, Administrator)
            .Answers(Answer.Open, Producer, Seller),
        // without a font for it: 409
        Get("/statements/{statementId:long}.pdf").For(Operator, Administrator, Producer, Seller).Answers(Answer.Open).Foreign(Answer.Open, Administrator),
    ];
}

/// <summary>An invoice of each side.</summary>
public sealed class TaxIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        foreach (var side in new[] { world.Own, world.Foreign })
            foreach (var party in new[] { side.Centre, side.Producer, side.Buyer }) await side.Data.Certify(party);
        world.Set("invoiceId", await Invoice(world.Own), await Invoice(world.Foreign));
    }

    private static async Task<long> Invoice(RouteSide side)
    {
        var month = (await side.Portal.Scalar<string>("SELECT MIN(SUBSTRING(CAST(accounting_date AS NVARCHAR(10)), 1, 7)) FROM postings WHERE kind = 'Distribution' AND centre_id = @Centre", side))!;
        if (!Month.TryParse(month, out var of)) throw new InvalidOperationException($"'{month}' is no month.");
        var over = new DateTimeOffset(of.Next.First, new TimeOnly(12, 0), TimeSpan.Zero);
        if (side.Portal.Time.GetUtcNow() < over) side.Portal.Time.SetUtcNow(over);
        var outcome = await side.Portal.Run<IssueTaxInvoices, IssueTaxInvoicesOutcome>(u => u.Handle(new IssueTaxInvoicesRequest(side.As(Operator), side.Centre, of)));
        if (outcome is not IssueTaxInvoicesOutcome.Issued) throw new InvalidOperationException($"No invoice of {month}: {outcome}.");
        return await side.Portal.Scalar<long>("SELECT MIN(id) FROM tax_invoices WHERE centre_id = @Centre", side);
    }
}
