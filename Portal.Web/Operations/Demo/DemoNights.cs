using Portal.Core.Delivery;
using Portal.Core.Orders;
using Portal.Core.Review;
using Portal.Core.Sellers;
using Portal.Core.Settlement;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>What the jobs did in the past: they are left with what is due today, not with a year.</summary>
[Service]
public sealed class DemoNights(DistributeDue distribute, RemindReviewers remind, NotifyLate late, ExpireOrders expire, CloseExpiredRecruitments close)
{
    internal void Plan(World world)
    {
        for (var at = world.Start.AddDays(1); at < world.Now; at = at.AddHours(6)) world.At(at, () => expire.Handle(200));
        for (var at = world.On(world.DateOf(world.Start).AddDays(1), 8); at < world.Now; at = at.AddDays(1)) world.At(at, Night);
        // the last minute, so that nothing old is left
        world.At(world.Now, Night);
    }

    private async Task Night()
    {
        await close.Handle(200);
        await expire.Handle(200);
        await remind.Handle(200);
        await late.Handle(200);
        await distribute.Handle();
    }
}
