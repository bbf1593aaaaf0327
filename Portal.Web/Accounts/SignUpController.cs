using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Content;
using Portal.Data.Accounts;
using Portal.Web.Content;
using Portal.Web.Organizations;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record SignUpForm
{
    [Display(Name = "accounts.name"), Required, StringLength(100)]
    public string? Name { get; init; }

    [Display(Name = "accounts.firm"), StringLength(200)]
    public string? Organization { get; init; }

    [Display(Name = "accounts.email"), Required, StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "accounts.phone"), StringLength(40)]
    public string? Phone { get; init; }

    [Display(Name = "accounts.password"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; init; }

    [Display(Name = "content.agreeBoth")]
    public bool Agreed { get; init; }
}

public sealed record ForgottenForm
{
    [Display(Name = "accounts.email"), Required, StringLength(254)]
    public string? Email { get; init; }
}

public sealed record NewPasswordForm
{
    public string? Person { get; init; }
    public string? Token { get; init; }

    [Display(Name = "accounts.newPassword"), Required, StringLength(200, MinimumLength = 10)]
    public string? Password { get; init; }
}

/// <summary>Signing up as a buyer, confirming the mail address, and a new password by mail. No page tells whether an address has an account.</summary>
[AllowAnonymous]
public sealed class SignUpController(UserManager<PersonRow> people, SignUp signUp, AccountMails mails, SecurityNotes notes) : Controller
{
    [HttpGet("/sign-up")]
    public IActionResult Index() => View(new SignUpForm());

    [HttpPost("/sign-up"), Door]
    public async Task<IActionResult> Index(SignUpForm form, [FromServices] OpenConsents open, [FromServices] AgreeToTerms agree)
    {
        var terms = await open.ForEverybody();
        if (terms.Count > 0 && !form.Agreed) this.Error(nameof(form.Agreed), "content.agreeNeeded");
        if (ModelState.IsValid && !Emails.IsValid(form.Email)) this.Error(nameof(form.Email), "error.EmailAddress");
        if (!Phones.TryTidy(form.Phone, out var phone)) this.Error(nameof(form.Phone), "organizations.badPhone");
        if (ModelState.IsValid && !await people.IsStrong(form.Password!)) this.Error(nameof(form.Password), "accounts.weakPassword");
        if (!ModelState.IsValid) return this.Invalid("Index", form);

        var hash = people.PasswordHasher.HashPassword(new PersonRow(), form.Password!);
        switch (await signUp.Buyer(form with { Phone = phone }, hash, Texts.Language))
        {
            case RegisterPersonOutcome.Registered { PersonId: var id }:
                // what they could not agree to by a hair's breadth is asked at the first sign-in
                await agree.Handle(new AgreeToTermsRequest(id, terms));
                var person = (await people.FindByIdAsync($"{id}"))!;
                await mails.Confirm(id, person.Email, person.Language, await people.GenerateEmailConfirmationTokenAsync(person));
                break;
            case RegisterPersonOutcome.EmailTaken { PersonId: var there }:
                await mails.AlreadyHere((await people.FindByIdAsync($"{there}"))!);
                break;
            case RegisterPersonOutcome.Bad bad:
                this.Error(bad.Field, "error.Value", bad.Field);
                return this.Invalid("Index", form);
        }

        this.Flash("accounts.confirmSent");
        return LocalRedirect("/sign-in");
    }

    [HttpGet("/mail-confirmation")]
    public IActionResult Confirm(string? person, string? token) => View((person, token));

    [HttpPost("/mail-confirmation"), Door]
    public async Task<IActionResult> Confirmed(string? person, string? token)
    {
        if (await Find(person) is not { } found || token is null || !(await people.ConfirmEmailAsync(found, token)).Succeeded) return this.BadLink("/forgotten-password");
        this.Flash("accounts.confirmed");
        return LocalRedirect("/sign-in");
    }

    [HttpGet("/forgotten-password")]
    public IActionResult Forgotten() => View(new ForgottenForm());

    [HttpPost("/forgotten-password"), Door]
    public async Task<IActionResult> Forgotten(ForgottenForm form)
    {
        if (!ModelState.IsValid) return this.Invalid("Forgotten", form);
        if (await people.FindByEmailAsync(form.Email!) is { SuspendedAt: null } person) await mails.Reset(person, await people.GeneratePasswordResetTokenAsync(person));
        this.Flash("accounts.resetSent");
        return LocalRedirect("/sign-in");
    }

    [HttpGet("/new-password")]
    public IActionResult NewPassword(string? person, string? token) => View(new NewPasswordForm { Person = person, Token = token });

    [HttpPost("/new-password"), Door]
    public async Task<IActionResult> NewPassword(NewPasswordForm form)
    {
        if (!ModelState.IsValid) return this.Invalid("NewPassword", form);
        if (await Find(form.Person) is not { } person || form.Token is null) return this.BadLink("/forgotten-password");
        var result = await people.ResetPasswordAsync(person, form.Token, form.Password!);
        if (result.Errors.Any(e => e.Code == "InvalidToken")) return this.BadLink("/forgotten-password");
        if (!result.Succeeded)
        {
            this.Error(nameof(form.Password), "accounts.weakPassword");
            return this.Invalid("NewPassword", form);
        }

        // whoever reads the mails of the address owns it, and a lock is over with the old password
        person.EmailConfirmed = true;
        await people.UpdateAsync(person);
        await people.SetLockoutEndDateAsync(person, null);
        await people.ResetAccessFailedCountAsync(person);
        await notes.Note(person, "person.password-reset");
        await mails.PasswordChanged(person);
        this.Flash("accounts.passwordChanged");
        return LocalRedirect("/sign-in");
    }

    private async Task<PersonRow?> Find(string? id) => string.IsNullOrEmpty(id) ? null : await people.FindByIdAsync(id);
}
