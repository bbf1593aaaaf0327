using Portal.Data.Shared;

namespace Portal.Data.Notifications;

public sealed record OutboxListRow
{
    public long Id { get; init; }
    public string Template { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Language { get; init; } = "";
    public long? PersonId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime NextAttemptAt { get; init; }
    public int Attempts { get; init; }
    public DateTime? SentAt { get; init; }
    public DateTime? GivenUpAt { get; init; }
    public string? LastError { get; init; }

    /// <summary>One word for all this.</summary>
    public string State => SentAt is not null ? "sent" : GivenUpAt is not null ? "givenup" : Attempts > 0 ? "retrying" : "waiting";
}

/// <summary>The outbox as the administrator sees it. What is written in a mail is nobody's business but the recipient's.</summary>
public sealed class OutboxPages(Db db)
{
    // newest first by primary key; ix_outbox_given_up and ix_outbox_due for what did not go
    private const string ListSql = """
        SELECT id, template, recipient, language, person_id, created_at, next_attempt_at, attempts, sent_at, given_up_at, last_error
        FROM outbox
        WHERE (@state IS NULL OR (@state = 'sent' AND sent_at IS NOT NULL) OR (@state = 'givenup' AND given_up_at IS NOT NULL)
            OR (@state = 'waiting' AND sent_at IS NULL AND given_up_at IS NULL))
          AND (@text IS NULL OR recipient LIKE @text ESCAPE '\' OR template LIKE @text ESCAPE '\')
        ORDER BY id DESC
        """;
    private static readonly Listing Listed = new(ListSql, "created=created_at", "recipient=recipient", "template=template", "attempts=attempts");

    public async Task<PageOf<OutboxListRow>> List(string? state, string? text, int page)
    {
        return await db.Page<OutboxListRow>(Listed, new { state, text = Like.Containing(text) }, page);
    }

    private const string GivenUpSql = "SELECT COUNT(*) FROM outbox WHERE given_up_at IS NOT NULL";

    public Task<long> GivenUp() => db.Scalar<long>(GivenUpSql);
}

/// <summary>What a person chose to be told.</summary>
public sealed class NoticeChoicePages(Db db)
{
    private const string MutedSql = "SELECT notice_group FROM notification_choices WHERE person_id = @personId";

    public async Task<HashSet<string>> Muted(long personId) => [.. await db.Query<string>(MutedSql, new { personId })];
}
