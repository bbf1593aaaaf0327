using System.Text;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>A person to be registered. Without a password hash they set a password by mail.</summary>
public sealed record RegisterPersonRequest(Actor Actor, string Email, string Name)
{
    public string? Phone { get; init; }
    public string Language { get; init; } = "ko";
    public string? PasswordHash { get; init; }
    public bool EmailConfirmed { get; init; }
}

public abstract record RegisterPersonOutcome
{
    private RegisterPersonOutcome() { }

    public sealed record Registered(long PersonId) : RegisterPersonOutcome;
    public sealed record EmailTaken(long PersonId) : RegisterPersonOutcome;
    public sealed record Bad(string Field) : RegisterPersonOutcome;
}

/// <summary>Registers a person by their mail address, which identifies them.</summary>
public sealed class RegisterPerson(IUnitOfWork unit, IAccountStore accounts, Audit audit, Clock clock)
{
    public async Task<RegisterPersonOutcome> Handle(RegisterPersonRequest request)
    {
        if (!Emails.IsValid(request.Email)) return new RegisterPersonOutcome.Bad(nameof(request.Email));
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100) return new RegisterPersonOutcome.Bad(nameof(request.Name));
        await using var tx = await unit.Begin();
        if (await accounts.FindByEmail(Emails.Normalize(request.Email)) is { } there) return new RegisterPersonOutcome.EmailTaken(there);
        var id = Ids.Next();
        await accounts.Insert(id, request, clock.Now);
        await audit.Note(request.Actor, "person.register", "person", id, request.Email);
        await tx.Commit();
        return new RegisterPersonOutcome.Registered(id);
    }
}

/// <summary>Mail addresses as keys: trimmed, NFC, lower case.</summary>
public static class Emails
{
    public static string Normalize(string email) => email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>One @ with something on both sides and no spaces; whether it exists only a mail can tell.</summary>
    public static bool IsValid(string? email)
    {
        var text = email?.Trim() ?? "";
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= 254 && at > 0 && at == text.LastIndexOf('@') && at < text.Length - 3 && text.LastIndexOf('.') > at + 1
            && !text.EndsWith('.') && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';');
    }
}

/// <summary>A role within an organization to be given to a person.</summary>
public sealed record AddMembershipRequest(Actor Actor, long PersonId, long OrganizationId, Role Role);

public enum AddMembershipOutcome { Added, AlreadyMember, NotFound, NotAllowed }

/// <summary>Gives a person a role within an organization. Administrators may, operators for what belongs to their centre, and the portal.</summary>
public sealed class AddMembership(IUnitOfWork unit, IAccountStore accounts, Audit audit, Clock clock)
{
    public async Task<AddMembershipOutcome> Handle(AddMembershipRequest request)
    {
        if (request.Role == Role.System) return AddMembershipOutcome.NotAllowed;
        await using var tx = await unit.Begin();
        if (!await accounts.MayManage(request.Actor, request.OrganizationId)) return AddMembershipOutcome.NotFound;
        // nobody makes an administrator but an administrator
        if (request.Role == Role.Administrator && request.Actor.Role is not (Role.Administrator or Role.System)) return AddMembershipOutcome.NotAllowed;
        if (!await accounts.InsertMembership(Ids.Next(), request, clock.Now)) return AddMembershipOutcome.AlreadyMember;
        await audit.Note(request.Actor, "membership.add", "person", request.PersonId, request.Role.ToString(), null, $"{request.OrganizationId}");
        await tx.Commit();
        return AddMembershipOutcome.Added;
    }
}
