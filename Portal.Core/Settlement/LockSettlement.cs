using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>Settles a centre up to and including a day.</summary>
public sealed record LockSettlementRequest(Actor Actor, long CentreId, DateOnly Through);

public abstract record LockSettlementOutcome
{
    private LockSettlementOutcome() { }

    public sealed record Locked(long SettlementId, int SettlementNo) : LockSettlementOutcome;
    public sealed record NothingToSettle : LockSettlementOutcome;
    public sealed record NotFound : LockSettlementOutcome;
    /// <summary>The day is not over or lies ahead.</summary>
    public sealed record BadDate : LockSettlementOutcome;
}

/// <summary>
/// Distributes what is due, fixes the set of entries that nobody has settled yet, numbers the settlement, and writes a statement per party
/// and a payout per payee. What comes later belongs to the next settlement, also when its date is earlier.
/// </summary>
public sealed class LockSettlement(IUnitOfWork unit, Distributor distributor, ISettlementStore settlement, SettlementDesk desk, Clock clock)
{
    public async Task<LockSettlementOutcome> Handle(LockSettlementRequest request)
    {
        var may = request.Actor.Role == Role.System || (request.Actor.Role == Role.Operator && request.Actor.OrganizationId == request.CentreId);
        if (!may) return new LockSettlementOutcome.NotFound();
        if (request.Through > clock.Today) return new LockSettlementOutcome.BadDate();

        // in its own transaction: what is due stays distributed also when there is nothing to settle
        await distributor.Run(new RunScope(request.Through) { CentreId = request.CentreId });
        await using var tx = await unit.Begin();
        var made = new NewSettlement(Ids.Next(), request.CentreId, await desk.NextNo(request.CentreId), request.Through, clock.Now, request.Actor.PersonOrNull);
        if (await settlement.Insert(made) == 0) return new LockSettlementOutcome.NothingToSettle();

        var rule = await settlement.Rule(request.Through);
        var statements = (await settlement.Balances(made.Id)).Select(b => Statements.Of(b, rule)).ToList();
        await settlement.Insert(made.Id, statements);
        await desk.Note(request.Actor, made, statements);
        await tx.Commit();
        return new LockSettlementOutcome.Locked(made.Id, made.SettlementNo);
    }
}

/// <summary>Numbers and records of settlements.</summary>
[Service]
public sealed class SettlementDesk(IOperationsStore operations, Audit audit)
{
    internal async Task<int> NextNo(long centreId) => (int)await operations.NextNumber($"settlement:{centreId}", "");

    internal Task Note(Actor actor, NewSettlement made, IReadOnlyCollection<NewStatement> statements) => audit.Note(actor, "settlement.lock", "settlement", made.Id,
        $"{made.CentreId}/{made.SettlementNo}", null, $"{made.ThroughOn:yyyy-MM-dd}: {statements.Count} / {statements.Sum(s => s.Transfer)}");
}
