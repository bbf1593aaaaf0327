using Microsoft.AspNetCore.Mvc;
using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Organizations;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public sealed record OrganizationListModel(PageOf<OrganizationRow> Page, OrganizationFilter Filter, IReadOnlyList<string> Kinds, string OwnCode);

public sealed record OrganizationModel(OrganizationDetail Organization, IReadOnlyList<HistoryRow> History, FreightRule? Freight, BankAccountChange? Waiting);

public sealed record NewOrganizationModel(NewOrganizationForm Form, IReadOnlyList<CentreRow> Centres);

/// <summary>Organizations: the list of a centre or of the portal, the page of one, and the registration of a new one.</summary>
[Roles(Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class OrganizationsController(OrganizationPages pages, PortalOptions options) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["all", "suspended", "nobank", "centrebank"];

    [HttpGet("/organizations"), Shows<OrganizationList>]
    public async Task<IActionResult> Index(Actor actor, string? view, string? kind, string? q, int page = 1)
    {
        // who has but one goes there
        if (actor.Role is not (Role.Operator or Role.Administrator)) return LocalRedirect(Page(await pages.CodeOf(actor)));
        var kinds = actor.Role == Role.Administrator ? Enum.GetNames<OrganizationKind>() : [.. NewOrganizationForm.Kinds(actor).Select(k => k.ToString())];
        var filter = new OrganizationFilter { View = Views.Contains(view) ? view! : "all", Kind = kinds.Contains(kind) ? kind : null, Text = q, Page = page };
        return View(new OrganizationListModel(await pages.List(actor, filter), filter, kinds, await pages.CodeOf(actor)));
    }

    [HttpGet("/organizations/{organizationCode}")]
    public async Task<IActionResult> Details(Actor actor, string organizationCode, [FromServices] IFreightStore freight, [FromServices] IBankAccountChanges changes) =>
        await pages.Find(actor, organizationCode) is { } o
            ? View(new OrganizationModel(o, await pages.History(o.Id), o.Kind == nameof(OrganizationKind.Producer) ? await freight.Find(o.Id) : null, await changes.Waiting(o.Id)))
            : NotFound();

    [HttpGet("/organizations/new"), Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> New(Actor actor, OrganizationKind? kind) => View(await Model(actor, new NewOrganizationForm { Kind = kind }));

    [HttpPost("/organizations/new"), Roles(Role.Operator, Role.Administrator)]
    public async Task<IActionResult> New(Actor actor, [Bind(Prefix = "Form")] NewOrganizationForm form, [FromServices] RegisterOrganization register)
    {
        foreach (var (field, key) in form.Mistakes(options)) this.Error($"Form.{field}", key);
        if (!ModelState.IsValid) return this.Invalid("New", await Model(actor, form));
        var outcome = await register.Handle(new RegisterOrganizationRequest(actor, string.IsNullOrWhiteSpace(form.Code) ? null : form.Code.Trim(), PlainText.Tidy(form.Name)!, form.Kind!.Value)
        {
            BusinessNumber = form.BusinessNumber, Representative = PlainText.Tidy(form.Representative), Region = PlainText.Tidy(form.Region), Email = PlainText.Tidy(form.Email),
            Phone = form.TidyPhone, PostalCode = form.TidyPostalCode(options), Address = PlainText.Tidy(form.Address), Tax = form.Tax,
            CentreId = actor.Role == Role.Operator ? actor.OrganizationId : form.CentreId,
        });
        switch (outcome)
        {
            case RegisterOrganizationOutcome.Registered done:
                this.Flash("organizations.registered", done.Code);
                return LocalRedirect(Page(done.Code) + (form.Kind is OrganizationKind.Carrier or OrganizationKind.Supplier ? "" : "/members"));
            case RegisterOrganizationOutcome.CodeTaken:
                this.Error("Form.Code", "organizations.codeTaken");
                return this.Invalid("New", await Model(actor, form));
            case RegisterOrganizationOutcome.Bad bad:
                this.Error($"Form.{bad.Field}", "organizations.bad");
                return this.Invalid("New", await Model(actor, form));
            default:
                this.Error("Form.Kind", "organizations.kindNotAllowed");
                return this.Invalid("New", await Model(actor, form));
        }
    }

    [HttpPost("/organizations/{organizationCode}/suspension"), Roles(Role.Operator, Role.Administrator)]
    public Task<IActionResult> Suspend(Actor actor, string organizationCode, string? reason, [FromServices] SuspendOrganization suspend) =>
        Move(actor, organizationCode, reason, suspend.Handle, "organizations.suspendedNow");

    [HttpPost("/organizations/{organizationCode}/suspension/end"), Roles(Role.Operator, Role.Administrator)]
    public Task<IActionResult> Reinstate(Actor actor, string organizationCode, string? reason, [FromServices] ReinstateOrganization reinstate) =>
        Move(actor, organizationCode, reason, reinstate.Handle, "organizations.reinstatedNow");

    private async Task<IActionResult> Move(Actor actor, string code, string? reason, Func<MoveOrganizationRequest, Task<MoveOrganizationOutcome>> move, string done)
    {
        if (await pages.Find(actor, code) is not { } o) return NotFound();
        switch (await move(new MoveOrganizationRequest(actor, o.Id, PlainText.Tidy(reason) ?? "")))
        {
            case MoveOrganizationOutcome.Moved:
                this.Flash(done);
                return LocalRedirect(Page(code));
            case MoveOrganizationOutcome.NotPossible:
                return this.Stale("organizations.moved");
            case MoveOrganizationOutcome.NotAllowed:
                return this.Stale("organizations.mayNotMove");
            case MoveOrganizationOutcome.ReasonNeeded:
                this.Error("reason", "organizations.reasonNeeded");
                return this.Invalid("Details", new OrganizationModel(o, await pages.History(o.Id), null, null));
            default:
                return NotFound();
        }
    }

    private async Task<NewOrganizationModel> Model(Actor actor, NewOrganizationForm form) => new(form, actor.Role == Role.Administrator ? await pages.Centres() : []);

    internal static string Page(string code) => $"/organizations/{Uri.EscapeDataString(code)}";
}
