using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>A new message, as a draft: its address and its Korean text.</summary>
public sealed record AddNewsRequest(Actor Actor, string? Slug, string? Title, string? Body);

public abstract record AddNewsOutcome
{
    private AddNewsOutcome() { }

    public sealed record Added(string Slug) : AddNewsOutcome;
    public sealed record SlugTaken : AddNewsOutcome;
    public sealed record Bad(string Field) : AddNewsOutcome;
}

/// <summary>See <see cref="AddNewsRequest"/>.</summary>
public sealed class AddNews(IUnitOfWork unit, IContentStore contents, SaveContent save, Clock clock)
{
    public async Task<AddNewsOutcome> Handle(AddNewsRequest request)
    {
        if (!ContentKeys.IsSlug(request.Slug)) return new AddNewsOutcome.Bad(nameof(request.Slug));
        await using var tx = await unit.Begin();
        if (!await contents.InsertNews(Ids.Next(), request.Slug!, clock.Now)) return new AddNewsOutcome.SlugTaken();
        var saved = await save.Handle(new SaveContentRequest(request.Actor, ContentKeys.NewsOf(request.Slug!), "ko", request.Title, request.Body, 0));
        if (saved is SaveContentOutcome.Bad bad) return new AddNewsOutcome.Bad(bad.Field);
        if (saved is not SaveContentOutcome.Saved) return new AddNewsOutcome.SlugTaken();
        await tx.Commit();
        return new AddNewsOutcome.Added(request.Slug!);
    }
}
