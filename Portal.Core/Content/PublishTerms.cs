using System.Globalization;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Content;

/// <summary>The next version of terms. <paramref name="BasedOn"/> is the latest version that the form was opened with, 0 for none.</summary>
public sealed record PublishTermsRequest(Actor Actor, TermsKind Kind, int BasedOn, DateOnly EffectiveOn, string? Title, string? Body)
{
    public string? TitleEn { get; init; }
    public string? BodyEn { get; init; }
}

public abstract record PublishTermsOutcome
{
    private PublishTermsOutcome() { }

    public sealed record Published(int Version) : PublishTermsOutcome;
    /// <summary>Somebody published another version meanwhile.</summary>
    public sealed record Stale : PublishTermsOutcome;
    /// <summary>Nobody can have agreed to it on a day that is over.</summary>
    public sealed record TooEarly : PublishTermsOutcome;
    public sealed record Bad(string Field) : PublishTermsOutcome;
}

/// <summary>Publishes a version of terms, for good: what people agreed to never changes.</summary>
public sealed class PublishTerms(IUnitOfWork unit, IContentStore contents, Audit audit, Clock clock)
{
    public async Task<PublishTermsOutcome> Handle(PublishTermsRequest request)
    {
        if (Text(request.Title, request.Body, out var bad) is not { } korean) return new PublishTermsOutcome.Bad(bad);
        TermsText? english = null;
        if (!string.IsNullOrWhiteSpace(request.TitleEn) || !string.IsNullOrWhiteSpace(request.BodyEn))
        {
            english = Text(request.TitleEn, request.BodyEn, out bad);
            if (english is null) return new PublishTermsOutcome.Bad($"{bad}En");
        }

        if (request.EffectiveOn < clock.Today) return new PublishTermsOutcome.TooEarly();
        await using var tx = await unit.Begin();
        var version = request.BasedOn + 1;
        if (await contents.LatestTerms(request.Kind) != request.BasedOn
            || !await contents.Insert(new TermsVersion(request.Kind, version, request.EffectiveOn, korean, english, clock.Now, request.Actor.PersonOrNull))) return new PublishTermsOutcome.Stale();
        await audit.Note(request.Actor, "terms.publish", "terms", version, $"{request.Kind} {version}", null, request.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await tx.Commit();
        return new PublishTermsOutcome.Published(version);
    }

    private static TermsText? Text(string? title, string? body, out string bad)
    {
        var (tidyTitle, tidyBody) = (PlainText.Tidy(title), PlainText.Tidy(body));
        bad = tidyTitle is not { Length: <= SaveContent.MaxTitle } ? "Title" : "Body";
        return tidyTitle is { Length: <= SaveContent.MaxTitle } && tidyBody is { Length: <= SaveContent.MaxBody } ? new TermsText(tidyTitle, tidyBody) : null;
    }
}
