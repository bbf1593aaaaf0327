using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Core.Review;

/// <summary>A member of the community writes, shows a file, or both: one that they uploaded before, or one that was just taken in.</summary>
public sealed record PostMessageRequest(Actor Actor, long CaseId, string? Text)
{
    public long? FileId { get; init; }
    public StoredFile? File { get; init; }
}

/// <summary>See <see cref="PostMessageRequest"/>. The discussion ends with the decision.</summary>
public sealed class PostMessage(IUnitOfWork unit, IReviewStore cases, CaseDesk desk, Files files, Clock clock)
{
    public async Task<ReviewOutcome> Handle(PostMessageRequest request)
    {
        var text = PlainText.Tidy(request.Text);
        var fileId = request.File?.Id ?? request.FileId;
        if (text?.Length > ReviewLimits.Message || (text is null && fileId is null)) return ReviewOutcome.Invalid;
        await using var tx = await unit.Begin();
        if (await cases.Case(request.Actor, request.CaseId) is not { } c) return ReviewOutcome.NotFound;
        if (!await cases.Hold(c.Id, null, clock.Now, CaseStatus.Open, CaseStatus.ChangesRequested)) return await desk.WhyNot(c, null);
        if (request.File is { } file) await files.Register(request.Actor, file);
        var kind = text is null ? CaseEventKind.File : CaseEventKind.Message;
        if (await desk.Step(c, request.Actor, kind, text: text, fileId: fileId) is not { } step) return ReviewOutcome.NoFile;
        await desk.Tell(c, await cases.Community(c.Id, request.Actor.PersonOrNull), "review.message", step, text);
        await tx.Commit();
        return ReviewOutcome.Done;
    }
}
