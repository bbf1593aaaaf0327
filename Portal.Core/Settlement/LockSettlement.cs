using Portal.Core.Notifications;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>Settles a centre up to and including a day.</summary>
public sealed record LockSettlementRequest(Actor Actor, long CentreId, DateOnly Through)
{
    /// <summary>What the operator saw in the preview; when it has changed since, that is told and nothing is locked.</summary>
    public SettlementSeen? Seen { get; init; }
}

/// <summary>The size of a settlement as its preview showed it: number of postings, and the sum of the transfers.</summary>
public sealed record SettlementSeen(long Items, long Transfer);

public abstract record LockSettlementOutcome
{
    private LockSettlementOutcome() { }

    public sealed record Locked(long SettlementId, int SettlementNo) : LockSettlementOutcome;
    public sealed record NothingToSettle : LockSettlementOutcome;
    public sealed record NotFound : LockSettlementOutcome;
    /// <summary>The day lies ahead.</summary>
    public sealed record BadDate : LockSettlementOutcome;
    /// <summary>It would not be what the preview showed.</summary>
    public sealed record Changed : LockSettlementOutcome;
}

/// <summary>
/// Distributes what is due, fixes the set of entries that nobody has settled yet, numbers the settlement, and writes a statement per party
/// and a payout per payee. What comes later belongs to the next settlement, also when its date is earlier.
/// </summary>
public sealed class LockSettlement(IUnitOfWork unit, Distributor distributor, ISettlementStore settlement, SettlementDesk desk, Clock clock)
{
    public async Task<LockSettlementOutcome> Handle(LockSettlementRequest request)
    {
        if (!SettlementDesk.May(request.Actor, request.CentreId)) return new LockSettlementOutcome.NotFound();
        if (request.Through > clock.Today) return new LockSettlementOutcome.BadDate();

        // in its own transaction: what is due stays distributed also when there is nothing to settle
        await distributor.Run(new RunScope(request.Through) { CentreId = request.CentreId });
        await using var tx = await unit.Begin();
        var made = new NewSettlement(Ids.Next(), request.CentreId, await desk.NextNo(request.CentreId), request.Through, clock.Now, request.Actor.PersonOrNull);
        var items = await settlement.Insert(made);
        if (items == 0) return new LockSettlementOutcome.NothingToSettle();

        // tax is withheld when it is paid out: by the rule of the day on which the payouts are fixed
        var rule = await settlement.Rule(clock.Today);
        var statements = (await settlement.Balances(made)).Select(b => Statements.Of(b, rule)).ToList();
        if (request.Seen is { } seen && seen != new SettlementSeen(items, statements.Sum(s => s.Transfer))) return new LockSettlementOutcome.Changed();
        await settlement.Insert(made.Id, statements);
        await desk.Note(request.Actor, made, statements);
        await tx.Commit();
        return new LockSettlementOutcome.Locked(made.Id, made.SettlementNo);
    }
}

/// <summary>Rights, numbers and records of settlements, and who is told.</summary>
[Service]
public sealed class SettlementDesk(IOperationsStore operations, Audit audit, Notices notices)
{
    /// <summary>A settlement is run by the operator of its centre, or by the portal itself.</summary>
    internal static bool May(Actor actor, long centreId) => actor.Role == Role.System || (actor.Role == Role.Operator && actor.OrganizationId == centreId);

    internal async Task<int> NextNo(long centreId) => (int)await operations.NextNumber($"settlement:{centreId}", "");

    internal async Task Note(Actor actor, NewSettlement made, IReadOnlyCollection<NewStatement> statements)
    {
        await audit.Note(actor, "settlement.lock", "settlement", made.Id, $"{made.CentreId}/{made.SettlementNo}", null,
            $"{made.ThroughOn:yyyy-MM-dd}: {statements.Count} / {statements.Sum(s => s.Transfer)}");
        foreach (var statement in statements.Where(s => s.Balance.Account == "Payable"))
        {
            var notice = new Notice($"statement.ready:{statement.Id}", "statement.ready", new Dictionary<string, string>
            {
                ["through"] = $"{made.ThroughOn:yyyy-MM-dd}", ["path"] = $"/statements/{statement.Id}",
            });
            await notices.ToMembers(statement.Balance.PartyId, Role.Seller, notice);
            await notices.ToMembers(statement.Balance.PartyId, Role.Producer, notice);
        }
    }
}
