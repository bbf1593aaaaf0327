using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Core.Mileage;

/// <summary>Mileage whose last day is over becomes income of the portal, each lot once.</summary>
public sealed class ExpireMileage(IUnitOfWork unit, IMileageStore store, MileageBook book, MileagePosting posting, Clock clock)
{
    /// <summary>Handles at most <paramref name="max"/> lots, each in its own transaction; returns how many expired.</summary>
    public async Task<int> Handle(int max)
    {
        var count = 0;
        foreach (var id in await store.Expired(clock.Today, max))
        {
            await using var tx = await unit.Begin();
            if (await book.Over(id) is not { } lot) continue;
            await book.Expire(lot, await posting.Expire(lot, await store.Portal() ?? lot.CentreId));
            await tx.Commit();
            count++;
        }

        return count;
    }
}

/// <summary>Tells buyers of mileage that expires within <see cref="Days"/> days, of each lot once.</summary>
public sealed class WarnOfExpiry(IUnitOfWork unit, IMileageStore store, Notices notices, PortalOptions options, Clock clock)
{
    public const int Days = 30;

    /// <summary>Handles at most <paramref name="max"/> buyers; returns how many were told.</summary>
    public async Task<int> Handle(int max)
    {
        var told = 0;
        var through = clock.Today.AddDays(Days);
        foreach (var lots in await store.Expiring(clock.Today, through, max))
        {
            await using var tx = await unit.Begin();
            if (!await store.MarkWarned(lots.BuyerId, clock.Today, through, clock.Now)) continue;
            await notices.ToMembers(lots.BuyerId, Role.Buyer, new Notice($"mileage.expiring:{lots.BuyerId}:{clock.Today:yyyyMMdd}", "mileage.expiring", new Dictionary<string, string>
            {
                ["amount"] = $"{options.Currency.Format(lots.Amount)} {options.Currency.Code}", ["date"] = $"{lots.FirstOn:yyyy-MM-dd}", ["path"] = "/mileage",
            }));
            await tx.Commit();
            told++;
        }

        return told;
    }
}
