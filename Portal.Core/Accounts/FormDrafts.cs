using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>Whose form it is: a person in one of their memberships, and the address of its page.</summary>
public sealed record FormDraftKey(long PersonId, long MembershipId, string Page);

/// <summary>Forms that were begun and not sent.</summary>
public interface IFormDraftStore
{
    Task<bool> Update(FormDraftKey key, string content, DateTime at);

    /// <summary>False when there is one meanwhile.</summary>
    Task<bool> Insert(FormDraftKey key, string content, DateTime at);

    /// <summary>How many forms a person has begun.</summary>
    Task<int> Count(long personId);

    Task DeleteOldest(long personId);

    Task Delete(FormDraftKey key);

    Task<int> DeleteBefore(DateTime moment);
}

/// <summary>Keeps what somebody has typed so far; one for every page, the last one counts.</summary>
public sealed class SaveFormDraft(IUnitOfWork unit, IFormDraftStore store, Clock clock)
{
    public const int MaxPage = 300;

    /// <summary>In characters.</summary>
    public const int MaxContent = 100_000;

    /// <summary>So many forms a person may have begun; with one more, the oldest goes.</summary>
    public const int MaxPerPerson = 50;

    /// <summary>When it was saved; null when it is larger than what is kept.</summary>
    public async Task<DateTime?> Handle(FormDraftKey key, string content)
    {
        if (content.Length > MaxContent || key.Page.Length > MaxPage) return null;
        await using var tx = await unit.Begin();
        var now = clock.Now;
        if (!await store.Update(key, content, now))
        {
            if (await store.Count(key.PersonId) >= MaxPerPerson) await store.DeleteOldest(key.PersonId);
            if (!await store.Insert(key, content, now)) return null;
        }

        await tx.Commit();
        return now;
    }
}

/// <summary>The form was sent, or is given up.</summary>
public sealed class EndFormDraft(IUnitOfWork unit, IFormDraftStore store)
{
    public async Task Handle(FormDraftKey key)
    {
        await using var tx = await unit.Begin();
        await store.Delete(key);
        await tx.Commit();
    }
}

/// <summary>Forgets forms to which nobody came back.</summary>
public sealed class PurgeFormDrafts(IUnitOfWork unit, IFormDraftStore store, Clock clock)
{
    public const int KeptDays = 30;

    /// <summary>How many were forgotten.</summary>
    public async Task<int> Handle()
    {
        await using var tx = await unit.Begin();
        var count = await store.DeleteBefore(clock.Now.AddDays(-KeptDays));
        await tx.Commit();
        return count;
    }
}
