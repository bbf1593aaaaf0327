using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Data.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>The first visitor of an empty portal becomes its administrator. As soon as there is one, this page is none.</summary>
[AllowAnonymous]
public sealed class SetupController(PeopleStore store, SignUp signUp, UserManager<PersonRow> people) : Controller
{
    [HttpGet("/setup")]
    public async Task<IActionResult> Index() => await store.HasAdministrator() ? NotFound() : View(new SignUpForm());

    [HttpPost("/setup"), Door]
    public async Task<IActionResult> Index(SignUpForm form)
    {
        if (await store.HasAdministrator()) return NotFound();
        if (ModelState.IsValid && !Emails.IsValid(form.Email)) this.Error(nameof(form.Email), "error.EmailAddress");
        if (ModelState.IsValid && string.IsNullOrWhiteSpace(form.Organization)) this.Error(nameof(form.Organization), "accounts.firmNeeded");
        if (ModelState.IsValid && !await people.IsStrong(form.Password!)) this.Error(nameof(form.Password), "accounts.weakPassword");
        if (!ModelState.IsValid) return this.Invalid("Index", form);
        var outcome = await signUp.Administrator(form, people.PasswordHasher.HashPassword(new PersonRow(), form.Password!), Texts.Language);
        switch (outcome)
        {
            case null:
                return this.Stale("accounts.setupTaken");
            case RegisterPersonOutcome.Registered:
                this.Flash("accounts.setupDone");
                return LocalRedirect("/sign-in");
            case RegisterPersonOutcome.EmailTaken:
                this.Error(nameof(form.Email), "accounts.emailTaken");
                return this.Invalid("Index", form);
            default:
                this.Error(nameof(form.Organization), "accounts.firmRefused");
                return this.Invalid("Index", form);
        }
    }
}
