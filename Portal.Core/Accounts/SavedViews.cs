using Portal.Core.Shared;

namespace Portal.Core.Accounts;

/// <summary>What a person keeps of the lists they work with. Theirs alone: the person is part of every key.</summary>
public interface IListStore
{
    Task SaveSettings(long personId, string list, string hidden, int size);

    /// <summary>How many views a person has of a list, without one of this name.</summary>
    Task<int> CountOthers(long personId, string list, string name);

    /// <summary>Keeps a view under its name; one of the same name now means this.</summary>
    Task SaveView(long id, SaveViewRequest view);

    Task<bool> DeleteView(long personId, long viewId);
}

/// <summary>A list with its filters, under a name.</summary>
public sealed record SaveViewRequest(long PersonId, string List, string Name, string Query);

public enum SaveViewOutcome
{
    Saved,
    /// <summary>More would no longer be a choice.</summary>
    TooMany,
}

/// <summary>Gives the filters of a list a name.</summary>
public sealed class SaveView(IUnitOfWork unit, IListStore lists)
{
    public const int Most = 12;
    public const int LongestQuery = 1000;

    public async Task<SaveViewOutcome> Handle(SaveViewRequest request)
    {
        await using var tx = await unit.Begin();
        if (await lists.CountOthers(request.PersonId, request.List, request.Name) >= Most) return SaveViewOutcome.TooMany;
        await lists.SaveView(Ids.Next(), request);
        await tx.Commit();
        return SaveViewOutcome.Saved;
    }
}

/// <summary>Forgets a view of one's own; false when there is none.</summary>
public sealed class DeleteView(IUnitOfWork unit, IListStore lists)
{
    public async Task<bool> Handle(long personId, long viewId)
    {
        await using var tx = await unit.Begin();
        if (!await lists.DeleteView(personId, viewId)) return false;
        await tx.Commit();
        return true;
    }
}

/// <summary>Which columns of a list a person does not want to see, and how many rows at once.</summary>
public sealed record ArrangeListRequest(long PersonId, string List, IReadOnlyList<string> Hidden, int Size);

/// <summary>Remembers how a person wants to see a list.</summary>
public sealed class ArrangeList(IUnitOfWork unit, IListStore lists)
{
    public async Task Handle(ArrangeListRequest request)
    {
        await using var tx = await unit.Begin();
        await lists.SaveSettings(request.PersonId, request.List, string.Join(',', request.Hidden), request.Size);
        await tx.Commit();
    }
}
