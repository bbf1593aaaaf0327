using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Which mails a person wants to get.</summary>
public sealed record ChooseNoticesRequest(long PersonId, IReadOnlyCollection<NoticeGroup> Wanted);

/// <summary>Keeps what a person chose; it holds for everything told from now on.</summary>
public sealed class ChooseNotices(IUnitOfWork unit, INotificationStore store, Clock clock)
{
    public async Task Handle(ChooseNoticesRequest request)
    {
        await using var tx = await unit.Begin();
        await store.SetMuted(request.PersonId, [.. NoticeGroups.Optional.Where(g => !request.Wanted.Contains(g))], clock.Now);
        await tx.Commit();
    }
}
