using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Organizations;
using Portal.Web.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Organizations;

public sealed record BankModel(OrganizationDetail Organization, BankForm Form, BankAccountChange? Waiting, bool MaySet);

/// <summary>The account to which an organization is paid: the one in use, and the one that waits.</summary>
[Roles(Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class BankAccountsController(OrganizationPages pages, IBankAccountChanges changes, PortalOptions options) : Controller
{
    private const string BankView = "/Organizations/Organizations/Bank.cshtml";

    [HttpGet("/organizations/{organizationCode}/bank-account")]
    public async Task<IActionResult> Bank(Actor actor, string organizationCode)
    {
        if (await Find(actor, organizationCode) is not { } o) return NotFound();
        var model = await Model(actor, o, new BankForm { BankCode = o.BankCode, BankHolder = o.BankHolder ?? o.Name, Version = o.Version });
        return model.MaySet || model.Waiting is not null ? View(BankView, model) : NotFound();
    }

    [HttpPost("/organizations/{organizationCode}/bank-account"), Door]
    public async Task<IActionResult> Bank(Actor actor, string organizationCode, [Bind(Prefix = "Form")] BankForm form, [FromServices] SetBankAccount set, [FromServices] Show show)
    {
        if (await Find(actor, organizationCode) is not { } o || !MaySet(actor, o)) return NotFound();
        if (ModelState.IsValid && options.Currency.Code == "KRW" && !BankAccounts.KoreanBanks.Contains(form.BankCode)) this.Error("Form.BankCode", "organizations.badBank");
        if (!ModelState.IsValid) return this.Invalid(BankView, await Model(actor, o, form));
        var account = new NewBankAccount(form.BankCode!, form.BankAccount!.Trim().Replace(" ", "", StringComparison.Ordinal), PlainText.Tidy(form.BankHolder) ?? "");
        switch (await set.Handle(new SetBankAccountRequest(actor, o.Id, form.Version, account) { Code = form.Code }))
        {
            case SetBankAccountOutcome.Set:
                this.Flash("organizations.bankChanged");
                return LocalRedirect(OrganizationsController.Page(organizationCode));
            case SetBankAccountOutcome.Waits waits:
                this.Flash("organizations.bankWaits", show.Moment(waits.EffectiveAt));
                return LocalRedirect(OrganizationsController.Page(organizationCode));
            case SetBankAccountOutcome.AnotherWaits:
                return this.Stale("organizations.anotherWaits");
            case SetBankAccountOutcome.Stale:
                return this.Stale("organizations.stale");
            case SetBankAccountOutcome.Bad bad:
                this.Error(bad.Field == "BankHolder" ? "Form.BankHolder" : $"Form.{bad.Field}", "organizations.bad");
                return this.Invalid(BankView, await Model(actor, o, form));
            case SetBankAccountOutcome.Unproved unproved:
                this.CodeError("Form.Code", unproved.Code);
                return this.Invalid(BankView, await Model(actor, o, form with { Code = null }));
            default:
                return NotFound();
        }
    }

    [HttpPost("/organizations/{organizationCode}/bank-account/withdrawal")]
    public async Task<IActionResult> Withdraw(Actor actor, string organizationCode, [FromServices] WithdrawBankAccount withdraw)
    {
        if (await Find(actor, organizationCode) is not { } o) return NotFound();
        switch (await withdraw.Handle(new WithdrawBankAccountRequest(actor, o.Id)))
        {
            case WithdrawBankAccountOutcome.Withdrawn:
                this.Flash("organizations.bankWithdrawn");
                return LocalRedirect(OrganizationsController.Page(organizationCode));
            case WithdrawBankAccountOutcome.NoneWaits:
                return this.Stale("organizations.noneWaits");
            default:
                return NotFound();
        }
    }

    /// <summary>Whoever may set the account or stop a change of it.</summary>
    private async Task<OrganizationDetail?> Find(Actor actor, string code) =>
        await pages.Find(actor, code) is { } o && (MaySet(actor, o) || OrganizationRights.MayStopBank(actor, o.Id, o.CentreId)) ? o : null;

    private static bool MaySet(Actor actor, OrganizationDetail o) => OrganizationRights.MaySetBank(actor, o.Id, Enum.Parse<OrganizationKind>(o.Kind), o.CentreId);

    private async Task<BankModel> Model(Actor actor, OrganizationDetail o, BankForm form) => new(o, form, await changes.Waiting(o.Id), MaySet(actor, o));
}
