using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Operations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Shared;
using QRCoder;

namespace Portal.Web.Accounts;

public sealed record CodeForm
{
    [Display(Name = "accounts.code"), Required, StringLength(40)]
    public string? Code { get; init; }
}

public sealed record PasswordCheckForm
{
    [Display(Name = "accounts.currentPassword"), Required, StringLength(200)]
    public string? Password { get; init; }
}

/// <summary>Without <see cref="Key"/> nothing is begun, or it is in use.</summary>
public sealed record SecondFactorModel(SecondFactorRow? Factor, string? Key, QrPicture? Picture)
{
    public CodeForm Form { get; init; } = new();
    public PasswordCheckForm Check { get; init; } = new();
}

/// <summary>A QR code as the path of an SVG: no picture is loaded, and no style is needed.</summary>
public sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        // with the white margin that readers need
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h{from - x}z");
            }

        return new QrPicture(rows.Count, path.ToString());
    }
}

/// <summary>A person's second factor: needed wherever the account is changed to which money goes.</summary>
[SignedIn]
public sealed class SecondFactorsController(Session session, SecondFactorPages pages, ISecretBox box, PortalOptions options) : Controller
{
    [HttpGet("/account/second-factor")]
    public async Task<IActionResult> Index() => View(await Model());

    /// <summary>Begins, or begins anew with another secret. The password is asked for: a session that was left open sets up nothing.</summary>
    [HttpPost("/account/second-factor/key"), Door]
    public async Task<IActionResult> Start([Bind(Prefix = "Check")] PasswordCheckForm form, [FromServices] UserManager<PersonRow> people, [FromServices] StartSecondFactor start)
    {
        var person = (await people.FindByIdAsync($"{session.Person!.Id}"))!;
        if (ModelState.IsValid && !await people.CheckPasswordAsync(person, form.Password!)) this.Error("Check.Password", "accounts.wrongPassword");
        if (!ModelState.IsValid) return this.Invalid("Index", await Model());
        return await start.Handle(person.Id) ? LocalRedirect("/account/second-factor") : this.Stale("accounts.factor.there");
    }

    [HttpPost("/account/second-factor"), Door]
    public async Task<IActionResult> Confirm([Bind(Prefix = "Form")] CodeForm form, [FromServices] ConfirmSecondFactor confirm)
    {
        if (!ModelState.IsValid) return this.Invalid("Index", await Model() with { Form = form });
        switch (await confirm.Handle(Me, form.Code))
        {
            case ConfirmSecondFactorOutcome.Confirmed confirmed:
                return View("Codes", confirmed.RecoveryCodes);
            case ConfirmSecondFactorOutcome.NotPossible:
                return this.Stale("accounts.factor.notBegun");
            case ConfirmSecondFactorOutcome.Locked:
                this.CodeError("Form.Code", CodeOutcome.Locked);
                break;
            default:
                this.CodeError("Form.Code", CodeOutcome.Wrong);
                break;
        }

        return this.Invalid("Index", await Model() with { Form = form });
    }

    [HttpPost("/account/second-factor/recovery-codes"), Door]
    public async Task<IActionResult> Renew([Bind(Prefix = "Form")] CodeForm form, [FromServices] RenewRecoveryCodes renew)
    {
        if (!ModelState.IsValid) return this.Invalid("Index", await Model() with { Form = form });
        var (outcome, codes) = await renew.Handle(Me, form.Code);
        if (outcome == CodeOutcome.Right) return View("Codes", codes);
        this.CodeError("Form.Code", outcome);
        return this.Invalid("Index", await Model() with { Form = form });
    }

    [HttpPost("/account/second-factor/end"), Door]
    public async Task<IActionResult> End([Bind(Prefix = "Form")] CodeForm form, [FromServices] EndSecondFactor end)
    {
        if (!ModelState.IsValid) return this.Invalid("Index", await Model() with { Form = form });
        var outcome = await end.Handle(Me, Me.PersonId, form.Code);
        if (outcome != CodeOutcome.Right)
        {
            this.CodeError("Form.Code", outcome);
            return this.Invalid("Index", await Model() with { Form = form });
        }

        this.Flash("accounts.factor.ended");
        return LocalRedirect("/account/second-factor");
    }

    /// <summary>For somebody who has lost the device and the codes; the administrator proves themselves.</summary>
    [HttpPost("/people/{personId:long}/second-factor/end"), Roles(Role.Administrator), Door]
    public async Task<IActionResult> EndOther(Actor actor, long personId, string? code, [FromServices] EndSecondFactor end, [FromServices] PeoplePages people)
    {
        if (await people.Find(personId) is not { } person) return NotFound();
        if (await pages.Find(personId) is null) return this.Stale("accounts.factor.noneThere");
        var outcome = await end.Handle(actor, personId, code);
        if (outcome == CodeOutcome.Right)
        {
            this.Flash("accounts.factor.ended");
            return LocalRedirect($"/people/{personId}");
        }

        this.CodeError("code", outcome);
        return this.Invalid("/Accounts/People/Details.cshtml", new PersonModel(person, new RoleForm()));
    }

    private Actor Me => new(session.Person!.Id, session.Person.Name, session.Actor?.Role ?? Role.Buyer, session.Actor?.OrganizationId ?? 0, "");

    private async Task<SecondFactorModel> Model()
    {
        var factor = await pages.Find(session.Person!.Id);
        var key = factor is { ConfirmedAt: null } ? box.Open(factor.Secret) : null;
        return new SecondFactorModel(factor, key, key is null ? null : QrPicture.Of(Address(key)));
    }

    /// <summary>What authenticator apps read out of the picture.</summary>
    private string Address(string key)
    {
        var issuer = Uri.EscapeDataString(options.Name);
        return $"otpauth://totp/{issuer}:{Uri.EscapeDataString(session.Person!.Email)}?secret={key}&issuer={issuer}&digits=6&period=30";
    }
}
