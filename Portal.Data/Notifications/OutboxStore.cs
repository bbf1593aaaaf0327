using Portal.Core.Notifications;
using Portal.Data.Shared;

namespace Portal.Data.Notifications;

public sealed class OutboxStore(Db db) : IOutboxStore
{
    private const string FreeSql = "sent_at IS NULL AND given_up_at IS NULL AND (claimed_until IS NULL OR claimed_until <= @now)";

    // ix_outbox_due
    private const string DueSql = $"SELECT id FROM outbox WHERE channel = 'Mail' AND next_attempt_at <= @now AND {FreeSql} ORDER BY next_attempt_at, id";

    public async Task<IReadOnlyList<long>> Due(DateTime now, int max) => await db.Query<long>($"{DueSql} {db.Dialect.First(max)}", new { now });

    private const string ClaimSql = $"UPDATE outbox SET claimed_until = @until, attempts = attempts + 1 WHERE id = @id AND next_attempt_at <= @now AND {FreeSql}";
    private const string ClaimedSql = "SELECT id, effect_key, recipient, language, template, arguments, created_at, attempts FROM outbox WHERE id = @id";

    public async Task<ClaimedRow?> Claim(long id, DateTime now, DateTime until) =>
        await db.Execute(ClaimSql, new { id, now, until }) == 1 ? await db.One<ClaimedRow>(ClaimedSql, new { id }) : null;

    private const string SentSql = """
        UPDATE outbox SET sent_at = @at, arguments = @arguments, claimed_until = NULL, last_error = NULL, given_up_at = NULL WHERE id = @id AND sent_at IS NULL
        """;

    // also when the claim ran out meanwhile: it went, and nothing else is true of it
    public Task Sent(long id, DateTime at, string arguments) => db.Execute(SentSql, new { id, at, arguments });

    private const string PostponeSql = """
        UPDATE outbox SET next_attempt_at = @next, last_error = @error, claimed_until = NULL WHERE id = @id AND sent_at IS NULL AND given_up_at IS NULL
        """;

    public Task Postpone(long id, DateTime next, string error) => db.Execute(PostponeSql, new { id, next, error });

    private const string GiveUpSql = """
        UPDATE outbox SET given_up_at = @at, last_error = @error, claimed_until = NULL WHERE id = @id AND sent_at IS NULL AND given_up_at IS NULL
        """;

    public Task GiveUp(long id, DateTime at, string error) => db.Execute(GiveUpSql, new { id, at, error });

    private const string RetrySql = """
        UPDATE outbox SET given_up_at = NULL, next_attempt_at = @now, attempts = 0
        WHERE id = @id AND sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= @now) AND (given_up_at IS NOT NULL OR attempts > 0)
        """;

    public async Task<bool> Retry(long id, DateTime now) => await db.Execute(RetrySql, new { id, now }) == 1;

    private const string LabelSql = "SELECT CONCAT(template, ' → ', recipient) FROM outbox WHERE id = @id";

    public Task<string?> Label(long id) => db.Scalar<string>(LabelSql, new { id });
}
