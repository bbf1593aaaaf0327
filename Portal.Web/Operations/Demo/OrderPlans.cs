using Portal.Core.Orders;

namespace Portal.Web.Operations.Demo;

/// <summary>The orders of a year: more each month, in the daytime, on weekdays; and those that the shown sign-ins find on their pages.</summary>
internal static class OrderPlans
{
    public const int Count = 1000;

    public static List<OrderPlan> Of(World world)
    {
        var plans = Shown(world);
        var dice = world.Dice.Of("orders");
        while (plans.Count < Count)
        {
            var i = plans.Count;
            // trade grows: the square root puts twice as many orders at the end as in the middle
            var day = 365 * (1 - Math.Sqrt(0.04 + 0.96 * dice.Share())) / 0.8;
            plans.Add(Usual(world, world.DateOf(world.DaysAgo(Math.Min(365, day))), world.Dice.Of($"order{i}")));
        }

        return plans;
    }

    private static OrderPlan Usual(World world, DateOnly day, Dice dice)
    {
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (weekend && dice.Chance(70)) day = day.AddDays(day.DayOfWeek == DayOfWeek.Saturday ? -1 : -2);
        var at = world.On(day, 8.5 + dice.Share() * 12);
        if (at > world.Now) at = world.Now - dice.Hours(1, 20);
        var channel = dice.Between(1, 100) switch { <= 45 => OrderChannel.Buyer, <= 82 => OrderChannel.Seller, _ => OrderChannel.Operator };
        return new OrderPlan(at, channel, dice)
        {
            Lines = dice.Between(1, 100) switch { <= 55 => 1, <= 80 => 2, <= 93 => 3, _ => 4 }, Pays = Pays(dice), ComesBack = dice.Chance(6), GoesWrong = dice.Chance(3),
        };
    }

    private static Paying Pays(Dice dice) => dice.Between(1, 100) switch
    {
        <= 4 => Paying.Never,
        <= 6 => Paying.TooLate,
        <= 10 => Paying.TwoParts,
        <= 11 => Paying.OnlyAPart,
        <= 14 => Paying.TooMuch,
        <= 17 => Paying.OnCredit,
        <= 18 => Paying.OnCreditUnpaid,
        <= 20 => Paying.CancelledBefore,
        <= 22 => Paying.CancelledAfter,
        _ => Paying.Exact,
    };

    /// <summary>What buyer, seller, producer and operator whose sign-ins are shown find to do today.</summary>
    private static List<OrderPlan> Shown(World world)
    {
        var (buyer, seller, producer, centre) = (world.Buyers[0], world.Sellers[0], world.Producers[0], world.Centres[0]);
        var (own, several) = (OrderChannel.Buyer, world.Buyers[1]);
        var no = 0;
        List<OrderPlan> plans =
        [
            Plan(0.1, own) with { Until = Stage.Placed, Lines = 2 },
            Plan(0.9, own) with { Pays = Paying.OnlyAPart, Lines = 3 },
            Plan(0.7, own) with { Producer = producer, Until = Stage.Paid },
            Plan(1.6, own) with { Producer = producer, Until = Stage.Confirmed },
            Plan(0.2, own) with { Until = Stage.Shipped, Shipped = true },
            Plan(0.6, own) with { Until = Stage.Shipped, Shipped = true },
            Plan(1.1, own) with { Until = Stage.Shipped, Shipped = true, Lines = 2 },
            Plan(1.15, own) with { Producer = producer, Until = Stage.Shipped, Shipped = true, NobodyHome = true },
            Plan(5, own) with { Producer = producer, Until = Stage.Delivered, Shipped = true },
            Plan(4.5, own) with { Until = Stage.Delivered, Lines = 2 },
            Plan(8, own) with { ComesBack = true, Until = Stage.Delivered, Shipped = true },
            Plan(6, own) with { GoesWrong = true, Until = Stage.Shipped, Shipped = true },
            Plan(30, own) with { Lines = 4 },
            Plan(75, own) with { Producer = producer },
            Plan(140, own) with { Lines = 2 },
            Plan(0.4, OrderChannel.Seller) with { Until = Stage.Placed },
            Plan(2.4, OrderChannel.Seller) with { Producer = producer, Until = Stage.Confirmed, IsLate = true },
            Plan(2.5, OrderChannel.Seller) with { Until = Stage.Placed, Pays = Paying.OnCreditUnpaid },
            Plan(20, OrderChannel.Seller) with { Producer = producer },
            Plan(35, OrderChannel.Seller) with { ComesBack = true, Producer = producer },
            Plan(55, OrderChannel.Seller) with { Lines = 2 },
            Plan(90, OrderChannel.Seller) with { Producer = producer },
            Plan(0.5, OrderChannel.Operator) with { Producer = producer, Until = Stage.Paid },
            Plan(3, OrderChannel.Operator) with { Producer = producer, Until = Stage.Confirmed, IsLate = true },
            Plan(3.5, OrderChannel.Operator) with { Producer = producer, Until = Stage.PartlyShipped, Shipped = true, Lines = 2 },
            Plan(9, OrderChannel.Operator) with { Lines = 3, Until = Stage.Delivered },
            Plan(4, own) with { Buyer = null, Centre = world.Centres[1], GoesWrong = true, Until = Stage.Shipped, Shipped = true },
            Plan(0.8, OrderChannel.Seller) with { Seller = world.Sellers[1], Centre = world.Centres[1], Until = Stage.Placed },
            Plan(1.2, own) with { Buyer = several, Until = Stage.Placed },
            Plan(5.5, own) with { Buyer = several, Until = Stage.Delivered },
        ];
        for (var i = 0; i < 12; i++)
        {
            // every centre has something unpaid, and something to be sent back
            var plan = Plan(0.3 + i * 0.2, i % 2 == 0 ? own : OrderChannel.Operator) with { Buyer = null, Centre = world.Centres[i % 4], Until = Stage.Placed };
            if (i >= 8) plan = plan with { At = world.DaysAgo(5 + i % 4), Until = Stage.Delivered, Shipped = true, ComesBack = true, Channel = OrderChannel.Operator };
            plans.Add(plan);
        }

        // the seller who sells too little to pay back what came back
        plans.Add(Plan(118, OrderChannel.Seller) with { Seller = world.Sellers[^1], Buyer = null, Centre = world.Sellers[^1].Centre, ComesBackAt = world.DaysAgo(70) });
        return plans;

        OrderPlan Plan(double daysAgo, OrderChannel channel) => new(world.DaysAgo(daysAgo), channel, world.Dice.Of($"shown{no++}"))
        {
            Buyer = channel == own ? buyer : null, Seller = channel == OrderChannel.Seller ? seller : null, Centre = centre, IsShown = true,
        };
    }
}
