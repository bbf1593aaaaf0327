using Portal.Core.Ledger;
using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Payments;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

public enum PayoutOutcome
{
    Done,
    NotFound,
    /// <summary>It is not in that state any more: somebody was faster.</summary>
    NotPossible,
    /// <summary>Whoever locked the settlement or gave the account does not send: two people see every transfer.</summary>
    SecondPerson,
    /// <summary>The payee has no bank account, or what was given is none.</summary>
    NoAccount,
    /// <summary>Empty or too long.</summary>
    BadReason,
    /// <summary>The code of the second factor was wrong, too many were, or the person has none.</summary>
    WrongCode,
    CodeLocked,
    NoCode,
}

/// <summary>The operator has given these transfers to the bank.</summary>
public sealed record SendPayoutRequest(Actor Actor, long PayoutId);

/// <summary>Marks a payout as sent and posts payable ▸ bank and withholding, once: a payout is never sent twice, and never by whoever fixed its sum or its account.</summary>
public sealed class SendPayout(IUnitOfWork unit, ISettlementStore settlement, PayoutDesk desk, Clock clock)
{
    public async Task<PayoutOutcome> Handle(SendPayoutRequest request)
    {
        await using var tx = await unit.Begin();
        var payout = await settlement.Payout(request.Actor, request.PayoutId);
        if (payout is null) return PayoutOutcome.NotFound;
        // the portal's own command says of transfers that were made elsewhere that they were made
        if (!payout.HasAccount && request.Actor.Role != Role.System) return PayoutOutcome.NoAccount;
        if (request.Actor.PersonOrNull is { } person && (payout.LockedBy == person || payout.AccountBy == person)) return PayoutOutcome.SecondPerson;
        if (!await settlement.Move(payout.Id, PayoutStatus.Locked, PayoutStatus.Sent, new PayoutMove(clock.Now, request.Actor.PersonOrNull)))
            return PayoutOutcome.NotPossible;
        await desk.Post(payout, request.Actor, null);
        await desk.Note(payout, request.Actor, PayoutStatus.Sent, null);
        await tx.Commit();
        return PayoutOutcome.Done;
    }
}

/// <summary>The bank has paid.</summary>
public sealed record ConfirmPayoutRequest(Actor Actor, long PayoutId);

/// <summary>Closes a payout that was sent as paid.</summary>
public sealed class ConfirmPayout(IUnitOfWork unit, ISettlementStore settlement, PayoutDesk desk, Clock clock)
{
    public async Task<PayoutOutcome> Handle(ConfirmPayoutRequest request)
    {
        await using var tx = await unit.Begin();
        var payout = await settlement.Payout(request.Actor, request.PayoutId);
        if (payout is null) return PayoutOutcome.NotFound;
        if (!await settlement.Move(payout.Id, PayoutStatus.Sent, PayoutStatus.Paid, new PayoutMove(clock.Now, request.Actor.PersonOrNull)))
            return PayoutOutcome.NotPossible;
        await desk.Note(payout, request.Actor, PayoutStatus.Paid, null);
        await tx.Commit();
        return PayoutOutcome.Done;
    }
}

/// <summary>The bank has refused a transfer.</summary>
public sealed record FailPayoutRequest(Actor Actor, long PayoutId, string Reason);

/// <summary>Closes a payout that was sent as failed: a counter-posting returns the sum to the payable, and the next settlement pays it again.</summary>
public sealed class FailPayout(IUnitOfWork unit, ISettlementStore settlement, PayoutDesk desk, Clock clock)
{
    public const int MaxReason = 400;

    public async Task<PayoutOutcome> Handle(FailPayoutRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > MaxReason) return PayoutOutcome.BadReason;
        await using var tx = await unit.Begin();
        var payout = await settlement.Payout(request.Actor, request.PayoutId);
        if (payout is null) return PayoutOutcome.NotFound;
        if (!await settlement.Move(payout.Id, PayoutStatus.Sent, PayoutStatus.Failed, new PayoutMove(clock.Now, request.Actor.PersonOrNull, request.Reason)))
            return PayoutOutcome.NotPossible;
        var posting = await desk.Post(payout, request.Actor, await desk.Sent(payout));
        await settlement.Enqueue(posting, payout.CentreId);
        await desk.Note(payout, request.Actor, PayoutStatus.Failed, request.Reason);
        await tx.Commit();
        return PayoutOutcome.Done;
    }
}

