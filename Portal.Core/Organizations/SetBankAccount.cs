using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Organizations;

/// <summary>The account to which an organization is paid, or into which a centre's buyers pay. The code is that of the actor's own second factor.</summary>
public sealed record SetBankAccountRequest(Actor Actor, long OrganizationId, int Version, NewBankAccount Account)
{
    public string? Code { get; init; }
}

/// <summary>An account as it was typed.</summary>
public sealed record NewBankAccount(string BankCode, string Number, string Holder);

public abstract record SetBankAccountOutcome
{
    private SetBankAccountOutcome() { }

    /// <summary>There was none: it is used at once.</summary>
    public sealed record Set : SetBankAccountOutcome;
    /// <summary>Until then money goes to the account that there is.</summary>
    public sealed record Waits(DateTime EffectiveAt) : SetBankAccountOutcome;
    /// <summary>Another change waits: it is withdrawn first.</summary>
    public sealed record AnotherWaits : SetBankAccountOutcome;
    public sealed record NotFound : SetBankAccountOutcome;
    public sealed record NotAllowed : SetBankAccountOutcome;
    /// <summary>Somebody else changed it meanwhile.</summary>
    public sealed record Stale : SetBankAccountOutcome;
    public sealed record Bad(string Field) : SetBankAccountOutcome;
    /// <summary>The second factor was not proved.</summary>
    public sealed record Unproved(CodeOutcome Code) : SetBankAccountOutcome;
}

/// <summary>
/// Registers a bank account. The first one is used at once; another waits some days, and everybody concerned is told at once how to stop it:
/// a wrong account must not stay unseen until money has gone there.
/// </summary>
public sealed class SetBankAccount(IUnitOfWork unit, IOrganizationStore organizations, IBankAccountChanges changes, BankAccountDesk desk, SecondFactor proof)
{
    public async Task<SetBankAccountOutcome> Handle(SetBankAccountRequest request)
    {
        var account = request.Account with { Holder = request.Account.Holder.Trim() };
        if (BankAccounts.Bad(account.BankCode, account.Number, account.Holder) is { } field) return new SetBankAccountOutcome.Bad(field);
        if (await organizations.Find(request.Actor, request.OrganizationId) is not { } before) return new SetBankAccountOutcome.NotFound();
        if (!OrganizationRights.MaySetBank(request.Actor, before.Id, before.Kind, before.CentreId)) return new SetBankAccountOutcome.NotAllowed();
        if (await proof.Check(request.Actor.PersonOrNull, request.Code) is not CodeOutcome.Right and var code) return new SetBankAccountOutcome.Unproved(code);

        await using var tx = await unit.Begin();
        if (before.BankAccount is null)
        {
            if (!await organizations.SetBank(before.Id, request.Version, account)) return new SetBankAccountOutcome.Stale();
            await desk.Changed(request.Actor, before, account, request.Actor.Name);
            await tx.Commit();
            return new SetBankAccountOutcome.Set();
        }

        if (!await organizations.Touch(before.Id, request.Version)) return new SetBankAccountOutcome.Stale();
        var change = desk.Waiting(request, account);
        if (!await changes.Insert(change)) return new SetBankAccountOutcome.AnotherWaits();
        await desk.Announced(request.Actor, before, change);
        await tx.Commit();
        return new SetBankAccountOutcome.Waits(change.EffectiveAt);
    }
}

/// <summary>Stops a change that waits. Nobody needs a code to stop one.</summary>
public sealed record WithdrawBankAccountRequest(Actor Actor, long OrganizationId);

public enum WithdrawBankAccountOutcome { Withdrawn, NotFound, NoneWaits }

/// <summary>See <see cref="WithdrawBankAccountRequest"/>.</summary>
public sealed class WithdrawBankAccount(IUnitOfWork unit, IOrganizationStore organizations, IBankAccountChanges changes, BankAccountDesk desk, Clock clock)
{
    public async Task<WithdrawBankAccountOutcome> Handle(WithdrawBankAccountRequest request)
    {
        await using var tx = await unit.Begin();
        if (await organizations.Find(request.Actor, request.OrganizationId) is not { } organization
            || !OrganizationRights.MayStopBank(request.Actor, organization.Id, organization.CentreId)) return WithdrawBankAccountOutcome.NotFound;
        if (await changes.Waiting(organization.Id) is not { } change || !await changes.Withdraw(change.Id, clock.Now, request.Actor.PersonOrNull)) return WithdrawBankAccountOutcome.NoneWaits;
        await desk.Withdrawn(request.Actor, organization, change);
        await tx.Commit();
        return WithdrawBankAccountOutcome.Withdrawn;
    }
}

