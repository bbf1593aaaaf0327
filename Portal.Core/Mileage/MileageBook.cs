using Portal.Core.Shared;

namespace Portal.Core.Mileage;

/// <summary>
/// Keeps the sub-ledger: whatever a posting does to the mileage account for a buyer is done here to the buyer's balance and lots.
/// The balance is changed first: behind its row's lock nobody else moves this buyer's lots.
/// </summary>
[Service]
public sealed class MileageBook(IMileageStore store, Clock clock, PortalOptions options)
{
    /// <summary>Mileage that is given back is valid for some days more, also when its lot would have expired by now.</summary>
    public const int LeastDays = 30;

    public DateOnly ExpiresOn => clock.Today.AddMonths(options.MileageMonths);

    /// <summary>After a distribution run was posted: its mileage is the buyers'.</summary>
    public async Task Earn(long runId)
    {
        if (await store.Earn(runId, clock.Now, ExpiresOn) == 0) return;
        foreach (var buyer in await store.ToFill()) await Fill(buyer, null);
    }

    /// <summary>What a buyer can spend now: lots whose day is over count no more, also when the job has not been there yet.</summary>
    internal async Task<long> Usable(long buyerId) => Valid(await store.Lots(buyerId)).Sum(l => l.Remaining);

    /// <summary>Takes an amount from the lots that expire first; false, and nothing taken, when there is less. The posting comes afterwards: it needs to be known that it can be.</summary>
    internal async Task<bool> CanSpend(long buyerId, long amount) =>
        amount > 0 && await store.Add(buyerId, -amount, 0) && Valid(await store.Lots(buyerId)).Sum(l => l.Remaining) >= amount;

    /// <summary>See <see cref="CanSpend"/>, which has taken the amount off the balance.</summary>
    internal async Task Spend(long amount, LotMove move) => await Take(Valid(await store.Lots(move.BuyerId)), amount, move);

    /// <summary>Takes back what a lot brought: from the lot itself, then from the others, and what was spent already is owed.</summary>
    internal async Task TakeBack(long lotId, long amount, LotMove move)
    {
        await store.Add(move.BuyerId, -amount, long.MinValue);
        var lots = (await store.Lots(move.BuyerId)).Where(l => l.Remaining > 0).OrderBy(l => l.Id == lotId ? 0 : 1).ToList();
        var owed = await Take(lots, amount, move);
        if (owed > 0 && !await store.Change((await store.Lot(lotId))!, -owed, move, clock.Now)) throw new InvalidOperationException($"Lot {lotId} changed behind its lock.");
    }

    internal async Task Put(NewLot lot)
    {
        await store.Add(lot.BuyerId, lot.Amount, long.MinValue);
        await store.Insert(lot, clock.Now);
        await Fill(lot.BuyerId, lot.PostingId);
    }

    /// <summary>Gives back what an order used: with the old expiry, but valid for some days at least.</summary>
    internal async Task GiveBack(long orderId, long amount, LotMove move)
    {
        foreach (var used in await store.Used(orderId))
        {
            var back = Math.Min(amount, used.Amount);
            if (back == 0) break;
            await store.GiveBack(used.MoveId, back);
            var least = clock.Today.AddDays(LeastDays);
            await Put(new NewLot(move.BuyerId, used.CentreId, move.PostingId, LotSource.GivenBack, back, used.ExpiresOn > least ? used.ExpiresOn : least));
            amount -= back;
        }

        if (amount > 0) throw new InvalidOperationException($"Order {orderId} was not paid by that much mileage.");
    }

    /// <summary>Takes a lot that is over off its buyer; null when somebody was faster.</summary>
    internal async Task<Lot?> Over(long lotId)
    {
        if (await store.Lot(lotId) is not { } seen || !await store.Add(seen.BuyerId, 0, long.MinValue)) return null;
        var lot = await store.Lot(lotId);
        if (lot is not { Remaining: > 0 } || lot.ExpiresOn >= clock.Today) return null;
        await store.Add(lot.BuyerId, -lot.Remaining, long.MinValue);
        return lot;
    }

    internal async Task Expire(Lot lot, long postingId)
    {
        if (!await store.Change(lot, -lot.Remaining, new LotMove(MoveKind.Expired, lot.BuyerId, postingId), clock.Now)) throw new InvalidOperationException($"Lot {lot.Id} changed behind its lock.");
    }

    private IEnumerable<Lot> Valid(IEnumerable<Lot> lots) => lots.Where(l => l.Remaining > 0 && l.ExpiresOn >= clock.Today);

    /// <summary>Takes from lots in their order; returns what they did not have.</summary>
    private async Task<long> Take(IEnumerable<Lot> lots, long amount, LotMove move)
    {
        foreach (var lot in lots)
        {
            var part = Math.Min(lot.Remaining, amount);
            if (part == 0) break;
            if (!await store.Change(lot, -part, move, clock.Now)) throw new InvalidOperationException($"Lot {lot.Id} changed behind its lock.");
            amount -= part;
        }

        return amount;
    }

    /// <summary>Fills lots that are negative from those that are not. A buyer has only ever one kind.</summary>
    private async Task Fill(long buyerId, long? postingId)
    {
        var lots = await store.Lots(buyerId);
        var full = new Queue<Lot>(lots.Where(l => l.Remaining > 0));
        foreach (var short_ in lots.Where(l => l.Remaining < 0))
        {
            var owing = short_;
            while (owing.Remaining < 0 && full.TryPeek(out var lot))
            {
                var part = Math.Min(lot.Remaining, -owing.Remaining);
                var move = new LotMove(MoveKind.Filled, buyerId, postingId ?? lot.Id);
                if (!await store.Change(lot, -part, move, clock.Now) || !await store.Change(owing, part, move, clock.Now)) throw new InvalidOperationException($"Lots of buyer {buyerId} changed behind their lock.");
                owing = owing with { Remaining = owing.Remaining + part };
                full.Dequeue();
                if (lot.Remaining > part) full = new Queue<Lot>([lot with { Remaining = lot.Remaining - part }, .. full]);
            }
        }
    }
}
