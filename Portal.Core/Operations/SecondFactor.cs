using System.Security.Cryptography;
using System.Text;
using Portal.Core.Shared;

namespace Portal.Core.Operations;

/// <summary>A person's second factor as it is kept.</summary>
public sealed record SecondFactorState
{
    public string Secret { get; init; } = "";
    public DateTime? ConfirmedAt { get; init; }
}

/// <summary>Second factors.</summary>
public interface ISecondFactorStore
{
    Task<SecondFactorState?> Find(long personId);

    /// <summary>Keeps a new secret, which is not in use before it is confirmed; false when one is in use.</summary>
    Task<bool> Start(long personId, string secret, DateTime at);

    Task<bool> Confirm(long personId, DateTime at);

    /// <summary>Replaces the codes for whoever has lost the device.</summary>
    Task SetRecoveryCodes(long personId, IReadOnlyCollection<string> hashes);

    Task<bool> Remove(long personId);

    /// <summary>Counts an attempt before it is looked at, so that many at once are all counted; false while it is locked. The last one that is allowed locks.</summary>
    Task<bool> Attempt(long personId, AttemptLimit limit);

    /// <summary>Takes the code of a step of time; false when it, or a later one, was taken before.</summary>
    Task<bool> UseStep(long personId, long step);

    Task<bool> UseRecoveryCode(long personId, string hash, DateTime at);
}

/// <summary>So many attempts, then none until a moment.</summary>
public sealed record AttemptLimit(DateTime Now, int Attempts, DateTime Until);

/// <summary>Makes of a secret what may lie in the database, and back.</summary>
public interface ISecretBox
{
    string Protect(string secret);

    /// <summary>Null when the keys are gone with which it was protected.</summary>
    string? Open(string box);
}

public enum CodeOutcome { Right, Wrong, Locked, NotEnrolled }

/// <summary>Whoever changes where money goes proves a second time who they are: by the code of an app, or one of the codes for emergencies. Each is taken once.</summary>
[Service]
public sealed class SecondFactor(IUnitOfWork unit, ISecondFactorStore store, ISecretBox box, Clock clock)
{
    public const int Attempts = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>Takes a code; kept also when what it was for is refused afterwards. The portal itself needs none.</summary>
    public async Task<CodeOutcome> Check(long? personId, string? code)
    {
        if (personId is not { } person) return CodeOutcome.Right;
        await using var tx = await unit.Begin();
        if (await store.Find(person) is not { ConfirmedAt: not null } factor) return CodeOutcome.NotEnrolled;
        var outcome = await Try(person, factor, code);
        await tx.Commit();
        return outcome;
    }

    /// <summary>The same for a secret that is being confirmed.</summary>
    internal async Task<CodeOutcome> Try(long person, SecondFactorState factor, string? code)
    {
        var now = clock.Now;
        if (!await store.Attempt(person, new AttemptLimit(now, Attempts, now + LockTime))) return CodeOutcome.Locked;
        var digits = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (digits.Length == 6 && box.Open(factor.Secret) is { } secret && Totp.Match(secret, digits, now) is { } step)
            return await store.UseStep(person, step) ? CodeOutcome.Right : CodeOutcome.Wrong;
        return digits.Length == RecoveryCodes.Length && factor.ConfirmedAt is not null && await store.UseRecoveryCode(person, RecoveryCodes.Hash(digits), now) ? CodeOutcome.Right : CodeOutcome.Wrong;
    }
}

/// <summary>Codes for whoever has lost the device.</summary>
public static class RecoveryCodes
{
    public const int Length = 12;

    public static IReadOnlyList<string> New() => [.. Enumerable.Range(0, 10).Select(_ => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", Length))];

    /// <summary>As they are read out: in groups of four.</summary>
    public static string Show(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    // sixty random bits need no salt and no slowness
    public static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
