using Portal.Core.Shared;

namespace Portal.Core.Payments;

/// <summary>What lines are for, as it is now: nothing of it is kept, since orders are paid and cancelled while lines wait.</summary>
[Service]
public sealed class BankMatching(IBankFileStore files, IBankMatchStore store, Clock clock)
{
    /// <summary>The lines of the operator's centre that wait; of one file when it is given.</summary>
    public async Task<IReadOnlyList<LineMatch>> Waiting(Actor actor, long? fileId) => await Of(actor, await files.Waiting(actor, fileId));

    public async Task<IReadOnlyList<LineMatch>> Of(Actor actor, IReadOnlyList<BankLine> lines)
    {
        if (lines.Count == 0) return [];
        var (codes, numbers) = BankMatcher.Mentioned(lines);
        var (from, to) = (lines.Min(l => l.BookedAt).AddDays(-1), lines.Max(l => l.BookedAt).AddDays(2));
        var basis = new MatchBasis(await store.OpenOrders(actor.OrganizationId), await store.OrdersNamed(actor.OrganizationId, codes, numbers),
            await store.Names(actor.OrganizationId), await store.RecordedByHand(actor.OrganizationId, from, to));
        return new BankMatcher(basis, clock.DateOf).Match(lines);
    }
}
