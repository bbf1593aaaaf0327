using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Data.Shared;

namespace Portal.Data.Notifications;

public sealed class NotificationStore(Db db) : INotificationStore
{
    private const string AddSql = """
        INSERT INTO outbox (id, effect_key, channel, person_id, recipient, language, template, arguments, created_at, next_attempt_at, attempts)
        SELECT @Id, @EffectKey, @Channel, @PersonId, @Recipient, @Language, @Template, @Arguments, @CreatedAt, @CreatedAt, 0
        WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE effect_key = @EffectKey)
        """;

    public async Task<bool> Add(OutboxRow row) => await db.Execute(AddSql, row) == 1;

    // pk_notification_choices
    private const string WantsSql = "NOT EXISTS (SELECT 1 FROM notification_choices c WHERE c.person_id = p.id AND c.notice_group = @group)";
    private const string PeopleSql = $"SELECT p.id AS person_id, p.email, p.language FROM people p WHERE p.id IN @personIds AND p.suspended_at IS NULL AND {WantsSql}";

    public async Task<IReadOnlyList<Recipient>> People(IReadOnlyCollection<long> personIds, NoticeGroup group) =>
        personIds.Count == 0 ? [] : await db.Query<Recipient>(PeopleSql, new { personIds, group = group.ToString() });

    private const string MembersSql = $"""
        SELECT p.id AS person_id, p.email, p.language FROM people p
        WHERE p.suspended_at IS NULL AND {WantsSql} AND EXISTS (
          SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.organization_id = @organizationId AND m.role = @role AND m.ended_at IS NULL)
        """;

    public async Task<IReadOnlyList<Recipient>> Members(long organizationId, Role role, NoticeGroup group) =>
        await db.Query<Recipient>(MembersSql, new { organizationId, role = role.ToString(), group = group.ToString() });

    private const string ClearMutedSql = "DELETE FROM notification_choices WHERE person_id = @personId";
    private const string MuteSql = "INSERT INTO notification_choices (person_id, notice_group, muted_at) VALUES (@personId, @group, @at)";

    public async Task SetMuted(long personId, IReadOnlyCollection<NoticeGroup> groups, DateTime at)
    {
        await db.Execute(ClearMutedSql, new { personId });
        foreach (var group in groups) await db.Execute(MuteSql, new { personId, group = group.ToString(), at });
    }
}