/// <summary>Puts into use what has waited long enough; each by itself.</summary>
public sealed class ApplyBankAccounts(IUnitOfWork unit, IOrganizationStore organizations, IBankAccountChanges changes, BankAccountDesk desk, Clock clock)
{
    public async Task<int> Handle(int most)
    {
        var applied = 0;
        foreach (var change in await changes.Due(clock.Now, most))
        {
            await using var tx = await unit.Begin();
            if (!await changes.Apply(change.Id, clock.Now) || await organizations.Find(Actor.Portal, change.OrganizationId) is not { } before) continue;
            await organizations.SetBank(before.Id, before.Version, change.Account);
            await desk.Changed(Actor.Portal, before, change.Account, change.RequestedByName ?? "");
            await tx.Commit();
            applied++;
        }

        return applied;
    }
}

/// <summary>A change of an account that waits.</summary>
public sealed record BankAccountChange
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public string BankCode { get; init; } = "";
    public string BankAccount { get; init; } = "";
    public string BankHolder { get; init; } = "";
    public DateTime RequestedAt { get; init; }
    public long? RequestedBy { get; init; }
    public string? RequestedByName { get; init; }
    public DateTime EffectiveAt { get; init; }

    public NewBankAccount Account => new(BankCode, BankAccount, BankHolder);
}

/// <summary>Changes of bank accounts that wait.</summary>
public interface IBankAccountChanges
{
    /// <summary>False when another one of the organization waits.</summary>
    Task<bool> Insert(BankAccountChange change);

    Task<BankAccountChange?> Waiting(long organizationId);
    Task<IReadOnlyList<BankAccountChange>> Due(DateTime now, int most);

    /// <summary>False when it does not wait any more, or not long enough.</summary>
    Task<bool> Apply(long changeId, DateTime now);

    Task<bool> Withdraw(long changeId, DateTime at, long? personId);
}

/// <summary>Audit and mails of bank accounts, and how long a change waits.</summary>
[Service]
public sealed class BankAccountDesk(OrganizationDesk desk, Notices notices, Audit audit, PortalOptions options, Clock clock)
{
    internal BankAccountChange Waiting(SetBankAccountRequest request, NewBankAccount account) => new()
    {
        Id = Ids.Next(), OrganizationId = request.OrganizationId, BankCode = account.BankCode, BankAccount = account.Number, BankHolder = account.Holder,
        RequestedAt = clock.Now, RequestedBy = request.Actor.PersonOrNull, EffectiveAt = clock.Now.AddDays(options.BankAccountWaitDays),
    };

    internal async Task Changed(Actor actor, OrganizationState before, NewBankAccount account, string by)
    {
        await audit.Note(actor, "organization.bank", "organization", before.Id, before.Label, BankAccounts.Masked(before.BankCode, before.BankAccount), Masked(account));
        await Tell(before, new Notice($"organization.bank:{before.Id}:{before.Version}", "organization.bank", Words(before, account, by)));
    }

    internal async Task Announced(Actor actor, OrganizationState before, BankAccountChange change)
    {
        await audit.Note(actor, "organization.bank-waits", "organization", before.Id, before.Label, BankAccounts.Masked(before.BankCode, before.BankAccount), Masked(change.Account));
        var words = new Dictionary<string, string>(Words(before, change.Account, actor.Name)) { ["effective"] = $"{clock.DateOf(change.EffectiveAt):yyyy-MM-dd}", ["path"] = $"{OrganizationDesk.Path(before)}/bank-account" };
        await Tell(before, new Notice($"organization.bankwaits:{change.Id}", "organization.bankwaits", words));
    }

    internal async Task Withdrawn(Actor actor, OrganizationState before, BankAccountChange change)
    {
        await audit.Note(actor, "organization.bank-withdrawn", "organization", before.Id, before.Label, Masked(change.Account), null);
        await Tell(before, new Notice($"organization.bankwithdrawn:{change.Id}", "organization.bankwithdrawn", Words(before, change.Account, actor.Name)));
    }

    /// <summary>Its members, and the operators of its centre, who know it by voice.</summary>
    private async Task Tell(OrganizationState organization, Notice notice)
    {
        await desk.Tell(organization, notice);
        if (organization.CentreId is { } centre) await notices.ToMembers(centre, Role.Operator, notice);
    }

    private static Dictionary<string, string> Words(OrganizationState organization, NewBankAccount account, string by) => new(StringComparer.Ordinal)
    {
        ["organization"] = organization.Name, ["account"] = Masked(account), ["by"] = by, ["path"] = OrganizationDesk.Path(organization),
    };

    private static string Masked(NewBankAccount account) => BankAccounts.Masked(account.BankCode, account.Number)!;
}
