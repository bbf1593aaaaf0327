using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Core.Tax;
using Portal.Data.Tax;
using Portal.Web.Shared;

namespace Portal.Web.Tax;

public sealed record WithholdingMonthsModel(WithheldCentre? Centre, IReadOnlyList<WithheldCentre> Centres, IReadOnlyList<WithholdingDue> Months, IReadOnlyDictionary<string, WithheldPaid> Paid, DateOnly Today);

public sealed record WithholdingMonthModel(WithheldCentre Centre, WithholdingDue Due, IReadOnlyList<WithheldPayee> Payees, WithheldPaid? Paid, bool IsOver);

/// <summary>What a centre withheld from individuals, by month and payee, and whether it was paid to the tax office.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class WithholdingController(WithheldPages pages, ITaxStore tax, PortalOptions options, Clock clock) : Controller
{
    [HttpGet("/withholding")]
    public async Task<IActionResult> Index(Actor actor, string? centre)
    {
        var centres = await pages.Centres(actor);
        var of = Chosen(centres, centre);
        if (of is null && centre is not null) return NotFound();
        var months = of is null ? [] : WithholdingDue.Of(await tax.Withheld(of.Id)).Reverse().ToList();
        var paid = of is null ? [] : await pages.Paid(of.Id);
        return View(new WithholdingMonthsModel(of, centres, months, paid.ToDictionary(p => p.Month), clock.Today));
    }

    [HttpGet("/withholding/{month}")]
    public async Task<IActionResult> Details(Actor actor, string month, string? centre) =>
        await Find(actor, month, centre) is { } model ? View(model) : NotFound();

    [HttpGet("/withholding/{month}.csv")]
    public async Task<IActionResult> Csv(Actor actor, string month, string? centre, [FromServices] Texts texts)
    {
        if (await Find(actor, month, centre) is not { } m) return NotFound();
        string[] columns = ["tax.payee", "tax.code", "tax.payouts", "tax.gross", "tax.incomeTax", "tax.localTax", "tax.net"];
        return this.Csv($"withholding-{m.Centre.Code}-{m.Due.Month}.csv", columns.Select(c => texts[c]),
            m.Payees.Select(p => new object?[] { p.Party, p.Code, p.Payouts, Amount(p.Gross), Amount(p.IncomeTax), Amount(p.LocalTax), Amount(p.Net) }));
    }

    [HttpPost("/withholding/{month}/payment"), Roles(Role.Operator)]
    public async Task<IActionResult> Pay(Actor actor, string month, [FromServices] PayWithholding pay)
    {
        if (!Month.TryParse(month, out var m)) return NotFound();
        switch (await pay.Handle(new PayWithholdingRequest(actor, actor.OrganizationId, m)))
        {
            case PayWithholdingOutcome.Paid:
                this.Flash("tax.withholdingPaid", m);
                return LocalRedirect($"/withholding/{m}");
            case PayWithholdingOutcome.NotOver:
                return this.Stale("tax.withholdingNotOver");
            case PayWithholdingOutcome.NothingDue:
                return this.Stale("tax.withholdingNothing");
            case PayWithholdingOutcome.PaidBefore:
                return this.Stale("tax.withholdingPaidBefore");
            case PayWithholdingOutcome.EarlierFirst:
                return this.Stale("tax.withholdingEarlier");
            default:
                return NotFound();
        }
    }

    private async Task<WithholdingMonthModel?> Find(Actor actor, string month, string? centre)
    {
        if (!Month.TryParse(month, out var m) || Chosen(await pages.Centres(actor), centre) is not { } of) return null;
        var due = WithholdingDue.Of(await tax.Withheld(of.Id)).FirstOrDefault(d => d.Month == m) ?? new WithholdingDue(m, default, default, false);
        return new WithholdingMonthModel(of, due, await pages.Payees(of.Id, m), (await pages.Paid(of.Id)).Find(p => p.Month == m.ToString()), m.Last < clock.Today);
    }

    /// <summary>The centre that is named, or the only one, or the first.</summary>
    private static WithheldCentre? Chosen(List<WithheldCentre> centres, string? code) => code is null ? centres.FirstOrDefault() : centres.Find(c => c.Code == code);

    private object Amount(long minor) => CsvFile.Amount(options.Currency, minor);
}
