using Portal.Core.Insight;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Half a year of visits: more on working days, more from month to month.</summary>
[Service]
public sealed class DemoVisits(CountVisits count)
{
    private const int Days = 180;

    private static readonly (string Page, int Usual)[] Pages = [("home", 60), ("products", 110), ("product", 190), ("sellers", 25), ("seller", 18), ("signup", 4)];

    internal void Plan(World world) => world.At(world.DaysAgo(0.05), async () =>
    {
        var (dice, visits) = (world.Dice.Of("visits"), new List<Visits>());
        for (var ago = Days; ago > 0; ago--)
        {
            var day = world.DateOf(world.DaysAgo(ago));
            var percent = (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 45 : 100) * (200 - ago) / 200;
            foreach (var (page, usual) in Pages) visits.Add(new Visits(day, page, usual * percent * dice.Between(75, 125) / 10_000 + 1));
        }

        await count.Handle(visits);
    });
}
