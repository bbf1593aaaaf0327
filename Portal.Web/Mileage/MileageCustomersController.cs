using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Mileage;
using Portal.Core.Shared;
using Portal.Data.Mileage;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Mileage;

public sealed record MileageCustomersModel(PageOf<MileageAccount> Page, string? Text);

/// <summary>Whether mileage is granted or taken back.</summary>
public enum CorrectionWay { Grant, TakeBack }

public sealed record CorrectionForm
{
    [Display(Name = "mileage.way"), Required]
    public CorrectionWay? Way { get; init; } = CorrectionWay.Grant;

    [Display(Name = "mileage.amount"), Required, StringLength(30)]
    public string? Amount { get; init; }

    [Display(Name = "mileage.reason"), Required]
    public MileageReason? Reason { get; init; }

    [Display(Name = "mileage.note"), Required, StringLength(CorrectMileage.MaxNote)]
    public string? Note { get; init; }

    /// <summary>What the customer could spend when the page was opened.</summary>
    public long? Seen { get; init; }
}

public sealed record MileageCustomerModel(MileageDetail Detail, CorrectionForm Form);

/// <summary>The mileage of a centre's customers, and its correction by hand.</summary>
[Roles(Role.Operator, Role.Administrator)]
public sealed class MileageCustomersController(MileagePages pages, PortalOptions options) : Controller
{
    [HttpGet("/mileage/customers"), Shows<MileageCustomerList>]
    public async Task<IActionResult> Index(Actor actor, string? q, int page = 1) => View(new MileageCustomersModel(await pages.Customers(actor, q, page), q));

    [HttpGet("/mileage/customers/{organizationCode}")]
    public async Task<IActionResult> Details(Actor actor, string organizationCode, int page = 1) =>
        await pages.Find(actor, organizationCode, page) is { } found ? View(new MileageCustomerModel(found, new CorrectionForm { Seen = found.Account.Usable })) : NotFound();

    [HttpPost("/mileage/customers/{organizationCode}/corrections"), Roles(Role.Operator)]
    public async Task<IActionResult> Correct(Actor actor, string organizationCode, [Bind(Prefix = "Form")] CorrectionForm form, [FromServices] CorrectMileage correct)
    {
        if (await pages.Find(actor, organizationCode, 1) is not { } found) return NotFound();
        var amount = 0L;
        if (form.Amount is not null && (!options.Currency.TryRead(form.Amount, out amount) || amount == 0)) this.Error("Form.Amount", "mileage.badAmount");
        if (!ModelState.IsValid) return this.Invalid("Details", new MileageCustomerModel(found, form));
        var signed = form.Way == CorrectionWay.Grant ? amount : -amount;
        switch (await correct.Handle(new CorrectMileageRequest(actor, found.Account.BuyerId, signed, form.Reason!.Value, PlainText.Tidy(form.Note) ?? "–") { Seen = form.Seen }))
        {
            case CorrectMileageOutcome.Corrected:
                this.Flash("mileage.corrected");
                return LocalRedirect($"/mileage/customers/{Uri.EscapeDataString(organizationCode)}");
            case CorrectMileageOutcome.TooMuch:
                this.Error("Form.Amount", "mileage.tooMuch", options.Currency.Format(found.Account.Usable));
                return this.Invalid("Details", new MileageCustomerModel(found, form));
            case CorrectMileageOutcome.Changed:
                return this.Stale("mileage.changed");
            default:
                return NotFound();
        }
    }
}
