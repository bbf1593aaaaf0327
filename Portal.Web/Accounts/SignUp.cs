using Portal.Core.Accounts;
using Portal.Core.Organizations;
using Portal.Core.Shared;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>Registers a person, their own organization and their role in it, in one transaction.</summary>
[Service]
public sealed class SignUp(IUnitOfWork unit, RegisterPerson person, RegisterOrganization organization, AddMembership membership, PeopleStore store)
{
    public async Task<RegisterPersonOutcome> Buyer(SignUpForm form, string hash, string language)
    {
        await using var tx = await unit.Begin();
        var outcome = await person.Handle(new RegisterPersonRequest(Actor.Portal, form.Email!.Trim(), form.Name!.Trim()) { Phone = form.Phone?.Trim(), Language = language, PasswordHash = hash });
        if (outcome is not RegisterPersonOutcome.Registered { PersonId: var id }) return outcome;
        var name = string.IsNullOrWhiteSpace(form.Organization) ? form.Name.Trim() : form.Organization.Trim();
        var registered = await organization.Handle(new RegisterOrganizationRequest(Actor.Portal, null, name, OrganizationKind.Buyer) { Email = form.Email.Trim(), Phone = form.Phone?.Trim() });
        if (registered is not RegisterOrganizationOutcome.Registered { Id: var home }) return new RegisterPersonOutcome.Bad(nameof(SignUpForm.Organization));
        await membership.Handle(new AddMembershipRequest(Actor.Portal, id, home, Role.Buyer));
        await tx.Commit();
        return outcome;
    }

    /// <summary>The first administrator of a portal that has nobody yet; null when another visitor was faster.</summary>
    public async Task<RegisterPersonOutcome?> Administrator(SignUpForm form, string hash, string language)
    {
        await using var tx = await unit.Begin();
        if (await store.HasAdministrator()) return null;
        var outcome = await person.Handle(new RegisterPersonRequest(Actor.Portal, form.Email!.Trim(), form.Name!.Trim()) { Phone = form.Phone?.Trim(), Language = language, PasswordHash = hash, EmailConfirmed = true });
        if (outcome is not RegisterPersonOutcome.Registered { PersonId: var id }) return outcome;
        var home = await organization.Handle(new RegisterOrganizationRequest(Actor.Portal, "PORTAL", form.Organization?.Trim() ?? "", OrganizationKind.Portal)) switch
        {
            RegisterOrganizationOutcome.Registered r => r.Id,
            RegisterOrganizationOutcome.CodeTaken t => t.Id,
            _ => 0,
        };
        if (home == 0) return new RegisterPersonOutcome.Bad(nameof(SignUpForm.Organization));
        if (await membership.Handle(new AddMembershipRequest(Actor.Portal, id, home, Role.Administrator)) != AddMembershipOutcome.Added)
            return new RegisterPersonOutcome.Bad(nameof(SignUpForm.Organization));
        await tx.Commit();
        return outcome;
    }
}
