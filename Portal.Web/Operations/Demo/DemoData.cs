using System.Diagnostics;
using Portal.Core.Shared;
using Portal.Data.Operations;

namespace Portal.Web.Operations.Demo;

public enum DemoOutcome
{
    Filled,
    /// <summary>Somebody uses this portal: nothing was added.</summary>
    NotEmpty,
    /// <summary>The prices of the demo are in won.</summary>
    OtherCurrency,
}

/// <summary>
/// Fills an empty portal with 400 days of business, through the use cases that pages and jobs call, each event at its own time.
/// All in one transaction: a portal that stopped in the middle is as empty as before.
/// </summary>
[Service]
public sealed class DemoData(IUnitOfWork unit, DemoPages pages, DemoScript script, PortalOptions options)
{
    public async Task<DemoOutcome> Fill(Action<string> tell)
    {
        if (options.Currency.Code != "KRW") return DemoOutcome.OtherCurrency;
        var watch = Stopwatch.StartNew();
        if (await Play(tell) is not { } world) return DemoOutcome.NotEmpty;
        foreach (var refused in world.Refused) tell($"skipped: {refused}");
        tell($"{string.Join(", ", (await pages.Counts()).Select(c => $"{c.Rows:N0} {c.Kind}"))} in {watch.Elapsed.TotalSeconds:0.0} s");
        return DemoOutcome.Filled;
    }

    private async Task<World?> Play(Action<string> tell)
    {
        await using var tx = await unit.Begin();
        if (!await pages.IsEmpty()) return null;
        var world = await script.Play(tell);
        await tx.Commit();
        return world;
    }
}
