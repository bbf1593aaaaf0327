using System.Globalization;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>From a day on everybody reads a message; without a day it is a draft again.</summary>
public sealed record PublishNewsRequest(Actor Actor, string Slug, DateOnly? On);

public enum PublishNewsOutcome
{
    Done,
    NotFound,
    /// <summary>Somebody moved it meanwhile.</summary>
    Stale,
}

/// <summary>See <see cref="PublishNewsRequest"/>.</summary>
public sealed class PublishNews(IUnitOfWork unit, IContentStore contents, Audit audit)
{
    public async Task<PublishNewsOutcome> Handle(PublishNewsRequest request)
    {
        await using var tx = await unit.Begin();
        if (await contents.News(request.Slug) is not { } news) return PublishNewsOutcome.NotFound;
        if (!await contents.MoveNews(news.Id, news.PublishOn, request.On)) return PublishNewsOutcome.Stale;
        await audit.Note(request.Actor, request.On is null ? "news.withdraw" : "news.publish", "news", news.Id, news.Slug, Text(news.PublishOn), Text(request.On));
        await tx.Commit();
        return PublishNewsOutcome.Done;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
