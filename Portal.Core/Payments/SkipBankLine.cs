using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>Sets a line aside that is to be no deposit here, or (without a reason) takes it up again.</summary>
public sealed record SkipBankLineRequest(Actor Actor, long LineId, string? Reason);

public enum SkipBankLineOutcome
{
    Done,
    NotFound,
    /// <summary>Somebody else moved it meanwhile.</summary>
    NotPossible,
}

/// <summary>See <see cref="SkipBankLineRequest"/>: interest of the bank, a transfer between own accounts, a deposit that was recorded by hand.</summary>
public sealed class SkipBankLine(IUnitOfWork unit, IBankFileStore files, Audit audit, Clock clock)
{
    public async Task<SkipBankLineOutcome> Handle(SkipBankLineRequest request)
    {
        if (request.Actor.Role != Role.Operator) return SkipBankLineOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await files.Line(request.Actor, request.LineId) is not { } line) return SkipBankLineOutcome.NotFound;
        var (from, to) = request.Reason is null ? (BankLineStatus.Skipped, BankLineStatus.Waiting) : (BankLineStatus.Waiting, BankLineStatus.Skipped);
        if (!await files.Move(new BankLineMove(line.Id, from, to, clock.Now, request.Actor.PersonOrNull) { Reason = request.Reason })) return SkipBankLineOutcome.NotPossible;
        await audit.Note(request.Actor, request.Reason is null ? "bank-line.restore" : "bank-line.skip", "bank-line", line.Id, line.Reference, $"{from}", request.Reason ?? $"{to}");
        await tx.Commit();
        return SkipBankLineOutcome.Done;
    }
}

/// <summary>Buyers and the names under which they pay.</summary>
[Service]
public sealed class PayerNames(IBankFileStore files, IPaymentStore payments, Audit audit, Clock clock)
{
    internal Task<bool> IsBuyerOf(long centreId, long buyerId) => payments.IsBuyerOf(centreId, buyerId);

    internal async Task Learn(Actor actor, BankLine line, long buyerId)
    {
        var key = BankWords.NameKey(line.Payer);
        if (key.Length < 2) return;
        var name = new DepositorName(Ids.Next(), line.CentreId, buyerId, key, line.Payer, actor.PersonOrNull, clock.Now);
        if (await files.Add(name)) await audit.Note(actor, "depositor-name.learn", "depositor-name", name.Id, line.Payer, null, key);
    }

    internal Task Forgot(Actor actor, long nameId, string name) => audit.Note(actor, "depositor-name.forget", "depositor-name", nameId, name);
}

/// <summary>Forgets a name that an operator confirmed.</summary>
public sealed class ForgetDepositorName(IUnitOfWork unit, IBankFileStore files, PayerNames names)
{
    public async Task<bool> Handle(Actor actor, long nameId)
    {
        await using var tx = await unit.Begin();
        if (actor.Role != Role.Operator || await files.Forget(actor, nameId) is not { } name) return false;
        await names.Forgot(actor, nameId, name);
        await tx.Commit();
        return true;
    }
}
