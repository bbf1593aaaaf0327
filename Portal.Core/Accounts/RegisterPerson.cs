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
        if (request.Phone is { Length: > 40 }) return new RegisterPersonOutcome.Bad(nameof(request.Phone));
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
