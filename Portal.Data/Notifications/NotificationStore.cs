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

    private const string PeopleSql = """
        SELECT id AS person_id, email, language FROM people WHERE id IN @personIds AND suspended_at IS NULL
        """;

    public async Task<IReadOnlyList<Recipient>> People(IReadOnlyCollection<long> personIds) =>
        personIds.Count == 0 ? [] : await db.Query<Recipient>(PeopleSql, new { personIds });

    private const string MembersSql = """
        SELECT p.id AS person_id, p.email, p.language FROM people p
        WHERE p.suspended_at IS NULL AND EXISTS (
          SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.organization_id = @organizationId AND m.role = @role AND m.ended_at IS NULL)
        """;

    public async Task<IReadOnlyList<Recipient>> Members(long organizationId, Role role) =>
        await db.Query<Recipient>(MembersSql, new { organizationId, role = role.ToString() });
}
