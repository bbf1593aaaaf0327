using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

public sealed record MemberForm
{
    [Display(Name = "accounts.name"), Required, StringLength(100)]
    public string? Name { get; init; }

    [Display(Name = "accounts.email"), Required, StringLength(254)]
    public string? Email { get; init; }

    [Display(Name = "accounts.role"), Required]
    public Role? Role { get; init; }
}

/// <summary>Who works here, and the form to invite one more. <see cref="Roles"/> is empty for who may not.</summary>
public sealed record MembersModel(TeamDetail Detail, MemberForm Form, IReadOnlyList<Role> Roles)
{
    public static IReadOnlyList<Role> Invitable(Actor actor, TeamRow team)
    {
        var roles = TeamRoles.Of(Enum.Parse<OrganizationKind>(team.Kind));
        return actor.Role == Core.Shared.Role.Administrator ? roles : [.. roles.Where(r => r != Core.Shared.Role.Administrator)];
    }
}

/// <summary>The people of an organization: its members see and change them, operators for their centre, administrators for all.</summary>
[Roles(Role.Buyer, Role.Producer, Role.Seller, Role.Operator, Role.Administrator)]
public sealed class MembersController(MemberPages pages, Invitations invitations) : Controller
{
    [HttpGet("/organizations/{organizationCode}/members")]
    public async Task<IActionResult> Index(Actor actor, string organizationCode) =>
        await pages.Find(actor, organizationCode) is { } team ? View(Model(actor, team, new MemberForm())) : NotFound();

    [HttpPost("/organizations/{organizationCode}/members")]
    public async Task<IActionResult> Invite(Actor actor, string organizationCode, [Bind(Prefix = "Form")] MemberForm form)
    {
        if (await pages.Find(actor, organizationCode) is not { } team) return NotFound();
        if (ModelState.IsValid && !Emails.IsValid(form.Email)) this.Error("Form.Email", "error.EmailAddress");
        if (!ModelState.IsValid) return this.Invalid("Index", Model(actor, team, form));
        var request = new InviteMemberRequest(actor, team.Team.Id, form.Email!.Trim(), PlainText.Tidy(form.Name) ?? "", form.Role!.Value) { Language = Texts.Language };
        switch (await invitations.Send(request, team.Team.Name))
        {
            case InviteMemberOutcome.Invited invited:
                this.Flash(invited.IsNew ? "accounts.invited" : "accounts.memberAdded", form.Email.Trim());
                return Back(organizationCode);
            case InviteMemberOutcome.AlreadyMember:
                this.Error("Form.Email", "accounts.alreadyMember");
                return this.Invalid("Index", Model(actor, team, form));
            case InviteMemberOutcome.NotAllowed:
                this.Error("Form.Role", "accounts.roleNotHere");
                return this.Invalid("Index", Model(actor, team, form));
            case InviteMemberOutcome.Bad bad:
                this.Error($"Form.{bad.Field}", "error.Value", bad.Field);
                return this.Invalid("Index", Model(actor, team, form));
            default:
                return NotFound();
        }
    }

    [HttpPost("/memberships/{membershipId:long}/invitation")]
    public async Task<IActionResult> InviteAgain(Actor actor, long membershipId)
    {
        if (await pages.OrganizationOf(membershipId) is not { } code || await pages.Find(actor, code) is not { } team
            || team.Members.FirstOrDefault(m => m.MembershipId == membershipId) is not { } member) return NotFound();
        if (!await invitations.SendAgain(actor, member, team.Team.Name)) return this.Stale("accounts.hasJoined");
        this.Flash("accounts.invited", member.Email);
        return Back(code);
    }

    [HttpPost("/memberships/{membershipId:long}/end")]
    public async Task<IActionResult> End(Actor actor, long membershipId, string? back, [FromServices] EndMembership end)
    {
        var code = await pages.OrganizationOf(membershipId);
        switch (await end.Handle(new EndMembershipRequest(actor, membershipId)))
        {
            case EndMembershipOutcome.Ended:
                this.Flash("accounts.memberEnded");
                return Url.IsLocalUrl(back) ? LocalRedirect(back) : actor.Role is Role.Administrator or Role.Operator ? Back(code!) : LocalRedirect("/organizations");
            case EndMembershipOutcome.LastOne:
                return this.Stale("accounts.lastOne");
            case EndMembershipOutcome.NotPossible:
                return this.Stale("accounts.endedBefore");
            default:
                return NotFound();
        }
    }

    private LocalRedirectResult Back(string code) => LocalRedirect($"/organizations/{Uri.EscapeDataString(code)}/members");

    private static MembersModel Model(Actor actor, TeamDetail team, MemberForm form) => new(team, form, MembersModel.Invitable(actor, team.Team));
}
