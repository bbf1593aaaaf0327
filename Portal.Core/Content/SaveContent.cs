using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>A text of a page in one language, in Markdown. <paramref name="BasedOn"/> is the version that the form was opened with, 0 for none.</summary>
public sealed record SaveContentRequest(Actor Actor, string Page, string Language, string? Title, string? Body, int BasedOn);

public abstract record SaveContentOutcome
{
    private SaveContentOutcome() { }

    public sealed record Saved(int Version) : SaveContentOutcome;
    public sealed record NotFound : SaveContentOutcome;
    /// <summary>Somebody saved it meanwhile.</summary>
    public sealed record Stale : SaveContentOutcome;
    public sealed record Bad(string Field) : SaveContentOutcome;
}

/// <summary>Saves a text as the next version of its page; what was before stays.</summary>
public sealed class SaveContent(IUnitOfWork unit, IContentStore contents, Audit audit, Clock clock)
{
    public const int MaxTitle = 200;
    public const int MaxBody = 50_000;

    public async Task<SaveContentOutcome> Handle(SaveContentRequest request)
    {
        if (request.Language is not ("ko" or "en")) return new SaveContentOutcome.NotFound();
        if (PlainText.Tidy(request.Title) is not { Length: <= MaxTitle } title) return new SaveContentOutcome.Bad(nameof(request.Title));
        if (PlainText.Tidy(request.Body) is not { Length: <= MaxBody } body) return new SaveContentOutcome.Bad(nameof(request.Body));
        await using var tx = await unit.Begin();
        if (!ContentKeys.Pages.Contains(request.Page) && (ContentKeys.SlugOf(request.Page) is not { } slug || await contents.News(slug) is null)) return new SaveContentOutcome.NotFound();
        var version = new ContentVersion(Ids.Next(), request.Page, request.Language, request.BasedOn + 1, title, body, clock.Now, request.Actor.PersonOrNull);
        if (!await contents.Insert(version)) return new SaveContentOutcome.Stale();
        await audit.Note(request.Actor, "content.save", "content", version.Id, $"{request.Page} {request.Language}", $"{request.BasedOn}", $"{version.Version} · {title}");
        await tx.Commit();
        return new SaveContentOutcome.Saved(version.Version);
    }
}