/// <summary>The operator has learned where a payee wants a payout that is not sent yet.</summary>
public sealed record SetPayoutAccountRequest(Actor Actor, long PayoutId, BankAccount Account)
{
    /// <summary>Of the actor's own second factor.</summary>
    public string? Code { get; init; }
}

/// <summary>
/// Sets the bank account of a locked payout that has none. Whoever has one gets it there: another account is registered for the payee, with its waiting time,
/// and holds for later settlements.
/// </summary>
public sealed class SetPayoutAccount(IUnitOfWork unit, ISettlementStore settlement, SecondFactor proof, PortalOptions options, Audit audit)
{
    public async Task<PayoutOutcome> Handle(SetPayoutAccountRequest request)
    {
        if (!request.Account.IsValidIn(options.Currency)) return PayoutOutcome.NoAccount;
        if (await settlement.Payout(request.Actor, request.PayoutId) is null) return PayoutOutcome.NotFound;
        switch (await proof.Check(request.Actor.PersonOrNull, request.Code))
        {
            case CodeOutcome.Wrong: return PayoutOutcome.WrongCode;
            case CodeOutcome.Locked: return PayoutOutcome.CodeLocked;
            case CodeOutcome.NotEnrolled: return PayoutOutcome.NoCode;
        }

        await using var tx = await unit.Begin();
        var payout = await settlement.Payout(request.Actor, request.PayoutId);
        if (payout is null || request.Actor.Role == Role.Administrator) return PayoutOutcome.NotFound;
        if (!await settlement.SetAccount(payout.Id, request.Account, request.Actor.PersonOrNull)) return PayoutOutcome.NotPossible;
        await audit.Note(request.Actor, "payout.account", "payout", payout.Id, payout.PartyName, null, BankAccount.Masked(request.Account.BankCode, request.Account.Number));
        await tx.Commit();
        return PayoutOutcome.Done;
    }
}

/// <summary>Postings, audit and notices of payouts.</summary>
[Service]
public sealed class PayoutDesk(GeneralLedger ledger, ILedgerStore postings, Audit audit, Notices notices, Clock clock)
{
    /// <summary>Posts a payout, or its reversal when it <paramref name="counters"/> one.</summary>
    internal async Task<Posted> Post(PayoutState payout, Actor actor, long? counters)
    {
        var sign = counters is null ? 1 : -1;
        var posted = await ledger.Post(new Posting
        {
            EventKey = counters is null ? $"payout:{payout.Id}" : $"payout-failed:{payout.Id}",
            Kind = counters is null ? "Payout" : "PayoutFailed", At = clock.Now, EventOn = clock.Today,
            Entries =
            [
                new(AccountRef.Payable(payout.PartyId), sign * payout.Gross),
                new(AccountRef.Vat(payout.PartyId), sign * payout.Vat),
                new(AccountRef.Withholding, -sign * (payout.IncomeTax + payout.LocalTax)),
                new(AccountRef.Bank, -sign * payout.Transfer),
            ],
            CentreId = payout.CentreId, CountersId = counters, PersonId = actor.PersonOrNull, Memo = payout.PartyName,
        });
        return posted ?? throw new InvalidOperationException($"Payout {payout.Id} was posted before although its state said otherwise.");
    }

    internal async Task<long> Sent(PayoutState payout) => await postings.FindByEvent($"payout:{payout.Id}")
        ?? throw new InvalidOperationException($"Payout {payout.Id} was sent without a posting.");

    internal async Task Note(PayoutState payout, Actor actor, PayoutStatus to, string? reason)
    {
        await audit.Note(actor, $"payout.{to}".ToLowerInvariant(), "payout", payout.Id, payout.PartyName, payout.Status, reason ?? to.ToString());
        if (to == PayoutStatus.Sent) return;
        var role = to == PayoutStatus.Paid ? "payout.paid" : "payout.failed";
        var notice = new Notice($"{role}:{payout.Id}", role, new Dictionary<string, string> { ["path"] = "/statements" });
        await notices.ToMembers(payout.PartyId, Role.Seller, notice);
        await notices.ToMembers(payout.PartyId, Role.Producer, notice);
    }
}
