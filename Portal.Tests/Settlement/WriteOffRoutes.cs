using NUnit.Framework;
using Portal.Core.Orders;
using Portal.Core.Settlement;
using Portal.Core.Shared;
using Portal.Tests.Shared;
using static Portal.Core.Shared.Role;
using static Portal.Tests.Shared.RouteRow;

namespace Portal.Tests.Settlement;

public sealed class WriteOffRoutes : IRouteRows
{
    public IEnumerable<RouteRow> Rows =>
    [
        Get("/debts").For(Operator, Administrator),
        Get("/debts/{statementId:long}").At("/debts/{debtId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Get("/write-offs").For(Operator, Administrator),
        Get("/write-offs/new").At("/write-offs/new?statement={debtId:long}").For(Operator),
        Post("/write-offs/new").For(Operator).With(("Form.StatementId", "{debtId}"), ("Form.Reason", "Closed"), ("Form.Note", "Gone.")),
        Get("/write-offs/{writeOffId:long}").For(Operator, Administrator).Foreign(Answer.Ok, Administrator),
        Post("/write-offs/{writeOffId:long}/confirmation").For(Operator),
        Post("/write-offs/{writeOffId:long}/rejection").For(Operator),
    ];
}

/// <summary>A payee in debt after a return, and a write-off of an order that nobody paid.</summary>
public sealed class WriteOffIds : IRouteWorldPart
{
    public async Task Add(RouteWorld world)
    {
        await world.Both("debtId", Debt);
        await world.Both("writeOffId", WriteOff);
    }

    private static async Task<long> Debt(RouteSide side)
    {
        var order = await side.Order();
        await side.Pay(order.OrderId, 0);
        await side.Deliver(await side.Ship(order.OrderId, 3));
        side.Portal.Time.Advance(TimeSpan.FromDays(8));
        await side.Settle();
        var back = await side.Return(order.OrderId);
        var completed = await side.Portal.Run<CompleteReturn, CompleteReturnOutcome>(u => u.Handle(new CompleteReturnRequest(side.As(Role.Operator), back.ReturnId, true, null)));
        Assert.That(completed, NUnit.Framework.Is.EqualTo(CompleteReturnOutcome.Completed));
        var settlement = await side.Settle();
        return await side.Portal.Scalar<long>("SELECT id FROM statements WHERE settlement_id = @settlement AND party_id = @Producer", new { settlement, side.Producer });
    }

    private static async Task<long> WriteOff(RouteSide side)
    {
        var order = await side.Order();
        await side.Portal.Run<ReleaseOrder, ReleaseOrderOutcome>(u => u.Handle(new ReleaseOrderRequest(side.As(Role.Operator), order.OrderId, "test")));
        await side.Deliver(await side.Ship(order.OrderId, 3));
        var proposer = await side.Data.Person(Role.Operator, side.Centre);
        var outcome = await side.Portal.Run<ProposeWriteOff, ProposeWriteOffOutcome>(u => u.Handle(new ProposeWriteOffRequest(proposer, null, order.OrderId, WriteOffReason.Closed, "test")));
        return ((ProposeWriteOffOutcome.Proposed)outcome).WriteOffId;
    }
}
