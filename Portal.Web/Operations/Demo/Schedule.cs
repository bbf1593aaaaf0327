using Portal.Core.Shared;

namespace Portal.Web.Operations.Demo;

/// <summary>What is still to happen, in the order of time. What would happen after the end never does: so everything is found underway.</summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Func<Task>, (DateTime At, long No)> _events = new();
    private long _no;

    public void At(DateTime at, Func<Task> what) => _events.Enqueue(what, (at, _no++));

    /// <summary>Lets everything happen, each at its own time, until <paramref name="end"/>.</summary>
    public async Task Run(Clock clock, DateTime end, Action<DateTime> month)
    {
        var last = DateTime.MinValue;
        while (_events.TryDequeue(out var what, out var when) && when.At <= end)
        {
            if ((when.At.Year, when.At.Month) != (last.Year, last.Month)) month(when.At);
            last = when.At;
            clock.ReplayAt = DateTime.SpecifyKind(when.At, DateTimeKind.Utc);
            await what();
        }
    }
}
