using Portal.Core.Shared;

namespace Portal.Core.Insight;

/// <summary>Views of one kind of page on one day, by one node.</summary>
public readonly record struct Visits(DateOnly Day, string Page, long Views);

/// <summary>Adds what a node has counted since the last time to the days' counts.</summary>
public sealed class CountVisits(IVisitStore store, IUnitOfWork work)
{
    public async Task Handle(IReadOnlyCollection<Visits> visits)
    {
        if (visits.Count == 0) return;
        await using var tx = await work.Begin();
        // always in the same order: two nodes may add at once
        foreach (var v in visits.OrderBy(v => v.Day).ThenBy(v => v.Page, StringComparer.Ordinal)) await store.Add(v.Day, v.Page, v.Views);
        await tx.Commit();
    }
}
