using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public sealed record EditOrganizationModel(OrganizationDetail Organization, OrganizationForm Form, IReadOnlyList<CentreRow> Centres, bool MayRegister);

public sealed record FreightModel(OrganizationDetail Organization, FreightForm Form);

/// <summary>What is changed about an organization: its data, and a producer's freight.</summary>
[Roles(Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class OrganizationEditsController(OrganizationPages pages, PortalOptions options) : Controller
{
    private const string EditView = "/Organizations/Organizations/Edit.cshtml";
    private const string FreightView = "/Organizations/Organizations/Freight.cshtml";

    [HttpGet("/organizations/{organizationCode}/data")]
    public async Task<IActionResult> Data(Actor actor, string organizationCode) =>
        await pages.Find(actor, organizationCode) is { } o ? View(EditView, await Model(actor, o, OrganizationForm.Of(o))) : NotFound();

    [HttpPost("/organizations/{organizationCode}/data")]
    public async Task<IActionResult> Data(Actor actor, string organizationCode, [Bind(Prefix = "Form")] OrganizationForm form, [FromServices] EditOrganization edit)
    {
        if (await pages.Find(actor, organizationCode) is not { } o) return NotFound();
        var model = await Model(actor, o, form);
        foreach (var (field, key) in form.Mistakes(options)) this.Error($"Form.{field}", key);
        if (!ModelState.IsValid) return this.Invalid(EditView, model);
        var outcome = await edit.Handle(new EditOrganizationRequest(actor, o.Id, form.Version, PlainText.Tidy(form.Name)!)
        {
            Representative = PlainText.Tidy(form.Representative), Line = new BusinessLine(PlainText.Tidy(form.BusinessType), PlainText.Tidy(form.BusinessItem), PlainText.Tidy(form.BranchNumber)), Email = PlainText.Tidy(form.Email), Phone = form.TidyPhone,
            PostalCode = form.TidyPostalCode(options), Address = PlainText.Tidy(form.Address),
            // what is not on the form of this actor stays as it is
            Registration = model.MayRegister
                ? new Registration(form.BusinessNumber, form.Tax, PlainText.Tidy(form.Region), actor.Role == Role.Administrator ? form.CentreId : o.CentreId)
                : null,
        });
        return Answer(outcome, organizationCode, "organizations.changed", EditView, model);
    }

    [HttpGet("/organizations/{organizationCode}/freight"), Roles(Role.Producer, Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Freight(Actor actor, string organizationCode, [FromServices] IFreightStore freight)
    {
        if (await Producer(actor, organizationCode) is not { } o) return NotFound();
        var rule = await freight.Find(o.Id);
        return View(FreightView, new FreightModel(o, new FreightForm { Fee = options.Currency.Plain(rule?.Fee ?? 0), FreeFrom = rule?.FreeFrom is { } from ? options.Currency.Plain(from) : null }));
    }

    [HttpPost("/organizations/{organizationCode}/freight"), Roles(Role.Producer, Role.Operator, Role.Administrator)]
    public async Task<IActionResult> Freight(Actor actor, string organizationCode, [Bind(Prefix = "Form")] FreightForm form, [FromServices] SetFreightRule set)
    {
        if (await Producer(actor, organizationCode) is not { } o) return NotFound();
        var fee = Amount(form.Fee, "Form.Fee");
        var from = Amount(form.FreeFrom, "Form.FreeFrom");
        if (from == 0) this.Error("Form.FreeFrom", "organizations.badFreeFrom");
        if (!ModelState.IsValid) return this.Invalid(FreightView, new FreightModel(o, form));
        if (await set.Handle(new SetFreightRuleRequest(actor, o.Id, fee ?? 0, from)) != SetFreightRuleOutcome.Set) return NotFound();
        this.Flash("organizations.freightChanged");
        return LocalRedirect(OrganizationsController.Page(organizationCode));
    }

    private async Task<OrganizationDetail?> Producer(Actor actor, string code) =>
        await pages.Find(actor, code) is { Kind: nameof(OrganizationKind.Producer) } o ? o : null;

    private long? Amount(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (options.Currency.TryRead(text, out var amount)) return amount;
        this.Error(field, "organizations.badAmount");
        return null;
    }

    private IActionResult Answer(EditOrganizationOutcome outcome, string code, string done, string view, object model)
    {
        switch (outcome)
        {
            case EditOrganizationOutcome.Changed:
                this.Flash(done);
                return LocalRedirect(OrganizationsController.Page(code));
            case EditOrganizationOutcome.Stale:
                return this.Stale("organizations.stale");
            case EditOrganizationOutcome.Bad bad:
                this.Error($"Form.{bad.Field}", "organizations.bad");
                return this.Invalid(view, model);
            default:
                return NotFound();
        }
    }

    private async Task<EditOrganizationModel> Model(Actor actor, OrganizationDetail o, OrganizationForm form) =>
        new(o, form, actor.Role == Role.Administrator ? await pages.Centres() : [], OrganizationRights.MayRegister(actor, o.CentreId));
}
