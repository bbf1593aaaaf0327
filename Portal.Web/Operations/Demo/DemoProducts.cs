using Portal.Core.Catalog;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>How far a product of the demo comes.</summary>
internal enum Fate { OnSale, Approved, Suspended, Retired, Rejected, Draft, Submitted, InReview, ChangesRequested }

/// <summary>Registers 400 products over the year, each at its own time, and sends them on their way.</summary>
[Service]
public sealed class DemoProducts(DemoRegistry registry, SubmitProduct submit, DemoCases cases, DemoMarket market, DemoCosts costs)
{
    /// <summary>How many come to another end than being on sale.</summary>
    private static readonly (Fate Fate, int Count)[] Ends =
    [
        (Fate.Draft, 14), (Fate.Submitted, 12), (Fate.InReview, 18), (Fate.ChangesRequested, 8), (Fate.Rejected, 12), (Fate.Approved, 12), (Fate.Suspended, 10), (Fate.Retired, 8),
    ];

    internal async Task Plan(World world)
    {
        var trades = Assortment.Read();
        var wares = trades.SelectMany((t, i) => t.Wares.SelectMany((w, j) => w.Variants.Select((_, no) => (Trade: t, Ware: w, No: no, Producer: world.Producers[i + 12 * (j % 5)])))).ToList();
        var categories = await registry.Categories(trades);

        var fates = Fates(wares.ConvertAll(w => w.Producer), world.Dice.Of("fates"), world.Producers[0]);
        for (var i = 0; i < wares.Count; i++)
        {
            var (trade, ware, no, producer) = wares[i];
            var dice = world.Dice.Of($"product{i}");
            var (content, fate) = (Assortment.Write(trade, categories[trade.Code], ware, no, dice), fates[i]);
            world.At(When(world, fate, dice, producer == world.Producers[0]), () => Register(world, (producer, content, $"{trade.Code} {ware.Name}"), fate, dice));
        }

        costs.Plan(world);
    }

    /// <summary>The fates in the order of the products; those of the producer whose sign-in is shown are set by hand.</summary>
    private static Fate[] Fates(List<Party> producers, Dice dice, Party shown)
    {
        var fates = new Fate[producers.Count];
        var mine = Enumerable.Range(0, producers.Count).Where(i => producers[i] == shown).ToList();
        var others = dice.Pick(Enumerable.Range(0, producers.Count).Except(mine), producers.Count);
        var next = 0;
        foreach (var (fate, several) in Ends)
            for (var i = 0; i < several; i++) fates[others[next++]] = fate;
        (fates[mine[2]], fates[mine[5]], fates[mine[8]]) = (Fate.InReview, Fate.ChangesRequested, Fate.Draft);
        return fates;
    }

    private static DateTime When(World world, Fate fate, Dice dice, bool early) => fate switch
    {
        Fate.Draft => world.DaysAgo(1) - dice.Days(0, 25),
        Fate.Submitted => world.DaysAgo(3) - dice.Days(0, 2),
        Fate.InReview => world.DaysAgo(8) - dice.Days(0, 8),
        Fate.ChangesRequested => world.DaysAgo(14) - dice.Days(0, 6),
        Fate.Rejected or Fate.Approved => world.DaysAgo(30) - dice.Days(0, 300),
        _ => early || dice.Chance(60) ? world.Start.AddDays(2) + dice.Days(0, 14) : world.Start.AddDays(16) + dice.Days(0, World.Days - 60),
    };

    private async Task Register(World world, (Party Producer, ProductContent Content, string Ware) what, Fate fate, Dice dice)
    {
        if (await registry.Register(world, what.Producer, what.Content, what.Ware, dice) is not { } product) return;
        world.Products.Add(product);
        // what is found waiting for review was handed in a few days ago, whatever the day of the week
        var submitted = fate == Fate.Submitted ? world.DaysAgo(2.9) + dice.Hours(0, 60) : world.Office(cases.Now, dice.Hours(2, 40));
        if (fate != Fate.Draft) world.At(submitted, () => Submit(world, product, fate, dice));
    }

    private async Task Submit(World world, Merchandise product, Fate fate, Dice dice)
    {
        var outcome = await submit.Handle(new SubmitProductRequest(product.Producer.Actor, product.Id) { Publish = fate != Fate.Approved });
        if (!world.Went(outcome == SubmitProductOutcome.Submitted, product.Code, outcome) || fate == Fate.Submitted) return;
        cases.Begin(world, product, fate, dice, () => market.Approved(world, product, fate, dice));
    }
}
