using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Settlement;

/// <summary>A party confirms that it has read its statement.</summary>
public sealed record AcknowledgeStatementRequest(Actor Actor, long StatementId);

public enum AcknowledgeStatementOutcome { Done, NotFound, DoneBefore }

/// <summary>See <see cref="AcknowledgeStatementRequest"/>. It changes no money; until then the statement is among what waits for the party.</summary>
public sealed class AcknowledgeStatement(IUnitOfWork unit, ISettlementStore settlement, Audit audit, Clock clock)
{
    public async Task<AcknowledgeStatementOutcome> Handle(AcknowledgeStatementRequest request)
    {
        await using var tx = await unit.Begin();
        var party = await settlement.StatementParty(request.StatementId);
        if (party is null || party != request.Actor.OrganizationId || request.Actor.Role is not (Role.Producer or Role.Seller)) return AcknowledgeStatementOutcome.NotFound;
        if (!await settlement.Acknowledge(request.StatementId, clock.Now, request.Actor.PersonOrNull)) return AcknowledgeStatementOutcome.DoneBefore;
        await audit.Note(request.Actor, "statement.acknowledge", "statement", request.StatementId, request.Actor.OrganizationName);
        await tx.Commit();
        return AcknowledgeStatementOutcome.Done;
    }
}
