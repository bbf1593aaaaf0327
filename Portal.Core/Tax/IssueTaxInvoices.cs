using System.Globalization;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Tax;

/// <summary>The operator of a centre issues the tax invoices of a month of supply.</summary>
public sealed record IssueTaxInvoicesRequest(Actor Actor, long CentreId, Month Month);

public abstract record IssueTaxInvoicesOutcome
{
    private IssueTaxInvoicesOutcome() { }

    public sealed record Issued(IssuedInvoices Invoices) : IssueTaxInvoicesOutcome;
    public sealed record NothingToIssue : IssueTaxInvoicesOutcome;
    public sealed record NotFound : IssueTaxInvoicesOutcome;
    /// <summary>The month is not over: an invoice of a month is dated by its last day.</summary>
    public sealed record NotOver : IssueTaxInvoicesOutcome;
    /// <summary>The centre has no registration number or no representative: it can be named by no invoice.</summary>
    public sealed record CentreIncomplete : IssueTaxInvoicesOutcome;
}

/// <summary>
/// Puts everything of a month that is ready onto invoices, per supplier, receiver and kind of tax, and every return of what was invoiced before
/// onto a correction. Running it again takes what has become ready since; what is on an invoice stays there.
/// </summary>
public sealed class IssueTaxInvoices(IUnitOfWork unit, ITaxStore tax, IOperationsStore operations, Audit audit, Clock clock)
{
    public async Task<IssueTaxInvoicesOutcome> Handle(IssueTaxInvoicesRequest request)
    {
        var (actor, centre) = (request.Actor, request.CentreId);
        if (!TaxRights.May(actor, centre)) return new IssueTaxInvoicesOutcome.NotFound();
        if (request.Month.Last >= clock.Today) return new IssueTaxInvoicesOutcome.NotOver();
        await using var tx = await unit.Begin();
        if (await tax.Issuer(centre) is not { } issuer) return new IssueTaxInvoicesOutcome.NotFound();
        if (!issuer.IsComplete) return new IssueTaxInvoicesOutcome.CentreIncomplete();

        var (run, year) = (new InvoiceRun(Ids.Next(), centre, request.Month), clock.Today.Year);
        var series = $"tax-invoice:{centre}";
        // whoever issues for the same centre at the same time waits here, and then finds what was ready on invoices
        await operations.NextNumbers(series, Period(year), 0);
        var drafted = await tax.Draft(run);
        if (drafted.Count == 0) return new IssueTaxInvoicesOutcome.NothingToIssue();

        var day = clock.Today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var numbers = new InvoiceNumbers(year, await operations.NextNumbers(series, Period(year), drafted.Count),
            day + issuer.BusinessNumber![..8], await operations.NextNumbers("tax-issue", day, drafted.Count));
        await tax.Issue(run, numbers, drafted, clock.Now, actor.PersonOrNull);
        await audit.Note(actor, "tax-invoice.issue", "tax-month", centre, $"{issuer.Name} {request.Month}", null, $"{drafted.Originals} + {drafted.Corrections}: {drafted.Supply} / {drafted.Vat}");
        await tx.Commit();
        return new IssueTaxInvoicesOutcome.Issued(drafted);
    }

    private static string Period(int year) => year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Who acts for a centre towards the tax office.</summary>
internal static class TaxRights
{
    public static bool May(Actor actor, long centreId) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == centreId);
}
