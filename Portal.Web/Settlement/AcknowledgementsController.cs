using Microsoft.AspNetCore.Mvc;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Settlement;
using Portal.Web.Shared;

namespace Portal.Web.Settlement;

/// <summary>A party confirms several of its statements.</summary>
[Roles(Role.Producer, Role.Seller)]
public sealed class AcknowledgementsController(StatementPages pages, AcknowledgeStatement acknowledge, Texts texts) : Controller
{
    [HttpPost("/statements/acknowledgements")]
    public Task<IActionResult> Create(Actor actor, long[] statements) => this.Each("settlement.acknowledgeSeveral", "/statements?view=new", statements, async id =>
    {
        if (await pages.Find(actor, id) is not { } statement) return BulkRow.NotFound(id);
        var outcome = await acknowledge.Handle(new AcknowledgeStatementRequest(actor, id));
        return outcome is not (AcknowledgeStatementOutcome.Done or AcknowledgeStatementOutcome.DoneBefore) ? BulkRow.NotFound(id)
            : new BulkRow(texts["settlement.one", statement.SettlementNo], $"/statements/{id}", outcome == AcknowledgeStatementOutcome.Done, outcome == AcknowledgeStatementOutcome.Done ? "settlement.acknowledged" : "settlement.acknowledgedBefore");
    });
}
