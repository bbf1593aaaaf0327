using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>A person sets up a second factor: a new secret, which counts from the first right code on.</summary>
public sealed class StartSecondFactor(IUnitOfWork unit, ISecondFactorStore store, ISecretBox box, Clock clock)
{
    /// <summary>False when one is in use.</summary>
    public async Task<bool> Handle(long personId)
    {
        await using var tx = await unit.Begin();
        if (!await store.Start(personId, box.Protect(Totp.NewSecret()), clock.Now)) return false;
        await tx.Commit();
        return true;
    }
}

public abstract record ConfirmSecondFactorOutcome
{
    private ConfirmSecondFactorOutcome() { }

    /// <summary>In use from now on. The codes are shown once and never again.</summary>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes) : ConfirmSecondFactorOutcome;
    public sealed record Wrong : ConfirmSecondFactorOutcome;
    public sealed record Locked : ConfirmSecondFactorOutcome;
    /// <summary>None was begun, or it is confirmed.</summary>
    public sealed record NotPossible : ConfirmSecondFactorOutcome;
}

/// <summary>The person shows that the app has the secret.</summary>
public sealed class ConfirmSecondFactor(IUnitOfWork unit, ISecondFactorStore store, SecondFactor factor, SecondFactorDesk desk, Clock clock)
{
    public async Task<ConfirmSecondFactorOutcome> Handle(Actor person, string? code)
    {
        await using var tx = await unit.Begin();
        if (await store.Find(person.PersonId) is not { ConfirmedAt: null } state) return new ConfirmSecondFactorOutcome.NotPossible();
        var outcome = await factor.Try(person.PersonId, state, code);
        if (outcome == CodeOutcome.Right && await store.Confirm(person.PersonId, clock.Now))
        {
            var codes = await desk.NewCodes(person.PersonId);
            await desk.Note(person, person.PersonId, "person.second-factor", "account.secondfactor");
            await tx.Commit();
            return new ConfirmSecondFactorOutcome.Confirmed(codes);
        }

        // the attempt is counted
        await tx.Commit();
        return outcome == CodeOutcome.Locked ? new ConfirmSecondFactorOutcome.Locked() : new ConfirmSecondFactorOutcome.Wrong();
    }
}

/// <summary>New codes for emergencies; those before count no longer. Null codes: the outcome says why not.</summary>
public sealed class RenewRecoveryCodes(IUnitOfWork unit, SecondFactor factor, SecondFactorDesk desk)
{
    public async Task<(CodeOutcome Outcome, IReadOnlyList<string> Codes)> Handle(Actor person, string? code)
    {
        if (await factor.Check(person.PersonId, code) is not CodeOutcome.Right and var outcome) return (outcome, []);
        await using var tx = await unit.Begin();
        var codes = await desk.NewCodes(person.PersonId);
        await desk.Note(person, person.PersonId, "person.recovery-codes", "account.secondfactor");
        await tx.Commit();
        return (CodeOutcome.Right, codes);
    }
}

/// <summary>Takes a second factor away: the person their own, an administrator that of somebody who has lost device and codes. Either way with a code of whoever does it.</summary>
public sealed class EndSecondFactor(IUnitOfWork unit, ISecondFactorStore store, SecondFactor factor, SecondFactorDesk desk)
{
    public async Task<CodeOutcome> Handle(Actor by, long personId, string? code)
    {
        if (await factor.Check(by.PersonId, code) is not CodeOutcome.Right and var outcome) return outcome;
        await using var tx = await unit.Begin();
        if (!await store.Remove(personId)) return CodeOutcome.NotEnrolled;
        await desk.Note(by, personId, "person.second-factor-end", "account.secondfactorend");
        await tx.Commit();
        return CodeOutcome.Right;
    }
}

/// <summary>Codes, audit and mails of second factors.</summary>
[Service]
public sealed class SecondFactorDesk(ISecondFactorStore store, IAccountStore accounts, Audit audit, Notices notices, Clock clock)
{
    internal async Task<IReadOnlyList<string>> NewCodes(long personId)
    {
        var codes = RecoveryCodes.New();
        await store.SetRecoveryCodes(personId, [.. codes.Select(RecoveryCodes.Hash)]);
        return [.. codes.Select(RecoveryCodes.Show)];
    }

    /// <summary>The person is told by mail, so that what somebody else did does not stay unseen.</summary>
    internal async Task Note(Actor by, long personId, string action, string template)
    {
        var person = await accounts.Person(personId);
        await audit.Note(by, action, "person", personId, person?.Email ?? "");
        await notices.ToPerson(personId, new Notice($"{template}:{personId}:{clock.Now.Ticks}", template, new Dictionary<string, string> { ["path"] = "/account/second-factor" }));
    }
}
