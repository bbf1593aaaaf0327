namespace Portal.Core.Notifications;

/// <summary>A row of the outbox that a worker has claimed.</summary>
public sealed record ClaimedRow
{
    public long Id { get; init; }
    public string EffectKey { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Language { get; init; } = "ko";
    public string Template { get; init; } = "";
    public string Arguments { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public int Attempts { get; init; }
}

/// <summary>The outbox as workers empty it. Who claims a row has it until the claim runs out; a worker that dies loses it to another.</summary>
public interface IOutboxStore
{
    /// <summary>Mails that are due and that nobody holds, oldest first.</summary>
    Task<IReadOnlyList<long>> Due(DateTime now, int max);

    /// <summary>Claims a row and counts the attempt; null when another worker was faster.</summary>
    Task<ClaimedRow?> Claim(long id, DateTime now, DateTime until);

    /// <summary>Closes a row as sent. What a link in it can do is taken out of <paramref name="arguments"/> by the caller.</summary>
    Task Sent(long id, DateTime at, string arguments);

    /// <summary>Lets go of a row until the next attempt.</summary>
    Task Postpone(long id, DateTime next, string error);

    /// <summary>Closes a row that will not be sent.</summary>
    Task GiveUp(long id, DateTime at, string error);

    /// <summary>Opens a row that was given up, or waits, for an attempt now; false when it is sent or being sent.</summary>
    Task<bool> Retry(long id, DateTime now);

    /// <summary>Template and recipient of a row, for the audit.</summary>
    Task<string?> Label(long id);
}
