using NUnit.Framework;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Data.Ledger;
using Portal.Tests.Shared;

namespace Portal.Tests.Bench;

/// <summary>What is measured is what the portal does: the made-up lines are as sound as ordered ones.</summary>
[TestFixture]
public sealed class DeliveredLinesTests
{
    [Test]
    public async Task Delivered_lines_made_by_sets_are_distributed_and_settled_and_leave_the_books_sound()
    {
        await using var portal = await TestPortal.Create();
        var made = new DeliveredLines(portal);
        await made.Make(400);
        var distributed = await portal.Run<DistributeDue, RunResult>(u => u.Handle());
        Assert.That(distributed.Lines, Is.EqualTo(400));
        var settled = await portal.Run<LockSettlement, LockSettlementOutcome>(u => u.Handle(new LockSettlementRequest(Actor.Portal, made.CentreId, new DateOnly(2026, 3, 2))));
        Assert.That(settled, Is.InstanceOf<LockSettlementOutcome.Locked>());
        Assert.That((await portal.Run<BooksPages, IReadOnlyList<BookRule>>(b => b.Check())).Where(r => r.Violations > 0), Is.Empty);
    }
}
