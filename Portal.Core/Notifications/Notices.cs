using System.Text.Json;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Something to be told: a template and its arguments. The key makes it happen once.</summary>
public sealed record Notice(string Key, string Template, IReadOnlyDictionary<string, string> Arguments);

/// <summary>A row of the outbox as it is written.</summary>
public sealed record OutboxRow(long Id, string EffectKey, string Channel, long? PersonId, string Recipient, string Language,
    string Template, string Arguments, DateTime CreatedAt);

/// <summary>A person to be written to.</summary>
public sealed record Recipient
{
    public long PersonId { get; init; }
    public string Email { get; init; } = "";
    public string Language { get; init; } = "ko";
}

/// <summary>The store of the outbox.</summary>
public interface INotificationStore
{
    /// <summary>Adds a row; false when its key is already there.</summary>
    Task<bool> Add(OutboxRow row);

    /// <summary>Those of the people who want mails of the group.</summary>
    Task<IReadOnlyList<Recipient>> People(IReadOnlyCollection<long> personIds, NoticeGroup group);

    /// <summary>People with a current membership of that role in the organization who want mails of the group.</summary>
    Task<IReadOnlyList<Recipient>> Members(long organizationId, Role role, NoticeGroup group);

    /// <summary>Replaces the groups that a person does not want.</summary>
    Task SetMuted(long personId, IReadOnlyCollection<NoticeGroup> groups, DateTime at);
}

/// <summary>Puts mails into the outbox within the transaction of the use case; a job sends them afterwards.</summary>
[Service]
public sealed class Notices(INotificationStore store, Clock clock)
{
    /// <summary>Tells one person.</summary>
    public async Task ToPerson(long personId, Notice notice) => await Add(() => store.People([personId], NoticeGroups.Of(notice.Template)), notice);

    /// <summary>Tells several people.</summary>
    public async Task ToPeople(IReadOnlyCollection<long> personIds, Notice notice) => await Add(() => store.People(personIds, NoticeGroups.Of(notice.Template)), notice);

    /// <summary>Tells everybody who holds <paramref name="role"/> in an organization.</summary>
    public async Task ToMembers(long organizationId, Role role, Notice notice) => await Add(() => store.Members(organizationId, role, NoticeGroups.Of(notice.Template)), notice);

    private async Task Add(Func<Task<IReadOnlyList<Recipient>>> recipients, Notice notice)
    {
        // replayed history has been told long ago
        if (clock.IsReplay) return;
        foreach (var r in await recipients())
        {
            var key = $"{notice.Key}:{r.PersonId}";
            await store.Add(new OutboxRow(Ids.Next(), key, "Mail", r.PersonId, r.Email, r.Language, notice.Template,
                JsonSerializer.Serialize(notice.Arguments), clock.Now));
        }
    }
}
