using Portal.Core.Shared;

namespace Portal.Core.Agreements;

/// <summary>Tells the parties of an agreement, the producer and its centre, once, that it ends soon and none follows: from then on the product cannot be ordered.</summary>
public sealed class WarnOfExpiry(IUnitOfWork unit, IAgreementStore agreements, AgreementDesk desk, Clock clock)
{
    /// <summary>Days before the end in which another can still be agreed upon.</summary>
    public const int Days = 14;

    /// <summary>Tells of at most so many; returns how many.</summary>
    public async Task<int> Handle(int max)
    {
        var told = 0;
        foreach (var id in await agreements.Expiring(clock.Now, clock.Now.AddDays(Days), max))
        {
            await using var tx = await unit.Begin();
            if (!await agreements.MarkExpiryTold(id, clock.Now) || await agreements.Until(id) is not { } until) continue;
            // people read the last day on which it holds
            await desk.Expires(id, clock.DateOf(until.AddMilliseconds(-1)));
            await tx.Commit();
            told++;
        }

        return told;
    }
}
