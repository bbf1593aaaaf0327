using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>Makes somebody a member of an organization and writes to them, in one transaction: new people get a link to set a password, others are told.</summary>
[Service]
public sealed class Invitations(IUnitOfWork unit, InviteMember invite, UserManager<PersonRow> people, AccountMails mails)
{
    public async Task<InviteMemberOutcome> Send(InviteMemberRequest request, string organization)
    {
        await using var tx = await unit.Begin();
        var outcome = await invite.Handle(request);
        if (outcome is not InviteMemberOutcome.Invited invited) return outcome;
        if (invited.IsNew) await SendLink(invited.PersonId, new Invitation(organization, request.Role, request.Actor.Name));
        await tx.Commit();
        return outcome;
    }

    /// <summary>Sends the link again to somebody who has not set a password yet; false when they have.</summary>
    public async Task<bool> SendAgain(Actor actor, MemberRow member, string organization)
    {
        if (member.HasJoined) return false;
        await SendLink(member.PersonId, new Invitation(organization, Enum.Parse<Role>(member.Role), actor.Name));
        return true;
    }

    private async Task SendLink(long personId, Invitation invitation)
    {
        var person = (await people.FindByIdAsync($"{personId}"))!;
        await mails.Invite(person, await people.GeneratePasswordResetTokenAsync(person), invitation);
    }
}
