using Portal.Core.Ledger;
using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>Each centre closes its months one after the other.</summary>
[Service]
public sealed class DemoClosings(CloseMonth close, IClosingStore months)
{
    /// <summary>Closes what is over up to a day; a month in which something is open waits for the next time.</summary>
    internal async Task Close(World world, Party centre, DateOnly through)
    {
        while (await months.Next(centre.Id) is { } month && month <= through)
        {
            var outcome = await close.Handle(new CloseMonthRequest(world.Operator(centre), centre.Id, month));
            world.Went(outcome is CloseMonthOutcome.Closed or CloseMonthOutcome.Unfinished, $"closing of {month:yyyy-MM} of {centre.Name}", outcome);
            if (outcome is not CloseMonthOutcome.Closed) return;
        }
    }
}
