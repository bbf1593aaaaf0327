using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Shared;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record PeopleModel(PageOf<PersonListRow> Page, PersonFilter Filter);

public sealed record RoleForm
{
    [Display(Name = "accounts.organizationCode"), Required, StringLength(40)]
    public string? OrganizationCode { get; init; }

    [Display(Name = "accounts.role"), Required]
    public Role? Role { get; init; }
}

public sealed record PersonModel(PersonDetail Detail, RoleForm Form);

/// <summary>Everybody who has an account, for administrators.</summary>
[Roles(Role.Administrator)]
public sealed class PeopleController(PeoplePages pages) : Controller
{
    public static readonly IReadOnlyList<string> Views = ["all", "suspended", "locked", "norole", "Administrator", "Operator", "Reviewer", "Producer", "Seller", "Buyer"];

    [HttpGet("/people"), Shows<PeopleList>]
    public async Task<IActionResult> Index(string? view, string? q, int page = 1)
    {
        var filter = new PersonFilter { View = Views.Contains(view) ? view! : "all", Text = q, Page = page };
        return View(new PeopleModel(await pages.List(filter), filter));
    }

    [HttpGet("/people/{personId:long}")]
    public async Task<IActionResult> Details(long personId) => await pages.Find(personId) is { } person ? View(new PersonModel(person, new RoleForm())) : NotFound();

    [HttpPost("/people/{personId:long}/suspension")]
    public async Task<IActionResult> Suspend(Actor actor, long personId, string? reason, [FromServices] SuspendPerson suspend)
    {
        if (await pages.Find(personId) is not { } person) return NotFound();
        if (PlainText.Tidy(reason) is not { Length: <= 1000 } why)
        {
            this.Error("reason", "accounts.reasonNeeded");
            return this.Invalid("Details", new PersonModel(person, new RoleForm()));
        }

        return Answer(await suspend.Handle(new PersonRequest(actor, personId, why)), personId, "accounts.personSuspended");
    }

    [HttpPost("/people/{personId:long}/suspension/end")]
    public async Task<IActionResult> Reinstate(Actor actor, long personId, [FromServices] ReinstatePerson reinstate) =>
        Answer(await reinstate.Handle(new PersonRequest(actor, personId)), personId, "accounts.personReinstated");

    [HttpPost("/people/{personId:long}/lock/end")]
    public async Task<IActionResult> Unlock(Actor actor, long personId, [FromServices] UnlockPerson unlock) =>
        Answer(await unlock.Handle(new PersonRequest(actor, personId)), personId, "accounts.personUnlocked");

    [HttpPost("/people/{personId:long}/sessions/end")]
    public async Task<IActionResult> EndSessions(Actor actor, long personId, [FromServices] EndSessions end) =>
        Answer(await end.Handle(new PersonRequest(actor, personId)), personId, "accounts.sessionsEnded");

    [HttpPost("/people/{personId:long}/memberships")]
    public async Task<IActionResult> Add(Actor actor, long personId, [Bind(Prefix = "Form")] RoleForm form, [FromServices] AddMembership add, [FromServices] IOrganizationStore organizations)
    {
        if (await pages.Find(personId) is not { } person) return NotFound();
        var organization = ModelState.IsValid ? await organizations.FindByCode(form.OrganizationCode!.Trim()) : null;
        if (ModelState.IsValid && organization is null) this.Error("Form.OrganizationCode", "accounts.noSuchOrganization");
        if (!ModelState.IsValid) return this.Invalid("Details", new PersonModel(person, form));
        switch (await add.Handle(new AddMembershipRequest(actor, personId, organization!.Value, form.Role!.Value)))
        {
            case AddMembershipOutcome.Added:
                this.Flash("accounts.roleAdded");
                return LocalRedirect($"/people/{personId}");
            case AddMembershipOutcome.AlreadyMember:
                this.Error("Form.Role", "accounts.alreadyMember");
                return this.Invalid("Details", new PersonModel(person, form));
            case AddMembershipOutcome.NotAllowed:
                this.Error("Form.Role", "accounts.roleNotHere");
                return this.Invalid("Details", new PersonModel(person, form));
            default:
                return NotFound();
        }
    }

    private IActionResult Answer(PersonOutcome outcome, long personId, string done)
    {
        switch (outcome)
        {
            case PersonOutcome.Done:
                this.Flash(done);
                return LocalRedirect($"/people/{personId}");
            case PersonOutcome.LastOne:
                return this.Stale("accounts.lastAdministrator");
            case PersonOutcome.NotPossible:
                return this.Stale("accounts.personChanged");
            default:
                return NotFound();
        }
    }
}
