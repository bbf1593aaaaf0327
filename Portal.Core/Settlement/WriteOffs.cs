using Portal.Core.Orders;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>The reason code of a debt that is given up.</summary>
public enum WriteOffReason { Bankrupt, Closed, Unreachable, TimeBarred, Agreement, TooSmall }

public enum WriteOffStatus { Proposed, Confirmed, Rejected }

/// <summary>A debt that could be given up: what a payee's last statement carries out, or what a delivered order owes.</summary>
public sealed record Debt
{
    public long CentreId { get; init; }
    public long PartyId { get; init; }
    public string PartyName { get; init; } = "";
    public long? StatementId { get; init; }
    public long? OrderId { get; init; }
    /// <summary>The statement number or the order number.</summary>
    public string Label { get; init; } = "";
    public long Amount { get; init; }
    /// <summary>Of a payee's debt, its VAT; negative when VAT that the payee would get makes the debt less.</summary>
    public long Vat { get; init; }
}

public sealed record NewWriteOff(long Id, Debt Debt, WriteOffReason Reason, string Note, DateTime At, long PersonId);

/// <summary>A write-off, as use cases need it.</summary>
public sealed record WriteOffState
{
    public long Id { get; init; }
    public long? StatementId { get; init; }
    public long? OrderId { get; init; }
    public long Amount { get; init; }
    public long Vat { get; init; }
    public string Reason { get; init; } = "";
    public string Note { get; init; } = "";
    public string Status { get; init; } = "";
    public long ProposedBy { get; init; }
}

/// <summary>Write-offs of debts.</summary>
public interface IWriteOffStore : IOrderLosses
{
    /// <summary>What a payee of the actor's centre owes by a statement; null when that is not its last one, or carries no debt out.</summary>
    Task<Debt?> OfStatement(Actor actor, long statementId);

    /// <summary>What an order of the actor's centre owes of which nothing can be cancelled any more; null when there is nothing.</summary>
    Task<Debt?> OfOrder(Actor actor, long orderId);

    /// <summary>False when this debt is proposed or given up already.</summary>
    Task<bool> Insert(NewWriteOff writeOff);

    Task<WriteOffState?> Find(Actor actor, long writeOffId);

    /// <summary>Decides what is proposed; false when it is not any more, or when the same person proposed and confirms.</summary>
    Task<bool> Decide(long writeOffId, WriteOffStatus status, DateTime at, long personId, string? note);

    /// <summary>The operators of a centre but one.</summary>
    Task<IReadOnlyList<long>> OtherOperators(long centreId, long personId);
}

/// <summary>An operator proposes to give up a debt of a payee (by its last statement) or of a buyer (by the order).</summary>
public sealed record ProposeWriteOffRequest(Actor Actor, long? StatementId, long? OrderId, WriteOffReason Reason, string Note)
{
    /// <summary>The debt as it was seen.</summary>
    public long? Seen { get; init; }
}

public abstract record ProposeWriteOffOutcome
{
    private ProposeWriteOffOutcome() { }

    public sealed record Proposed(long WriteOffId) : ProposeWriteOffOutcome;
    public sealed record NotFound : ProposeWriteOffOutcome;
    /// <summary>There is no debt (any more) that could be given up, or it is another than was seen.</summary>
    public sealed record NoDebt : ProposeWriteOffOutcome;
    public sealed record ProposedBefore : ProposeWriteOffOutcome;
    public sealed record Bad : ProposeWriteOffOutcome;
}

/// <summary>See <see cref="ProposeWriteOffRequest"/>. No money moves until a second person confirms.</summary>
public sealed class ProposeWriteOff(IUnitOfWork unit, IWriteOffStore store, WriteOffNotes notes, Clock clock)
{
    public const int MaxNote = 1000;

    public async Task<ProposeWriteOffOutcome> Handle(ProposeWriteOffRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Note) || request.Note.Length > MaxNote) return new ProposeWriteOffOutcome.Bad();
        if (request.Actor is not { Role: Role.Operator, PersonOrNull: { } person }) return new ProposeWriteOffOutcome.NotFound();
        await using var tx = await unit.Begin();
        var debt = request.StatementId is { } statement ? await store.OfStatement(request.Actor, statement) : await store.OfOrder(request.Actor, request.OrderId ?? 0);
        if (debt is null || (request.Seen is { } seen && seen != debt.Amount)) return new ProposeWriteOffOutcome.NoDebt();
        var made = new NewWriteOff(Ids.Next(), debt, request.Reason, request.Note, clock.Now, person);
        if (!await store.Insert(made)) return new ProposeWriteOffOutcome.ProposedBefore();
        await notes.Proposed(request.Actor, made);
        await tx.Commit();
        return new ProposeWriteOffOutcome.Proposed(made.Id);
    }
}

/// <summary>Another operator of the same centre confirms a write-off, or anyone of them rejects it.</summary>
public sealed record DecideWriteOffRequest(Actor Actor, long WriteOffId, bool Confirm, string? Note);

public enum DecideWriteOffOutcome
{
    Confirmed,
    Rejected,
    NotFound,
    /// <summary>It was decided before.</summary>
    Decided,
    /// <summary>Whoever proposes does not confirm.</summary>
    SecondPerson,
    /// <summary>The debt is another by now.</summary>
    Changed,
}

/// <summary>See <see cref="DecideWriteOffRequest"/>. Posts loss ▸ payable and VAT, for the next settlement, or loss ▸ receivable.</summary>
public sealed class DecideWriteOff(IUnitOfWork unit, IWriteOffStore store, WriteOffPosting posting, WriteOffNotes notes, Clock clock)
{
    public async Task<DecideWriteOffOutcome> Handle(DecideWriteOffRequest request)
    {
        if (request.Actor is not { Role: Role.Operator, PersonOrNull: { } person }) return DecideWriteOffOutcome.NotFound;
        await using var tx = await unit.Begin();
        if (await store.Find(request.Actor, request.WriteOffId) is not { } found) return DecideWriteOffOutcome.NotFound;
        if (found.Status != nameof(WriteOffStatus.Proposed)) return DecideWriteOffOutcome.Decided;
        if (request.Confirm && found.ProposedBy == person) return DecideWriteOffOutcome.SecondPerson;
        var status = request.Confirm ? WriteOffStatus.Confirmed : WriteOffStatus.Rejected;
        if (!await store.Decide(found.Id, status, clock.Now, person, request.Note)) return DecideWriteOffOutcome.Decided;
        if (request.Confirm && !await posting.Post(request.Actor, found)) return DecideWriteOffOutcome.Changed;
        await notes.Decided(request.Actor, found, status);
        await tx.Commit();
        return request.Confirm ? DecideWriteOffOutcome.Confirmed : DecideWriteOffOutcome.Rejected;
    }
}
