using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>An administrator acts on somebody's account, with a reason where one is due.</summary>
public sealed record PersonRequest(Actor Actor, long PersonId, string? Reason = null);

public enum PersonOutcome
{
    Done,
    NotFound,
    NotPossible,
    /// <summary>Oneself, or the last administrator who can still act.</summary>
    LastOne,
}

/// <summary>Keeps a person out: every session ends with their next request.</summary>
public sealed class SuspendPerson(IUnitOfWork unit, IAccountStore accounts, PersonDesk desk, Clock clock)
{
    public async Task<PersonOutcome> Handle(PersonRequest request)
    {
        if (request.Actor.Role != Role.Administrator) return PersonOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await accounts.Person(request.PersonId) is not { } person) return PersonOutcome.NotFound;
        if (person.Id == request.Actor.PersonId) return PersonOutcome.LastOne;
        foreach (var portal in await accounts.AdministeredBy(person.Id))
        {
            await accounts.LockTeam(portal, nameof(Role.Administrator));
            if (!await accounts.HasOthers(portal, nameof(Role.Administrator), person.Id)) return PersonOutcome.LastOne;
        }

        if (!await accounts.Suspend(person.Id, clock.Now)) return PersonOutcome.NotPossible;
        await desk.Note(request, person, "person.suspend", "account.suspended", ("Active", "Suspended"));
        await tx.Commit();
        return PersonOutcome.Done;
    }
}

/// <summary>Lets a suspended person in again.</summary>
public sealed class ReinstatePerson(IUnitOfWork unit, IAccountStore accounts, PersonDesk desk)
{
    public async Task<PersonOutcome> Handle(PersonRequest request)
    {
        if (request.Actor.Role != Role.Administrator) return PersonOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await accounts.Person(request.PersonId) is not { } person) return PersonOutcome.NotFound;
        if (!await accounts.Reinstate(person.Id)) return PersonOutcome.NotPossible;
        await desk.Note(request, person, "person.reinstate", "account.reinstated", ("Suspended", "Active"));
        await tx.Commit();
        return PersonOutcome.Done;
    }
}

/// <summary>Ends a lock after too many wrong passwords before its time.</summary>
public sealed class UnlockPerson(IUnitOfWork unit, IAccountStore accounts, PersonDesk desk, Clock clock)
{
    public async Task<PersonOutcome> Handle(PersonRequest request)
    {
        if (request.Actor.Role != Role.Administrator) return PersonOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await accounts.Person(request.PersonId) is not { } person) return PersonOutcome.NotFound;
        if (!await accounts.Unlock(person.Id, clock.Now)) return PersonOutcome.NotPossible;
        await desk.Note(request, person, "person.unlock", null);
        await tx.Commit();
        return PersonOutcome.Done;
    }
}

/// <summary>Signs a person out everywhere.</summary>
public sealed class EndSessions(IUnitOfWork unit, IAccountStore accounts, PersonDesk desk)
{
    public async Task<PersonOutcome> Handle(PersonRequest request)
    {
        if (request.Actor.Role != Role.Administrator) return PersonOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await accounts.Person(request.PersonId) is not { } person) return PersonOutcome.NotFound;
        await accounts.NewStamp(person.Id);
        await desk.Note(request, person, "person.sessions", null);
        await tx.Commit();
        return PersonOutcome.Done;
    }
}

/// <summary>Audit and mails of what is done to accounts.</summary>
[Service]
public sealed class PersonDesk(INotificationStore outbox, Audit audit, Clock clock)
{
    internal async Task Note(PersonRequest request, PersonState person, string action, string? template, (string Before, string After)? move = null)
    {
        await audit.Note(request.Actor, action, "person", person.Id, person.Email, move?.Before, move is null ? request.Reason : request.Reason is null ? move.Value.After : $"{move.Value.After}: {request.Reason}");
        if (template is null) return;
        var arguments = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["reason"] = request.Reason ?? "–", ["path"] = "/sign-in" });
        // a suspended person is no recipient of notices, and yet is told
        await outbox.Add(new OutboxRow(Ids.Next(), $"{template}:{Ids.Next()}", "Mail", person.Id, person.Email, person.Language, template, arguments, clock.Now));
    }
}
