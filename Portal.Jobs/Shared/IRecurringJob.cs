namespace Portal.Jobs.Shared;

/// <summary>Work that goes on by itself. Found by scanning, run in its own scope, never twice at the same time on one database.</summary>
public interface IRecurringJob
{
    /// <summary>When it runs, as a cron expression in UTC.</summary>
    static abstract string Cron { get; }

    /// <summary>Finds what is due and does it. Running it again at once does nothing.</summary>
    Task Run(CancellationToken stop);
}
