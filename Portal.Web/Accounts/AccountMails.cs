using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;
using Portal.Data.Accounts;
using Portal.Data.Shared;

namespace Portal.Web.Accounts;

/// <summary>Mails with links that prove an address or let a password be set; they go through the outbox like all others.</summary>
[Service]
public sealed class AccountMails(Db unit, INotificationStore outbox, Clock clock)
{
    public Task Confirm(long personId, string email, string language, string token) =>
        Add(personId, email, language, "account.confirm", $"/mail-confirmation?person={personId}&token={Uri.EscapeDataString(token)}");

    public Task Reset(PersonRow person, string token) =>
        Add(person.Id, person.Email, person.Language, "account.reset", $"/new-password?person={person.Id}&token={Uri.EscapeDataString(token)}");

    public Task ChangeMail(PersonRow person, string email, string token) =>
        Add(person.Id, email, person.Language, "account.mail", $"/account/mail/confirmation?email={Uri.EscapeDataString(email)}&token={Uri.EscapeDataString(token)}");

    /// <summary>Somebody signed up with the address of a person who is here: tell the person, not the page.</summary>
    public Task AlreadyHere(PersonRow person) => Add(person.Id, person.Email, person.Language, "account.already", "/forgotten-password");

    /// <summary>Somebody new was made a member of an organization: they set a password by this mail.</summary>
    public Task Invite(PersonRow person, string token, Invitation invitation) => Add(person.Id, person.Email, person.Language, "account.invitation",
        $"/new-password?person={person.Id}&token={Uri.EscapeDataString(token)}",
        ("organization", invitation.Organization), ("role", $"{invitation.Role}"), ("by", invitation.By));

    /// <summary>To the owner of the account, so that a change by somebody else does not stay unseen.</summary>
    public Task PasswordChanged(PersonRow person) => Add(person.Id, person.Email, person.Language, "account.password", "/forgotten-password");

    /// <summary>To the address that was in use until now.</summary>
    public Task MailChanged(PersonRow person, string before) => Add(person.Id, before, person.Language, "account.mailchanged", "/", ("after", person.Email));

    public Task Locked(PersonRow person) => Add(person.Id, person.Email, person.Language, "account.locked", "/forgotten-password");

    private async Task Add(long personId, string email, string language, string template, string path, params (string Name, string Value)[] more)
    {
        await using var tx = await unit.Begin();
        var arguments = System.Text.Json.JsonSerializer.Serialize(more.Append(("path", path)).ToDictionary(a => a.Item1, a => a.Item2));
        await outbox.Add(new OutboxRow(Ids.Next(), $"{template}:{Ids.Next()}", "Mail", personId, email, language, template, arguments, clock.Now));
        await tx.Commit();
    }
}

/// <summary>Who invites whom as what.</summary>
public sealed record Invitation(string Organization, Role Role, string By);

/// <summary>Audit of what people do to their own account.</summary>
[Service]
public sealed class SecurityNotes(Db unit, Audit audit)
{
    public async Task Note(PersonRow person, string action, string? before = null, string? after = null)
    {
        await using var tx = await unit.Begin();
        await audit.Note(new Actor(person.Id, person.Name, Role.Buyer, 0, ""), action, "person", person.Id, person.Email, before, after);
        await tx.Commit();
    }
}
