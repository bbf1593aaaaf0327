using Microsoft.AspNetCore.Identity;
using Portal.Data.Accounts;

namespace Portal.Web.Accounts;

/// <summary>
/// ASP.NET Core Identity over the portal's own tables. People are registered by the use case, never by Identity;
/// Identity checks and hashes passwords, counts failures, locks, and makes the tokens of mails.
/// </summary>
public sealed class PersonUserStore(PeopleStore people, TimeProvider time)
    : IUserPasswordStore<PersonRow>, IUserEmailStore<PersonRow>, IUserSecurityStampStore<PersonRow>, IUserLockoutStore<PersonRow>
{
    /// <summary>How long a person is locked out after too many wrong passwords.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    public void Dispose()
    {
    }

    public Task<IdentityResult> CreateAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException("RegisterPerson registers people.");

    public Task<IdentityResult> DeleteAsync(PersonRow user, CancellationToken cancellationToken) => throw new NotSupportedException("People are kept.");

    public async Task<IdentityResult> UpdateAsync(PersonRow user, CancellationToken cancellationToken) =>
        await people.Update(user) ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "DuplicateEmail" });

    public async Task<PersonRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        long.TryParse(userId, out var id) ? await people.Find(id) : null;

    public Task<PersonRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => people.FindByEmail(normalizedUserName);

    public Task<PersonRow?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => people.FindByEmail(normalizedEmail);

    public Task<string> GetUserIdAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult($"{user.Id}");

    public Task<string?> GetUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(PersonRow user, string? userName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedUserNameAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(PersonRow user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(PersonRow user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(PersonRow user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email!.Trim());

    public Task<string?> GetEmailAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.EmailConfirmed);

    public Task SetEmailConfirmedAsync(PersonRow user, bool confirmed, CancellationToken cancellationToken) => Set(() => user.EmailConfirmed = confirmed);

    public Task<string?> GetNormalizedEmailAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(PersonRow user, string? normalizedEmail, CancellationToken cancellationToken) => Set(() => user.NormalizedEmail = normalizedEmail!);

    public Task SetSecurityStampAsync(PersonRow user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    // Identity reckons with the machine's clock; the portal's own decides when a lock begins and ends
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(PersonRow user, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(user.LockedUntil > time.GetUtcNow().UtcDateTime ? DateTimeOffset.MaxValue : null);

    public Task SetLockoutEndDateAsync(PersonRow user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        user.LockedUntil = lockoutEnd is null ? null : time.GetUtcNow().UtcDateTime + LockTime;
        return people.Lock(user.Id, user.LockedUntil);
    }

    public async Task<int> IncrementAccessFailedCountAsync(PersonRow user, CancellationToken cancellationToken) => user.FailedCount = await people.CountFailure(user.Id);

    public Task ResetAccessFailedCountAsync(PersonRow user, CancellationToken cancellationToken)
    {
        user.FailedCount = 0;
        return people.ForgetFailures(user.Id);
    }

    public Task<int> GetAccessFailedCountAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(user.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(PersonRow user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(PersonRow user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}

/// <summary>Mail addresses as the portal keeps them.</summary>
public sealed class EmailNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Core.Accounts.Emails.Normalize(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
