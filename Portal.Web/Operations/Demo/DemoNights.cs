using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Review;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>What the jobs did in the past: they are left with what is due today, not with a year.</summary>
[Service]
public sealed class DemoNights(DistributeDue distribute, RemindReviewers remind, NotifyLate late, ExpireOrders expire, Clock clock)
{
    internal void Plan(World world)
    {
        for (var at = world.Start.AddDays(1); at < world.Now; at = at.AddHours(6)) world.At(at, () => expire.Handle(200));
        for (var at = world.On(world.DateOf(world.Start).AddDays(1), 8); at < world.Now; at = at.AddDays(1))
        {
            world.At(at, () => remind.Handle(200));
            world.At(at.AddMinutes(5), () => late.Handle(200));
            world.At(at.AddMinutes(10), () => distribute.Handle());
        }

        // the last minute, so that nothing old is left
        world.At(world.Now, async () =>
        {
            clock.ReplayAt = world.Now;
            await expire.Handle(200);
            await remind.Handle(200);
            await late.Handle(200);
            await distribute.Handle();
        });
    }
}
