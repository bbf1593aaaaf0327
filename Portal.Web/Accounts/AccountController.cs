using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record ProfileForm
{
    [Display(Name = "accounts.name"), Required, StringLength(100)]
    public string? Name { get; init; }

    [Display(Name = "accounts.phone"), StringLength(40)]
    public string? Phone { get; init; }
}

public sealed record PasswordForm
{
    [Display(Name = "accounts.currentPassword"), Required, StringLength(200)]
    public string? Current { get; init; }

    [Display(Name = "accounts.newPassword"), Required, StringLength(200, MinimumLength = 10)]
    public string? New { get; init; }
}

public sealed record MailForm
{
    [Display(Name = "accounts.newEmail"), Required, StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "accounts.currentPassword"), Required, StringLength(200)]
    public string? Password { get; init; }
}

/// <summary>What people change about themselves: role in which they act, password, mail, sessions.</summary>
[SignedIn]
public sealed class AccountController(Session session, UserManager<PersonRow> people, AccountMails mails, SecurityNotes notes) : Controller
{
    [HttpGet("/account")]
    public IActionResult Index() => View();

    [HttpPost("/account/membership")]
    public async Task<IActionResult> Membership(long membershipId)
    {
        if (session.Memberships.All(m => m.Id != membershipId)) return NotFound();
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        await HttpContext.SignInAsync(SessionEvents.Principal(person.Id, person.SecurityStamp, membershipId));
        return LocalRedirect("/");
    }

    [HttpGet("/account/profile")]
    public async Task<IActionResult> Profile()
    {
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        return View(new ProfileForm { Name = person.Name, Phone = person.Phone });
    }

    [HttpPost("/account/profile")]
    public async Task<IActionResult> Profile(ProfileForm form)
    {
        if (!Phones.TryTidy(form.Phone, out var phone)) this.Error(nameof(form.Phone), "accounts.badPhone");
        if (PlainText.Tidy(form.Name) is not { } name)
        {
            if (ModelState.IsValid) this.Error(nameof(form.Name), "accounts.nameNeeded");
            return this.Invalid("Profile", form);
        }

        if (!ModelState.IsValid) return this.Invalid("Profile", form);
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        var before = $"{person.Name} · {person.Phone}";
        (person.Name, person.Phone) = (name, phone);
        if (!(await people.UpdateAsync(person)).Succeeded) return this.Stale("accounts.changedMeanwhile");
        await notes.Note(person, "person.profile", before, $"{person.Name} · {person.Phone}");
        this.Flash("accounts.profileChanged");
        return LocalRedirect("/account");
    }

    [HttpGet("/account/password")]
    public IActionResult Password() => View(new PasswordForm());

    [HttpPost("/account/password"), Door]
    public async Task<IActionResult> Password(PasswordForm form)
    {
        if (!ModelState.IsValid) return this.Invalid("Password", form);
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        var result = await people.ChangePasswordAsync(person, form.Current!, form.New!);
        if (!result.Succeeded)
        {
            var wrong = result.Errors.Any(e => e.Code == "PasswordMismatch");
            this.Error(wrong ? nameof(form.Current) : nameof(form.New), wrong ? "accounts.wrongPassword" : "accounts.weakPassword");
            return this.Invalid("Password", form);
        }

        await notes.Note(person, "person.password");
        await mails.PasswordChanged(person);
        // the new stamp ends all other sessions; this one goes on
        await HttpContext.SignInAsync(SessionEvents.Principal(person.Id, person.SecurityStamp, session.Current?.Id));
        this.Flash("accounts.passwordChanged");
        return LocalRedirect("/account");
    }

    [HttpGet("/account/mail")]
    public IActionResult Mail() => View(new MailForm());

    [HttpPost("/account/mail"), Door]
    public async Task<IActionResult> Mail(MailForm form)
    {
        if (ModelState.IsValid && !Emails.IsValid(form.Email)) this.Error(nameof(form.Email), "error.EmailAddress");
        if (!ModelState.IsValid) return this.Invalid("Mail", form);
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        if (!await people.CheckPasswordAsync(person, form.Password!))
        {
            this.Error(nameof(form.Password), "accounts.wrongPassword");
            return this.Invalid("Mail", form);
        }

        // a mail goes to the new address in any case; whether it belongs to somebody else shows when the link is followed
        await mails.ChangeMail(person, form.Email!.Trim(), await people.GenerateChangeEmailTokenAsync(person, form.Email.Trim()));
        this.Flash("accounts.mailSent");
        return LocalRedirect("/account");
    }

    [HttpGet("/account/mail/confirmation")]
    public IActionResult ConfirmMail(string? email, string? token) => View((email, token));

    [HttpPost("/account/mail/confirmation")]
    public async Task<IActionResult> ConfirmNewMail(string? email, string? token)
    {
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        var before = person.Email;
        if (email is null || token is null || !(await people.ChangeEmailAsync(person, email, token)).Succeeded) return this.BadLink("/account/mail");
        await notes.Note(person, "person.mail", before, person.Email);
        await mails.MailChanged(person, before);
        await HttpContext.SignInAsync(SessionEvents.Principal(person.Id, person.SecurityStamp, session.Current?.Id));
        this.Flash("accounts.mailChanged");
        return LocalRedirect("/account");
    }

    [HttpPost("/account/sessions/end")]
    public async Task<IActionResult> SignOutEverywhere()
    {
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        await people.UpdateSecurityStampAsync(person);
        await notes.Note(person, "person.sessions");
        await HttpContext.SignOutAsync();
        this.Flash("accounts.signedOutEverywhere");
        return LocalRedirect("/sign-in");
    }
}
