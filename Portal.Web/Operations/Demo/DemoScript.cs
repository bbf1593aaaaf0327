using Portal.Core.Orders;
using Portal.Core.Organizations;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Plans the whole story and lets it happen up to now.</summary>
[Service]
public sealed class DemoScript(DemoPeople people, DemoProducts products, DemoTrade trade, DemoRoutine routine, Clock clock)
{
    internal async Task<World> Play(Action<string> tell)
    {
        var world = new World(clock, clock.Now);
        try
        {
            await people.Register(world);
            tell($"{world.Producers.Count} producers, {world.Sellers.Count} sellers, {world.Reviewers.Count} reviewers, {world.Buyers.Count} buyers");
            await products.Plan(world);
            trade.Plan(world);
            routine.Plan(world);
            await world.Schedule.Run(clock, world.Now, month => tell($"{clock.Local(month):yyyy-MM}: {world.Products.Count} products, {world.Orders} orders"));
        }
        finally
        {
            clock.ReplayAt = null;
        }

        return world;
    }
}

/// <summary>Organizations, people, and those who want to become some of them.</summary>
[Service]
public sealed class DemoPeople(DemoParties parties, DemoMembers members, DemoContents contents, SetFreightRule freight, SuspendOrganization suspend)
{
    internal async Task Register(World world)
    {
        await parties.Register(world);
        foreach (var producer in world.Producers) await Freight(world, producer);
        members.Plan(world);
        contents.Plan(world);
        // at the very end, so that nobody wanted to order for it any more
        world.At(world.Now, () => Suspend(world, world.Buyers[^1]));
    }

    private async Task Suspend(World world, Party buyer)
    {
        var outcome = await suspend.Handle(new MoveOrganizationRequest(world.Operator(buyer.Centre!), buyer.Id, "두 달 넘게 미수금이 있고 연락이 되지 않아 거래를 멈춥니다."));
        world.Went(outcome == MoveOrganizationOutcome.Moved, $"suspension of {buyer.Name}", outcome);
    }

    /// <summary>Two of three producers ask for freight, most of them not for large orders.</summary>
    private async Task Freight(World world, Party producer)
    {
        var dice = world.Dice.Of($"freight {producer.Code}");
        if (!dice.Chance(66)) return;
        var fee = 500L * dice.Between(5, 9);
        var outcome = await freight.Handle(new SetFreightRuleRequest(producer.Actor, producer.Id, fee, dice.Chance(80) ? 10_000L * dice.Between(3, 15) : null));
        world.Went(outcome == SetFreightRuleOutcome.Set, $"freight of {producer.Name}", outcome);
    }
}

/// <summary>Orders and money, and what waits for the sign-ins that are shown.</summary>
[Service]
public sealed class DemoTrade(DemoOrders orders, DemoCredits credits, DemoAgreements agreements, DemoRecruiting recruiting, DemoDesk desk)
{
    internal void Plan(World world)
    {
        recruiting.Debtor(world);
        agreements.Waiting(world);
        orders.Plan(world);
        credits.Unknown(world);
        desk.Plan(world);
    }
}

/// <summary>What comes round every day and every month.</summary>
[Service]
public sealed class DemoRoutine(DemoSettlements settlements, DemoTaxes taxes, DemoNights nights, DemoVisits visits, Clock clock)
{
    internal void Plan(World world)
    {
        visits.Plan(world);
        settlements.Plan(world, clock);
        taxes.Plan(world);
        nights.Plan(world);
    }
}

/// <summary>What lies on the desks of the sign-ins that are shown: drafts, proposals, files of the bank, exchanges, mileage, debts.</summary>
[Service]
public sealed class DemoDesk(DemoDrafts drafts, DemoNegotiations negotiations, DemoBank bank, DemoAfterSales afterSales, DemoFeedback feedback)
{
    internal void Plan(World world)
    {
        drafts.Plan(world);
        negotiations.Plan(world);
        bank.Plan(world);
        afterSales.Plan(world);
        feedback.Plan(world);
    }
}
