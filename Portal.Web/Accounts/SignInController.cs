using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record SignInForm
{
    [Display(Name = "accounts.email"), Required, StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "accounts.password"), Required, StringLength(200)]
    public string? Password { get; init; }

    public string? ReturnUrl { get; init; }

    /// <summary>What was typed into a form before the session ended, sealed.</summary>
    public string? Kept { get; init; }
}

/// <summary>Signing in and out.</summary>
public sealed class SignInController(UserManager<PersonRow> people, AccountMails mails, SignInLimits limits, SignInAgain again, IEnumerable<IDemoSignIns> demo) : Controller
{
    [HttpGet("/sign-in"), AllowAnonymous]
    public async Task<IActionResult> Index(string? returnUrl)
    {
        ViewBag.Demo = await Demo();
        return View(new SignInForm { ReturnUrl = returnUrl, Kept = SignInAgain.Of(HttpContext) });
    }

    [HttpPost("/sign-in"), AllowAnonymous, Door]
    public async Task<IActionResult> Index(SignInForm form)
    {
        ViewBag.Demo = await Demo();
        if (!ModelState.IsValid) return this.Invalid("Index", form);
        var person = await people.FindByEmailAsync(form.Email!);
        if (person is null)
        {
            // as slow as a wrong password and locked as soon, so that nobody learns who has an account
            people.PasswordHasher.HashPassword(new PersonRow(), form.Password!);
            return Refuse(form, limits.MayFail(form.Email!) ? "accounts.wrong" : "accounts.locked");
        }

        if (await people.IsLockedOutAsync(person)) return Refuse(form, "accounts.locked");
        if (!await people.CheckPasswordAsync(person, form.Password!))
        {
            await people.AccessFailedAsync(person);
            if (!await people.IsLockedOutAsync(person)) return Refuse(form, "accounts.wrong");
            await mails.Locked(person);
            return Refuse(form, "accounts.locked");
        }

        if (person.SuspendedAt is not null) return Refuse(form, "accounts.suspended");
        if (!person.EmailConfirmed) return Refuse(form, "accounts.unconfirmed");
        if (person.FailedCount > 0) await people.ResetAccessFailedCountAsync(person);
        var kept = await again.Restore(form.Kept, person.Id);
        await HttpContext.SignInAsync(SessionEvents.Principal(person.Id, person.SecurityStamp, kept?.MembershipId));
        if (kept is { Url: var page }) return LocalRedirect(page);
        return LocalRedirect(Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl! : "/");
    }

    [HttpPost("/sign-out"), SignedIn]
    public async Task<IActionResult> Leave()
    {
        await HttpContext.SignOutAsync();
        return LocalRedirect("/");
    }

    private ViewResult Refuse(SignInForm form, string key)
    {
        this.Error(nameof(form.Email), key);
        return this.Invalid("Index", form);
    }

    private async Task<IReadOnlyList<DemoSignIn>> Demo()
    {
        var all = new List<DemoSignIn>();
        foreach (var source in demo) all.AddRange(await source.All());
        return all;
    }
}

/// <summary>A sign-in of the demo: shown on the sign-in page, there only.</summary>
public sealed record DemoSignIn(Role Role, string Email, string Password, string Name);

/// <summary>The sign-ins of the demo; empty when this portal is none.</summary>
public interface IDemoSignIns
{
    Task<IReadOnlyList<DemoSignIn>> All();
}
