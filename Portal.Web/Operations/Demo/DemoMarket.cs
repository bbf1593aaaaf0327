using Portal.Core.Catalog;
using Portal.Core.Review;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>What follows an approval: the product goes on sale, its profit is agreed upon, sellers are looked for; some end, some get a next revision.</summary>
[Service]
public sealed class DemoMarket(PublishApproved publish, DemoSales sales, DemoAgreements agreements, DemoRecruiting recruiting, Clock clock)
{
    internal Task Approved(World world, Merchandise product, Fate fate, Dice dice)
    {
        // the job runs every five minutes
        world.At(clock.Now.AddMinutes(5), async () =>
        {
            await publish.Handle(20);
            product.IsOnSale = fate != Fate.Approved;
        });
        agreements.Begin(world, product, dice, () => recruiting.Begin(world, product, dice));
        sales.Begin(world, product, fate, dice);
        return Task.CompletedTask;
    }
}

/// <summary>Ends of sale and next revisions.</summary>
[Service]
public sealed class DemoSales(SuspendProduct suspend, ResumeProduct resume, RetireProduct retire, DemoRevisions revisions, Clock clock)
{
    internal void Begin(World world, Merchandise product, Fate fate, Dice dice)
    {
        var later = clock.Now + dice.Days(20, 60);
        if (later > world.DaysAgo(1)) later = world.DaysAgo(1);
        if (fate == Fate.Suspended) world.At(later, () => Suspend(world, product, dice.Chance(50)));
        else if (fate == Fate.Retired) world.At(later, () => Retire(world, product));
        else if (fate == Fate.OnSale && dice.Chance(4) && later < world.DaysAgo(10)) world.At(later, () => Pause(world, product));
        else if (fate == Fate.OnSale) revisions.Begin(world, product, dice);
    }

    private async Task Suspend(World world, Merchandise product, bool byCentre)
    {
        product.IsOnSale = false;
        var actor = byCentre ? world.Operator(product.Centre) : product.Producer.Actor;
        Note(world, product, await suspend.Handle(new ChangeSaleRequest(actor, product.Id)));
    }

    /// <summary>Sold out for some days, then back on sale.</summary>
    private async Task Pause(World world, Merchandise product)
    {
        await Suspend(world, product, byCentre: false);
        world.At(clock.Now.AddDays(6), async () =>
        {
            Note(world, product, await resume.Handle(new ChangeSaleRequest(product.Producer.Actor, product.Id)));
            product.IsOnSale = true;
        });
    }

    private async Task Retire(World world, Merchandise product)
    {
        product.IsOnSale = false;
        Note(world, product, await retire.Handle(new ChangeSaleRequest(product.Producer.Actor, product.Id)));
    }

    private static void Note(World world, Merchandise product, ChangeSaleOutcome outcome) => world.Went(outcome == ChangeSaleOutcome.Changed, $"sale of {product.Code}", outcome);
}

/// <summary>Some products on sale are changed: the next revision is reviewed while the old one stays on sale.</summary>
[Service]
public sealed class DemoRevisions(DemoRework rework, DemoCases cases, PublishApproved publish)
{
    private int _recent;

    internal void Begin(World world, Merchandise product, Dice dice)
    {
        if (cases.Now > world.DaysAgo(60) || !dice.Chance(10)) return;
        // the first ones are found on their way today: drafts, handed in, in review; the others were approved
        var fate = (_recent++ % 6) switch { 0 => Fate.Draft, 1 => Fate.Submitted, 2 => Fate.InReview, _ => Fate.OnSale };
        var at = fate switch { Fate.Draft => world.DaysAgo(2), Fate.Submitted => world.DaysAgo(1.5), Fate.InReview => world.DaysAgo(7), _ => cases.Now + dice.Days(20, 50) };
        world.At(at, async () =>
        {
            if (!product.IsOnSale || !await rework.BeginNext(world, product, dice.Between(96, 108)) || fate == Fate.Draft) return;
            if (await rework.Submit(world, product) && fate != Fate.Submitted) cases.Begin(world, product, fate, dice, () => publish.Handle(20));
        });
    }
}
